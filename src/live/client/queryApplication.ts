/** A question to a store, answered by the instances of the running application: the right ones are asked, and what they say is put together. */
import { isoTime } from '../../base/isoTime.js';
import type { StoreKind } from '../../core/topology/result.js';
import type { Call } from '../../kafka/connection.js';
import { pause } from '../../kafka/pause.js';
import { partitionOf } from '../../store/partitioner.js';
import type { QueryRow } from '../../store/query.js';
import { serdeOfCode } from '../../store/serdes/serdeOfCode.js';
import { askInstance, type GetFromInstance, type RequestParameters, type Trouble } from './askInstance.js';
import { gotten, keyMetadata, rowsAnswer, type RowsAnswer } from './contract.js';
import { liveAddressText, type LiveAddress } from './liveAddress.js';
import { partitionCursor, readLiveCursor, writeLiveCursor } from './liveCursor.js';
import type { LiveInstance, LivePlace, LiveQuery, LiveResult, LiveRoute } from './liveResult.js';
import { mergeRows, type Place, type PlacedRow } from './mergeRows.js';
import { kindOfAnswer, toPlan, type Plan } from './plan.js';
import { createPartitionReader, type PartitionAnswer, type PartitionReader } from './readPartition.js';
import { createRouting, isTrouble, type Routing } from './routing.js';
import { createTimings, type Timings } from './timings.js';

export interface LiveAsk {
  readonly seeds: readonly LiveAddress[];
  readonly get: GetFromInstance;
  /** As `RoutingAsk` has it. */
  readonly reachedAt?: ReadonlyMap<string, LiveAddress>;
  /** There are no other instances, whoever names none. */
  readonly seedsAreAll?: boolean;
  /** How long is waited for what passes by itself: a rebalance, a restore, an instance that comes back. */
  readonly patienceMs: number;
  /** Is told whom, before anything is sent, each address once. */
  aboutToAsk?(addresses: readonly string[]): void;
  onWait?(trouble: Trouble): void;
  /** Milliseconds since 1970. */
  now(): number;
}

export type TakeRows = (rows: readonly QueryRow[]) => Promise<void>;

/** Never rejects. With `take` the result has no rows. */
export async function queryApplication(query: LiveQuery, given: LiveAsk, call?: Call, take?: TakeRows): Promise<LiveResult> {
  const timings = createTimings(given);
  const ask: LiveAsk = { ...given, get: timings.get };
  const said = new Set<string>();
  const aboutToAsk = (addresses: readonly string[]): void => {
    const others = addresses.filter((address) => !said.has(address));
    for (const address of others) said.add(address);
    if (others.length > 0) ask.aboutToAsk?.(others);
  };
  const { application, store } = query;
  const routing = createRouting({ application, store, seeds: ask.seeds, get: ask.get, reachedAt: ask.reachedAt, aboutToAsk }, call);
  const until = ask.now() + ask.patienceMs;
  const kind = await findKind(routing, ask, until, call);
  const reader = createPartitionReader({ ...ask, routing, takesStale: query.takesStale, until }, call);
  const run = new Run(query, ask, routing, reader, timings, call, take);
  if (typeof kind !== 'string') return run.fail(null, kind);
  const plan = toPlan(query, kind, ask.now());
  if (!plan.ok) return run.fail(kind, { reason: 'wrong-kind', message: plan.error, host: null });
  const after = query.cursor === null ? null : readLiveCursor(query.cursor);
  if (query.cursor !== null && after === null)
    return run.fail(kind, { reason: 'failed', message: 'The cursor is none of an application.', host: null });
  return run.answer(kind, plan.value, after);
}

/** As soon as one instance can tell it. */
async function findKind(routing: Routing, ask: LiveAsk, until: number, call: Call | undefined): Promise<StoreKind | Trouble> {
  for (let pauseMs = 100; ; pauseMs = Math.min(2 * pauseMs, 2000)) {
    await routing.learn();
    const kinds = routing.answering().map(({ said }) => said.kind);
    const kind = kinds.map(kindOfAnswer).find((one) => one !== undefined);
    if (kind !== undefined) return kind;
    const trouble = troubleOf(routing, kinds);
    const left = until - ask.now();
    const isFinal = !['unreachable', 'rebalancing', 'restoring', 'not-started'].includes(trouble.reason);
    if (isFinal || left <= 0 || call?.signal?.aborted === true) return trouble;
    ask.onWait?.(trouble);
    await pause(Math.min(pauseMs, left), call?.signal);
  }
}

