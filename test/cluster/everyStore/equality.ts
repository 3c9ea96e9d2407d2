/** Asks the store reader what the application was asked, and says where the two differ. */
import type { TopologyReport } from '../../../src/core/report.js';
import type { Cluster } from '../../../src/kafka/cluster.js';
import { createOpenReading } from '../../../src/store/createOpenReading.js';
import { createStoreReader, type StoreReader } from '../../../src/store/createStoreReader.js';
import type { KeyText, QueryResult, QueryRow, StoreOperation, StoreTarget } from '../../../src/store/query.js';
import { valueOf } from '../lib/programs.js';
import type { EveryStoreAnswer, EveryStoreRecord, EveryStoreRow, EveryStoreRun, EveryStoreStore } from './everyStore.mjs';
import { bytesOf, entriesOf, recordsAt, versionsOf } from './rules.js';
import { decodesAs, showAnswer, showRow, type Parts } from './shown.js';
import { targetOf } from './targets.js';

export interface Comparison {
  readonly differences: readonly string[];
  readonly rows: number;
  readonly questions: number;
  /** Rows that were found in one partition, as the reader said that it had to look into no other. */
  readonly foundInOne: number;
  /** Keys whose partition was computed, and compared with the one that the library computes. */
  readonly homes: number;
  /** By store: what the reader took it for, `kind key value`. */
  readonly told: Readonly<Record<string, string>>;
  /** Stores of which the target could not be found. */
  readonly unknown: readonly string[];
}

export interface Comparing {
  readonly run: EveryStoreRun;
  readonly cluster: Cluster;
  /** Empty: kinds and serdes are told from the cluster alone. */
  readonly topologies: readonly TopologyReport[];
  /** The topics are compacted on and on: what the run has of their records may be gone by now. */
  readonly isCompacting: boolean;
}

const everything = 1_000_000;
const pageSize = 97;

export async function compareWithReader({ run, cluster, topologies, isCompacting }: Comparing): Promise<Comparison> {
  const topics = valueOf(await cluster.topics('all')).values.map(({ name }) => name);
  const reader = createStoreReader(cluster, { openReading: createOpenReading(null) });
  const knowsCode = topologies.length > 0;
  const [differences, told, unknown] = [[] as string[], {} as Record<string, string>, [] as string[]];
  const counts = { rows: 0, questions: 0, foundInOne: 0, homes: 0 };
  try {
    for (const store of run.stores) {
      const target = targetOf(run, store, topics, topologies);
      if (target === undefined) {
        unknown.push(store.name);
        continue;
      }
      const asked = createAsked(reader, run, store, target, counts, differences);
      told[store.name] = await asked.tell();
      // By the code: keys first, each looked for on its own; without it: keys out of the view that `all` has left.
      if (!knowsCode) await compareAll(asked, everything);
      await compareKeys(asked, knowsCode ? 'text' : 'bytes');
      if (knowsCode) await compareAll(asked, pageSize);
      await compareRanges(asked);
      if (store.kind === 'versionedKeyValue') await compareVersions(asked);
      if (isCompacting) continue;
      await compareHistory(asked);
      if (store.kind !== 'versionedKeyValue') await compareEarlier(asked);
      if (store.retentionMs !== null && store.kind !== 'versionedKeyValue') await compareExpired(asked);
    }
  } finally {
    await reader.close();
  }
  return { differences, ...counts, told, unknown };
}

type PlacedRow = readonly [number | null, EveryStoreRow];

interface Asked {
  readonly run: EveryStoreRun;
  readonly store: EveryStoreStore;
  readonly target: StoreTarget;
  readonly answers: readonly EveryStoreAnswer[];
  /** What the application has in all, partition by partition. */
  readonly whole: readonly PlacedRow[];
  readonly counts: { rows: number; questions: number; foundInOne: number; homes: number };
  tell(): Promise<string>;
  query(
    operation: StoreOperation,
    page?: { readonly limit?: number; readonly cursor?: string | null; readonly asOf?: number | null; readonly withExpired?: boolean },
  ): Promise<QueryResult>;
  compare(what: string, expected: readonly PlacedRow[], result: QueryResult, rows?: readonly QueryRow[], ofWindow?: boolean): void;
  differ(what: string, expected: readonly string[], actual: readonly string[]): void;
}

