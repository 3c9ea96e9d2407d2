/**
 * Keep: after an edit that moved names, every store and topic gets the name that it had before the edit, so that the edit can stay. What the
 * edit added gets a name of its own: a generated one could be the old name of another.
 */
import { compareNames } from '../names/compareNames.js';
import { toTopologyNames, type TopologyNames } from '../names/topologyNames.js';
import type { Compared } from './compareReports.js';
import { takenNames, toNameWishes } from './name.js';
import { refuseAmbiguous, refuseTogether, toPinWish } from './pinWishes.js';
import {
  attempt,
  callKey,
  newTroubles,
  refusalOf,
  refuse,
  writtenAt,
  toPlan,
  type Code,
  type FixPlan,
  type Refusal,
  type Wish,
} from './planFix.js';
import { proposeName } from './proposeName.js';
import { findTargetsWithTopics, type Target } from './targets.js';

export function planKeep(code: Code, baseline: readonly TopologyNames[]): FixPlan {
  const old = oldNames(code, baseline);
  const targets = findTargetsWithTopics(code.report).filter(({ topology }) => old.has(topology.id));
  const taken = new Set([...takenNames(code), ...[...old.values()].flatMap((names) => [...names.values()])]);
  const wishes = new Map<Target, Wish>();
  const reasons = new Map<Target, string>();
  for (const target of targets) {
    const names = old.get(target.topology.id)!;
    const isNew = namesOf(target).every((name) => !names.has(name));
    const options = isNew
      ? toNameWishes(target, proposeName(target, writtenAt(code, target.found)?.site, taken))
      : [toPinWish(target, (name) => names.get(keyIn(target, name)) ?? name)];
    let reason: string | undefined;
    for (const option of options) {
      const why = typeof option === 'string' ? option : refusalOf(code, option);
      if (why === undefined && !wishes.has(target)) wishes.set(target, option as Wish);
      reason ??= why;
    }
    if (!wishes.has(target)) reasons.set(target, reason ?? 'where its name comes from cannot be seen in the code');
  }
  refuseAmbiguous(code, wishes, reasons);
  refuseTogether(wishes, reasons);
  const all = [...new Map([...wishes.values()].map((wish) => [callKey(wish), wish])).values()];
  const done = attempt(code, all);
  const lost = done.compared.filter((one) => !isAsBefore(one, old));
  const [trouble] = newTroubles(code.report, done.after);
  const refused = [...reasons].map(([target, reason]): Refusal => refuse(target, reason));
  if (lost.length === 0 && trouble === undefined) {
    // What has its name back by the names of others needs no word: it does not stay as it is.
    const left = [...reasons].filter(([target]) => namesOf(target).some((name) => !old.get(target.topology.id)!.has(name)));
    return toPlan(
      code,
      done,
      all,
      left.map(([target, reason]) => refuse(target, reason)),
    );
  }
  // All or nothing: with some names kept, others would move once more.
  const because =
    refused.length > 0
      ? []
      : targets.map((target) =>
          refuse(
            target,
            `the analysis of the edited code cannot show that it keeps its name: ${trouble?.reason ?? lost[0]?.before?.name ?? ''}`,
          ),
        );
  return toPlan(code, attempt(code, []), [], [...refused, ...because]);
}

/** By topology where a name moved: what each present name was before. */
function oldNames({ report }: Code, baseline: readonly TopologyNames[]): Map<string, Map<string, string>> {
  const all = new Map<string, Map<string, string>>();
  for (const { after, moved, kept } of compareNames(baseline, toTopologyNames(report))) {
    if (after === undefined || moved.length === 0) continue;
    const pairs = [...moved, ...kept].filter((pair) => pair.before.exact && pair.after.exact);
    all.set(
      after.id,
      new Map(pairs.map((pair) => [`${pair.after.kind} ${pair.after.name}`, pair.after.autoNamed ? pair.before.name : pair.after.name])),
    );
  }
  return all;
}

function namesOf({ stores, repartitions }: Target): string[] {
  return [
    ...stores.flatMap(({ name }) => (name === null ? [] : [`store ${name}`])),
    ...repartitions.flatMap(({ suffix }) => (suffix === null ? [] : [`repartition ${suffix}`])),
  ];
}

function keyIn({ stores }: Target, name: string): string {
  return stores.some((store) => store.name === name) ? `store ${name}` : `repartition ${name}`;
}

/** What was there before has the name that it had; what is new may have any. */
function isAsBefore({ topology, kind, before, after }: Compared, old: ReadonlyMap<string, ReadonlyMap<string, string>>): boolean {
  const names = old.get(topology);
  if (names === undefined || before === undefined) return true;
  const name = 'suffix' in before ? before.suffix : before.name;
  const wanted = name === null ? undefined : names.get(`${kind} ${name}`);
  const now = after === undefined ? null : 'suffix' in after ? after.suffix : after.name;
  return wanted === undefined || wanted === now;
}