function troubleOf(routing: Routing, kinds: readonly string[]): Trouble {
  const other = kinds.find((kind) => kind !== 'unknown');
  if (other !== undefined)
    return { reason: 'wrong-kind', message: 'No query takes a store of this kind; --via changelog reads its rows.', host: null };
  if (kinds.length > 0) return { reason: 'rebalancing', message: 'No instance can read a partition of the store yet.', host: null };
  const troubles = routing.instances().flatMap(({ said }) => (said !== null && isTrouble(said) ? [said] : []));
  // What somebody who answers says tells more than that another one does not.
  const first = troubles.find(({ reason }) => reason !== 'unreachable') ?? troubles[0];
  return first ?? { reason: 'unreachable', message: 'No instance is known.', host: null };
}

/** Partitions that may have a key, those first that most likely have it. */
interface KeyPartitions {
  readonly first: readonly number[];
  readonly others: readonly number[];
}

/** Why a key may be elsewhere than where the partitioner has it, as a clause; null: it is there, or nowhere. */
function whyOthers({ keyedByInput, hasOwnPartitioner }: LiveQuery, areEqual: boolean): string | null {
  if (hasOwnPartitioner) return 'the code has a StreamPartitioner of its own, so the others were looked at where it was not there';
  if (!areEqual) return 'the application and the partitioner differ, so all were looked at';
  return keyedByInput === true
    ? null
    : 'no code says that keys are where their records came from, so the others were looked at where it was not there';
}

class Run {
  private readonly route = new Map<number, LiveRoute>();
  private readonly failures = new Map<number, Trouble>();
  /** Troubles of those for whom a standby answered. */
  private readonly stoodIn: Trouble[] = [];
  private readonly warnings = new Set<string>();
  private readonly rows: QueryRow[] = [];
  private isKeyed = false;
  /** Nobody tells how many partitions there are. */
  private isNamedOnly = false;
  private count = 0;
  private keySerde = '';
  private place: LivePlace | null = null;

  constructor(
    private readonly query: LiveQuery,
    private readonly ask: LiveAsk,
    private readonly routing: Routing,
    private readonly reader: PartitionReader,
    private readonly timings: Timings,
    private readonly call: Call | undefined,
    private readonly takeRows: TakeRows | undefined,
  ) {}

  async answer(kind: StoreKind, plan: Plan, after: Place | null): Promise<LiveResult> {
    const written = this.routing.answering().find(({ said }) => said.keySerde !== '')?.said.keySerde;
    this.keySerde = written === undefined ? 'unknown' : (serdeOfCode(written) ?? written);
    const all = this.allPartitions();
    if (plan.key === null) return this.toResult(kind, await this.scan(plan, all, after));
    this.isKeyed = true;
    const places = await this.partitionsOfKey(plan.key, all);
    if ('reason' in places) return this.fail(kind, places);
    let next = await this.scan(plan, places.first, after);
    const isFound = this.count > 0 || (after !== null && next === null);
    if (!isFound && places.others.length > 0) next = await this.scan(plan, places.others, after);
    // It was found, and is nowhere else.
    if (this.query.keyedByInput === true && this.count > 0) this.failures.clear();
    return this.toResult(kind, next);
  }

  private allPartitions(): readonly number[] {
    if (this.routing.answering().some(({ said }) => said.global)) return [-1];
    const count = this.query.partitions ?? this.routing.partitions();
    const areOthersTold = this.ask.seedsAreAll === true || this.routing.answering().some(({ said }) => said.hosts.length > 0);
    this.isNamedOnly = this.query.partitions === null && !areOthersTold;
    if (this.isNamedOnly)
      this.warnings.add(
        'the application sets no application.server, so these are the rows of the instances that were named only: there may be others, and nobody tells',
      );
    return Array.from({ length: count }, (_, partition) => partition);
  }

