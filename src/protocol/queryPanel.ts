/**
 * The wire between the editor and the page of a store's contents. Each side reads what the other sends through a schema, and drops the rest.
 * Values travel as text, cut to what a cell shows; the editor's side keeps them whole. 64-bit integers are strings.
 */
import * as v from 'valibot';
import { latestTime } from '../base/isoTime.js';
import { list, readerOf } from './schemas.js';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(-latestTime), v.maxValue(latestTime));
/** Of a window: a producer writes what it likes there, also what is no date. */
const moment = v.pipe(v.number(), v.finite());
const offset = v.pipe(v.string(), v.regex(/^\d+$/));
const certainty = v.picklist(['certain', 'likely', 'possible']);

const storeKind = v.picklist([
  'keyValue',
  'timestampedKeyValue',
  'versionedKeyValue',
  'window',
  'timestampedWindow',
  'session',
  'suppressBuffer',
  'foreignKeySubscription',
  'joinWindow',
  'outerJoin',
  'custom',
  'unknown',
]);

const storeId = v.object({
  cluster: v.string(),
  /** Empty: of no known application. */
  application: v.string(),
  store: v.string(),
  /** A changelog that stands for itself: none of the stores of a known application. */
  topic: v.optional(v.string()),
});

/** What a person chose instead of what was found; null: as found. */
const choice = v.object({ kind: v.nullable(storeKind), keySerde: v.nullable(v.string()), valueSerde: v.nullable(v.string()) });

const keyText = v.union([v.object({ text: v.string() }), v.object({ base64: v.pipe(v.string(), v.base64()) })]);

const operation = v.variant('kind', [
  v.object({ kind: v.literal('get'), key: keyText }),
  v.object({ kind: v.literal('range'), from: v.nullable(keyText), to: v.nullable(keyText) }),
  v.object({ kind: v.literal('prefix'), prefix: keyText }),
  v.object({ kind: v.literal('all') }),
  v.object({ kind: v.literal('window'), key: keyText, from: v.nullable(time), to: v.nullable(time) }),
  v.object({ kind: v.literal('sessions'), key: keyText }),
  v.object({ kind: v.literal('history'), key: keyText }),
]);

/** What is looked for in rows, and their order: as the command line's --where and --sort have them, or a text; empty: none. */
const searchText = v.pipe(v.string(), v.maxLength(10_000));

/** The most rows that a panel takes. */
export const mostRows = 100_000;

/** Where rows come from: the running application's own store, its changelog, or both, compared row by row. */
const via = v.picklist(['application', 'changelog', 'both']);

const question = v.object({
  via,
  operation,
  asOf: v.nullable(time),
  limit: v.pipe(count, v.minValue(1), v.maxValue(mostRows)),
  follow: v.boolean(),
  /** Also windows and sessions past the store's retention. */
  withExpired: v.boolean(),
  /** Of the application: where nobody who has a partition answers, a standby may. */
  stale: v.boolean(),
  search: searchText,
  sort: searchText,
  /** So many of the rows that match come before those of this page. */
  skip: count,
  choice,
});

/** What a value is, for colours and for sorting: `bytes` are those that did not decode, or were not to be. */
const shape = v.picklist(['text', 'number', 'boolean', 'null', 'json', 'bytes', 'deleted']);

const cell = v.object({ text: v.string(), shape, isCut: v.boolean() });

const row = v.object({
  key: cell,
  value: cell,
  window: v.nullable(v.object({ start: moment, end: v.nullable(moment) })),
  timestamp: v.nullable(time),
  /** -1: of a global store, of which each instance has all. */
  partition: v.pipe(v.number(), v.safeInteger(), v.minValue(-1)),
  offset: v.nullable(offset),
  details: v.string(),
  trouble: v.nullable(v.string()),
  /** Past the store's retention; `possible`: exactly at its edge. null: within it. */
  expired: v.nullable(v.picklist(['certain', 'possible'])),
  /** In a history: what is other than in the record before. */
  change: v.nullable(v.string()),
  /** Of both: what the other source says, and why; null: the same, or only one was asked. */
  difference: v.nullable(v.string()),
});

