/** Which topologies of the code are which application: by application id, or as the person said. */
import type { InternalTopicReport, Location, StoreReport } from '../../../core/report.js';
import type { FolderReport } from '../../../platform/analysis/analysisMessages.js';
import { allTopologies, type FolderTopology } from '../../topologies.js';

export type MatchedTopology = FolderTopology;

/** Names a topology across analyses, as long as its code stays where it is. */
export const topologyKey = ({ folder, topology }: MatchedTopology): string => `${folder}\n${topology.id}`;

/** `chosen`: keys that the person said; undefined: nothing was said, and the application id decides. */
export function findTopologies(
  reports: readonly FolderReport[],
  application: string,
  chosen: readonly string[] | undefined,
): MatchedTopology[] {
  return allTopologies(reports).filter((one) =>
    chosen === undefined ? one.topology.applicationId === application : chosen.includes(topologyKey(one)),
  );
}

/** Application ids that the code says. */
export function knownApplicationIds(reports: readonly FolderReport[]): string[] {
  const ids = allTopologies(reports).flatMap(({ topology }) => topology.applicationId ?? []);
  return [...new Set(ids)].sort();
}

export interface SourcePlace {
  readonly folder: string;
  readonly location: Location;
}

export interface MatchedStore extends MatchedTopology {
  readonly store: StoreReport;
}

/** The first: the same store of two topologies that are one application is made by the same call. */
export function findStore(matched: readonly MatchedTopology[], name: string): MatchedStore | undefined {
  for (const one of matched) {
    const store = one.topology.stores.find((made) => made.name === name);
    if (store !== undefined) return { ...one, store };
  }
  return undefined;
}

/** Where the code makes or reads the topic. A topology that was matched by hand may have no id, or another: then its suffix tells. */
export function findTopicPlace(matched: readonly MatchedTopology[], application: string, topic: string): SourcePlace | undefined {
  for (const { folder, topology } of matched) {
    const made = [
      ...topology.stores.flatMap(({ changelog }) => changelog ?? []),
      ...topology.repartitions,
      ...topology.otherInternalTopics,
    ];
    const location =
      made.find((one) => isNamed(one, application, topic))?.location ?? topology.sources.find((one) => one.topic === topic)?.location;
    if (location !== undefined) return { folder, location };
  }
  return undefined;
}

export function isNamed({ name, suffix }: InternalTopicReport, application: string, topic: string): boolean {
  return name === topic || (suffix !== null && `${application}-${suffix}` === topic);
}
