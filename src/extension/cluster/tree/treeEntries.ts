/** The lines below each place of the cluster tree: a function of what is known, without an editor. */
import { plural } from '../../../core/features/words.js';
import { bytesText, numberText, timeText } from '../../../present/cluster/figureTexts.js';
import type {
  ApplicationState,
  ApplicationSummary,
  ClusterOverview,
  PartitionState,
  StoreState,
  TopicState,
} from '../../../applications/model.js';
import type { ClusterError, ClusterErrorKind, Problem } from '../../../kafka/clusterError.js';
import { shortLabel } from '../../treeLabels.js';
import { plainText } from '../../../present/markdown.js';
import { notAskedText } from '../../../present/cluster/askTexts.js';
import type { ClusterSetting } from '../connect/clusterSetting.js';
import type { ClusterStates } from '../session/clusterStates.js';
import { partitionRows, storeRows, storeSummary, topicRows, topicSummary } from '../../../present/cluster/figureRows.js';
import type { Look } from '../session/looks.js';
import { statusEntry } from './statusEntry.js';
import { instanceEntries, taskEntries, threadEntries } from './memberEntries.js';
import {
  entriesOf,
  errorEntry,
  factEntry,
  iconFor,
  markEntry,
  noteEntry,
  paintable,
  type Place,
  rowsMarkdown,
  spokenMarks,
  type TreeEntry,
} from './treeEntry.js';
import type { GroupKind, TreeNode } from './treeNodes.js';
import { orderStores, orderTopics, orderWithin, showsApplication, type ListOrder } from '../../../present/cluster/listOrder.js';

export interface TreeView {
  readonly clusters: readonly (Pick<ClusterSetting, 'name' | 'bootstrap' | 'writable'> & { readonly connected: boolean })[];
  readonly states: Pick<ClusterStates, 'overview' | 'application' | 'status'>;
  /** Addresses that the person agreed to ask; undefined: nothing was agreed to. */
  asked(cluster: string, application: string): readonly string[] | undefined;
  readonly order: ListOrder;
}

const topicGroups = { repartitions: 'Repartition Topics', sources: 'Source Topics', orphans: 'Orphaned Topics' } as const;

export function rootEntries({ clusters, states }: TreeView): TreeEntry[] {
  const entries = clusters.map(({ name, bootstrap, connected, writable }): TreeEntry => {
    const { value, error } = states.overview(name);
    const state = connected ? clusterText(value, error) : 'not connected';
    const description = [...(state === '' ? [] : [state]), ...(writable === true ? ['writable'] : [])].join(' · ');
    return {
      node: { kind: 'cluster', cluster: name },
      label: name,
      description,
      tooltip: [
        `**${plainText(name)}**`,
        plainText(bootstrap),
        ...(value === undefined ? [] : [plainText(`Cluster id ${value.cluster.id ?? 'not known'}, ${brokersText(value)}`)]),
        ...(error === undefined ? [] : [plainText(error.message)]),
        ...(connected ? [] : ['Select it to connect: nothing was sent to it.']),
        ...(writable === true
          ? ['Marked as writable: state can be moved, topics deleted and offsets reset, after their names were written.']
          : []),
      ].join('\n\n'),
      icon: connected ? (error === undefined ? { id: 'server-environment' } : iconFor([errorMark], '')) : { id: 'debug-disconnect' },
      opens: connected ? 'expanded' : 'never',
      context: connected ? (writable === true ? 'writableCluster' : 'cluster') : 'disconnected',
      spoken: `cluster ${name}, ${bootstrap}, ${description}`,
      copy: bootstrap,
    };
  });
  return entries.map(paintable);
}

const errorMark = { rule: 'missing', severity: 'error', message: '' } as const;
const brokersText = ({ cluster }: ClusterOverview): string => plural(cluster.brokers.length, 'broker', 'brokers');

/** In two or three words: the whole sentence stands below. */
const failureWords: Readonly<Partial<Record<ClusterErrorKind, string>>> = {
  badSettings: 'settings cannot be used',
  unreachable: 'does not answer',
  timeout: 'does not answer',
  unavailable: 'does not answer',
  wrongProtocol: 'speaks another protocol',
  certificate: 'certificate refused',
  unauthenticated: 'login refused',
  unauthorised: 'not allowed',
};

