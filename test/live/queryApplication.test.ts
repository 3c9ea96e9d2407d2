/** Who is asked, and what becomes of the answers, of an application whose instances are in this process. */
import { describe, expect, test } from 'vitest';
import { error, createFakeApplication, storeOf, type FakeApplication, type FakeInstance } from './fakeApplication.js';
import type { LiveQuery, LiveResult } from '../../src/live/client/liveResult.js';
import { partitionOf } from '../../src/store/partitioner.js';
import { queryApplication } from '../../src/live/client/queryApplication.js';

const keys = Array.from({ length: 200 }, (_, i) => `k-${i}`);
const inOrder = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
const [a, b] = ['a:1', 'b:1'];

const twoInstances = (more: Readonly<Record<string, Partial<FakeInstance>>> = {}): FakeApplication =>
  createFakeApplication(storeOf(4, keys), {
    [a]: { active: [0, 2], standby: [1, 3], ...more[a] },
    [b]: { active: [1, 3], standby: [0, 2], ...more[b] },
  });

function ask(application: FakeApplication, more: Partial<LiveQuery> = {}, patienceMs = 300, signal?: AbortSignal): Promise<LiveResult> {
  const query: LiveQuery = {
    ...{
      application: 'shop',
      store: 'counts',
      operation: { kind: 'all' },
      asOf: null,
      limit: 1000,
      cursor: null,
      takesStale: false,
      withBytes: false,
    },
    ...{ partitions: 4, retentionMs: null, keyedByInput: null, hasOwnPartitioner: false },
    ...more,
  };
  const { seeds, get } = application;
  return queryApplication(query, { seeds, get, patienceMs, now: () => Date.now() }, { signal });
}

const keysOf = ({ rows }: LiveResult): unknown[] => rows.map(({ key }) => key);
const get = (text: string): Partial<LiveQuery> => ({ operation: { kind: 'get', key: { text } } });

describe('rows of several instances', () => {
  test('are those of one store, in order of their keys', async () => {
    const result = await ask(twoInstances());
    expect(keysOf(result)).toEqual(inOrder);
    expect(result).toMatchObject({ complete: true, next: null, warnings: [], failure: null, storeKind: 'timestampedKeyValue' });
    expect(result.source).toEqual({
      via: 'application',
      instances: [a, b].map((host) => ({ host, answered: true, stale: false, error: null })),
      route: [0, 1, 2, 3].map((partition) => ({ partition, host: partition % 2 === 0 ? a : b, role: 'active', lag: null })),
    });
  });

  test.each([1, 3, 7, 64, 199, 200])('come once each in pages of %i', async (limit) => {
    const application = twoInstances();
    const all: unknown[] = [];
    for (let cursor: string | null = null, pages = 0; pages <= keys.length; pages++) {
      const result: LiveResult = await ask(application, { limit, cursor });
      all.push(...keysOf(result));
      cursor = result.next;
      expect(result.complete).toBe(cursor === null);
      if (cursor === null) break;
    }
    expect(all).toEqual(inOrder);
  });

  test('of one key in several partitions stand together on one page', async () => {
    const row = (partition: number) => [partition, [{ key: 'same', value: partition }]] as const;
    const application = createFakeApplication(
      { partitions: 4, rows: new Map([row(0), row(1), row(3)]) },
      { [a]: { active: [0, 1], standby: [] }, [b]: { active: [2, 3], standby: [] } },
    );
    const result = await ask(application, { limit: 1, keyedByInput: false });
    expect(result.rows.map(({ value }) => value)).toEqual([0, 1, 3]);
    expect(result.next).toBe(null);
    const ofKey = await ask(application, { ...get('same'), keyedByInput: false });
    expect(ofKey.rows.map(({ partition }) => partition)).toEqual([0, 1, 3]);
  });

  test('are found from one instance that names the others', async () => {
    const { seeds, ...application } = twoInstances();
    const result = await ask({ ...application, seeds: seeds.slice(0, 1) }, { partitions: null });
    expect(keysOf(result)).toEqual(inOrder);
  });
});

