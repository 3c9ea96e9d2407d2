/** Live figures above the operators that make stores and repartition topics: a function of what is known. */
import { shortenedInside } from '../../../base/printable.js';
import { plural } from '../../../core/features/words.js';
import { bytesText, numberText } from '../../../present/cluster/figureTexts.js';
import type { ApplicationState, MarkRule, StoreState, TopicState } from '../../../applications/model.js';
import type { InternalTopicReport, Location, StoreQueryReport, StoreReport, TopologyReport } from '../../../core/report.js';
import type { SeenApplication } from '../session/clusterStates.js';
import { restoreText } from '../../../present/cluster/figureRows.js';
import { isNamed } from './matching.js';
import type { TreeNode } from '../tree/treeNodes.js';

export interface Lens {
  readonly location: Location;
  readonly text: string;
  /** Which of several stores of the call it is; undefined: the only one. */
  readonly side: string | undefined;
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
      const side = sideOf(made, topology, state);
      const text = side === undefined ? storeLens(store) : `${side}: ${shortLens(store)}`;
      return [{ location: made.location, text: `${before}${text}`, side, node, queryable: true }];
    });
    const topics = topology.repartitions.flatMap((made): Lens[] => {
      const topic = made.location.file === file ? findTopic(made, state) : undefined;
      if (topic === undefined) return [];
      const node = { kind: 'topic', cluster, application, group: 'repartitions', topic: topic.name } as const;
      return [{ location: made.location, text: `${before}repartition: ${topicLens(topic)}`, side: undefined, node, queryable: false }];
    });
    return [...stores, ...topics];
  });
  return lenses.sort(
    (a, b) => a.location.line - b.location.line || a.location.column - b.location.column || rankOf(a.side) - rankOf(b.side),
  );
}

/** Above code that asks for a store of an application that was seen. */
export interface QueryLens {
  readonly location: Location;
  /** Which application; undefined: the only one. */
  readonly of: string | undefined;
  readonly cluster: string;
  readonly application: string;
  readonly store: string;
}

/** Of each application that one of the topologies is, and that has a store of the name. */
export function buildQueryLenses(
  file: string,
  queries: readonly StoreQueryReport[],
  applications: readonly SeenApplication[],
): QueryLens[] {
  return queries.flatMap(({ store, location }) => {
    if (location.file !== file) return [];
    const having = applications.filter(({ state }) => state.stores.some(({ name }) => name === store));
    return having.map(({ cluster, state: { summary } }) => ({
      ...{ location, store, cluster, application: summary.id },
      of: having.length > 1 ? `${cluster}, ${summary.id}` : undefined,
    }));
  });
}

/** As they stand in the code; what has no side comes last. */
const sides = ['left', 'right', 'unmatched'];
const rankOf = (side: string | undefined): number => (side === undefined || !sides.includes(side) ? sides.length : sides.indexOf(side));

/** What a person calls one of the stores of a join; the names are the library's, or end as it makes them end. */
function sideOf(made: StoreReport, { stores }: TopologyReport, state: ApplicationState): string | undefined {
  const known = new Set(state.stores.map(({ name }) => name));
  const isHere = ({ name, location: { file, line, column } }: StoreReport): boolean =>
    name !== null && known.has(name) && file === made.location.file && line === made.location.line && column === made.location.column;
  if (stores.filter(isHere).length < 2) return undefined;
  if (made.kind === 'outerJoin') return 'unmatched';
  const name = made.name ?? '';
  if (/^KSTREAM-(?:JOIN|OUTER)THIS-|-this-join-store$/.test(name)) return 'left';
  if (/^KSTREAM-(?:JOIN|OUTER)OTHER-|-other-join-store$/.test(name)) return 'right';
  return shortenedInside(name, longestSide);
}

/** Several stand in one line. */
const longestSide = 24;

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

/** The number of partitions is that of the other stores of the call. */
function shortLens(store: StoreState): string {
  const { topic, restore } = store;
  if (topic === null || topic.bytes.value === null || store.marks.some(({ rule }) => markWords[rule] !== undefined))
    return storeLens(store);
  return [bytesText(topic.bytes), ...(restore.state === 'restoring' ? [restoreText(restore)] : [])].join(' · ');
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
