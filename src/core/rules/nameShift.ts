/** Findings of an edit that moves names which existed: at the edit, with the topics that it orphans. */
import type { DiagnosticReport, Location, Report, TopologyReport } from '../report.js';
import { compareNames, type NamePair, type TopologyComparison } from '../names/compareNames.js';
import type { RuleInfo } from './rule.js';
import { leavesTopic, topicOf } from '../names/orphans.js';
import { toTopologyNames, type TopologyNames } from '../names/topologyNames.js';

/** What the names were. */
export interface Baseline {
  /** How people call it: `HEAD`, the lock file's name. */
  readonly called: string;
  readonly names: readonly TopologyNames[];
  /** The analysis of the code as it was, where that is at hand: it leads to the operator that was edited. */
  readonly report: Report | undefined;
}

export const nameShift: RuleInfo = {
  id: 'name-shift',
  summary: 'An edit since the lock file or the last commit moves a name that existed, and orphans its topic.',
  severity: 'warning',
};

/** Only names that are exact on both sides: what is not known is no finding. Removing an operator is none either: its author knows. */
export function findNameShifts(baseline: Baseline, now: Report): DiagnosticReport[] {
  return compareNames(baseline.names, toTopologyNames(now)).flatMap((comparison): DiagnosticReport[] => {
    const exact = (pair: NamePair): boolean => pair.before.exact && pair.after.exact;
    const moved = comparison.moved.filter(exact).sort((a, b) => numberOf(a.before.name) - numberOf(b.before.name));
    const takenOver = comparison.takenOver.filter(exact);
    const topology = now.topologies.find(({ id }) => id === comparison.after?.id);
    if (topology === undefined || moved.length + takenOver.length === 0) return [];
    const old = baseline.report?.topologies.find(({ id }) => id === comparison.before?.id);
    const places = [...moved, ...takenOver].flatMap(({ after }) => locationOf(topology, after));
    const { file, line, column, endLine, endColumn } =
      (old === undefined ? undefined : findEdit(old, topology)) ?? places[0] ?? topology.entry;
    const location = { file, line, column, endLine, endColumn };
    return [
      {
        rule: nameShift.id,
        severity: 'warning',
        message: messageFor(baseline.called, topology, comparison, moved, takenOver),
        location,
        related: distinct(places).filter((place) => JSON.stringify(place) !== JSON.stringify(location)),
        fixes: [],
      },
    ];
  });
}

function distinct(places: readonly Location[]): Location[] {
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

function numberOf(name: string): number {
  return Number(/\d{10}/.exec(name)?.[0] ?? Number.POSITIVE_INFINITY);
}

function messageFor(
  called: string,
  { entry }: TopologyReport,
  { before, after }: TopologyComparison,
  moved: readonly NamePair[],
  takenOver: readonly NamePair[],
): string {
  const lines: string[] = [];
  if (moved.length > 0) {
    const orphans = moved.filter((pair) => leavesTopic(pair.before));
    const what = orphans.length === 0 ? '' : ` and orphans ${orphans.length === 1 ? 'its topic' : 'their topics'}`;
    lines.push(`Since ${called}, an edit here moves ${moved.length === 1 ? 'a name' : `${moved.length} names`} of ${entry.symbol}${what}:`);
    for (const pair of moved) {
      if (leavesTopic(pair.before)) lines.push(`${topicOf(pair.before, before)}, now ${topicOf(pair.after, after)}`);
      else lines.push(`the store ${pair.before.name}, now ${pair.after.name}`);
    }
  }
  for (const pair of takenOver)
    lines.push(
      `${pair.before.name} was ${pair.before.operator ?? 'another operator'}()'s and is now another ${pair.after.operator ?? 'operator'}()'s, which would start from what is not its own.`,
    );
  return lines.join('\n');
}

function locationOf({ stores, repartitions }: TopologyReport, name: { readonly kind: string; readonly name: string }): Location[] {
  const made =
    name.kind === 'store'
      ? stores.find((one) => one.name === name.name)
      : repartitions.find((one) => (one.suffix ?? one.name) === name.name);
  return made === undefined ? [] : [made.location];
}

/** The first number that is drawn by something else than before: its operator is the one that was added, removed before, or named. */
function findEdit(before: TopologyReport, after: TopologyReport): Location | undefined {
  const [old, now] = [drawn(before), drawn(after)];
  const numbers = [...now.keys()].sort((a, b) => a - b);
  const first = numbers.find((number) => old.get(number)?.shape !== now.get(number)?.shape);
  return first === undefined ? undefined : now.get(first)?.location;
}

function drawn({ subtopologies, stores }: TopologyReport): Map<number, { readonly shape: string; readonly location: Location }> {
  const found = new Map<number, { readonly shape: string; readonly location: Location }>();
  const add = (name: string | null, location: Location | null): void => {
    const digits = /\d{10}/.exec(name ?? '');
    if (name === null || digits === null || location === null) return;
    found.set(Number(digits[0]), { shape: name.replace(/\d{10}/, '#'), location });
  };
  for (const { nodes } of subtopologies) for (const node of nodes) add(node.name, node.location);
  for (const store of stores) if (store.autoNamed) add(store.name, store.location);
  return found;
}
