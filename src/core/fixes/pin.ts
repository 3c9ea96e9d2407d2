/**
 * Pin: every generated name is written into the code as the name that it is now. A store with a name draws no number, so pinning one
 * moves the numbers behind it: those are pinned with it, or else it is not pinned.
 */
import { processorDraws } from '../operators/operator.js';
import { allOperators } from '../operators/operators.js';
import type { InternalTopicReport, StoreReport } from '../report.js';
import { isUnmoved, type Compared } from './compareReports.js';
import type { Naming } from '../writing/naming.js';
import { attempt, callKey, newTrouble, refusalOf, refuse, toPlan, type Code, type FixPlan, type Refusal, type Wish } from './planFix.js';
import { refuseAmbiguous, refuseTogether, toPinWish } from './pinWishes.js';
import { findTargets, knownName, numberOf, type Target } from './targets.js';

export function planPin(code: Code, isWanted: (target: Target) => boolean): FixPlan {
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
  /** The topologies that run the call: an edit is for all of them. */
  const runs = (target: Target): ReadonlySet<string> => runners.get(keys.get(target) ?? '') ?? new Set();

  let chosen = targets.filter((target) => wishes.has(target) && isWanted(target));
  let asked = targets.filter(isWanted);
  // Each round adds or removes a target for good, so this ends; the bound is against mistakes of ours.
  for (let round = 0; round < 2 * targets.length + 2; round++) {
    const done = attempt(code, distinctWishes(chosen, wishes));
    const ids = new Set(chosen.flatMap((target) => [...runs(target)]));
    const moved = done.compared.filter((one) => ids.has(one.topology) && !isUnmoved(one));
    const trouble = newTrouble(code.report, done.after);
    if (moved.length === 0 && trouble === undefined) {
      const reasons = asked.filter((target) => refused.has(target)).map((target): Refusal => refuse(target, refused.get(target)!));
      return toPlan(code, done, distinctWishes(chosen, wishes), reasons);
    }
    const behind = targets.filter((target) => !chosen.includes(target) && moved.some((one) => isOf(one, target)));
    const more = behind.filter((target) => wishes.has(target));
    if (more.length > 0) {
      chosen = [...chosen, ...more];
      asked = [...new Set([...asked, ...more])];
      continue;
    }
    // What moved cannot be pinned: what is before it in its topology must stay as it is.
    const at = behind[0]?.topology.id ?? moved[0]?.topology ?? trouble?.topology;
    const here = chosen.filter((target) => at === undefined || runs(target).has(at));
    const fixed = behind.filter(({ topology }) => topology.id === at);
    const last = Math.max(-1, ...fixed.map(highestNumber));
    const before = here.filter((target) => changesNumbers(wishes.get(target)!.naming) && highestNumber(target) < last);
    const dropped = new Set(
      (fixed.length > 0 && before.length > 0 ? before : here.length > 0 ? here : chosen).map((target) => keys.get(target)),
    );
    const removed = chosen.filter((target) => dropped.has(keys.get(target)));
    const otherwise = `the analysis of the edited code cannot show that nothing moves: ${trouble?.reason ?? `${moved[0]?.before?.name ?? 'a name'} does`}`;
    for (const target of removed) refused.set(target, inTheWay(target, fixed, refused) ?? otherwise);
    for (const target of removed) wishes.delete(target);
    chosen = chosen.filter((target) => !removed.includes(target));
  }
  throw new Error('pinning does not come to an end');
}

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

function lowestNumber(target: Target): number {
  return Math.min(...numbersOf(target));
}

function highestNumber(target: Target): number {
  return Math.max(...numbersOf(target));
}

function numbersOf({ stores, repartitions }: Target): number[] {
  return [...stores.map((store) => numberOf(knownName(store))), ...repartitions.map(({ suffix }) => numberOf(suffix))];
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