function clusterText(overview: ClusterOverview | undefined, error: ClusterError | undefined): string {
  if (error !== undefined) return failureWords[error.kind] ?? 'failed';
  if (overview === undefined) return '';
  return [brokersText(overview), plural(overview.applications.length, 'application', 'applications')].join(' · ');
}

/** What stands below the place, as far as it is known: whoever asks has asked for it before. */
export const childEntries = (node: TreeNode, view: TreeView): TreeEntry[] => entriesBelow(node, view).map(paintable);

function entriesBelow(node: TreeNode, view: TreeView): TreeEntry[] {
  if (node.kind === 'leaf' || node.kind === 'unclaimedChangelog') return [];
  const look = view.states.overview(node.cluster);
  if (node.kind === 'cluster') return clusterChildren(node.cluster, look, view);
  if (node.kind === 'unclaimed') {
    const place = { cluster: node.cluster, under: 'unclaimed' };
    return entriesOf(look.value?.unclaimedTopics ?? [], place, (topic) => unclaimedEntry(node.cluster, topic));
  }
  const { cluster, application } = node;
  const state = view.states.application(cluster, application);
  const place = { cluster, application, under: 'application' };
  if (node.kind === 'application') {
    const error = state.error === undefined ? [] : [errorEntry(place, state.error, sinceText(state))];
    const status = view.states.status(cluster, application);
    return [
      ...error,
      ...(status === undefined ? [] : [statusEntry(place, status)]),
      ...(state.value === undefined ? [] : applicationChildren(cluster, state.value, view)),
    ];
  }
  if (state.value === undefined) return [];
  const { stores, instances } = state.value;
  switch (node.kind) {
    case 'group':
      return groupChildren(cluster, node.group, state.value, view.order);
    case 'store': {
      const store = stores.find(({ name }) => name === node.store);
      return store === undefined ? [] : storeChildren(cluster, application, store);
    }
    case 'topic': {
      const topic = state.value[node.group].find(({ name }) => name === node.topic);
      if (topic === undefined) return [];
      const of = { topic: topic.name, group: node.group };
      return figureChildren({ cluster, application, under: `${node.group}:${topic.name}` }, of, topic, topicRows(topic), topic.marks);
    }
    case 'partitions': {
      const { of } = node;
      const topic =
        'store' in of ? stores.find(({ name }) => name === of.store)?.topic : state.value[of.group].find(({ name }) => name === of.topic);
      const name = topic?.name ?? '';
      const below = { cluster, application, under: `partitions:${name}` };
      return entriesOf(topic?.partitions ?? [], below, (partition) => partitionEntry(cluster, application, name, partition));
    }
    case 'instance': {
      const instance = instances.find(({ processId }) => processId === node.processId);
      return instance === undefined ? [] : threadEntries(cluster, application, instance);
    }
    case 'thread': {
      const thread = instances.flatMap(({ threads }) => threads).find(({ memberId }) => memberId === node.memberId);
      return thread === undefined ? [] : taskEntries(cluster, application, thread);
    }
  }
}

function sinceText({ value, at }: Look<unknown>): string | undefined {
  return value === undefined || at === undefined ? undefined : timeText({ value: at, from: '' });
}

function clusterChildren(cluster: string, look: Look<ClusterOverview>, { order: { filter }, asked }: TreeView): TreeEntry[] {
  const place = { cluster, under: 'cluster' };
  const error = look.error === undefined ? [] : [errorEntry(place, look.error, sinceText(look))];
  const overview = look.value;
  if (overview === undefined) return error;
  const shown = overview.applications.filter((summary) => showsApplication(summary, filter));
  const entries = [
    ...error,
    ...problemEntries(place, overview.problems),
    ...entriesOf(shown, place, (summary) => applicationEntry(cluster, summary, asked(cluster, summary.id) !== undefined)),
  ];
  if (overview.applications.length === 0)
    entries.push(
      noteEntry(place, 'none', 'No Kafka Streams application here yet'),
      noteEntry(
        place,
        'why',
        'An application shows once it has started against this cluster: as a group, or by its changelog topics',
        'blank',
      ),
    );
  else if (shown.length === 0) entries.push(noteEntry(place, 'filtered', `Nothing here is named like "${filter}"`));
  const unclaimed = overview.unclaimedTopics;
  if (unclaimed.length > 0 && filter === '')
    entries.push({
      node: { kind: 'unclaimed', cluster },
      label: 'Topics of No Known Application',
      description: String(unclaimed.length),
      tooltip: 'Named like internal topics of Kafka Streams, and no group on this cluster is an application whose id they bear.',
      icon: { id: 'question' },
      opens: 'collapsed',
      context: 'text',
      spoken: plural(unclaimed.length, 'topic of no known application', 'topics of no known application'),
    });
  return entries;
}

