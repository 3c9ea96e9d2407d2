/** Topics that nobody reads any more after a change. */
import type { TopologyComparison } from './compareNames.js';
import type { PersistentName, TopologyNames } from './topologyNames.js';

/** Names of before whose topic stays behind; under another application id not even a kept name has its topic any more. */
export function orphansOf({ applicationIdChanged, kept, moved, removed }: TopologyComparison): PersistentName[] {
  return [...(applicationIdChanged ? kept : []), ...moved]
    .map((pair) => pair.before)
    .concat(removed)
    .filter(leavesTopic);
}

/** Is there a topic that keeps what nobody reads any more? Not where the store has none, or restores from its source topic. */
export function leavesTopic({ kind, changelog, name }: PersistentName): boolean {
  return kind === 'repartition' || (changelog !== null && (changelog === undefined || changelog.startsWith(name)));
}

/** The topic of a store or repartition, beginning with the application id, or with `<application.id>` where that is not known. */
export function topicOf({ kind, name, changelog }: PersistentName, topology: TopologyNames | undefined): string {
  const prefix = topology === undefined || topology.applicationId === null ? '<application.id>-' : `${topology.applicationId}-`;
  return prefix + (kind === 'repartition' ? name : (changelog ?? `${name}-changelog`));
}