function createAsked(
  reader: StoreReader,
  run: EveryStoreRun,
  store: EveryStoreStore,
  target: StoreTarget,
  counts: Asked['counts'],
  differences: string[],
): Asked {
  const answers = run.answers.filter((answer) => answer.store === store.name);
  const latest = ({ ask, rows }: EveryStoreAnswer): readonly EveryStoreRow[] =>
    ask === 'all' ? rows : ask === 'versions' ? rows.filter(({ validTo }) => (validTo ?? null) === null) : [];
  const query: Asked['query'] = async (operation, { limit = everything, cursor = null, asOf = null, withExpired = false } = {}) =>
    valueOf(await reader.query({ target, operation, asOf, limit, cursor, withBytes: true, withExpired }));
  const differ: Asked['differ'] = (what, expected, actual) => {
    counts.questions++;
    counts.rows += actual.length;
    const [left, right] = [[...expected].sort(), [...actual].sort()];
    if (left.join('\n') === right.join('\n')) return;
    const only = (some: readonly string[], others: readonly string[]): string => {
      const known = new Set(others);
      return some
        .filter((one) => !known.has(one))
        .slice(0, 3)
        .join(' ');
    };
    differences.push(
      `${store.name} ${what}: expected ${left.length}, read ${right.length}; only expected ${only(left, right)}; only read ${only(right, left)}`,
    );
  };
  return {
    run,
    store,
    target,
    answers,
    whole: answers.flatMap((answer) => latest(answer).map((row): PlacedRow => [answer.partition, row])),
    counts,
    query,
    differ,
    async tell() {
      const { storeKind, serdes } = await query({ kind: 'all' }, { limit: 1, asOf: 0 });
      return [storeKind, serdes.key.serde, serdes.value.serde].join(' ');
    },
    compare(what, expected, result, rows = result.rows, ofWindow = false) {
      const parts: Parts = {
        ...decodesAs(store, result.serdes),
        partition: store.form !== 'global',
        windowEnd: store.kind === 'session' || (!ofWindow && target.windowSizeMs !== null),
      };
      const wanted = expected.map(([partition, row]) => showAnswer(store, row, partition, parts));
      const isWanted = new Set(wanted);
      const shown = rows.flatMap((row) => showRow(store, row, parts).filter((text) => isCertain(row) || isWanted.has(text)));
      differ(what, wanted, shown);
    },
  };
}

/** Where no code tells the retention, or what the store makes of its edge, what may be past it is shown and marked: the store may have it or not. */
const isCertain = ({ expired }: QueryRow): boolean => expired !== 'possible';

async function compareAll(asked: Asked, limit: number): Promise<void> {
  const first = await asked.query({ kind: 'all' }, { limit });
  const rows = [...first.rows];
  let { next, liveKeys } = first;
  for (; next !== null;) {
    const page = await asked.query({ kind: 'all' }, { limit, cursor: next });
    if (page.rows.length > limit || page.rows.length === 0) throw new Error(`${asked.store.name}: a page of ${page.rows.length} rows`);
    rows.push(...page.rows);
    ({ next, liveKeys } = page);
  }
  asked.compare('all', asked.whole, first, rows);
  // No count of the living rests on a retention that is guessed.
  if (liveKeys !== null || rows.every(isCertain)) asked.differ('live keys', [String(rows.length)], [String(liveKeys)]);
  const places = rows.map(({ partition, offset }) => `${partition} ${offset}`);
  asked.differ('rows that come once', [String(rows.length)], [String(new Set(places).size)]);
}

const isSameKey =
  (keyBytes: string | undefined) =>
  ({ keyBytes: own }: EveryStoreRow): boolean =>
    own === keyBytes;

/** Each key once, however many partitions were asked for it. */
async function compareKeys(asked: Asked, by: 'text' | 'bytes'): Promise<void> {
  const seen = new Set<string>();
  for (const { ask, arguments: given } of asked.answers) {
    const name = `${ask} ${JSON.stringify(given)}`;
    if ((ask !== 'get' && ask !== 'window' && ask !== 'sessions') || seen.has(name)) continue;
    seen.add(name);
    const key = by === 'text' ? textOf(asked.store, given) : { base64: given.keyBytes! };
    const result = await asked.query(
      ask === 'window' ? { kind: ask, key, from: Number(given.from), to: Number(given.to) } : { kind: ask, key },
    );
    const same = asked.answers.filter((one) => one.ask === ask && JSON.stringify(one.arguments) === JSON.stringify(given));
    const inSpan = ({ start }: EveryStoreRow): boolean => ask !== 'window' || (start! >= Number(given.from) && start! <= Number(given.to));
    const others = asked.whole.filter(
      ([partition, row]) => same.every((one) => one.partition !== partition) && isSameKey(given.keyBytes)(row) && inSpan(row),
    );
    const expected = [...same.flatMap((one) => one.rows.map((row): PlacedRow => [one.partition, row])), ...others];
    // In quotes it may be a JSON text as well: two keys are looked for, each where it was partitioned to.
    const meanings = by === 'text' && typeof given.key === 'string' && given.key.startsWith('"') ? 2 : 1;
    comparePlaces(asked, name, expected, result, meanings);
    compareHome(asked, name, given.home, result);
  }
}

