/**
 * Pin: every generated name is written into the code as the name that it is now. A store with a name draws no number, so pinning one
 * moves the numbers behind it: those are pinned with it, or else it is not pinned.
 */
import type { TextEdit } from '../../base/edits.js';
import { attempt, callKey, newTroubles, refusalOf, refuse, toPlan, type Code, type FixPlan, type Refusal, type Wish } from './planFix.js';
import type { Filling } from './places.js';
import { createPinGroup, type PinGroup, type Pins } from './pinGroup.js';
import { refuseAmbiguous, refuseTogether, toPinWish } from './pinWishes.js';
import { findTargets, type Target } from './targets.js';
import { groupByCalls } from './topologyGroups.js';

/** Of keeping places, which tries several ways for each: beyond so many nobody waits, and no place is kept. */
const mostAttempts = 100;

/** `keepsPlaces`: operators that do nothing draw numbers, where that lets more be pinned. */
export function planPin(code: Code, isWanted: (target: Target) => boolean, keepsPlaces: boolean): FixPlan {
  const pins = findPins(code);
  // What cannot be done in one does not hinder another. All are tried at once, as each attempt analyses the code.
  const toGroup = (topologies: ReadonlySet<string>): PinGroup => createPinGroup(code, { pins, topologies, isWanted, keepsPlaces });
  let groups = groupByCalls(code.report).map(toGroup);
  // Attempts follow only what they edit. What none moves is a proof once all was followed anew.
  let anew = false;
  // Each round adds or removes a target, or a way to fill a place, for good, or proves: so this ends. The bound is against mistakes of ours.
  for (let round = 0; round < (keepsPlaces ? mostAttempts : 4 * (pins.targets.length + 1)); round++) {
    const wishes = distinctWishes(
      groups.flatMap(({ chosen }) => chosen),
      pins.wishes,
    );
    const fillings = groups.flatMap((group) => group.fillings);
    const done = attempt(code, wishes, editsOf(fillings), anew);
    const troubles = newTroubles(code.report, done.after);
    const open = groups.filter((group) => !group.isSettled(done, troubles));
    anew = open.length === 0;
    if (anew && !done.isWhole) continue;
    if (anew) {
      const asked = groups.flatMap((group) => group.asked).filter((target) => pins.refused.has(target));
      const refused = asked.map((target): Refusal => refuse(target, pins.refused.get(target)!));
      const drawn = fillings.reduce((sum, { count }) => sum + count, 0);
      return toPlan(code, done, wishes, refused, drawn);
    }
    // Edits reach further than the calls tell: then all are one group.
    if (open.some(({ isIdle }) => isIdle)) groups = [toGroup(new Set(code.report.topologies.map(({ id }) => id)))];
    else for (const group of open) group.advance(done, troubles);
  }
  if (keepsPlaces) return planPin(code, isWanted, false);
  throw new Error('pinning does not come to an end');
}

function findPins(code: Code): Pins {
  const targets = findTargets(code.report);
  const refused = new Map<Target, string>();
  const wishes = new Map<Target, Wish>();
  for (const target of targets) {
    const wish = toPinWish(target);
    const why = typeof wish === 'string' ? wish : refusalOf(code, wish);
    if (why !== undefined) refused.set(target, why);
    else wishes.set(target, wish as Wish);
  }
  refuseAmbiguous(code, wishes, refused);
  refuseTogether(wishes, refused);
  const keys = new Map([...wishes].map(([target, wish]) => [target, callKey(wish)]));
  const runners = new Map<string, Set<string>>();
  for (const [target, key] of keys) runners.set(key, (runners.get(key) ?? new Set()).add(target.topology.id));
  return { targets, refused, wishes, runs: (target) => runners.get(keys.get(target) ?? '') ?? new Set() };
}

function editsOf(fillings: readonly Filling[]): Map<string, TextEdit[]> {
  const edits = new Map<string, TextEdit[]>();
  for (const { target, ways } of fillings) edits.set(target.found.file, [...(edits.get(target.found.file) ?? []), ways[0]]);
  return edits;
}

function distinctWishes(chosen: readonly Target[], wishes: ReadonlyMap<Target, Wish>): Wish[] {
  return [...new Map(chosen.map((target) => wishes.get(target)!).map((wish) => [callKey(wish), wish])).values()];
}
