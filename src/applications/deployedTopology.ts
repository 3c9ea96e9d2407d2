/** The topology that a group runs, or ran last, as far as its coordinator tells. */
import type { DescribedTopology, GroupDescription, StreamsGroup, TopologyDescription } from '../kafka/cluster.js';
import type { ClusterResult } from '../kafka/clusterError.js';
import type { Figure } from './model.js';

export type DeployedSubtopology = NonNullable<StreamsGroup['topology']>['subtopologies'][number];

export interface DeployedTopology {
  readonly epoch: number;
  /** Those that make tasks: a global store has none. Topics by the names on the cluster. */
  readonly subtopologies: readonly DeployedSubtopology[];
  /** Node by node, with global stores. */
  readonly nodes: Figure<DescribedTopology>;
}

/** `description` undefined: it was not asked for. */
export function toDeployedTopology(
  group: GroupDescription | undefined,
  description: ClusterResult<TopologyDescription> | undefined,
): Figure<DeployedTopology> {
  if (group === undefined) return { value: null, why: 'no group bears its id, or the group could not be read' };
  if (group.type !== 'streams')
    return {
      value: null,
      why: `brokers know the topologies of streams groups only (group.protocol=streams), and its group is ${group.type}`,
    };
  if (group.topology === null) return { value: null, why: 'no member of its group has sent a topology' };
  const { epoch, subtopologies } = group.topology;
  return {
    value: { epoch, subtopologies, nodes: toNodes(description) },
    from: 'told by the coordinator of its group (StreamsGroupDescribe)',
  };
}

function toNodes(description: ClusterResult<TopologyDescription> | undefined): Figure<DescribedTopology> {
  if (description === undefined) return { value: null, why: 'it was not asked for' };
  if (!description.ok) return { value: null, why: description.error.message };
  switch (description.value.kind) {
    case 'available':
      return { value: description.value.topology, from: "the description that a member sent, kept by the brokers' plugin (KIP-1331)" };
    case 'unsupported':
      return { value: null, why: 'brokers before 4.4 know its sub-topologies with their topics, and no nodes' };
    case 'notStored':
      return {
        value: null,
        why: 'the brokers keep no description of it: group.streams.topology.description.plugin.class is not set there, or no member has sent one yet',
      };
    case 'failed':
      return { value: null, why: "the broker failed to fetch its description: the broker's log says why" };
  }
}