describe('a key', () => {
  test('is asked of the instance that has it, and of no other', async () => {
    const application = twoInstances();
    const result = await ask(application, get('k-7'));
    expect(result.rows).toMatchObject([{ key: 'k-7', value: 'of k-7', keySerde: 'string', timestamp: '2023-11-14T22:13:20.000Z' }]);
    expect(result.source.instances).toHaveLength(1);
    expect(application.asked.filter((one) => one.includes(' get?'))).toHaveLength(1);
  });

  test('that is not where it is computed to be is looked for everywhere, unless the code says where it is', async () => {
    const application = twoInstances();
    expect(await ask(application, get('none'))).toMatchObject({ rows: [], complete: true });
    expect(application.asked.filter((one) => one.includes(' get?'))).toHaveLength(4);
    const known = twoInstances();
    await ask(known, { ...get('none'), keyedByInput: true });
    expect(known.asked.filter((one) => one.includes(' get?'))).toHaveLength(1);
  });

  test('about whose partition the application is wrong is found, and that is said', async () => {
    const other = (partitionOf(Buffer.from('k-7'), 4) + 1) % 4;
    const answers: FakeInstance['answers'] = (operation, parameters) =>
      operation === 'metadata' && parameters.has('key')
        ? { status: 200, json: { keyBytes: Buffer.from('k-7').toString('base64'), partition: other, active: null, standby: [] } }
        : undefined;
    const result = await ask(twoInstances({ [a]: { answers }, [b]: { answers } }), { ...get('k-7'), keyedByInput: true });
    expect(keysOf(result)).toEqual(['k-7']);
    expect(result.warnings).toEqual([expect.stringMatching(/says that the key is in partition \d, .* it is in \d of 4: both were asked/)]);
  });
});

describe('what passes by itself', () => {
  test.each([
    ['STREAMS_NOT_STARTED', 'not-started'],
    ['INVALID_STATE_STORE', 'rebalancing'],
    ['INVALID_STATE_STORE', 'restoring'],
  ])('%s (%s) is waited for', async (code, reason) => {
    let left = 2;
    const answers: FakeInstance['answers'] = (operation) => (operation === 'all' && left-- > 0 ? error(503, code, reason) : undefined);
    const result = await ask(twoInstances({ [a]: { answers } }), {}, 5000);
    expect(keysOf(result)).toEqual(inOrder);
    expect(result.complete).toBe(true);
  });

  test.each(['not-started', 'rebalancing', 'restoring'])(
    'and does not (%s) is said of its instance, with the rows of the others',
    async (reason) => {
      const answers: FakeInstance['answers'] = (operation) => (operation === 'all' ? error(503, 'X', reason) : undefined);
      const result = await ask(twoInstances({ [a]: { answers } }));
      expect(new Set(result.rows.map(({ partition }) => partition))).toEqual(new Set([1, 3]));
      expect(result).toMatchObject({ complete: false, failure: null });
      expect(result.source.instances[0]).toEqual({ host: a, answered: false, stale: false, error: reason });
      expect(result.warnings).toEqual([`partitions 0, 2 did not answer (${reason}): ${a}: it is ${reason}`]);
    },
  );

  test('a task that moves meanwhile is followed', async () => {
    const application = twoInstances();
    const [first] = application.instances.values();
    first!.answers = (operation) => {
      if (operation !== 'all') return undefined;
      // Between the metadata and the question.
      application.instances.set(b, { active: [0, 1, 2, 3], standby: [] });
      first!.active = [];
      first!.answers = undefined;
      return undefined;
    };
    const result = await ask(application, {}, 3000);
    expect(keysOf(result)).toEqual(inOrder);
    expect(result.complete).toBe(true);
  });

  test('instances that send to each other are asked a bounded number of times', async () => {
    const to =
      (host: string): FakeInstance['answers'] =>
      (operation) =>
        operation === 'all' ? error(421, 'PARTITION_NOT_LOCAL', 'not-local', { active: { host, port: 1 } }) : undefined;
    const application = twoInstances({ [a]: { answers: to('b') }, [b]: { answers: to('a') } });
    const result = await ask(application);
    expect(result).toMatchObject({
      complete: false,
      rows: [],
      failure: expect.stringContaining('from one instance to the next') as string,
    });
    expect(application.asked.length).toBeLessThan(80);
  });

  test('a partition that two instances claim is not read', async () => {
    const result = await ask(twoInstances({ [b]: { active: [1, 2, 3] } }));
    expect(new Set(result.rows.map(({ partition }) => partition))).toEqual(new Set([0, 1, 3]));
    expect(result.warnings).toEqual(['partition 2 did not answer (rebalancing): several instances say that they have partition 2']);
  });

  test('ends when the asker wants it no longer', async () => {
    const signal = AbortSignal.timeout(50);
    const answers: FakeInstance['answers'] = () => error(503, 'X', 'rebalancing');
    const began = performance.now();
    const result = await ask(twoInstances({ [a]: { answers }, [b]: { answers } }), {}, 60_000, signal);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(result).toMatchObject({ complete: false, rows: [] });
  });
});

