/** A page out of the views of some partitions, and what questions and answers are made of. */
import { fail, succeed } from '../../base/result.js';
import { cancelled, type ClusterResult } from '../../kafka/clusterError.js';
import type { KeyPlace, QueryResult, StoreQuery } from '../query.js';
import { asOfWarnings } from './asOfWarnings.js';
import type { Cursor } from './cursor.js';
import type { PastRetention } from './expiry.js';
import type { FrozenPartition, FrozenTopic } from './frozenTopic.js';
import { lateWarnings } from './lateWarnings.js';
import { countPastRetention, readPage, type Page, type PageAsk, type PlacedRecord } from './readPage.js';
import type { ReadCall } from './readProgress.js';
import type { Selection } from './selection.js';
import type { StoreReading } from './storeReading.js';
import type { HeldPartition, TopicView } from './topicView.js';

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
  /** Those of the warnings that explain what is right. */
  readonly notes?: readonly string[];
  /** What the topic had when the question came and was gone before it was read, a sentence each. */
  readonly lost: readonly string[];
  readonly liveKeys: number | null;
  readonly past: PastRetention | null;
  readonly held: QueryResult['held'];
  readonly place: KeyPlace | null;
}

export interface Viewed extends Page {
  readonly read: readonly FrozenPartition[];
  readonly warnings: readonly string[];
  readonly lost: readonly string[];
  readonly past: PastRetention | null;
  readonly held: 'memory' | 'disk';
  /** What the view holds of the partitions. */
  readonly own: readonly HeldPartition[];
}

/** A page out of some partitions of a view, which are brought up first. */
export async function readView(
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

/** The log's start as it was when the partition was read, which may be later than when the question came. */
function readOf(partitions: readonly FrozenPartition[], held: readonly HeldPartition[]): FrozenPartition[] {
  return partitions.map((one) => ({ ...one, start: held.find(({ partition }) => partition === one.partition)?.logStart ?? one.start }));
}
