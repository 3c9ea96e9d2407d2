/** Answers about one key: from the partition where it must be, where that is known; else from all, as it may be in several. */
import { fail, succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import { cancelled, type ClusterError, type ClusterResult } from '../../kafka/clusterError.js';
import type { QueryResult } from '../query.js';
import { compareBytes } from '../views/keyOrder.js';
import { innerEnd } from '../views/viewRules.js';
import { asOfWarnings } from './asOfWarnings.js';
import type { PastRetention } from './expiry.js';
import { findNewest } from './findKey.js';
import { findSpellings } from './findSpellings.js';
import type { FrozenPartition } from './frozenTopic.js';
import { findKeyPlaces, type KeyPlaces } from './keyPlaces.js';
import type { KeptViews } from './keptViews.js';
import { readHistory } from './readHistory.js';
import { readPage, type Page, type PlacedRecord } from './readPage.js';
import { createReadProgress, type ReadCall } from './readProgress.js';
import { inParallel } from '../../base/inParallel.js';
import { readView, type Answer, type OpenedQuery } from './readView.js';
import { indexOfKey, selectKeys } from './selection.js';
import type { TopicView } from './topicView.js';

export async function readKey(
  cluster: Cluster,
  views: KeptViews,
  opened: OpenedQuery,
  keys: readonly Uint8Array[],
  call?: ReadCall,
): Promise<ClusterResult<Answer>> {
  const { query, frozen, reading } = opened;
  const places = await findKeyPlaces(cluster, query.target, reading.kind, keys, frozen.partitions.length, call);
  if (!places.ok) return places;
  const { enough } = places.value;
  const first = frozen.partitions.filter(({ partition }) => enough.includes(partition));
  const rest = frozen.partitions.filter(({ partition }) => !enough.includes(partition));
  const parts: Found[] = [];
  for (const partitions of [first, rest]) {
    if (partitions.length === 0) continue;
    const found = await lookForKey(cluster, views, opened, keys, partitions, call);
    if (!found.ok) return found;
    parts.push(found.value);
    if (partitions === first && found.value.known.length > 0) break;
  }
  const isKnown = parts.some(({ known }) => known.length > 0);
  if (!isKnown && opened.after === null) {
    const others = await spellingsOf(cluster, opened, call);
    if (!others.ok) return others;
    if (others.value.length > 0) return readSpelled(cluster, views, opened, others.value, places.value, call);
  }
  return succeed(toAnswer(opened, places.value, parts));
}

/** What was typed is in no partition, but something that looks like it is. */
async function spellingsOf(
  cluster: Cluster,
  { query, frozen, reading }: OpenedQuery,
  call?: ReadCall,
): Promise<ClusterResult<readonly Uint8Array[]>> {
  const { operation } = query;
  const text = 'key' in operation && 'text' in operation.key ? operation.key.text : undefined;
  if (reading.showKey === undefined || text === undefined) return succeed([]);
  const { topic, partitions } = frozen;
  const progress = createReadProgress(spanOf(partitions), call);
  return findSpellings(cluster, { topic, text, suffix: reading.rules.suffix }, reading.showKey, partitions, progress);
}

async function readSpelled(
  cluster: Cluster,
  views: KeptViews,
  opened: OpenedQuery,
  keys: readonly Uint8Array[],
  typed: KeyPlaces,
  call?: ReadCall,
): Promise<ClusterResult<Answer>> {
  const { query, frozen, reading } = opened;
  const { operation } = query;
  const [from, to] = operation.kind === 'window' ? [operation.from, operation.to] : [null, null];
  const selection = selectKeys(keys, reading.rules.suffix, from, to);
  const found = await lookForKey(cluster, views, { ...opened, selection }, keys, frozen.partitions, call);
  if (!found.ok) return found;
  const places = await findKeyPlaces(cluster, query.target, reading.kind, keys, frozen.partitions.length, call);
  return places.ok ? succeed(toAnswer(opened, { ...places.value, enough: typed.enough }, [found.value])) : places;
}

function toAnswer({ query, frozen, reading, after }: OpenedQuery, { enough, ...computed }: KeyPlaces, parts: readonly Found[]): Answer {
  const last = parts.at(-1);
  const read = parts.flatMap((part) => part.read).sort((a, b) => a.partition - b.partition);
  const found = [...new Set(parts.flatMap(({ known }) => known))].sort((a, b) => a - b);
  const warnings = parts.flatMap((part) => part.warnings);
  const isElsewhere = enough.length > 0 && read.length > enough.length;
  const elsewhere = `Not in partition ${enough.join(' or ')}, where Kafka's Java producers put the key; all ${frozen.partitions.length} partitions were read.`;
  if (isElsewhere) warnings.push(elsewhere);
  if (found.length > 1 && query.operation.kind !== 'history')
    warnings.push(
      `The key is in partitions ${found.join(', ')}, with ${reading.rules.suffix === 'none' ? 'a value' : 'windows'} of its own in each.`,
    );
  return {
    records: last?.records ?? [],
    next: last?.next ?? null,
    read,
    warnings: [...new Set(warnings)],
    // A key that is nowhere is in no wrong place.
    notes: isElsewhere && found.length === 0 ? [elsewhere] : [],
    lost: parts.flatMap(({ lost }) => lost),
    liveKeys: null,
    past: parts.reduce<PastRetention | null>((sum, { past }) => sumOf(sum, past), null),
    held: last?.held ?? 'not kept',
    place: after === null ? { found, read: read.map(({ partition }) => partition), ...computed } : null,
  };
}

interface Found extends Page {
  /** Partitions that have records of the key, if only its deletion or what is past the retention. */
  readonly known: readonly number[];
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
  keys: readonly Uint8Array[],
  partitions: readonly FrozenPartition[],
  call?: ReadCall,
): Promise<ClusterResult<Found>> {
  const { query, frozen, reading } = opened;
  const { rules } = reading;
  const { topic } = frozen;
  const { asOf } = query;
  if (query.operation.kind === 'history') return lookIntoHistory(cluster, opened, partitions, call);
  const kept = { topic, rules, asOf };
  if (views.has(kept)) return views.use(kept, (view) => lookIntoView(view, true, opened, partitions, call));
  if (rules.materialise !== 'latest' || rules.suffix !== 'none') {
    const isWanted = (bytes: Uint8Array, from: number, to: number): boolean =>
      indexOfKey(keys, bytes, from, innerEnd(rules.suffix, from, to)) >= 0;
    return views.once(kept, isWanted, (view) => lookIntoView(view, false, opened, partitions, call));
  }
  return lookForNewest(cluster, opened, keys, partitions, call);
}

async function lookIntoHistory(
  cluster: Cluster,
  { query, frozen, selection, after }: OpenedQuery,
  partitions: readonly FrozenPartition[],
  call?: ReadCall,
): Promise<ClusterResult<Found>> {
  const { asOf, limit } = query;
  const ask = { topic: frozen.topic, selection, asOf, after, limit };
  const history = await readHistory(cluster, ask, partitions, createReadProgress(spanOf(partitions), call));
  if (!history.ok) return history;
  const known = history.value.records.map(({ partition }) => partition);
  const isGoingOn = partitions.some(({ partition }) => partition === after?.partition);
  return succeed({
    ...history.value,
    known: isGoingOn ? [...known, after!.partition] : known,
    read: partitions,
    warnings: [],
    past: null,
    held: 'not kept',
  });
}

async function lookIntoView(
  view: TopicView,
  isKept: boolean,
  opened: OpenedQuery,
  partitions: readonly FrozenPartition[],
  call?: ReadCall,
): Promise<ClusterResult<Found>> {
  const viewed = await readView(view, opened, partitions, call);
  if (!viewed.ok) return viewed;
  const { own, held, ...found } = viewed.value;
  const { reading, selection } = opened;
  const ask = { suffix: reading.rules.suffix, selection, after: null, limit: 1, retention: reading.retention, withExpired: true };
  const known = own.filter((one) => readPage([one], ask).records.length > 0).map(({ partition }) => partition);
  return succeed({ ...found, known, held: isKept ? held : 'not kept' });
}

/** Some partitions at a time; what is left when one fails is not read. */
const partitionsAtOnce = 3;

async function lookForNewest(
  cluster: Cluster,
  { query, frozen, reading, after }: OpenedQuery,
  keys: readonly Uint8Array[],
  partitions: readonly FrozenPartition[],
  call?: ReadCall,
): Promise<ClusterResult<Found>> {
  const { asOf, limit } = query;
  const progress = createReadProgress(spanOf(partitions), call);
  const records: PlacedRecord[] = [];
  const known: number[] = [];
  let failure: ClusterError | undefined;
  await inParallel(partitions, partitionsAtOnce, async (one) => {
    const newest = await findNewest(cluster, { topic: frozen.topic, keys, asOf }, one, progress);
    if (!newest.ok) {
      failure ??= newest.error;
      return false;
    }
    const { partition } = one;
    if (newest.value.length > 0) known.push(partition);
    for (const record of newest.value) if (record.value !== null) records.push({ partition, record });
    return true;
  });
  if (call?.signal?.aborted === true) return fail(cancelled);
  if (failure !== undefined) return fail(failure);
  const order = (a: PlacedRecord, key: Uint8Array, partition: number): number =>
    compareBytes(a.record.key, 0, a.record.key.length, key, 0, key.length) || a.partition - partition;
  records.sort((a, b) => order(a, b.record.key, b.partition));
  const shown = after?.kind === 'key' ? records.filter((one) => order(one, after.key, after.partition) > 0) : records;
  const page = shown.slice(0, limit);
  const last = shown.length > limit ? page.at(-1) : undefined;
  return succeed({
    records: page,
    next: last === undefined ? null : { kind: 'key', key: last.record.key, partition: last.partition },
    known,
    read: partitions,
    warnings: asOfWarnings(asOf, reading.rules, partitions, []),
    lost: [],
    past: null,
    held: 'not kept',
  });
}

const spanOf = (partitions: readonly FrozenPartition[]): number => partitions.reduce((sum, { start, end }) => sum + end - start, 0);

function sumOf(a: PastRetention | null, b: PastRetention | null): PastRetention | null {
  return a === null || b === null ? (a ?? b) : { expired: a.expired + b.expired, atEdge: a.atEdge + b.atEdge };
}