/** The partition that is computed is the one in which the library looks for the key; where none is computed, a reason is given. */
function compareHome(
  { store, counts, target, differ }: Asked,
  name: string,
  home: number | null | undefined,
  { place }: QueryResult,
): void {
  if (place === null || home === undefined) throw new Error(`${store.name} ${name}: not said where the key is`);
  if (place.computed === null) {
    const isKnownWhy = store.form === 'global' ? home === -1 : target.keyedByInput === false;
    differ(`${name}: why no partition is computed`, ['true'], [String(isKnownWhy && place.why !== null)]);
    return;
  }
  counts.homes++;
  differ(`${name}: partition`, [String(home)], [String(place.computed.partition)]);
}

/** All partitions are read, but where an operator made the store, as the code says: then one is enough. */
function comparePlaces(asked: Asked, name: string, expected: readonly PlacedRow[], result: QueryResult, meanings: number): void {
  const { target } = asked;
  const read = new Set(result.source.partitions.map(({ partition }) => partition));
  if (read.size === 1) asked.counts.foundInOne++;
  asked.compare(name, expected, result, result.rows, name.startsWith('window'));
  const partitions = target.keyedByInput !== true ? 3 : result.rows.length > 0 ? Math.min(meanings, read.size) : read.size;
  asked.differ(`${name}: partitions read`, [String(partitions)], [String(read.size)]);
}

function textOf({ keySerde }: EveryStoreStore, { key, keyBytes }: EveryStoreAnswer['arguments']): KeyText {
  return keySerde === 'bytes' ? { base64: keyBytes! } : { text: typeof key === 'string' ? key : JSON.stringify(key) };
}

async function compareRanges(asked: Asked): Promise<void> {
  const seen = new Set<string>();
  for (const { ask, arguments: given } of asked.answers) {
    const name = `${ask} ${JSON.stringify(given)}`;
    if ((ask !== 'range' && ask !== 'prefix') || seen.has(name)) continue;
    seen.add(name);
    const bound = (text: string | number | null | undefined): KeyText | null =>
      typeof text === 'string' ? { base64: Buffer.from(text).toString('base64') } : null;
    const result = await asked.query(
      ask === 'range' ? { kind: ask, from: bound(given.from), to: bound(given.to) } : { kind: ask, prefix: bound(given.prefix)! },
    );
    const same = asked.answers.filter((one) => one.ask === ask && JSON.stringify(one.arguments) === JSON.stringify(given));
    asked.compare(
      name,
      same.flatMap((one) => one.rows.map((row): PlacedRow => [one.partition, row])),
      result,
    );
  }
}

/** As of every time that the application was asked about: of all keys at once, and of some alone. */
async function compareVersions(asked: Asked): Promise<void> {
  const { store } = asked;
  const times = new Set(asked.answers.flatMap(({ ask, arguments: { asOf } }) => (ask === 'asOf' ? [asOf!] : [])));
  for (const asOf of times) {
    const all = await asked.query({ kind: 'all' }, { asOf });
    const ofTime = asked.answers.filter((one) => one.ask === 'asOf' && one.arguments.asOf === asOf);
    for (const [index, { partition, arguments: given, rows }] of ofTime.entries()) {
      const { versions, historyFrom } = versionsOf(store, recordsAt(asked.run, store, partition), given.keyBytes!);
      const valid = versions.filter(({ timestamp, validTo }) => timestamp <= asOf && asOf < (validTo ?? Infinity));
      // The topic still has what is older than the store's history: no answer of the application, but true.
      const older = asOf < historyFrom && rows.length === 0 ? valid.filter(({ value }) => value !== null) : [];
      const expected = [...rows.map((row) => `${row.timestamp} ${row.valueBytes}`), ...older.map((one) => `${one.timestamp} ${one.value}`)];
      const shown = (found: readonly QueryRow[]): string[] =>
        found
          .filter((row) => row.partition === partition && row.keyBytes === given.keyBytes)
          .map((row) => `${Date.parse(row.timestamp!)} ${row.valueBytes}`);
      asked.differ(`as of ${asOf}, key ${JSON.stringify(given.key)}[${partition}]`, expected, shown(all.rows));
      if (index % 40 !== 0) continue;
      const alone = await asked.query({ kind: 'get', key: { base64: given.keyBytes! } }, { asOf });
      const isRead = alone.source.partitions.some((one) => one.partition === partition);
      asked.differ(`get as of ${asOf}, key ${JSON.stringify(given.key)}[${partition}]`, isRead ? expected : [], shown(alone.rows));
    }
  }
}

const historyKeys = 5;

