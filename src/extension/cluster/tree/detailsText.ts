/** All that is known of an application, a store or a topic as lines of text: every figure with its source. */
import { plural } from '../../../core/features/words.js';
import { bytesText, numberText, timeText } from '../../../present/cluster/figureTexts.js';
import { groupLines } from '../../../present/cluster/groupTexts.js';
import type { ApplicationState, Mark, PartitionState, StoreState, TopicState } from '../../../applications/model.js';
import { type FigureRow, restoreText, storeRows, storeSummary, topicRows, topicSummary } from '../../../present/cluster/figureRows.js';
import type { Look } from '../session/looks.js';
import type { TextLine } from '../../../present/textLine.js';
import { oneLine, tableLines } from '../../../present/table/textTable.js';
import type { TreeNode } from './treeNodes.js';
import { hostOf, taskName } from '../../../applications/memberNames.js';

/** What has details. */
export type DetailsNode = TreeNode & { readonly kind: 'application' | 'store' | 'topic' };

export const hasDetails = (node: TreeNode | undefined): node is DetailsNode =>
  node?.kind === 'application' || node?.kind === 'store' || node?.kind === 'topic';

export function detailsTitle(node: DetailsNode): string {
  return node.kind === 'application' ? node.application : node.kind === 'store' ? node.store : node.topic;
}

/** `folder`: where the application's code lies, for places in it. */
export function detailsLines(
  node: DetailsNode,
  { value: state, at, error }: Look<ApplicationState>,
  folder: string | undefined,
): TextLine[] {
  const seen = at === undefined ? [] : [`As of ${timeText({ value: at, from: '' })}`];
  const where = `Cluster ${node.cluster}, application ${node.application}`;
  const head = (kind: string): string[] => [
    oneLine(`${kind} ${detailsTitle(node)}`),
    oneLine(where),
    ...seen,
    ...(error === undefined ? [] : [oneLine(`The newest look failed: ${error.message}`)]),
  ];
  if (state === undefined) return toLines([...head('Details of'), '', 'Nothing is known of it yet.']);
  if (node.kind === 'application') return toLines([...head('Application'), ...applicationTexts(state)]);
  if (node.kind === 'topic') {
    const topic = state[node.group].find(({ name }) => name === node.topic);
    return toLines([...head('Topic'), ...(topic === undefined ? gone : topicTexts(topicRows(topic), topic.marks, topic))]);
  }
  const store = state.stores.find(({ name }) => name === node.store);
  if (store === undefined) return toLines([...head('Store'), ...gone]);
  return [...toLines([...head('Store'), ...topicTexts(storeRows(store), store.marks, store.topic)]), ...placeLines(store, folder)];
}

/** Of an application. */
const mostThreads = 2000;

const gone = ['', 'It is not there any more.'];
const toLines = (texts: readonly string[]): TextLine[] => texts.map((text) => ({ text }));

function topicTexts(rows: readonly FigureRow[], marks: readonly Mark[], topic: TopicState | null): string[] {
  return [
    ...markTexts(marks),
    '',
    ...tableLines(rows.map(({ label, value, from }) => [label, value, from])),
    ...(topic === null ? [] : ['', `Partitions of ${oneLine(topic.name)}`, ...partitionTexts(topic.partitions)]),
  ];
}

const markTexts = (marks: readonly Mark[]): string[] =>
  marks.length === 0 ? [] : ['', ...marks.map(({ severity, message }) => oneLine(`${severity}: ${message}`))];

