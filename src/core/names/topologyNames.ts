/** The names of a topology that live on in a cluster, apart from where the code makes them: what a lock file keeps and a comparison takes. */
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

function namesOf({ stores, repartitions }: TopologyReport): PersistentName[] {
  return [
    ...stores.filter((store) => !store.global).map(ofStore),
    ...repartitions.map((topic) => ({ ...ofTopic(topic), kind: 'repartition' as const, changelog: undefined })),
  ];
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
  };
}

function vagueName({ pattern, alternatives }: { readonly pattern: string | null; readonly alternatives: readonly string[] }): string {
  const text = pattern ?? alternatives.join(' | ');
  return text.replaceAll('<application.id>-', '');
}
