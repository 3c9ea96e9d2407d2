/** Every figure of stores, topics and members as a row: what it is, its value in words, and where the value came from. */
import { plural, storeKindWords } from '../../core/features/words.js';
import { bytesText, numberText, topicRetentionText, timeText } from './figureTexts.js';
import type { Figure, PartitionState, Restore, StoreState, TopicState } from '../../applications/model.js';

export interface FigureRow {
  /** Tells rows of one thing apart. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** Where the value came from, or why there is none. */
  readonly from: string;
  /** A name worth copying. */
  readonly copy?: string;
}

const unknown = 'not known';

function row<T>(id: string, label: string, figure: Figure<T>, text: (figure: Figure<T>) => string): FigureRow {
  return figure.value === null
    ? { id, label, value: unknown, from: 'why' in figure ? figure.why : '' }
    : { id, label, value: text(figure), from: 'from' in figure ? figure.from : '' };
}

/** `done` of `total`, never rounded up to all of it. */
export function percentOf(done: number, total: number): string {
  if (total <= 0 || done >= total) return '100 %';
  return `${Math.max(0, Math.floor((done / total) * 100))} %`;
}

export function restoreText({ state, source, done, total }: Restore): string {
  if (state === 'restored') return source === 'inferred' ? 'restored (inferred)' : 'restored';
  if (state === 'unknown') return unknown;
  if (done === null || total === null) return source === 'inferred' ? 'restoring (inferred)' : 'restoring';
  return `restoring, ${percentOf(done, total)} (${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} offsets)`;
}

const restoreSources: Readonly<Record<Restore['source'], string>> = {
  application: "the application's own lags",
  rebalance: 'what the members said at the last rebalance',
  inferred: 'inferred',
  none: 'no source',
};

const restoreRow = (restore: Restore): FigureRow => ({
  id: 'restore',
  label: 'Restore',
  value: restoreText(restore),
  from: `${restoreSources[restore.source]}: ${restore.note}`,
});

export function kindText({ kind }: StoreState): string | undefined {
  return kind.value === null ? undefined : storeKindWords[kind.value];
}

export function storeRows(store: StoreState): FigureRow[] {
  const { topic, backedBy } = store;
  const kind = row('kind', 'Kind', store.kind, () => kindText(store) ?? unknown);
  if (topic === null) {
    const value = backedBy === 'nothing' ? 'none' : 'not on the cluster';
    const from = backedBy === 'nothing' ? 'logging is switched off, or nothing backs it' : 'Metadata';
    return [kind, { id: 'changelog', label: 'Changelog topic', value, from }, restoreRow(store.restore)];
  }
  const isSource = backedBy === 'source topic';
  return [
    {
      id: 'changelog',
      label: isSource ? 'Source topic as changelog' : 'Changelog topic',
      value: topic.name,
      from: isSource ? 'the code' : 'the name of the topic',
      copy: topic.name,
    },
    kind,
    // Nobody commits offsets of a changelog.
    ...topicRows(topic, policyFit(store)).filter(({ id }) => isSource || id !== 'lag'),
    restoreRow(store.restore),
    ...(store.subtopology === null
      ? []
      : [{ id: 'subtopology', label: 'Sub-topology', value: store.subtopology, from: 'members or code' }]),
  ];
}

/** Whether the cleanup policy is what the store needs; empty where nobody can say. */
function policyFit({ marks, kind }: StoreState): string {
  if (marks.some(({ rule, severity }) => rule === 'not-compacted' && severity === 'error')) return ', which loses state';
  if (marks.some(({ rule }) => rule === 'policy-mismatch')) return ', not as the application asks';
  return kind.value === null || kind.value === 'unknown' || kind.value === 'custom' ? '' : ', fits the store';
}

export function topicRows(topic: TopicState, fit = ''): FigureRow[] {
  const { partitions, offsetSpan, bytes, replicaBytes, cleanupPolicy, retentionMs, lastWrite, lag } = topic;
  return [
    { id: 'partitions', label: 'Partitions', value: String(partitions.length), from: 'Metadata' },
    row('offsets', 'Offsets', offsetSpan, numberText),
    row('bytes', 'Size on leaders', bytes, bytesText),
    row('replicaBytes', 'Size with replicas', replicaBytes, bytesText),
    row('policy', 'Cleanup policy', cleanupPolicy, ({ value }) => `${value}${fit}`),
    row('retention', 'Retention', retentionMs, () => topicRetentionText(topic)),
    row('lastWrite', 'Newest record', lastWrite, timeText),
    row('lag', 'Consumer lag', lag, numberText),
  ];
}

export function partitionRows(partition: PartitionState): FigureRow[] {
  const { leader, replicas, inSync, offline, earliest, end, bytes, replicaBytes, lag, streamTime, restore, held } = partition;
  return [
    { id: 'leader', label: 'Leader', value: leader === null ? 'none' : `broker ${leader}`, from: 'Metadata' },
    {
      id: 'replicas',
      label: 'Replicas',
      value: `${replicas.join(', ')} (in sync: ${inSync.join(', ') || 'none'}${offline.length > 0 ? `; offline: ${offline.join(', ')}` : ''})`,
      from: 'Metadata',
    },
    row('earliest', 'First offset', earliest, numberText),
    row('end', 'End offset', end, numberText),
    ...(held === null
      ? []
      : [{ id: 'stable', label: 'Last stable offset', value: held.stable.toLocaleString('en-US'), from: held.holder }]),
    row('bytes', 'Size on the leader', bytes, bytesText),
    row('replicaBytes', 'Size with replicas', replicaBytes, bytesText),
    row('lag', 'Consumer lag', lag, numberText),
    row('streamTime', 'Stream time', streamTime, timeText),
    ...(restore === null ? [] : [restoreRow(restore)]),
  ];
}

/** In a few words, for a line that holds much: only what is known. */
export function topicSummary({ partitions, bytes, offsetSpan, lag }: TopicState): string[] {
  return [
    ...(bytes.value === null ? [] : [bytesText(bytes)]),
    plural(partitions.length, 'partition', 'partitions'),
    ...(offsetSpan.value === null ? [] : [`${numberText(offsetSpan)} ${offsetSpan.value === 1 ? 'offset' : 'offsets'}`]),
    ...(lag.value === null ? [] : [`lag ${numberText(lag)}`]),
  ];
}

/** As above, with how far it is restored. */
export function storeSummary(store: StoreState): string[] {
  const { topic, restore, backedBy } = store;
  const kind = kindText(store);
  const { state } = restore;
  const restored =
    state === 'unknown'
      ? []
      : [state === 'restoring' && restore.done !== null ? restoreText(restore).split(' (')[0]! : restoreText(restore)];
  // A narrow view shows the beginning only: what is under way first, and what never changes last.
  return [
    ...(state === 'restoring' ? restored : []),
    ...(topic === null
      ? [backedBy === 'nothing' ? 'no changelog' : 'no topic yet']
      : topicSummary(backedBy === 'source topic' ? topic : { ...topic, lag: { value: null, why: '' } })),
    ...(state === 'restoring' ? [] : restored),
    ...(kind === undefined ? [] : [kind]),
  ];
}
