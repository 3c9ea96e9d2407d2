/** The names of a topology that live on in a cluster, apart from where the code makes them: what a lock file keeps and a comparison takes. */
import { compareLocations } from '../reporting/locations.js';
import type { InternalTopicReport, Report, StoreReport, TopologyReport } from '../report.js';

/** A state store with its changelog, or a repartition topic. */
export interface PersistentName {
  readonly kind: 'store' | 'repartition';
  /** The store's or topic's name (without the application id); a pattern where `exact` is false. */
  readonly name: string;
  readonly exact: boolean;
  /** The changelog topic without the application id, or the source topic where it is reused; null: none; undefined: not known, or no store. */
  readonly changelog: string | null | undefined;
  /** The name holds a number that is a position. */
  readonly autoNamed: boolean;
  /** The DSL method that makes it; null where only a description is known. */
  readonly operator: string | null;
  /** The topics outside whose records reach it; sorted. */
  readonly from: readonly string[];
  readonly location: { readonly file: string; readonly line: number } | null;
  /** What draws the numbers around its own, without the numbers; undefined where that is not known. */
  readonly neighbours?: readonly string[];
  /** Of the report; undefined where only a file is known. */
  readonly fingerprint?: string;
}

export interface TopologyNames {
  /** `file#Class.method`, or what a description is called. */
  readonly id: string;
  readonly applicationId: string | null;
  readonly names: readonly PersistentName[];
}

/** Global stores have no topic of their own, so nothing of them can be orphaned: they are left out. */
export function toTopologyNames(report: Report): TopologyNames[] {
  return report.topologies.map((topology) => ({
    id: topology.id,
    applicationId: topology.applicationId,
    names: namesOf(topology),
  }));
}

function namesOf(topology: TopologyReport): PersistentName[] {
  const drawn = drawnBy(topology);
  const names = [
    ...topology.stores
      .filter((store) => !store.global)
      .sort((a, b) => compareLocations(a.location, b.location) || roleOf(a.name ?? '') - roleOf(b.name ?? ''))
      .map(ofStore),
    ...topology.repartitions.map((topic) => ({ ...ofTopic(topic), kind: 'repartition' as const, changelog: undefined })),
  ];
  return names.map((name) => (name.autoNamed ? { ...name, neighbours: neighboursOf(name.name, drawn) } : name));
}

/** One call of a join makes several stores: which of them a name is for, whether it was made up or given. 0: no store of a join. */
export function roleOf(name: string): number {
  if (/^KSTREAM-(?:JOIN|OUTER)THIS-\d{10}-store$|-this-join-store$/.test(name)) return 1;
  if (/^KSTREAM-(?:JOIN|OUTER)OTHER-\d{10}-store$|-other-join-store$/.test(name)) return 2;
  return /^KSTREAM-OUTERSHARED-\d{10}-store$|-shared-join-store$/.test(name) ? 3 : 0;
}

function drawnBy({ subtopologies, stores }: TopologyReport): Map<number, string> {
  const names = [...subtopologies.flatMap(({ nodes }) => nodes), ...stores.filter(({ autoNamed }) => autoNamed)].flatMap(
    ({ name }) => name ?? [],
  );
  return new Map(
    names.flatMap((name): [number, string][] => {
      const digits = /\d{10}/.exec(name)?.[0];
      return digits === undefined ? [] : [[Number(digits), name.replace(digits, '#')]];
    }),
  );
}

/** Enough to tell two operators of one kind on one topic apart. */
const reach = 5;

function neighboursOf(name: string, drawn: ReadonlyMap<number, string>): readonly string[] {
  const number = Number(/\d{10}/.exec(name)?.[0]);
  const offsets = Array.from({ length: reach }, (_, i) => i + 1);
  return [...offsets.map((i) => -i), ...offsets].map((offset) => drawn.get(number + offset) ?? '');
}

function ofStore(store: StoreReport): PersistentName {
  const { changelog, location } = store;
  return {
    kind: 'store',
    name: store.name ?? vagueName(store),
    exact: store.name !== null,
    changelog: changelog === null ? null : ofTopic(changelog).name,
    autoNamed: store.autoNamed,
    operator: store.operator,
    from: changelog?.partitionsFrom ?? [],
    location: { file: location.file, line: location.line },
    fingerprint: store.fingerprint,
  };
}

function ofTopic(topic: InternalTopicReport): Omit<PersistentName, 'kind' | 'changelog'> {
  const name = topic.suffix ?? (topic.reusesSourceTopic ? topic.name : null);
  return {
    name: name ?? vagueName(topic),
    exact: name !== null,
    autoNamed: topic.autoNamed,
    operator: topic.operator,
    from: topic.partitionsFrom,
    location: { file: topic.location.file, line: topic.location.line },
    fingerprint: topic.fingerprint,
  };
}

function vagueName({ pattern, alternatives }: { readonly pattern: string | null; readonly alternatives: readonly string[] }): string {
  const text = pattern ?? alternatives.join(' | ');
  return text.replaceAll('<application.id>-', '');
}