describe('an instance that is not reached', () => {
  const dead: Partial<FakeInstance> = { answers: () => 'refused' };

  test('is said, and its rows are missing with a word', async () => {
    const result = await ask(twoInstances({ [a]: dead }));
    expect(new Set(result.rows.map(({ partition }) => partition))).toEqual(new Set([1, 3]));
    expect(result.complete).toBe(false);
    expect(result.source.instances).toEqual([
      { host: a, answered: false, stale: false, error: 'unreachable' },
      { host: b, answered: true, stale: false, error: null },
    ]);
    expect(result.warnings).toEqual([`partitions 0, 2 did not answer (unreachable): ${a} does not answer: connect ECONNREFUSED`]);
  });

  test('is stood in for by its standbys where stale answers are taken, and they are marked', async () => {
    const result = await ask(twoInstances({ [a]: dead }), { takesStale: true });
    expect(keysOf(result)).toEqual(inOrder);
    expect(result.complete).toBe(false);
    expect(result.source.instances[1]).toMatchObject({ host: b, answered: true, stale: true });
    expect(result.source.route.map(({ role, lag }) => [role, lag])).toEqual([
      ['standby', '7'],
      ['active', null],
      ['standby', '7'],
      ['active', null],
    ]);
    expect(result.warnings).toEqual([`stale answers, of partitions 0 at ${b} (7 offsets behind), 2 at ${b} (7 offsets behind)`]);
  });

  test('counts no more once the others have its partitions', async () => {
    const application = twoInstances({ [a]: dead, [b]: { active: [0, 1, 2, 3], standby: [] } });
    application.instances.delete(a);
    const result = await ask(application);
    expect(keysOf(result)).toEqual(inOrder);
    expect(result.complete).toBe(true);
    expect(result.source.instances.map(({ host }) => host)).toEqual([b]);
  });

  test('and is the only one is the reason why there is nothing', async () => {
    const result = await ask(twoInstances({ [a]: dead, [b]: dead }));
    expect(result).toMatchObject({ rows: [], complete: false, failure: `${a} does not answer: connect ECONNREFUSED` });
    expect(result.source.instances.map((one) => one.error)).toEqual(['unreachable', 'unreachable']);
  });
});

