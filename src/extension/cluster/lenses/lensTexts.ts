/** Live figures above the operators that make stores and repartition topics: a function of what is known. */
import { plural } from '../../../core/features/words.js';
import { bytesText, numberText } from '../../../present/cluster/figureTexts.js';
import type { ApplicationState, MarkRule, StoreState, TopicState } from '../../../applications/model.js';
import type { InternalTopicReport, Location, TopologyReport } from '../../../core/report.js';
import type { SeenApplication } from '../session/clusterStates.js';
import { restoreText } from '../../../present/cluster/figureRows.js';
import { isNamed } from './matching.js';
import type { TreeNode } from '../tree/treeNodes.js';

export interface Lens {
  readonly location: Location;
  readonly text: string;
  readonly node: TreeNode & { readonly kind: 'store' | 'topic' };
  /** Its contents can be asked for. */
  readonly queryable: boolean;
}

/** One for each store and repartition topic that the file makes, and each application that the topology is, in order of lines. */
export function buildLenses(file: string, topology: TopologyReport, applications: readonly SeenApplication[]): Lens[] {
  const lenses = applications.flatMap(({ cluster, state }) => {
    const application = state.summary.id;
    const before = applications.length > 1 ? `${cluster}, ${application}: ` : '';
    const stores = topology.stores.flatMap((made): Lens[] => {
      const store = made.location.file === file ? state.stores.find(({ name }) => name === made.name) : undefined;
      if (store === undefined) return [];
      const node = { kind: 'store', cluster, application, store: store.name } as const;
      return [{ location: made.location, text: `${before}${storeLens(store)}`, node, queryable: store.topic !== null }];
    });
    const topics = topology.repartitions.flatMap((made): Lens[] => {
      const topic = made.location.file === file ? findTopic(made, state) : undefined;
      if (topic === undefined) return [];
      const node = { kind: 'topic', cluster, application, group: 'repartitions', topic: topic.name } as const;
      return [{ location: made.location, text: `${before}repartition: ${topicLens(topic)}`, node, queryable: false }];
    });
    return [...stores, ...topics];
  });
  return lenses.sort((a, b) => a.location.line - b.location.line || a.location.column - b.location.column);
}

const findTopic = (made: InternalTopicReport, { summary, repartitions }: ApplicationState): TopicState | undefined =>
  repartitions.find(({ name }) => isNamed(made, summary.id, name));

/** The rest is said by findings in the code, or by the figures themselves. */
const markWords: Readonly<Partial<Record<MarkRule, string>>> = {
  'not-compacted': 'not compacted',
  'policy-mismatch': 'other cleanup policy',
  'under-replicated': 'under-replicated',
  'no-leader': 'no leader',
  'partition-mismatch': 'wrong partition count',
  'hanging-transaction': 'hanging transaction',
};

function storeLens({ topic, restore, backedBy, marks }: StoreState): string {
  const restored = restore.state === 'unknown' ? [] : [restoreText(restore)];
  const wrong = marks.flatMap(({ rule }) => markWords[rule] ?? []);
  const figures = topic === null ? [backedBy === 'nothing' ? 'no changelog' : 'no topic yet'] : sizes(topic);
  return [...figures, ...restored, ...new Set(wrong)].join(' · ');
}

const topicLens = (topic: TopicState): string =>
  [
    ...sizes(topic),
    ...(topic.lag.value === null ? [] : [`lag ${numberText(topic.lag)}`]),
    ...new Set(topic.marks.flatMap(({ rule }) => markWords[rule] ?? [])),
  ].join(' · ');

const sizes = ({ partitions, bytes }: TopicState): string[] => [
  plural(partitions.length, 'partition', 'partitions'),
  ...(bytes.value === null ? [] : [bytesText(bytes)]),
];