const serde = v.object({
  serde: v.string(),
  origin: v.picklist(['code', 'chosen', 'registry', 'bytes', 'application']),
  certainty,
  reason: v.string(),
});

/** How an instance of the application answered. */
const instance = v.object({
  host: v.string(),
  /** Partitions that it answered for. */
  active: list(v.number()),
  standby: list(v.object({ partition: v.number(), lag: v.nullable(v.string()) })),
  /** Why it did not answer, and what can be done; null: it did. */
  trouble: v.nullable(v.string()),
  questions: count,
  /** The slowest of its answers; null: it was not asked. */
  slowestMs: v.nullable(v.number()),
});

/** What is said of the running application's answer. */
const live = v.object({
  instances: list(instance),
  /** Addresses that the members of its group say, and that were not asked, as nobody agreed to it. */
  notAsked: list(v.string()),
  tookMs: v.number(),
  /** Rows that the two do not have alike; null: only the application was asked. */
  differences: v.nullable(count),
});

/** What an answer says of itself, row by row apart. */
const answer = v.object({
  storeKind,
  kindOrigin: v.object({ origin: v.picklist(['code', 'chosen', 'topic', 'bytes', 'application']), certainty, reason: v.string() }),
  /** null: no changelog was read. */
  topic: v.nullable(v.string()),
  /** null: the application was not asked. */
  live: v.nullable(live),
  partitions: list(v.object({ partition: count, fromOffset: offset, toOffset: offset })),
  complete: v.boolean(),
  warnings: list(v.string()),
  /** Those warnings that a person should not overlook: why columns are shown as bytes, and what can be done. */
  lacking: list(v.string()),
  /** Those warnings that explain what is right. */
  notes: list(v.string()),
  serdes: v.object({ key: serde, value: serde }),
  readAt: time,
  /** Where the key that was asked for is, and how that is known; null: no one key was asked for. */
  place: v.nullable(v.string()),
  liveKeys: v.nullable(count),
  expiredKeys: v.nullable(count),
  held: v.picklist(['memory', 'disk', 'not kept']),
  /** There is a page after this one. */
  more: v.boolean(),
  /** Of a search: how many rows match, of how many that were looked at; null: nothing was searched or sorted. */
  found: v.nullable(v.object({ matched: count, looked: count })),
});

const wholeRow = v.object({
  /** JSON texts, as a reader of JSON takes them; null: too deep or too large for one, `keyPlain` and `valuePlain` say more. */
  keyJson: v.nullable(v.string()),
  /** As it can be asked for again. */
  keyText: v.string(),
  valueJson: v.nullable(v.string()),
  keyBytes: v.nullable(v.string()),
  valueBytes: v.nullable(v.string()),
  keySerde: v.string(),
  valueSerde: v.string(),
  detailsJson: v.nullable(v.string()),
});

const run = count;

const toPage = v.variant('type', [
  v.object({
    type: v.literal('store'),
    id: storeId,
    /** null: not known yet, or the topic or the cluster cannot be had: `problem` says why. */
    found: v.nullable(
      v.object({
        topic: v.string(),
        isSourceTopic: v.boolean(),
        kind: v.nullable(storeKind),
        keySerde: v.nullable(v.string()),
        valueSerde: v.nullable(v.string()),
      }),
    ),
    problem: v.nullable(v.string()),
    /** Why only the application can be asked; null: there is a changelog, or it is not known yet. */
    onlyApplication: v.nullable(v.string()),
    choice,
    serdes: list(v.string()),
  }),
  v.object({
    type: v.literal('progress'),
    run,
    records: count,
    bytes: count,
    done: count,
    span: count,
    secondsLeft: v.nullable(v.number()),
  }),
  /** Somebody else has to come first, such as an instance that restores. */
  v.object({ type: v.literal('waiting'), run, text: v.string() }),
  /** `answer` null: it comes when all rows were looked at. */
  v.object({ type: v.literal('rows'), run, from: count, rows: list(row), answer: v.nullable(answer) }),
  /** Live changes: rows by their index; one beyond the last is new. */
  v.object({ type: v.literal('changes'), run, rows: list(v.object({ index: count, row })) }),
  v.object({
    type: v.literal('end'),
    run,
    /** `following`: all is read, and what changes is still to come. */
    state: v.picklist(['done', 'following', 'full', 'cancelled', 'failed']),
    /** Why it is full, or failed; null: nothing to say. */
    message: v.nullable(v.string()),
    /** Instances of the application are there that nobody agreed to ask. */
    mayAsk: v.boolean(),
  }),
  /** A command of the editor. */
  v.object({ type: v.literal('do'), what: v.picklist(['run', 'search', 'export']) }),
  v.object({ type: v.literal('whole'), run, index: count, row: wholeRow }),
  /** Who holds the partition of a row, or of the key that was asked for (index null). */
  v.object({ type: v.literal('holders'), run, index: v.nullable(count), text: v.string() }),
]);

