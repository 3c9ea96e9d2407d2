/**
 * Pin: every generated name is written into the code as the name that it is now. A store with a name draws no number, so pinning one
 * moves the numbers behind it: those are pinned with it, or else it is not pinned.
 */
import { processorDraws } from '../operators/operator.js';
import { allOperators } from '../operators/operators.js';
import type { TextEdit } from '../../base/edits.js';
import type { InternalTopicReport, Report, StoreReport, TopologyReport } from '../report.js';
import { isUnmoved, type Compared } from './compareReports.js';
import type { Naming } from '../writing/naming.js';
import { attempt, callKey, newTrouble, refusalOf, refuse, toPlan, type Code, type FixPlan, type Refusal, type Wish } from './planFix.js';
import { fillPlaces, type Filling } from './places.js';
import { refuseAmbiguous, refuseTogether, toPinWish } from './pinWishes.js';
import { findTargets, highestNumber, knownName, lowestNumber, numberOf, type Target } from './targets.js';

/** What could be pinned, each call by itself. */
interface Pins {
  readonly targets: readonly Target[];
  /** With the reason; grows while it is found out what cannot be pinned together. */
  readonly refused: Map<Target, string>;
  readonly wishes: Map<Target, Wish>;
  /** The topologies that run the call: an edit is for all of them. */
  runs(target: Target): ReadonlySet<string>;
}

