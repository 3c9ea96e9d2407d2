/** Topologies that are pinned together, as they run the same calls: what of them is pinned, and what comes of an attempt. */
import { processorDraws } from '../operators/operator.js';
import { allOperators } from '../operators/operators.js';
import type { InternalTopicReport, Report, StoreReport, TopologyReport } from '../report.js';
import { isSame, isUnmoved, type Compared } from './compareReports.js';
import type { Naming } from '../writing/naming.js';
import { callKey, type Attempt, type Code, type Trouble, type Wish } from './planFix.js';
import { fillPlaces, type Filling } from './places.js';
import { highestNumber, knownName, lowestNumber, numberOf, type Target } from './targets.js';

/** What could be pinned, each call by itself. */
export interface Pins {
  readonly targets: readonly Target[];
  /** With the reason; grows while it is found out what cannot be pinned together. */
  readonly refused: Map<Target, string>;
  readonly wishes: Map<Target, Wish>;
  /** The topologies that run the call: an edit is for all of them. */
  runs(target: Target): ReadonlySet<string>;
}

export interface PinGroup {
  /** What is pinned in the next attempt. */
  readonly chosen: readonly Target[];
  readonly fillings: readonly Filling[];
  /** What was wanted, and what has to be pinned with it. */
  readonly asked: readonly Target[];
  /** Nothing is pinned: what happens to it is not its doing. */
  readonly isIdle: boolean;
  /** Nothing of the group moves, and nothing of it is worse than it was. */
  isSettled(done: Attempt, troubles: readonly Trouble[]): boolean;
  /** After an attempt that did not settle it. */
  advance(done: Attempt, troubles: readonly Trouble[]): void;
}

interface PinGroupOptions {
  readonly pins: Pins;
  readonly topologies: ReadonlySet<string>;
  readonly isWanted: (target: Target) => boolean;
  readonly keepsPlaces: boolean;
}

export function createPinGroup(code: Code, { pins, topologies, isWanted, keepsPlaces }: PinGroupOptions): PinGroup {
  const { refused, wishes, runs } = pins;
  const targets = pins.targets.filter(({ topology }) => topologies.has(topology.id));
  let chosen = targets.filter((target) => wishes.has(target) && isWanted(target));
  let asked = targets.filter(isWanted);
  let fillings: readonly Filling[] = [];

  const troubleIn = (troubles: readonly Trouble[]): Trouble | undefined => troubles.find(({ topology }) => topologies.has(topology));

  function movedIn({ compared, after }: Attempt): Compared[] {
    const ids = new Set([...chosen.flatMap((target) => [...runs(target)]), ...grown(code.report, after)]);
    const moves = (one: Compared): boolean => (ids.has(one.topology) ? !isUnmoved(one) : !isSame(one));
    return compared.filter((one) => topologies.has(one.topology) && moves(one));
  }

  function remove(parts: readonly (readonly Target[])[], at: string | undefined, otherwise: string): void {
    const removed: Target[] = [];
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

  return {
    get chosen() {
      return chosen;
    },
    get fillings() {
      return fillings;
    },
    get asked() {
      return asked;
    },
    get isIdle() {
      return chosen.length === 0 && fillings.length === 0;
    },
    isSettled: (done, troubles) => troubleIn(troubles) === undefined && movedIn(done).length === 0,
    advance(done, troubles) {
      const moved = movedIn(done);
      const trouble = troubleIn(troubles);
      const behind = targets.filter((target) => !chosen.includes(target) && moved.some((one) => isOf(one, target)));
      const more = fillings.length > 0 ? [] : behind.filter((target) => wishes.has(target));
      if (more.length > 0) {
        chosen = [...chosen, ...more];
        asked = [...new Set([...asked, ...more])];
        return;
      }
      let stuck: readonly Target[] = [];
      if (keepsPlaces && (behind.length > 0 || fillings.length > 0)) {
        const filled = fillPlaces(code, fillings, behind, (target) => drawnLess(target, done.compared));
        fillings = filled.fillings;
        if (filled.stuck.length === 0) return;
        stuck = filled.stuck;
      }
      // What moved cannot be pinned: what is before it in its topology must stay as it is.
      const at = behind[0]?.topology.id ?? moved[0]?.topology ?? trouble?.topology;
      const parts = stuck.length > 0 ? stuck.map((one) => [one]) : [behind.filter(({ topology }) => topology.id === at)];
      const first = trouble?.reason ?? `${moved[0]?.before?.name ?? 'a name'} does`;
      remove(parts, at, `the analysis of the edited code cannot show that nothing moves: ${first}`);
    },
  };
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