  /** By Kafka's partitioner and by the application: where the two differ, both are looked at. */
  private async partitionsOfKey(key: RequestParameters, all: readonly number[]): Promise<KeyPartitions | Trouble> {
    const notComputed = (why: string): KeyPartitions => {
      this.place = { computed: null, said: null, partitions: all.length, why };
      return { first: all, others: [] };
    };
    if (all[0] === -1) return notComputed('each instance has all of a global store');
    if (this.query.keyedByInput === false) return notComputed('the Processor API may put a key anywhere, so all partitions were looked at');
    const path = `/stores/${encodeURIComponent(this.query.store)}/metadata`;
    let found: { readonly keyBytes: Uint8Array; readonly partition: number | null } | undefined;
    for (const { address } of this.routing.answering()) {
      const answer = await askInstance(this.ask.get, address, path, key, keyMetadata, this.call);
      if (answer.kind === 'refused' && answer.reason === 'serde') return answer;
      if (answer.kind !== 'answered') continue;
      found = answer.value;
      break;
    }
    if (found === undefined || all.length === 0)
      return notComputed('no instance says the bytes of the key, so all partitions were looked at');
    const own = partitionOf(found.keyBytes, all.length);
    const said = found.partition ?? own;
    if (own !== said)
      this.warnings.add(
        `the application says that the key is in partition ${said}, and by Kafka's partitioner it is in ${own} of ${all.length}: both were asked`,
      );
    const first = [...new Set([own, said])].filter((partition) => all.includes(partition));
    const why = whyOthers(this.query, own === said);
    const isEnough = why === null;
    this.place = { computed: own, said: found.partition, partitions: all.length, why };
    return { first, others: isEnough ? [] : all.filter((partition) => !first.includes(partition)) };
  }

  private async scan(plan: Plan, partitions: readonly number[], after: Place | null): Promise<Place | null> {
    const { limit } = this.query;
    const { next } = await mergeRows({
      partitions,
      after,
      limit,
      placeOf: plan.placeOf,
      readPage: (partition, place, rows) =>
        plan.operation === 'get' ? this.readKey(plan, partition) : this.readPage(plan, partition, place, rows),
      take: (rows) => this.take(rows, plan),
      onAnswer: (partition, answer) => this.noteAnswer(partition, answer),
    });
    return next;
  }

  private readPage(plan: Plan, partition: number, after: Place | null, limit: number): Promise<PartitionAnswer<RowsAnswer>> {
    return this.reader.read(partition, {
      path: this.pathOf(plan),
      parameters: { ...plan.parameters, limit, ...(after === null ? {} : { cursor: partitionCursor(partition, after) }) },
      schema: rowsAnswer,
      standingOf: ({ partitions }) => partitions.find((one) => one.partition === partition) ?? { stale: true, lag: null },
    });
  }

  private async readKey(plan: Plan, partition: number): Promise<PartitionAnswer<RowsAnswer>> {
    const { path, parameters } = { path: this.pathOf(plan), parameters: plan.parameters };
    const answer = await this.reader.read(partition, { path, parameters, schema: gotten, standingOf: (value) => value });
    if (!answer.ok) return answer;
    const { found, stale, lag, ...row } = answer.value;
    return { ...answer, value: { rows: found ? [row] : [], next: null, partitions: [{ partition, stale, lag }] } };
  }

  private pathOf({ operation }: Plan): string {
    return `/stores/${encodeURIComponent(this.query.store)}/${operation}`;
  }

  private async take(placed: readonly PlacedRow[], { operation }: Plan): Promise<void> {
    const rows = placed.map((one) => toQueryRow(one, operation, this.keySerde, this.query.withBytes));
    this.count += rows.length;
    if (this.takeRows === undefined) this.rows.push(...rows);
    else if (rows.length > 0) await this.takeRows(rows);
  }

  private noteAnswer(partition: number, answer: PartitionAnswer<RowsAnswer>): void {
    if (!answer.ok) {
      this.failures.set(partition, answer.trouble);
      return;
    }
    const { host, stale, value, instead } = answer;
    if (instead !== null) this.stoodIn.push(instead);
    this.route.set(partition, { partition, host, role: stale ? 'standby' : 'active', lag: stale ? answer.lag : null });
    if (value.note !== undefined) this.warnings.add(value.note);
    if (value.timeFrom !== undefined && this.isTimeUnasked())
      this.warnings.add(`what ended before ${isoTime(value.timeFrom)} was not asked for, as nobody says how long the store keeps it`);
  }

  private isTimeUnasked(): boolean {
    const { operation, retentionMs } = this.query;
    return retentionMs === null && !(operation.kind === 'window' && operation.from !== null);
  }

  fail(storeKind: StoreKind | null, trouble: Trouble): LiveResult {
    this.failures.set(-1, trouble);
    const result = this.toResult(storeKind, null, true);
    const instances = result.source.instances.map((one) => (one.answered ? { ...one, answered: false, error: trouble.reason } : one));
    return { ...result, source: { ...result.source, instances } };
  }