function partitionTexts(partitions: readonly PartitionState[]): string[] {
  const restores = partitions.some(({ restore }) => restore !== null);
  const lags = partitions.some(({ lag }) => lag.value !== null);
  const times = partitions.some(({ streamTime }) => streamTime.value !== null);
  const head = ['partition', 'leader', 'replicas', 'in sync', 'first offset', 'end offset', 'leader size', 'replica size'];
  const rows = partitions.map(({ partition, leader, replicas, inSync, earliest, end, bytes, replicaBytes, lag, streamTime, restore }) => [
    String(partition),
    leader === null ? 'none' : String(leader),
    replicas.join(' '),
    inSync.join(' '),
    numberText(earliest),
    numberText(end),
    bytesText(bytes),
    bytesText(replicaBytes),
    ...(lags ? [numberText(lag)] : []),
    ...(times ? [timeText(streamTime)] : []),
    ...(restores ? [restore === null ? '' : restoreText(restore)] : []),
  ]);
  const titles = [...head, ...(lags ? ['lag'] : []), ...(times ? ['stream time'] : []), ...(restores ? ['restore'] : [])];
  return tableLines([titles, ...rows], '  ');
}

function placeLines({ source }: StoreState, folder: string | undefined): TextLine[] {
  if (source === null) return [];
  const before = 'Made by ';
  const place = `${source.file}:${source.line}`;
  const link = folder === undefined ? {} : { link: { start: before.length, end: before.length + place.length, folder, place: source } };
  return [{ text: '' }, { text: `${before}${place}`, ...link }];
}

function applicationTexts({
  summary,
  group: condition,
  deployed,
  stores,
  repartitions,
  sources,
  orphans,
  instances,
  topologies,
  problems,
}: ApplicationState): string[] {
  const { group, note } = summary;
  const topics = (title: string, some: readonly TopicState[]): string[] =>
    some.length === 0
      ? []
      : [
          '',
          title,
          ...tableLines(
            some.map((topic) => [topic.name, topicSummary(topic).join(' · ')]),
            '  ',
          ),
        ];
  const marked = [...stores, ...repartitions, ...sources, ...orphans].flatMap(({ name, marks }) =>
    marks.map(({ severity, message }) => [severity, name, message]),
  );
  const members = instances.flatMap((instance) => instance.threads.map((thread) => ({ instance, thread })));
  const threads = members
    .slice(0, mostThreads)
    .map(({ instance, thread: { clientId, active, standby, warmup } }) => [
      hostOf(instance),
      instance.processId,
      clientId,
      active.map(taskName).join(' ') || 'none',
      standby.map(taskName).join(' ') || 'none',
      warmup.map(taskName).join(' ') || 'none',
    ]);
  return [
    '',
    group === null ? 'No group of this name' : oneLine(`Group ${group.state}, protocol ${group.type}`),
    ...groupLines(condition).map(oneLine),
    deployed.value === null
      ? oneLine(`Deployed topology not known: ${deployed.why}`)
      : `Deployed topology: ${plural(deployed.value.subtopologies.length, 'sub-topology', 'sub-topologies')} with tasks`,
    ...(note === null ? [] : [oneLine(note)]),
    topologies.length === 0 ? 'Matched with no code of this workspace' : oneLine(`Code: ${topologies.join(', ')}`),
    ...(problems.length === 0
      ? []
      : [
          '',
          'Not known',
          ...tableLines(
            problems.map(({ what, error }) => [what, error.message]),
            '  ',
          ),
        ]),
    ...(marked.length === 0 ? [] : ['', 'Marks', ...tableLines(marked, '  ')]),
    '',
    plural(stores.length, 'store', 'stores'),
    ...tableLines(
      stores.map((store) => [store.name, storeSummary(store).join(' · ')]),
      '  ',
    ),
    ...topics('Repartition topics', repartitions),
    ...topics('Source topics', sources),
    ...topics('Orphaned topics', orphans),
    ...(threads.length === 0
      ? []
      : [
          '',
          'Threads',
          ...tableLines([['instance', 'process', 'client id', 'active tasks', 'standby tasks', 'warm-up tasks'], ...threads], '  '),
          ...(members.length === threads.length ? [] : [`  … and ${(members.length - threads.length).toLocaleString('en-US')} more`]),
        ]),
  ];
}
