/** How many partitions, and so tasks, a topology has where the topics outside have so many. */
import type { InternalTopicReport, TopologyReport } from '../core/report.js';
import type { EstimateInput, EstimateInputs } from './inputs.js';

export interface PartitionCounts {
  /** Of each store's sub-topology. A store that is in none that is known: of what its changelog says that it depends on. */
  ofStore(name: string, changelog: InternalTopicReport | null): number;
  ofRepartition(topic: InternalTopicReport): number;
  /** Of all sub-topologies. */
  readonly tasks: number;
  /** Topics whose number was taken, and where from. */
  readonly used: readonly EstimateInput[];
  /** Topics of which nobody said it: 1 is assumed. */
  readonly assumed: readonly string[];
}

const assumedPartitions = 1;

export function countPartitions(topology: TopologyReport, { partitions }: EstimateInputs): PartitionCounts {
  const used = new Map<string, EstimateInput>();
  const assumed = new Set<string>();
  const repartitions = new Map(topology.repartitions.flatMap((topic) => (topic.suffix === null ? [] : [[topic.suffix, topic] as const])));

  const countOf = (topic: string): number => {
    const given = partitions.get(topic);
    const own = repartitions.get(topic);
    if (given === undefined && own !== undefined && own.partitionsFrom.length > 0) return most(own.partitionsFrom);
    if (given === undefined) assumed.add(topic);
    const count = given?.value ?? assumedPartitions;
    used.set(topic, { name: `partitions of ${topic}`, value: count, source: given?.source ?? 'assumed: nobody says it' });
    return count;
  };
  const most = (topics: readonly string[]): number => topics.reduce((max, topic) => Math.max(max, countOf(topic)), 0);

  const ofSubtopologies = topology.subtopologies.map(({ nodes }) => ({
    stores: new Set(nodes.flatMap(({ stores }) => stores)),
    partitions: most(nodes.filter(({ type }) => type === 'source').flatMap(({ topics }) => topics)),
  }));
  return {
    ofStore(name, changelog) {
      const own = ofSubtopologies.filter(({ stores }) => stores.has(name));
      if (own.length > 0) return own.reduce((max, one) => Math.max(max, one.partitions), 0);
      return changelog === null || changelog.partitionsFrom.length === 0 ? assumedPartitions : most(changelog.partitionsFrom);
    },
    ofRepartition: (topic) => (topic.suffix === null ? most(topic.partitionsFrom) : countOf(topic.suffix)),
    get tasks() {
      return ofSubtopologies.reduce((sum, one) => sum + one.partitions, 0);
    },
    get used() {
      return [...used.values()];
    },
    get assumed() {
      return [...assumed];
    },
  };
}