describe('what does not pass', () => {
  test.each([
    [404, 'STORE_UNKNOWN', 'unknown-store'],
    [401, 'UNAUTHORIZED', 'unauthorized'],
    [500, 'INTERNAL', 'failed'],
  ])('%i is not asked again', async (status, code, reason) => {
    const answers: FakeInstance['answers'] = () => error(status, code, reason);
    const application = twoInstances({ [a]: { answers }, [b]: { answers } });
    const result = await ask(application, {}, 60_000);
    expect(application.asked).toHaveLength(2);
    expect(result.source.instances.map((one) => one.error)).toEqual([reason, reason]);
    expect(result.failure).toContain(`it is ${reason}`);
  });

  test('a question that the kind of the store does not answer is not sent', async () => {
    const result = await ask(twoInstances(), { operation: { kind: 'sessions', key: { text: 'x' } } });
    expect(result.failure).toBe('The store is a key-value store, which answers get, range, prefix and all, not sessions.');
    expect(result.source.instances.map((one) => one.error)).toEqual(['wrong-kind', 'wrong-kind']);
  });
});

describe('whoever means no good', () => {
  const rows =
    (json: unknown): FakeInstance['answers'] =>
    (operation) =>
      operation === 'all' ? { status: 200, json } : undefined;
  const row = (key: string): object => ({ key, keyBytes: Buffer.from(key).toString('base64'), value: 1 });

  test.each([
    ['rows that go back', { rows: [row('b'), row('a')], next: null, partitions: [] }, 'not in the order'],
    ['the same page for ever', { rows: [row('a'), row('b')], next: '0~Yg', partitions: [] }, 'not in the order'],
    ['no rows and more of them', { rows: [], next: '0', partitions: [] }, 'gives none'],
    ['something else', { rows: 'all' }, 'not one of ks-iq/1'],
    ['nothing', null, 'not one of ks-iq/1'],
    ['times that are none', { rows: [{ ...row('a'), timestamp: 'now' }], next: null, partitions: [] }, 'not one of ks-iq/1'],
  ])('is said: %s', async (_, json, words) => {
    const application = twoInstances({ [a]: { answers: rows(json) } });
    const result = await ask(application);
    expect(result.complete).toBe(false);
    expect(result.warnings.join()).toContain(words);
    expect(application.asked.length).toBeLessThan(20);
  });

  test('is not read where it is of another application', async () => {
    const answers: FakeInstance['answers'] = (operation) =>
      operation === 'metadata'
        ? { status: 200, json: { applicationId: 'another', kind: 'timestamped', active: [1, 3], standby: [], hosts: [] } }
        : undefined;
    const result = await ask(twoInstances({ [b]: { answers } }));
    expect(result.complete).toBe(false);
    expect(result.rows.every(({ partition }) => partition % 2 === 0)).toBe(true);
    expect(result.warnings.join()).toContain(`${b} is of the application another, not of `);
  });

  test('may have no time', async () => {
    const timeless = { rows: [{ ...row('a'), timestamp: -1 }], next: null, partitions: [{ partition: 0, stale: false }] };
    const result = await ask(twoInstances({ [a]: { answers: rows(timeless) }, [b]: { answers: rows({ ...timeless, rows: [] }) } }));
    expect(result).toMatchObject({ complete: true, failure: null });
    expect(result.rows[0]).toMatchObject({ key: 'a', timestamp: null });
  });

  test('names no address that is never asked', async () => {
    const named = ['169.254.169.254', '2130706433', 'a b', '::ffff:169.254.169.254'].map((host) => ({
      host: { host, port: 80 },
      active: [9],
      standby: [],
    }));
    const answers: FakeInstance['answers'] = (operation, parameters) =>
      operation === 'metadata' && !parameters.has('key')
        ? { status: 200, json: { kind: 'keyValue', active: [0, 1, 2, 3], standby: [], hosts: named } }
        : undefined;
    const application = createFakeApplication(storeOf(4, keys), { [a]: { active: [0, 1, 2, 3], standby: [], answers } });
    await ask(application);
    expect(new Set(application.asked.map((one) => one.split(' ')[0]))).toEqual(new Set([a]));
  });
});
