/** What an editor can say about one operator call: the stores and internal topics that it makes, in each topology it is part of. */
import type { GapReport, InternalTopicReport, Location, Report, StoreReport, TopologyReport } from '../report.js';

export interface OperatorFacts {
  /** The operator's name in the source. */
  readonly location: Location;
  readonly operator: string;
  readonly topologies: readonly {
    readonly topology: TopologyReport;
    readonly stores: readonly StoreReport[];
    readonly repartitions: readonly InternalTopicReport[];
    readonly otherInternalTopics: readonly InternalTopicReport[];
    /** Why names above are not known. */
    readonly gaps: readonly GapReport[];
  }[];
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

function contains(location: Location, file: string, { line, column }: Position): boolean {
  if (location.file !== file || line < location.line || line > location.endLine) return false;
  if (line === location.line && column < location.column) return false;
  return line < location.endLine || column <= location.endColumn;
}

/** A gap speaks of topics without the application id. */
function isOf(affected: string, seen: string): boolean {
  return seen === affected || seen.endsWith(`-${affected}`);
}

/** Why what has no exact name has none. */
export function gapsBehind(topology: TopologyReport, made: readonly (StoreReport | InternalTopicReport)[]): GapReport[] {
  const vague = made
    .flatMap((one) => ('changelog' in one && one.changelog !== null ? [one, one.changelog] : [one]))
    .filter(({ name }) => name === null)
    .flatMap(({ pattern, alternatives }) => [...(pattern === null ? [] : [pattern]), ...alternatives]);
  return topology.gaps.filter(({ affects }) => affects.some((name) => vague.some((seen) => isOf(name, seen))));
}

/** undefined where no operator at the position makes anything. The position is 1-based, like all of the report. */
export function findOperatorFacts(report: Report, file: string, position: Position): OperatorFacts | undefined {
  const here = (made: { readonly location: Location }): boolean => contains(made.location, file, position);
  const topologies = report.topologies.flatMap((topology) => {
    const stores = topology.stores.filter(here);
    const repartitions = topology.repartitions.filter(here);
    const otherInternalTopics = topology.otherInternalTopics.filter(here);
    if (stores.length + repartitions.length + otherInternalTopics.length === 0) return [];
    const behind = gapsBehind(topology, [...stores, ...repartitions, ...otherInternalTopics]);
    const gaps = topology.gaps.filter((gap) => here(gap) || behind.includes(gap));
    return [{ topology, stores, repartitions, otherInternalTopics, gaps }];
  });
  const first = topologies[0];
  const made = first?.stores[0] ?? first?.repartitions[0] ?? first?.otherInternalTopics[0];
  if (made === undefined) return undefined;
  return { location: made.location, operator: made.operator, topologies };
}
