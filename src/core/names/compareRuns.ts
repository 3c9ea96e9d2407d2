/** What another version of the library, or another optimisation, makes of the same code: names, and what the same stores and topics are like. */
import type { InternalTopicReport, Report, StoreReport, TopologyReport } from '../report.js';
import { compareNames, type TopologyComparison } from './compareNames.js';
import { toTopologyNames } from './topologyNames.js';

export type RunChangeKind = 'build' | 'sub-topology' | 'kind' | 'policy' | 'retention';

/** Something that has the same name on both sides, and is not the same. */
export interface RunChange {
  readonly kind: RunChangeKind;
  /** The store or topic; null: the topology. */
  readonly of: string | null;
  /** null: there is none, such as no error. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface RunComparison {
  readonly topology: string;
  readonly names: TopologyComparison;
  readonly changes: readonly RunChange[];
}

/** The two reports are of the same sources. What is not known on one side is not compared. */
export function compareRuns(before: Report, after: Report): RunComparison[] {
  const byId = (report: Report): ReadonlyMap<string, TopologyReport> => new Map(report.topologies.map((one) => [one.id, one]));
  const [old, now] = [byId(before), byId(after)];
  return compareNames(toTopologyNames(before), toTopologyNames(after), { isSameCode: true }).map((names) => {
    const topology = (names.after ?? names.before)?.id ?? '';
    return { topology, names, changes: changesOf(old.get(names.before?.id ?? ''), now.get(names.after?.id ?? '')) };
  });
}

function changesOf(before: TopologyReport | undefined, after: TopologyReport | undefined): RunChange[] {
  if (before === undefined || after === undefined) return [];
  const errors = [before.error?.message ?? null, after.error?.message ?? null] as const;
  const changes: RunChange[] = [];
  const compare = (kind: RunChangeKind, of: string | null, one: string | null, other: string | null): void => {
    if (one !== other) changes.push({ kind, of, before: one, after: other });
  };
  compare('build', null, ...errors);
  if (errors.some((error) => error !== null)) return changes;
  const placedBefore = subtopologiesOf(before);
  const placedAfter = subtopologiesOf(after);
  for (const [name, [one, other]] of inBoth(before.stores, after.stores)) {
    compare('kind', name, one.kind, other.kind);
    const [from, to] = [placedBefore.get(name), placedAfter.get(name)];
    if (from !== undefined && to !== undefined) compare('sub-topology', name, from, to);
    if (one.changelog !== null && other.changelog !== null) compareTopics(name, one.changelog, other.changelog, compare);
  }
  for (const [name, [one, other]] of inBoth(before.repartitions, after.repartitions)) compareTopics(name, one, other, compare);
  return changes;
}

function compareTopics(
  of: string,
  before: InternalTopicReport,
  after: InternalTopicReport,
  compare: (kind: RunChangeKind, of: string, before: string, after: string) => void,
): void {
  if (before.cleanupPolicy !== null && after.cleanupPolicy !== null) compare('policy', of, before.cleanupPolicy, after.cleanupPolicy);
  if (before.retentionMs !== null && after.retentionMs !== null)
    compare('retention', of, String(before.retentionMs), String(after.retentionMs));
}

/** Stores or topics by the names that both sides are sure of. */
function inBoth<T extends StoreReport | InternalTopicReport>(before: readonly T[], after: readonly T[]): Map<string, readonly [T, T]> {
  const named = (list: readonly T[]): [string, T][] => list.flatMap((one): [string, T][] => (one.name === null ? [] : [[one.name, one]]));
  const now = new Map(named(after));
  return new Map(
    named(before).flatMap(([name, one]): [string, readonly [T, T]][] => {
      const other = now.get(name);
      return other === undefined ? [] : [[name, [one, other]]];
    }),
  );
}

/** By store: the number of its sub-topology, which its tasks and their folders bear. Empty where numbers are not known. */
function subtopologiesOf({ subtopologies, numbersKnown }: TopologyReport): ReadonlyMap<string, string> {
  if (!numbersKnown) return new Map();
  return new Map(
    subtopologies.flatMap(({ id, nodes }) => nodes.flatMap(({ stores }) => stores.map((store): [string, string] => [store, String(id)]))),
  );
}