/** Every record of some keys, tombstones and versions too, against the topic as Kafka's own consumer read it. */
async function compareHistory(asked: Asked): Promise<void> {
  const { store, whole, run } = asked;
  const inner = { window: 12, timestampedWindow: 12, joinWindow: 12, session: 16 }[store.kind as string] ?? 0;
  const keyOf = ({ keyBytes }: EveryStoreRecord): Buffer => bytesOf(keyBytes ?? '').subarray(0, bytesOf(keyBytes ?? '').length - inner);
  const windowed = store.kind === 'suppressBuffer' ? suffixOf(store) : 0;
  const keys = [...new Set(whole.map(([, { keyBytes }]) => keyBytes))];
  for (let at = 0; at < keys.length; at += Math.max(1, Math.floor(keys.length / historyKeys))) {
    const key = bytesOf(keys[at]!);
    const proper = key.subarray(0, key.length - windowed);
    const result = await asked.query({ kind: 'history', key: { base64: proper.toString('base64') } });
    const read = new Set(result.source.partitions.map(({ partition }) => partition));
    const expected = recordsAt(run, store, null).filter((record) => {
      if (record.keyBytes === null || !read.has(record.partition)) return false;
      const own = keyOf(record);
      return own.subarray(0, own.length - windowed).equals(proper);
    });
    asked.differ(
      `history of ${proper.toString('base64')}`,
      expected.map((one) => [one.partition, one.offset, one.timestamp, one.keyBytes, one.valueBytes].join(' ')),
      result.rows.map((row) =>
        [row.partition, row.offset, Date.parse(row.timestamp!), row.keyBytes, row.tombstone ? null : row.valueBytes].join(' '),
      ),
    );
  }
}

const suffixOf = ({ keySerde }: EveryStoreStore): number =>
  keySerde.startsWith('time') && keySerde.includes('Windowed') ? 8 : keySerde.startsWith('session') ? 16 : 0;

/** The store as it was, which the application cannot be asked: by the rules of the record formats, which it was held to. */
async function compareEarlier(asked: Asked): Promise<void> {
  const { store, run } = asked;
  const times = recordsAt(run, store, null)
    .map(({ timestamp }) => timestamp)
    .sort((a, b) => a - b);
  const asOf = times[Math.floor(times.length / 2)];
  if (asOf === undefined) return;
  const result = await asked.query({ kind: 'all' }, { asOf });
  const expected = [0, 1, 2].flatMap((partition) => {
    const records = recordsAt(run, store, partition).filter(({ timestamp }) => timestamp <= asOf);
    return [...new Set(entriesOf(store, records).map(({ record }) => record))].map((one) =>
      [partition, one.offset, one.keyBytes, one.valueBytes].join(' '),
    );
  });
  const isWanted = new Set(expected);
  const shown = result.rows.flatMap((row) => {
    const text = [row.partition, row.offset, row.keyBytes, row.valueBytes].join(' ');
    return isCertain(row) || isWanted.has(text) ? [text] : [];
  });
  asked.differ(`as of ${asOf}`, expected, shown);
}

/** Windows and sessions that the application hides: how many, and which, by the rules of the record formats. */
async function compareExpired(asked: Asked): Promise<void> {
  const { store, run, target } = asked;
  const placesOf = (rules: Partial<EveryStoreStore>): string[] =>
    [0, 1, 2].flatMap((partition) =>
      [...new Set(entriesOf({ ...store, ...rules }, recordsAt(run, store, partition)).map(({ record }) => record))].map(
        ({ offset }) => `${partition} ${offset}`,
      ),
    );
  const [held, strict, withEdge] = [placesOf({ retentionMs: null }), placesOf({ timeFirst: false }), placesOf({ timeFirst: true })];
  const result = await asked.query({ kind: 'all' }, { withExpired: true });
  const isUnsure = target.timeFirst === null && ['window', 'timestampedWindow'].includes(result.storeKind);
  const visible = new Set(isUnsure || store.timeFirst ? withEdge : strict);
  const certain = new Set(strict);
  const isGuessed = target.retentionMs === null;
  const past = isGuessed ? 'possible' : 'certain';
  asked.differ(
    'with what is expired',
    held.map((place) => `${place} ${visible.has(place) ? (certain.has(place) || !isUnsure ? '' : 'possible') : past}`),
    result.rows.map(({ partition, offset, expired }) => `${partition} ${offset} ${expired ?? ''}`),
  );
  const hidden = await asked.query({ kind: 'all' });
  const count = held.length - visible.size;
  const told = isGuessed ? null : count;
  asked.differ('expired keys', [String([told, told])], [String([result.expiredKeys, hidden.expiredKeys])]);
  const isSaid = hidden.warnings.some((warning) => warning.includes(isGuessed ? 'perhaps expired' : 'left out'));
  const isAny = isGuessed ? held.some((place) => !certain.has(place)) : count > 0;
  asked.differ('what is left out, or marked, is said', [String(isAny)], [String(isSaid)]);
}