const isChangelog = (topic: string): boolean => topic.endsWith('-changelog');

function unclaimedEntry(cluster: string, topic: string): TreeEntry {
  const entry: TreeEntry = { ...noteEntry({ cluster, under: 'unclaimed' }, topic, topic, 'list-ordered'), context: 'name', copy: topic };
  return isChangelog(topic) ? { ...entry, node: { kind: 'unclaimedChangelog', cluster, topic }, context: 'changelog' } : entry;
}

function problemEntries(place: Place, problems: readonly Problem[]): TreeEntry[] {
  return entriesOf(problems, { ...place, under: `${place.under}:problems` }, ({ what, error }, i) => {
    const text = `Not known: ${what}`;
    return {
      ...noteEntry(place, `problem:${i}`, text, 'warning'),
      description: error.message,
      tooltip: [text, error.message, error.advice ?? '']
        .filter((part) => part !== '')
        .map(plainText)
        .join('\n\n'),
      spoken: `${text}: ${error.message}`,
      context: 'retry',
    };
  });
}

function applicationEntry(
  cluster: string,
  { id, group, instances, threads, changelogs, note }: ApplicationSummary,
  isAsked: boolean,
): TreeEntry {
  const members = instances === null ? [] : [plural(instances, 'instance', 'instances')];
  const parts = note === null ? [group?.state ?? 'no group', ...members, plural(changelogs.length, 'changelog', 'changelogs')] : [note];
  const isQuiet = group === null || instances === 0;
  return {
    node: { kind: 'application', cluster, application: id },
    label: id,
    description: parts.join(' · '),
    tooltip: [
      `**${plainText(id)}**`,
      plainText(group === null ? 'No group of this name' : `Group ${group.state}, protocol ${group.type}`),
      plainText([...members, ...(threads === null ? [] : [plural(threads, 'thread', 'threads')])].join(', ')),
      ...(note === null ? [] : [plainText(note)]),
      ...(isAsked ? ['Its instances are asked for their lags, too\\.'] : []),
    ].join('\n\n'),
    icon: isQuiet ? { id: 'circle-slash' } : { id: 'layers' },
    opens: 'collapsed',
    context: isAsked ? 'askedApplication' : 'application',
    spoken: `application ${id}, ${parts.join(', ')}`,
    copy: id,
  };
}

function applicationChildren(cluster: string, state: ApplicationState, { order, asked }: TreeView): TreeEntry[] {
  const application = state.summary.id;
  const { repartitions, sources, orphans, instances } = state;
  const shown = orderWithin(state.summary, order);
  const group = (kind: GroupKind, label: string, count: number, icon: string, opens: TreeEntry['opens'] = 'collapsed'): TreeEntry => ({
    node: { kind: 'group', cluster, application, group: kind },
    label,
    description: String(count),
    tooltip: `${label}: ${count}`,
    icon: { id: icon },
    opens: count === 0 ? 'never' : opens,
    context: 'text',
    spoken: `${label}, ${count}`,
  });
  const topics = (kind: keyof typeof topicGroups, some: readonly TopicState[], icon: string): TreeEntry =>
    group(kind, topicGroups[kind], orderTopics(some, shown).length, icon);
  return [
    ...entriesOf(state.group.marks, { cluster, application, under: 'group' }, (mark, i) =>
      markEntry({ cluster, application, under: 'group' }, mark, i),
    ),
    ...problemEntries({ cluster, under: application }, state.problems),
    ...notAskedEntries({ cluster, application, under: 'application' }, instances, asked(cluster, application)),
    group('stores', 'Stores', orderStores(state.stores, shown).length, 'database', 'expanded'),
    topics('repartitions', repartitions, 'arrow-swap'),
    topics('sources', sources, 'sign-in'),
    group('instances', 'Instances', instances.length, 'vm'),
    ...(orphans.length === 0 ? [] : [topics('orphans', orphans, 'trash')]),
  ];
}