/** `keepsPlaces`: operators that do nothing draw numbers, where that lets more be pinned. */
export function planPin(code: Code, isWanted: (target: Target) => boolean, keepsPlaces: boolean): FixPlan {
  const pins = findPins(code);
  const { targets, refused, wishes, runs } = pins;
  let chosen = targets.filter((target) => wishes.has(target) && isWanted(target));
  let asked = targets.filter(isWanted);
  let fillings: readonly Filling[] = [];
  // Each round adds or removes a target, or a way to fill a place, for good, so this ends; the bound is against mistakes of ours.
  for (let round = 0; round < (keepsPlaces ? 10 : 2) * (targets.length + 1); round++) {
    const done = attempt(code, distinctWishes(chosen, wishes), editsOf(fillings));
    const ids = new Set([...chosen.flatMap((target) => [...runs(target)]), ...grown(code.report, done.after)]);
    const moved = done.compared.filter((one) => ids.has(one.topology) && !isUnmoved(one));
    const trouble = newTrouble(code.report, done.after);
    if (moved.length === 0 && trouble === undefined) {
      const reasons = asked.filter((target) => refused.has(target)).map((target): Refusal => refuse(target, refused.get(target)!));
      const drawn = fillings.reduce((sum, { count }) => sum + count, 0);
      return toPlan(code, done, distinctWishes(chosen, wishes), reasons, drawn);
    }
    const behind = targets.filter((target) => !chosen.includes(target) && moved.some((one) => isOf(one, target)));
    let stuck: readonly Target[] = [];
    const more = fillings.length > 0 ? [] : behind.filter((target) => wishes.has(target));
    if (more.length > 0) {
      chosen = [...chosen, ...more];
      asked = [...new Set([...asked, ...more])];
      continue;
    }
    if (keepsPlaces && (behind.length > 0 || fillings.length > 0)) {
      const filled = fillPlaces(code, fillings, behind, (target) => drawnLess(target, done.compared));
      fillings = filled.fillings;
      if (filled.stuck.length === 0) continue;
      stuck = filled.stuck;
    }
    // What moved cannot be pinned: what is before it in its topology must stay as it is.
    const at = behind[0]?.topology.id ?? moved[0]?.topology ?? trouble?.topology;
    const parts = stuck.length > 0 ? stuck.map((one) => [one]) : [behind.filter(({ topology }) => topology.id === at)];
    const removed: Target[] = [];
    const otherwise = `the analysis of the edited code cannot show that nothing moves: ${trouble?.reason ?? `${moved[0]?.before?.name ?? 'a name'} does`}`;
    for (const fixed of parts) {
      const id = fixed[0]?.topology.id ?? at;
      const dropped = dropFor(fixed, { at: id, chosen, pins, filledUpTo: filledUpTo(fillings, id) });
      for (const target of dropped) refused.set(target, inTheWay(target, fixed, refused) ?? otherwise);
      removed.push(...dropped);
    }
    for (const target of removed) wishes.delete(target);
    if (removed.length === 0) fillings = [];
    const left = chosen.filter((target) => !removed.includes(target));
    // What was only pinned for the sake of these needs no edit any more.
    chosen = left.some(isWanted) ? left : [];
    if (chosen.length === 0) fillings = [];
  }
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

/** What must stay as it is, so that those do that cannot be pinned: what is before the last of them and behind the places that are filled. */
function dropFor(
  fixed: readonly Target[],
  { at, chosen, pins, filledUpTo }: { at: string | undefined; chosen: readonly Target[]; pins: Pins; filledUpTo: number },
): Target[] {
  const { wishes, runs } = pins;
  const here = chosen.filter((target) => at === undefined || runs(target).has(at));
  const last = Math.max(-1, ...fixed.map(highestNumber));
  const isBefore = (target: Target): boolean => highestNumber(target) < last && highestNumber(target) > filledUpTo;
  const before = here.filter((target) => changesNumbers(wishes.get(target)!.naming) && isBefore(target));
  const dropped = new Set(
    (fixed.length > 0 && before.length > 0 ? before : here.length > 0 ? here : chosen).map((one) => callKey(wishes.get(one)!)),
  );
  return chosen.filter((target) => dropped.has(callKey(wishes.get(target)!)));
}

/** The number up to which all stays, whatever is named before it. */
function filledUpTo(fillings: readonly Filling[], topology: string | undefined): number {
  return Math.max(-1, ...fillings.filter(({ target }) => target.topology.id === topology).map(({ target }) => lowestNumber(target)));
}

function editsOf(fillings: readonly Filling[]): Map<string, TextEdit[]> {
  const edits = new Map<string, TextEdit[]>();
  for (const { target, ways } of fillings) edits.set(target.found.file, [...(edits.get(target.found.file) ?? []), ways[0]]);
  return edits;
}

/** Topologies that have more nodes: they run what was added. */
function grown(before: Report, after: Report): string[] {
  const sizes = new Map(after.topologies.map((one) => [one.id, sizeOf(one)]));
  return before.topologies.filter((one) => sizes.get(one.id) !== sizeOf(one)).map(({ id }) => id);
}

const sizeOf = ({ subtopologies }: TopologyReport): number => subtopologies.reduce((sum, { nodes }) => sum + nodes.length, 0);

/** How many numbers fewer are drawn before the target. */
function drawnLess(target: Target, compared: readonly Compared[]): number {
  const less = compared.filter((one) => isOf(one, target)).map(({ before, after }) => numberIn(before) - numberIn(after));
  return new Set(less).size === 1 ? less[0]! : 0;
}

const numberIn = (made: StoreReport | InternalTopicReport | undefined): number =>
  made === undefined ? -1 : numberOf('suffix' in made ? made.suffix : knownName(made));

/** Why naming the target moves what cannot be pinned: the first of these that is numbered after it. undefined: none is. */
function inTheWay(target: Target, fixed: readonly Target[], refused: ReadonlyMap<Target, string>): string | undefined {
  const after = fixed.filter((one) => one.topology === target.topology && lowestNumber(one) > highestNumber(target));
  const [first] = after.sort((a, b) => lowestNumber(a) - lowestNumber(b));
  if (first === undefined) return undefined;
  const name = first.stores.map(knownName).find((one) => one !== null) ?? first.repartitions[0]?.suffix ?? 'another name';
  return `naming it would move ${name}, which cannot be pinned: ${refused.get(first) ?? 'its number is not known'}`;
}

function isOf(one: Compared, target: Target): boolean {
  const made = one.before;
  return made !== undefined && (target.stores.includes(made as StoreReport) || target.repartitions.includes(made as InternalTopicReport));
}

const prefixesDrawnIfUnnamed = allOperators().flatMap((operator) =>
  processorDraws(operator).flatMap(({ when, prefix }) => (when === 'ifUnnamed' ? [prefix] : [])),
);

/** With the name given, fewer numbers are drawn. Of processors only those for which the library draws none where they have a name. */
function changesNumbers(naming: Naming): boolean {
  if (naming.what === 'processor') return prefixesDrawnIfUnnamed.some((prefix) => naming.name.startsWith(prefix));
  return naming.what === 'store' || naming.what === 'repartition';
}

function distinctWishes(chosen: readonly Target[], wishes: ReadonlyMap<Target, Wish>): Wish[] {
  return [...new Map(chosen.map((target) => wishes.get(target)!).map((wish) => [callKey(wish), wish])).values()];
}
