/** The sub-topologies that code makes, with topics by the names that they have on a cluster. */
import { parseTopologyText } from '../core/description/topologyText.js';
import type { TopologyReport } from '../core/report.js';

export interface CodeSubtopology {
  readonly id: string;
  /** Of a global store, which every instance fills on its own: it has no tasks. */
  readonly global: boolean;
  /** null: not all of them are known, as with a pattern. */
  readonly reads: readonly string[] | null;
  /** As far as they are known. */
  readonly writes: readonly string[];
  readonly stores: readonly string[];
}

/** From a topic as a description writes it to its name on the cluster: the library puts the application's id before its own topics. */
export function onClusterOf(application: string, { repartitions, otherInternalTopics }: TopologyReport): (topic: string) => string {
  const internal = new Set([...repartitions, ...otherInternalTopics].flatMap(({ suffix }) => suffix ?? []));
  return (topic) => (internal.has(topic) ? `${application}-${topic}` : topic);
}

/** Empty where the code does not determine them. */
export function findCodeSubtopologies(application: string, topology: TopologyReport): CodeSubtopology[] {
  const onCluster = onClusterOf(application, topology);
  const described = topology.describe === null ? undefined : parseTopologyText(topology.describe);
  if (described !== undefined)
    return described.map(({ id, global, nodes }) => {
      const sources = nodes.filter(({ type }) => type === 'source');
      return {
        id: String(id),
        global,
        reads: sources.some(({ pattern }) => pattern !== undefined) ? null : sources.flatMap(({ topics }) => topics.map(onCluster)),
        writes: nodes.flatMap(({ topic }) => (topic === undefined ? [] : [onCluster(topic)])),
        stores: nodes.flatMap(({ stores }) => stores),
      };
    });
  return topology.subtopologies.map(({ id, nodes }) => {
    const sources = nodes.filter(({ type }) => type === 'source');
    const isUnknown = sources.some(({ topics }) => topics.length === 0 || topics.some((topic) => topic.includes('${')));
    return {
      id: String(id),
      global: false,
      reads: isUnknown ? null : sources.flatMap(({ topics }) => topics.map(onCluster)),
      writes: nodes.filter(({ type }) => type === 'sink').flatMap(({ topics }) => topics.map(onCluster)),
      stores: nodes.flatMap(({ stores }) => stores),
    };
  });
}
