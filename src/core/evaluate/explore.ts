/** Runs an entry along every set of decisions that makes a difference. */
import type { BuiltTopology } from '../dsl/api.js';
import type { MethodDeclaration } from '../form/form.js';
import { Restart } from '../jvm/completion.js';
import type { Decision, Hole, RunOutcome, RunRequest } from './run/outcome.js';
import { createRun } from './run/createRun.js';
import { createReasons } from './run/reasons.js';
import { createRoundsMemory } from './run/roundsMemory.js';
import type { Run } from '../jvm/run.js';

/** Short runs are cheap: so many are followed in any case, and more while they took few steps together. */
const runLimit = 48;
const cheapRunLimit = 512;
const cheapSteps = 200_000;
/** Of all runs together, of steps and of operations of builders. */
const allSteps = 2_000_000;
const allOperations = 10_000;
const variantLimit = 16;
const lessonLimit = 2_000;

export interface Variant {
  readonly built: readonly BuiltTopology[];
  /** What was decided to come here: only decisions that matter. */
  readonly decisions: readonly Decision[];
}

export interface Exploration {
  readonly variants: readonly Variant[];
  /** The exception in which the first way ends, where no way ends otherwise. */
  readonly end: RunOutcome['thrown'];
  readonly gaps: RunOutcome['gaps'];
  readonly defaults: RunOutcome['defaults'];
  /** What the holes in names stand for. */
  readonly holes: readonly Hole[];
  /** More ways than were followed: nothing of these topologies is certain. */
  readonly cut: boolean;
  /** Why a run came to no end, where one did not. */
  readonly shortened: string | undefined;
  /** The methods whose bodies some run went through. */
  readonly entered: ReadonlySet<MethodDeclaration>;
  /** Of all runs. */
  readonly steps: number;
  readonly operations: number;
}

/**
 * Every unknown condition is tried both ways, one at a time; a way that changes nothing in what is built is not combined further.
 * `fingerprint` tells results apart.
 */
export function explore(
  base: Omit<RunRequest, 'decisions' | 'learnt' | 'holes' | 'longKeys' | 'rounds'>,
  start: (run: Run) => void,
  fingerprint: (built: readonly BuiltTopology[]) => string,
): Exploration {
  const learnt = new Set<string>();
  const holes = new Map<string, Hole>();
  const shared = { holes, longKeys: new Map<string, number>(), rounds: createRoundsMemory() };
  const variants = new Map<string, Variant>();
  const abandoned = new Map<string, Variant>();
  const gaps = createReasons();
  const defaults = createReasons();
  let thrown: RunOutcome['thrown'];
  const tried = new Set<string>(['']);
  const queue: { decisions: Map<string, number>; parent: { print: string; met: ReadonlySet<string> } | undefined }[] = [
    { decisions: new Map(), parent: undefined },
  ];
  const entered = new Set<MethodDeclaration>();
  let runs = 0;
  let steps = 0;
  let operations = 0;
  let cut = false;
  let shortened: string | undefined;

  /** undefined: too much turned out to be otherwise than was supposed. */
  const runOnce = (decisions: ReadonlyMap<string, number>): RunOutcome | undefined => {
    for (;;) {
      try {
        return createRun({ ...base, ...shared, decisions, learnt }, start);
      } catch (error) {
        if (!(error instanceof Restart)) throw error;
        steps += error.steps;
        const isSpent = learnt.size >= lessonLimit || steps > allSteps;
        if (isSpent || error.lessons.every((lesson) => learnt.has(lesson))) return undefined;
        for (const lesson of error.lessons) learnt.add(lesson);
      }
    }
  };

  while (queue.length > 0) {
    const spent = isTooMuch(runs, queue.length, steps) || steps > allSteps || operations > allOperations;
    if (spent || variants.size >= variantLimit || base.signal?.aborted === true) {
      cut = true;
      break;
    }
    const { decisions, parent } = queue.shift()!;
    const outcome = runOnce(decisions);
    if (outcome === undefined) {
      cut = true;
      break;
    }
    runs++;
    shortened ??= outcome.shortened;
    steps += outcome.steps;
    operations += outcome.operations;
    for (const method of outcome.entered) entered.add(method);
    for (const { reason, site } of outcome.gaps) gaps.add(reason, site);
    const builds = outcome.ended === 'normally' && outcome.built.some((one) => one.isUsed);
    if (builds) for (const { reason, site } of outcome.defaults) defaults.add(reason, site);
    thrown ??= outcome.thrown;
    const alone = parent === undefined && outcome.trail.length === 0;
    const print = `${outcome.ended} ${alone ? '' : fingerprint(outcome.built)}`;
    // The same result: only decisions that were not met before can still make a difference.
    const same = parent !== undefined && parent.print === print ? parent : undefined;
    const met = new Set(outcome.trail.map((d) => d.key));
    const made = outcome.trail.filter((d) => decisions.has(d.key));
    const target = outcome.ended === 'abandoned' ? abandoned : variants;
    if (same === undefined && !target.has(print)) target.set(print, { built: outcome.built, decisions: made });
    const open = outcome.trail.filter(({ key, isDefault }) => !(isDefault && builds) && !decisions.has(key) && same?.met.has(key) !== true);
    for (const next of otherWays(made, open, tried)) queue.push({ decisions: next, parent: { print, met } });
  }
  const kept = variants.size > 0 ? variants : abandoned;
  return {
    variants: [...kept.values()],
    end: variants.size === 0 ? thrown : undefined,
    gaps: gaps.all,
    defaults: defaults.all,
    holes: [...holes.values()],
    cut,
    shortened,
    entered,
    steps,
    operations,
  };
}

/**
 * What waits would be followed, too, and more may come of it: it is more than is followed, or will be, where each way takes half as many steps as
 * those before. To go on until then would tell no more.
 */
function isTooMuch(runs: number, waiting: number, steps: number): boolean {
  const all = runs + waiting;
  if (all > (steps < cheapSteps ? cheapRunLimit : runLimit)) return true;
  return all > runLimit && steps * (1 + waiting / runs / 2) > cheapSteps;
}

/**
 * Each of these decisions taken otherwise, one at a time; sets that were not tried before. `made`: what was decided where the way comes; what it
 * does not come to any more, as something is thrown before, is no part of it.
 */
function otherWays(made: readonly Decision[], open: readonly Decision[], tried: Set<string>): Map<string, number>[] {
  const found: Map<string, number>[] = [];
  const decisions = made.map(({ key, taken }) => [key, taken] as const);
  for (const decision of open) {
    for (let way = 0; way < decision.ways; way++) {
      if (way === decision.taken) continue;
      const next = new Map([...decisions, [decision.key, way]]);
      const id = JSON.stringify([...next].sort(([a], [b]) => (a < b ? -1 : 1)));
      if (tried.has(id)) continue;
      tried.add(id);
      found.push(next);
      // More than are followed in any case.
      if (found.length > cheapRunLimit) return found;
    }
  }
  return found;
}