function notAskedEntries(place: Place, instances: ApplicationState['instances'], asked: readonly string[] | undefined): TreeEntry[] {
  const text = asked === undefined ? undefined : notAskedText(instances, asked);
  return text === undefined ? [] : [{ ...noteEntry(place, 'notAsked', text, 'broadcast'), context: 'notAsked' }];
}

function groupChildren(cluster: string, group: GroupKind, state: ApplicationState, order: ListOrder): TreeEntry[] {
  const application = state.summary.id;
  const place = { cluster, application, under: group };
  const shown = orderWithin(state.summary, order);
  if (group === 'stores') return entriesOf(orderStores(state.stores, shown), place, (store) => storeEntry(cluster, application, store));
  if (group === 'instances') return instanceEntries(cluster, application, state.instances);
  return entriesOf(orderTopics(state[group], shown), place, (topic) => {
    const summary = topicSummary(topic);
    return {
      node: { kind: 'topic', cluster, application, group, topic: topic.name },
      label: shortLabel(topic.name),
      description: summary.join(' · '),
      tooltip: rowsMarkdown(topic.name, topicRows(topic), topic.marks),
      icon: iconFor(topic.marks, 'list-ordered'),
      opens: 'collapsed',
      context: group === 'orphans' && isChangelog(topic.name) ? 'orphanedChangelog' : 'topic',
      spoken: ['topic', topic.name, ...summary, ...spokenMarks(topic.marks)].join(', '),
      copy: topic.name,
    };
  });
}

function storeEntry(cluster: string, application: string, store: StoreState): TreeEntry {
  const { name, marks, topic, restore } = store;
  const summary = storeSummary(store);
  return {
    node: { kind: 'store', cluster, application, store: name },
    label: shortLabel(name),
    description: summary.join(' · '),
    tooltip: rowsMarkdown(name, storeRows(store), marks),
    icon: iconFor(marks, restore.state === 'restoring' ? 'sync' : 'database'),
    opens: 'collapsed',
    context: topic === null ? 'storeWithoutTopic' : 'store',
    spoken: ['store', name, ...summary, ...spokenMarks(marks)].join(', '),
    copy: name,
  };
}

function storeChildren(cluster: string, application: string, store: StoreState): TreeEntry[] {
  const place = { cluster, application, under: `store:${store.name}` };
  return figureChildren(place, { store: store.name }, store.topic, storeRows(store), store.marks);
}

function figureChildren(
  place: { readonly cluster: string; readonly application: string; readonly under: string },
  of: (TreeNode & { kind: 'partitions' })['of'],
  topic: TopicState | null,
  rows: ReturnType<typeof topicRows>,
  marks: TopicState['marks'],
): TreeEntry[] {
  const { cluster, application } = place;
  return [
    ...marks.map((mark, i) => markEntry(place, mark, i)),
    ...rows.map((row): TreeEntry => {
      const fact = factEntry(place, row);
      if (row.id !== 'partitions' || topic === null || topic.partitions.length === 0) return fact;
      return { ...fact, node: { kind: 'partitions', cluster, application, of }, icon: { id: 'split-horizontal' }, opens: 'collapsed' };
    }),
  ];
}

function partitionEntry(cluster: string, application: string, topic: string, partition: PartitionState): TreeEntry {
  const { partition: number, leader, replicas, inSync, earliest, end, bytes, lag, restore } = partition;
  const marks =
    leader === null
      ? [{ rule: 'no-leader', severity: 'error', message: 'It has no leader.' } as const]
      : inSync.length < replicas.length
        ? [{ rule: 'under-replicated', severity: 'warning', message: 'Not all replicas are in sync.' } as const]
        : [];
  const summary = [
    `${numberText(earliest)} to ${numberText(end)}`,
    ...(bytes.value === null ? [] : [bytesText(bytes)]),
    ...(lag.value === null ? [] : [`lag ${numberText(lag)}`]),
    ...(restore?.state === 'restoring' ? ['restoring'] : []),
  ];
  return {
    node: { kind: 'leaf', cluster, application, under: `partitions:${topic}`, name: String(number) },
    label: `Partition ${number}`,
    description: summary.join(' · '),
    tooltip: rowsMarkdown(`${topic}, partition ${number}`, partitionRows(partition), marks),
    icon: iconFor(marks, 'circle-outline'),
    opens: 'never',
    context: 'text',
    spoken: [`partition ${number}`, `offsets ${summary.join(', ')}`, ...spokenMarks(marks)].join(', '),
  };
}
