/** Asks stores by their changelogs: one reader for a cluster, which keeps the views that it has read. */
import { setImmediate } from 'node:timers/promises';
import { fail, succeed } from '../base/result.js';
import type { Cluster } from '../kafka/cluster.js';
import type { ClusterError, ClusterResult } from '../kafka/clusterError.js';
import type { QueryResult, QueryRow, StoreQuery, StoreTarget } from './query.js';
import { readCursor, writeCursor, type Cursor } from './reading/cursor.js';
import { answerQuery } from './reading/answerQuery.js';
import type { Answer, OpenedQuery, TakeRecords } from './reading/readView.js';
import { deletedRecordsWarnings } from './reading/deletedRecords.js';
import { expiryWarnings } from './reading/expiry.js';
import { followChanges } from './reading/followChanges.js';
import { freezeTopic, type FrozenTopic } from './reading/frozenTopic.js';
import { createKeptViews } from './reading/keptViews.js';
import { openTransactionWarnings } from './reading/openTransactions.js';
import type { PlacedRecord } from './reading/readPage.js';
import type { ReadCall } from './reading/readProgress.js';
import { readSamples } from './reading/readSamples.js';
import { showRows } from './reading/showRows.js';
import { toSelection } from './reading/selection.js';
import { readingConfigKeys, type OpenReading, type StoreReading } from './reading/storeReading.js';
import { storageError } from './reading/topicView.js';
import { createMemoryBudget, type SpillFile } from './views/memoryBudget.js';
import type { StoredRecord } from './views/partitionView.js';

export interface StoreReaderOptions {
  readonly openReading: OpenReading;
  /** For what does not fit into memory; undefined: all must fit. */
  readonly openSpill?: (() => SpillFile) | undefined;
  /** Of all views together; undefined: 256 MiB. */
  readonly memoryBytes?: number | undefined;
}

export interface StoreReader {
  /** `take` gets the rows in their order as they are read, some at a time, and the result has none: what it gives back is waited for. */
  query(query: StoreQuery, call?: ReadCall, take?: (rows: readonly QueryRow[]) => Promise<void>): Promise<ClusterResult<QueryResult>>;
  /**
   * New states of keys as they are written, until the signal is aborted or it fails; `tombstone` rows are deletions. It waits where brokers do not
   * answer, and goes on where it was; a `note` says so, and what is missing.
   */
  follow(
    query: StoreQuery,
    onRows: (rows: { readonly rows: readonly QueryRow[]; readonly note?: string }) => void,
    call: ReadCall,
  ): Promise<ClusterResult<void>>;
  close(): Promise<void>;
}

const defaultMemory = 256 * 1024 * 1024;

export function createStoreReader(cluster: Cluster, options: StoreReaderOptions): StoreReader {
  const budget = createMemoryBudget(options.memoryBytes ?? defaultMemory);
  const views = createKeptViews(cluster, budget, options.openSpill);
  const readings = new Map<string, StoreReading>();

  /**
   * The reading of a target stays as it was told at first, while its topic lives and had records then. Where it lacked schemas, each new question
   * looks for them again, and its later pages do not.
   */
  const readingOf = async ({ target, cursor }: StoreQuery, frozen: FrozenTopic, call?: ReadCall): Promise<ClusterResult<StoreReading>> => {
    const name = JSON.stringify([target, frozen.id]);
    const known = readings.get(name);
    if (known !== undefined && (cursor !== null || known.lacking.length === 0)) return succeed(known);
    const configs = await cluster.configs([target.topic], readingConfigKeys, call);
    if (!configs.ok) return configs;
    const samples = await readSamples(cluster, frozen, call);
    if (!samples.ok) return samples;
    const ask = { target, configs: configs.value.values.get(target.topic) ?? {}, samples: samples.value };
    const reading = await options.openReading(ask, call);
    if (reading.ok && samples.value.length > 0) readings.set(name, reading.value);
    return reading;
  };

  const open = async (query: StoreQuery, call?: ReadCall): Promise<ClusterResult<OpenedQuery>> => {
    const after = query.cursor === null ? null : readCursor(query.cursor);
    if (query.cursor !== null && after === null) return refuse('The cursor is none that a query gave.');
    const frozen = await freezeTopic(cluster, query.target.topic, call);
    if (!frozen.ok) return frozen;
    const reading = await readingOf(query, frozen.value, call);
    if (!reading.ok) return reading;
    const selection = toSelection(query.operation, reading.value);
    if (!selection.ok) return refuse(selection.error);
    return succeed({ query, frozen: frozen.value, reading: reading.value, selection: selection.value, after });
  };

  return {
    async query(query, call, take) {
      const readAt = new Date().toISOString();
      const opened = await open(query, call);
      if (!opened.ok) return opened;
      const { reading, frozen } = opened.value;
      const waiting = openTransactionWarnings(cluster, frozen, call);
      const missing = deletedRecordsWarnings(cluster, frozen, reading, Date.now(), call);
      const takeRecords: TakeRecords | undefined = take && ((records) => giveRows(query, reading, records, call, take));
      const answer = await answerQuery(cluster, views, { ...opened.value, take: takeRecords }, call).catch((error: unknown) =>
        fail(storageError(error, query.target.topic)),
      );
      const said: Said = { behind: await waiting, deleted: await missing };
      if (!answer.ok) return answer;
      const { records } = answer.value;
      if (takeRecords !== undefined) {
        await takeRecords(records);
        return succeed(toResult(opened.value, answer.value, [], readAt, said));
      }
      await reading.prepare(recordsOf(records), call);
      const rows = showRows(reading, records, 0, query.withBytes);
      return succeed(toResult(opened.value, upTo(answer.value, rows.length, query), rows, readAt, said));
    },
    async follow(query, onRows, call) {
      const opened = await open({ ...query, cursor: null }, call);
      if (!opened.ok) return opened;
      const { reading, frozen, selection } = opened.value;
      return followChanges(cluster, { frozen, selection }, call, {
        onNote: (note) => onRows({ rows: [], note }),
        onRecords: (records) =>
          giveRows(query, reading, records, call, async (rows) => {
            onRows({ rows });
            // Other questions to this thread get their turn.
            await setImmediate();
          }),
      });
    },
    close() {
      views.close();
      readings.clear();
      return Promise.resolve();
    },
  };
}