  private toResult(storeKind: StoreKind | null, next: Place | null, isAll = false): LiveResult {
    const { application, store } = this.query;
    const troubles = [...this.failures.values()];
    const instances = this.instances(isAll, troubles);
    const standbys = [...this.route.values()].filter(({ role }) => role === 'standby');
    const behind = standbys.map(({ partition, host, lag }) => `${partition} at ${host} (${lag ?? 'an unknown number of'} offsets behind)`);
    return {
      application,
      store,
      storeKind,
      source: { via: 'application', instances, route: [...this.route.values()].sort((a, b) => a.partition - b.partition) },
      rows: this.rows,
      complete:
        next === null && troubles.length === 0 && instances.every(({ answered, error }) => answered && error === null) && !this.isNamedOnly,
      next: next === null ? null : writeLiveCursor(next),
      warnings: [
        ...(isAll ? [] : failureLines(this.failures)),
        ...(behind.length === 0 ? [] : [`stale answers, of partitions ${behind.join(', ')}`]),
        ...instances.flatMap(({ host, error }) => (error === 'failed' ? this.whyFailed(host) : [])),
        ...this.warnings,
      ],
      unanswered: [...this.failures.keys()].filter((partition) => partition >= 0).sort((a, b) => a - b),
      place: this.place,
      timings: this.timings.all(),
      failure: this.route.size === 0 && troubles.length > 0 ? (troubles[0]?.message ?? '') : null,
    };
  }

  /** Where it is not said of its partitions already. */
  private whyFailed(host: string): readonly string[] {
    const messages = this.routing
      .instances()
      .flatMap(({ said }) => (said !== null && isTrouble(said) && said.host === host ? [said.message] : []));
    return messages.filter((message) => ![...this.failures.values()].some((trouble) => trouble.message === message));
  }

  /** Of a question about one key those that were needed for it; else all that anybody counts among them. */
  private instances(isAll: boolean, troubles: readonly Trouble[]): readonly LiveInstance[] {
    const listed = new Map<string, LiveInstance>();
    for (const { address, said } of this.routing.instances()) {
      const trouble = said !== null && isTrouble(said) ? said : null;
      const counts = isAll || (!this.isKeyed && (trouble === null || address.isGiven || this.routing.isNamed(address)));
      const host = liveAddressText(address);
      if (counts && said !== null) listed.set(host, { host, answered: trouble === null, stale: false, error: trouble?.reason ?? null });
    }
    const routes = [...this.route.values()];
    for (const { host } of routes) {
      const stale = routes.some((one) => one.host === host && one.role === 'standby');
      listed.set(host, { host, answered: true, stale, error: null });
    }
    for (const { host, reason } of [...troubles, ...this.stoodIn]) {
      if (host === null) continue;
      const { answered, stale } = routes.some((one) => one.host === host) ? (listed.get(host) ?? none) : none;
      listed.set(host, { host, answered, stale, error: reason });
    }
    return [...listed.values()].sort((a, b) => (a.host < b.host ? -1 : 1));
  }
}

const none = { answered: false, stale: false } as const;

/** Partitions that failed alike are said together. */
function failureLines(failures: ReadonlyMap<number, Trouble>): string[] {
  const byWords = new Map<string, number[]>();
  for (const [partition, { reason, message }] of [...failures].sort(([a], [b]) => a - b)) {
    const words = `did not answer (${reason}): ${message}`;
    byWords.set(words, [...(byWords.get(words) ?? []), partition]);
  }
  return [...byWords].map(([words, partitions]) =>
    partitions[0] === -1 ? `the store ${words}` : `partition${partitions.length === 1 ? '' : 's'} ${partitions.join(', ')} ${words}`,
  );
}

function toQueryRow({ row, partition }: PlacedRow, operation: Plan['operation'], keySerde: string, withBytes: boolean): QueryRow {
  const { key, keyBytes, value, timestamp, start, end, validTo } = row;
  const hasWindow = operation === 'window' || operation === 'session';
  return {
    key,
    window: hasWindow ? { start: isoTime(start ?? -1) ?? '', end: isoTime(end ?? -1) } : null,
    value,
    timestamp: timestamp === undefined ? null : isoTime(timestamp),
    partition,
    offset: null,
    keySerde,
    valueSerde: 'application',
    tombstone: false,
    ...(withBytes ? { keyBytes: Buffer.from(keyBytes).toString('base64') } : {}),
    ...(operation === 'versions' ? { details: { validTo: validTo === undefined || validTo === null ? null : isoTime(validTo) } } : {}),
  };
}