const fromPage = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('run'), run, question }),
  v.object({ type: v.literal('cancel') }),
  v.object({ type: v.literal('open'), run, index: count }),
  v.object({ type: v.literal('holders'), run, index: v.nullable(count) }),
  v.object({ type: v.literal('copy'), run, index: count, what: v.picklist(['key', 'value', 'row', 'bytes']) }),
  v.object({ type: v.literal('copyText'), text: v.string() }),
  v.object({ type: v.literal('export'), run }),
  /** To be shown whom the application's members name, and to agree that they are asked; the page runs its query again then. */
  v.object({ type: v.literal('askInstances') }),
]);

const form = v.object({
  /** Windows of an earlier version knew no other source. */
  via: v.optional(via, 'changelog'),
  operation: v.picklist(['get', 'range', 'prefix', 'all', 'window', 'sessions', 'history']),
  key: v.string(),
  /** A key that no text stands for: bytes that did not decode; null: `key` is it. */
  keyBase64: v.nullable(v.pipe(v.string(), v.base64())),
  from: v.string(),
  to: v.string(),
  /** As they are written: windows of an earlier version kept numbers. */
  windowFrom: v.fallback(v.string(), ''),
  windowTo: v.fallback(v.string(), ''),
  asOf: v.fallback(v.string(), ''),
  limit: question.entries.limit,
  follow: v.boolean(),
  /** Windows of an earlier version kept no such choice. */
  withExpired: v.optional(v.boolean(), false),
  stale: v.optional(v.boolean(), false),
  sort: v.optional(searchText, ''),
});

const pageState = v.object({
  id: storeId,
  form,
  times: v.picklist(['local', 'utc']),
  search: v.optional(searchText, ''),
  widths: v.record(v.string(), v.pipe(v.number(), v.minValue(20), v.maxValue(5000))),
  detailsWidth: v.pipe(v.number(), v.minValue(100), v.maxValue(5000)),
});

export type StoreId = v.InferOutput<typeof storeId>;
export type PanelStoreKind = v.InferOutput<typeof storeKind>;
export type Choice = v.InferOutput<typeof choice>;
export type Question = v.InferOutput<typeof question>;
export type PanelCell = v.InferOutput<typeof cell>;
export type PanelRow = v.InferOutput<typeof row>;
export type WholeRow = v.InferOutput<typeof wholeRow>;
export type Via = v.InferOutput<typeof via>;
export type Answer = v.InferOutput<typeof answer>;
export type LiveAnswer = v.InferOutput<typeof live>;
export type QueryToPage = v.InferOutput<typeof toPage>;
export type PageCommand = (QueryToPage & { type: 'do' })['what'];
export type QueryFromPage = v.InferOutput<typeof fromPage>;
export type FormState = v.InferOutput<typeof form>;
/** What the page keeps over a reload of the window: what was asked, never what was answered. */
export type QueryPageState = v.InferOutput<typeof pageState>;

export const readQueryToPage = readerOf(toPage);
export const readQueryFromPage = readerOf(fromPage);
export const readQueryPageState = readerOf(pageState);
export const readChoice = readerOf(choice);
