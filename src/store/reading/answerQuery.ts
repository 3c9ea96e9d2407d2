/** Chooses how a question is answered: from a view that is kept, by looking for one key, or by reading what is about it. */
import { fail, succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import { cancelled, type ClusterResult } from '../../kafka/clusterError.js';
import type { QueryResult, StoreQuery } from '../query.js';
import type { Cursor } from './cursor.js';
import { findNewest } from './findKey.js';
import type { FrozenPartition, FrozenTopic } from './frozenTopic.js';
import { findKeyPlaces } from './keyPlaces.js';
import type { KeptViews } from './keptViews.js';
import { readHistory } from './readHistory.js';
import type { PastRetention } from './expiry.js';
import { countPastRetention, readPage, type Page, type PageAsk, type PlacedRecord } from './readPage.js';
import { createReadProgress, type ReadCall } from './readProgress.js';
import type { Selection } from './selection.js';
import type { StoreReading } from './storeReading.js';
import type { HeldPartition, TopicView } from './topicView.js';
import { asOfWarnings } from './asOfWarnings.js';
import { lateWarnings } from './lateWarnings.js';

export interface OpenedQuery {
  readonly query: StoreQuery;
  readonly frozen: FrozenTopic;
  readonly reading: StoreReading;
  readonly selection: Selection;
  readonly after: Cursor | null;
  /** Gets the records of a whole store as they are read, a page at a time, instead of the answer; what it gives back is waited for. */
  readonly take?: TakeRecords | undefined;
}

export type TakeRecords = (records: readonly PlacedRecord[]) => Promise<void>;

export interface Answer extends Page {
  /** The offsets that it speaks of. */
  readonly read: readonly FrozenPartition[];
  readonly warnings: readonly string[];
  /** What the topic had when the question came and was gone before it was read, a sentence each. */
  readonly lost: readonly string[];
  readonly liveKeys: number | null;
  readonly past: PastRetention | null;
  readonly held: QueryResult['held'];
}

export async function answerQuery(
  cluster: Cluster,
  views: KeptViews,
  opened: OpenedQuery,
  call?: ReadCall,
): Promise<ClusterResult<Answer>> {
  const { selection } = opened;
  return selection.key === null ? readWhole(views, opened, call) : readKey(cluster, views, opened, selection.key, call);
}

async function readWhole(views: KeptViews, opened: OpenedQuery, call?: ReadCall): Promise<ClusterResult<Answer>> {
  const { query, frozen, reading, take } = opened;
  return views.use({ topic: frozen.topic, rules: reading.rules, asOf: query.asOf }, async (view) => {
    const viewed = await readView(view, opened, frozen.partitions, call, take);
    if (!viewed.ok) return viewed;
    const { own, ...answer } = viewed.value;
    const { past } = answer;
    // What the topic tells of the retention is an assumption: no count of the living rests on it.
    const isAssumed = reading.retention?.origin === 'topic' && past !== null && past.expired + past.atEdge > 0;
    const countsAll = query.operation.kind === 'all' && !isAssumed;
    const liveKeys = countsAll ? own.reduce((sum, { view: one, logStart }) => sum + one.countVisible(logStart), 0) : null;
    return succeed({ ...answer, liveKeys });
  });
}

interface Viewed extends Page {
  readonly read: readonly FrozenPartition[];
  readonly warnings: readonly string[];
  readonly lost: readonly string[];
  readonly past: PastRetention | null;
  readonly held: 'memory' | 'disk';
  /** What the view holds of the partitions. */
  readonly own: readonly HeldPartition[];
}

/** A page out of some partitions of a view, which are brought up first. */
async function readView(
  view: TopicView,
  { query, frozen, reading, selection, after }: OpenedQuery,
  partitions: readonly FrozenPartition[],
  call?: ReadCall,
  take?: TakeRecords,
): Promise<ClusterResult<Viewed>> {
  const { rules, retention } = reading;
  const { suffix } = rules;
  const { limit } = query;
  const withExpired = query.withExpired || retention?.origin === 'topic';
  const brought = await view.bringUp(frozen, partitions, call);
  if (!brought.ok) return brought;
  const wanted = new Set(partitions.map(({ partition }) => partition));
  const own = view.held().filter(({ partition }) => wanted.has(partition));
  const page = await readPages(own, { suffix, selection, after, limit, retention, withExpired }, take, call?.signal);
  if (call?.signal?.aborted === true) return fail(cancelled);
  return succeed({
    ...page,
    read: readOf(partitions, own),
    warnings: [...asOfWarnings(query.asOf, rules, partitions, own), ...lateWarnings(rules, own)],
    lost: brought.value,
    past: retention === null ? null : countPastRetention(own, suffix, selection),
    held: own.some(({ view: one }) => one.isSpilled) ? 'disk' : 'memory',
    own,
  });
}

/** Records of one page for `take`: what is shown of them is in memory at once. */
const takenAtOnce = 2_000;

async function readPages(own: readonly HeldPartition[], ask: PageAsk, take?: TakeRecords, signal?: AbortSignal): Promise<Page> {
  if (take === undefined) return readPage(own, ask);
  let { after, limit } = ask;
  for (;;) {
    const page = readPage(own, { ...ask, after, limit: Math.min(limit, takenAtOnce) });
    await take(page.records);
    limit -= page.records.length;
    if (page.next === null || limit <= 0 || signal?.aborted === true) return { records: [], next: page.next };
    after = page.next;
  }
}

/** Where the key is likely first; all partitions where it is in none of them, or may be in several. */
async function readKey(
  cluster: Cluster,
  views: KeptViews,
  opened: OpenedQuery,
  key: Uint8Array,
  call?: ReadCall,
): Promise<ClusterResult<Answer>> {
  const { query, frozen, reading } = opened;
  const places = await findKeyPlaces(cluster, query.target, key, frozen.partitions.length, call);
  if (!places.ok) return places;
  const { likely } = places.value;
  const read: FrozenPartition[] = [];
  const warnings: string[] = [];
  const lost: string[] = [];
  let [past, held]: [PastRetention | null, QueryResult['held']] = [null, 'not kept'];
  const lookInto = async (partitions: readonly FrozenPartition[]): Promise<ClusterResult<Found>> => {
    const found = await lookForKey(cluster, views, opened, key, partitions, call);
    if (!found.ok) return found;
    read.push(...found.value.read);
    warnings.push(...found.value.warnings);
    lost.push(...found.value.lost);
    past = sumOf(past, found.value.past);
    held = found.value.held;
    return found;
  };
  const answer = ({ records, next }: Page): ClusterResult<Answer> =>
    succeed({ records, next, read: read.sort((a, b) => a.partition - b.partition), warnings, lost, liveKeys: null, past, held });

  for (const partition of likely) {
    const found = await lookInto(frozen.partitions.filter((one) => one.partition === partition));
    if (!found.ok) return found;
    if (!found.value.isKnown) continue;
    if (query.target.keyedByInput === null && frozen.partitions.length > 1)
      warnings.push(
        `Read in partition ${partition} only, where a key of the input lies. Where a processor writes under keys of its own, other partitions may have the key, too.`,
      );
    return answer(found.value);
  }
  const rest = frozen.partitions.filter(({ partition }) => !likely.includes(partition));
  const found = await lookInto(rest);
  if (!found.ok) return found;
  if (likely.length > 0 && rest.length > 0)
    warnings.push(
      `Not in partition ${likely.join(' or ')}, where Kafka's Java producers put the key; all ${frozen.partitions.length} partitions were read.`,
    );
  if (likely.length === 0 && found.value.records.length > 1 && reading.rules.suffix === 'none' && query.operation.kind === 'get')
    warnings.push('The key is in several partitions, with a value of its own in each.');
  return answer(found.value);
}

interface Found extends Page {
  /** The partitions have records of the key, if only its deletion or what is past the retention. */
  readonly isKnown: boolean;
  readonly read: readonly FrozenPartition[];
  readonly warnings: readonly string[];
  readonly lost: readonly string[];
  readonly past: PastRetention | null;
  readonly held: QueryResult['held'];
}

async function lookForKey(
  cluster: Cluster,
  views: KeptViews,
  opened: OpenedQuery,
  key: Uint8Array,
  partitions: readonly FrozenPartition[],
  call?: ReadCall,
): Promise<ClusterResult<Found>> {
  const { query, frozen, reading, selection, after } = opened;
  const { rules } = reading;
  const { topic } = frozen;
  const { asOf, limit } = query;
  const span = partitions.reduce((sum, { start, end }) => sum + end - start, 0);
  if (query.operation.kind === 'history') {
    const history = await readHistory(cluster, { topic, selection, asOf, after, limit }, partitions, createReadProgress(span, call));
    if (!history.ok) return history;
    const isKnown = history.value.records.length > 0 || partitions.some(({ partition }) => partition === after?.partition);
    return succeed({ ...history.value, isKnown, read: partitions, warnings: [], past: null, held: 'not kept' });
  }
  const kept = { topic, rules, asOf };
  const fromView = async (view: TopicView, isKept: boolean): Promise<ClusterResult<Found>> => {
    const viewed = await readView(view, opened, partitions, call);
    if (!viewed.ok) return viewed;
    const { own: _, held, ...found } = viewed.value;
    const isKnown = found.records.length > 0 || (found.past?.expired ?? 0) > 0;
    return succeed({ ...found, isKnown, held: isKept ? held : 'not kept' });
  };
  if (views.has(kept)) return views.use(kept, (view) => fromView(view, true));
  if (rules.materialise !== 'latest' || rules.suffix !== 'none') {
    const isWanted = (bytes: Uint8Array, from: number, to: number): boolean => selection.test(bytes, from, to) !== 'past';
    return views.once(kept, isWanted, (view) => fromView(view, false));
  }

  const progress = createReadProgress(span, call);
  const records: PlacedRecord[] = [];
  let isKnown = false;
  for (const one of partitions) {
    const newest = await findNewest(cluster, { topic, key, asOf }, one, progress);
    if (!newest.ok) return newest;
    isKnown ||= newest.value !== null;
    if (newest.value !== null && newest.value.value !== null) records.push({ partition: one.partition, record: newest.value });
  }
  const shown = after?.kind === 'key' ? records.filter(({ partition }) => partition > after.partition) : records;
  const page = shown.slice(0, limit);
  const last = shown.length > limit ? page.at(-1) : undefined;
  return succeed({
    records: page,
    next: last === undefined ? null : { kind: 'key', key: last.record.key, partition: last.partition },
    isKnown,
    read: partitions,
    warnings: asOfWarnings(asOf, rules, partitions, []),
    lost: [],
    past: null,
    held: 'not kept',
  });
}

function sumOf(a: PastRetention | null, b: PastRetention | null): PastRetention | null {
  return a === null || b === null ? (a ?? b) : { expired: a.expired + b.expired, atEdge: a.atEdge + b.atEdge };
}

/** The log's start as it was when the partition was read, which may be later than when the question came. */
function readOf(partitions: readonly FrozenPartition[], held: readonly HeldPartition[]): FrozenPartition[] {
  return partitions.map((one) => ({ ...one, start: held.find(({ partition }) => partition === one.partition)?.logStart ?? one.start }));
}