/** As many at a time as fit into memory; what `give` gives back is waited for. None after the signal is aborted. */
async function giveRows(
  { withBytes }: StoreQuery,
  reading: StoreReading,
  records: readonly PlacedRecord[],
  call: ReadCall | undefined,
  give: (rows: readonly QueryRow[]) => Promise<void>,
): Promise<void> {
  await reading.prepare(recordsOf(records), call);
  for (let shown = 0; shown < records.length && call?.signal?.aborted !== true;) {
    const rows = showRows(reading, records, shown, withBytes);
    await give(rows);
    shown += rows.length;
  }
}

const refuse = (message: string): { readonly ok: false; readonly error: ClusterError } => fail({ kind: 'unsupported', message });

const recordsOf = (placed: readonly PlacedRecord[]): StoredRecord[] => placed.map(({ record }) => record);

/** The answer as it is with so many of its records: the next page begins after the last of them. */
function upTo(answer: Answer, count: number, { operation }: StoreQuery): Answer {
  const last = answer.records[count - 1];
  if (last === undefined || count === answer.records.length) return answer;
  const { record, partition } = last;
  const next: Cursor =
    operation.kind === 'history' ? { kind: 'offset', partition, offset: record.offset } : { kind: 'key', key: record.key, partition };
  return { ...answer, next };
}

/** What was found out of the topic while it was read: sentences. */
interface Said {
  readonly behind: readonly string[];
  readonly deleted: readonly string[];
}

function toResult(
  { query, reading, frozen }: OpenedQuery,
  answer: Answer,
  rows: readonly QueryRow[],
  readAt: string,
  { behind, deleted }: Said,
): QueryResult {
  const { target } = query;
  const next: Cursor | null = answer.next;
  const expiry = expiryWarningsOf(reading, answer, query);
  return {
    application: target.application,
    store: target.store,
    storeKind: reading.kind,
    source: {
      via: 'changelog',
      topic: target.topic,
      partitions: answer.read.map(({ partition, start, end }) => ({ partition, fromOffset: String(start), toOffset: String(end) })),
    },
    rows,
    complete: next === null && answer.lost.length === 0 && deleted.length === 0,
    next: next === null ? null : writeCursor(next),
    warnings: [
      ...reading.lacking,
      ...reading.warnings,
      ...answer.lost,
      ...deleted,
      ...answer.warnings,
      ...expiry,
      ...behind,
      ...growthWarning(target, frozen),
    ],
    lacking: reading.lacking,
    notes: [...(answer.notes ?? []), ...(isExpiryKnown(reading, answer) ? expiry.slice(0, 1) : [])],
    lost: answer.lost,
    kindOrigin: reading.kindOrigin,
    serdes: reading.serdes,
    readAt,
    place: answer.place,
    liveKeys: answer.liveKeys,
    expiredKeys: reading.retention?.origin === 'topic' ? null : (answer.past?.expired ?? null),
    held: answer.held,
  };
}

function expiryWarningsOf({ retention, rules }: StoreReading, { past }: Answer, { withExpired }: StoreQuery): string[] {
  return retention === null || past === null ? [] : expiryWarnings(retention, rules.suffix === 'endStart', past, withExpired);
}

/** The first sentence says then what the application does not show, either. */
const isExpiryKnown = ({ retention }: StoreReading, { past }: Answer): boolean =>
  retention !== null && retention.origin !== 'topic' && past !== null && past.expired > 0;

function growthWarning(target: StoreTarget, frozen: FrozenTopic): string[] {
  return frozen.partitions.length === 0 ? [`Topic ${target.topic} has no partitions that may be seen.`] : [];
}
