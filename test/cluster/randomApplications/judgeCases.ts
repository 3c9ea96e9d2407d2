/** What is said of applications to which something happens, and of topics that are no store's. */
import fs from 'node:fs';
import path from 'node:path';
import type { QueryResult } from '../../../src/store/query.js';
import type { Ask } from './ask.js';
import { caseNames } from './caseApplications.js';
import type { Judge } from './findings.js';
import type { Truth } from './judgeFigures.js';
import type { ClusterDump, RunningApplications } from './runApplications.js';

interface Marked {
  readonly stores: readonly {
    readonly name: string;
    readonly kind: string | null;
    readonly marks: readonly { readonly rule: string; readonly severity: string }[];
  }[];
}

interface Verdict {
  readonly verdict: { readonly kind: string; readonly evidence: string };
}

/** After the applications were judged as they are: some are changed here. */
export async function judgeCases(ask: Ask, { order, dump }: RunningApplications, truths: readonly Truth[], judge: Judge): Promise<void> {
  const truthOf = (id: string): Truth => truths.find(({ running }) => running.application.id === id)!;
  await judgeWrongPolicy(ask, order, truthOf(caseNames.uncompacted), judge);
  await judgePlainTopics(ask, order, truthOf(caseNames.windowed), judge);
  await judgeWaiting(ask, order, dump, judge);
  await judgeUnknownNames(ask, truthOf(caseNames.uncompacted), judge);
  await judgeDeletedChangelog(ask, order, judge);
}

type Order = RunningApplications['order'];

/** A changelog that is deleted from is wrong, and still a table's. */
async function judgeWrongPolicy(ask: Ask, order: Order, { running }: Truth, judge: Judge): Promise<void> {
  const { id } = running.application;
  const rowsOf = async (): Promise<QueryResult> =>
    (await ask<QueryResult>('query', 'all', '--app', id, '--store', 'latest', '--limit', '100000')).json;
  const before = await rowsOf();
  await order(`alter ${id}-latest-changelog cleanup.policy delete`);
  const [store] = (await ask<Marked>('stores', '--app', id)).json.stores;
  judge.same('kind of a changelog that is not compacted', store?.kind, null);
  judge.same(
    'its mark',
    store?.marks.map(({ rule, severity }) => `${severity} ${rule}`),
    ['error not-compacted'],
  );
  const after = await rowsOf();
  judge.same('its rows', after.rows, before.rows);
  judge.same('what it is read as', after.storeKind, 'keyValue');
  const { status, json } = await ask<{ drifts: readonly { kind: string }[] }>('drift', running.folder, '--app', id);
  judge.same('its drift', [status, json.drifts.map(({ kind }) => kind)], [1, ['policy']]);
  await order(`alter ${id}-latest-changelog cleanup.policy compact`);
}

async function judgePlainTopics(ask: Ask, order: Order, { running, dump }: Truth, judge: Judge): Promise<void> {
  const { id } = running.application;
  const topic = `${id}.out`;
  const all = (await ask<QueryResult>('query', 'all', '--topic', topic, '--limit', '100000')).json;
  const written = dump.topics[topic]!.partitions.reduce((sum, { end, earliest }) => sum + end - earliest, 0);
  judge.same('a topic with windowed keys', [all.storeKind, all.expiredKeys, all.rows.length === all.liveKeys], ['keyValue', null, true]);
  judge.holds(
    `a topic with windowed keys: ${all.rows.length} rows of ${written} records`,
    all.rows.length > 0 && all.rows.length <= written,
  );
  judge.same(
    'its warnings that speak of windows',
    all.warnings.filter((warning) => warning.includes('window')),
    [],
  );

  const partitions = running.application.inputs[0]!.partitions;
  const total = (await ask<QueryResult>('query', '--app', id, '--store', 'totals', 'get', 'total', '--source', running.folder)).json;
  judge.same(
    'a key that a processor writes in each partition',
    [total.rows.length, total.source.partitions.length],
    [partitions, partitions],
  );
  const blind = (await ask<QueryResult>('query', '--app', id, '--store', 'totals', 'get', 'total')).json;
  const isSaid = blind.warnings.some((warning) => warning.includes('other partitions may have the key'));
  judge.holds('the same without code', blind.rows.length === partitions || isSaid);

  await order('open case-open');
  const behind = (await ask<QueryResult>('query', 'all', '--topic', 'case-open')).json;
  judge.same('rows before an open transaction', [behind.rows.length, new Set(behind.rows.map(({ value }) => value)).size], [25, 1]);
  judge.holds(
    `an open transaction: ${behind.warnings.join(' ')}`,
    behind.warnings.some((warning) => /^70 offsets of partition 0 .*open transaction/.test(warning)),
  );
}

/** Nothing restores: one commits seldom, one never again. */
async function judgeWaiting(ask: Ask, order: Order, dump: RunningApplications['dump'], judge: Judge): Promise<void> {
  await order('write case-lazy.in 20 value');
  await order('write case-stuck.in 20 poison');
  for (const id of [caseNames.lazy, caseNames.stuck]) {
    const { verdict } = (await ask<Verdict>('status', '--app', id, '--for', '1s')).json;
    const isRight = ['cannot be told', 'processing', 'stuck'].includes(verdict.kind);
    // On a slow machine it has committed by then.
    const isDone = verdict.kind === 'idle' && hasCommittedAll(await dump(), id);
    judge.holds(`${id} is ${verdict.kind}: ${verdict.evidence}`, isRight || isDone);
    judge.holds(`${id} is called stuck, and it only commits seldom`, id === caseNames.stuck || verdict.kind !== 'stuck');
  }
}

function hasCommittedAll({ topics, commits }: ClusterDump, id: string): boolean {
  const topic = `${id}.in`;
  return topics[topic]!.partitions.every(({ end }, partition) => commits[id]?.[`${topic}/${partition}`] === end);
}

/** Code whose names are not known compares nothing. */
async function judgeUnknownNames(ask: Ask, { running }: Truth, judge: Judge): Promise<void> {
  const { id, source } = running.application;
  const folder = path.join(path.dirname(running.folder), 'unknown-names');
  fs.mkdirSync(folder, { recursive: true });
  const unknown = source.replace('as("latest")', 'as(System.getProperty("store.name"))');
  fs.writeFileSync(path.join(folder, 'Unknown.java'), unknown);
  const { status, said } = await ask('drift', folder, '--app', id);
  judge.holds(
    `nothing was compared, and drift ends with ${status}: ${said.join(' ')}`,
    status === 2 && said.some((line) => line.includes('nothing was compared')),
  );
}

async function judgeDeletedChangelog(ask: Ask, order: Order, judge: Judge): Promise<void> {
  const id = caseNames.expiring;
  await order(`stop ${id}`);
  await order(`delete ${id}-latest-changelog`);
  const { json } = await ask<Marked>('stores', '--app', id);
  judge.same('stores whose changelog was deleted', json.stores, []);
}
