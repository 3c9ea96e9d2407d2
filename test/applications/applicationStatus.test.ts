import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../src/base/result.js';
import { createStatusWatch, type ApplicationStatus } from '../../src/applications/applicationStatus.js';
import type { FetchLags } from '../../src/applications/instanceLags.js';
import type { OpenTransaction } from '../../src/kafka/cluster.js';
import { createMovements } from '../../src/applications/movements.js';
import { readApplication } from '../../src/applications/readApplication.js';
import { createFakeCluster, streamsGroup, type FakeCluster } from '../support/fakeCluster.js';

/** An application with one store, looked at again and again; a test moves its offsets. */
function watched(fetchLags: FetchLags = () => Promise.resolve(fail('no endpoint'))) {
  const state = { input: 100, commit: 100, changelog: 50, policy: 'compact', groupState: 'Stable', hasGroup: true };
  const transactions: { open: readonly OpenTransaction[]; stable: number | undefined } = { open: [], stable: undefined };
  const cluster = createFakeCluster((): FakeCluster => {
    const group = streamsGroup('app', { '0': { reads: ['input'], changelogs: ['app-store-changelog'] } }, { '0': [0] });
    return {
      topics: {
        input: { partitions: 1, end: state.input, ...(transactions.stable === undefined ? {} : { stable: transactions.stable }) },
        'app-store-changelog': { partitions: 1, end: state.changelog, bytes: 5000, configs: { 'cleanup.policy': state.policy } },
      },
      groups: state.hasGroup ? [{ ...group, state: state.groupState, description: { ...group.description, state: state.groupState } }] : [],
      committed: { app: [{ topic: 'input', partition: 0, offset: state.commit, metadata: '' }] },
      openTransactions: transactions.open,
    };
  });
  const movements = createMovements();
  const status = createStatusWatch();
  return {
    state,
    transactions,
    async at(seconds: number): Promise<ApplicationStatus> {
      const ask = { application: 'app', topologies: [], knownIds: ['app'], askAt: 'all' as const };
      const result = await readApplication(cluster, ask, { fetchLags, movements, now: () => seconds * 1000 });
      if (!result.ok) throw new Error(result.error.message);
      return status.observe(result.value, seconds * 1000);
    },
  };
}

describe('the verdict on an application', () => {
  it('is idle where nothing waits, and processing where commits or changelogs move', async () => {
    const { state, at } = watched();
    expect((await at(0)).verdict.kind).toBe('idle');
    state.input = 140;
    state.commit = 130;
    const moving = await at(5);
    expect([moving.verdict.kind, moving.verdict.evidence]).toEqual([
      'processing',
      '30 offsets were committed or written to internal topics since the last look',
    ]);
    expect(moving.lag).toEqual({
      records: 10,
      unknownPartitions: 0,
      trend: 'growing',
      most: { topic: 'input', partition: 0, records: 10 },
    });
    state.changelog = 60;
    expect((await at(10)).verdict.kind).toBe('processing');
  });

  it('is not told where nothing moves and records wait, and is stuck where it committed far more often before', async () => {
    const { state, at } = watched();
    state.input = 500;
    expect((await at(0)).verdict).toMatchObject({
      kind: 'cannot be told',
      evidence: 'lag 400 at the first look: the next one shows what moves',
    });
    for (const seconds of [5, 10, 15]) {
      state.commit += 5;
      await at(seconds);
    }
    expect((await at(40)).verdict).toMatchObject({ kind: 'processing', evidence: 'it committed 25 s ago' });
    expect((await at(60)).verdict).toMatchObject({
      kind: 'stuck',
      evidence: 'nothing was committed for 45 s, lag 385; before that it committed every 5 s at least',
    });
  });

  it('does not call one stuck that commits every two minutes', async () => {
    const { state, at } = watched();
    state.input = 500;
    await at(0);
    for (const seconds of [120, 240]) {
      state.commit += 50;
      await at(seconds);
    }
    expect((await at(355)).verdict.kind).toBe('cannot be told');
  });

  it('restores as the application says, with its rate and what is left', async () => {
    let position = 10;
    const { at } = watched(() => Promise.resolve(succeed(new Map([['store', new Map([[0, { position, end: 50, lag: 50 - position }]])]]))));
    await at(0);
    position = 30;
    expect((await at(5)).verdict).toEqual({
      kind: 'restoring',
      evidence: 'app.example:7070 says so',
      restore: { done: 30, total: 50, bytesLeft: 2000, perSecond: 4, secondsLeft: 5 },
    });
  });

  it('is stuck where it has read up to a transaction that should have ended, and says who holds it', async () => {
    const { state, transactions, at } = watched();
    state.input = 170;
    transactions.stable = 100;
    const held = { topic: 'input', partition: 0, producerId: 7, producerEpoch: 0, startOffset: 100 };
    const partitions = [{ topic: 'input', partition: 0 }];
    const coordinator = { kind: 'open', transactionalId: 'feed', state: 'Ongoing', startedAt: 0, timeoutMs: 900_000, partitions } as const;
    transactions.open = [{ ...held, coordinator }];
    await at(60);
    expect((await at(65)).verdict).toMatchObject({
      kind: 'cannot be told',
      evidence: expect.stringContaining(
        'it has read partition 0 of input up to the last stable offset 100, and 70 offsets lie behind an open transaction: producer 7 (epoch 0, transactional id feed) has it open for 1 min 5 s, at most 15 min by its timeout',
      ),
    });
    const late = await at(1000);
    expect(late.verdict.kind).toBe('stuck');
    expect(late.marks).toEqual([
      {
        rule: 'hanging-transaction',
        severity: 'error',
        of: 'input',
        message:
          '70 offsets of partition 0 lie behind a transaction that should have ended. Readers of committed records get nothing from offset 100 on. Producer 7 (epoch 0, transactional id feed) has it open for 16 min 40 s, longer than 15 min by its timeout.',
      },
    ]);
    // It reads what is not committed: it is not held up.
    state.commit = 130;
    await at(1001);
    expect((await at(1006)).verdict.evidence).not.toContain('last stable offset');
  });

  it('is not called stuck at once where a transaction hangs: readers of what is not committed stand there, too, until they commit', async () => {
    const { state, transactions, at } = watched();
    state.input = 170;
    transactions.stable = 100;
    const coordinator = { kind: 'hangs', transactionalId: null } as const;
    transactions.open = [{ topic: 'input', partition: 0, producerId: 7, producerEpoch: 0, startOffset: 100, coordinator }];
    await at(0);
    expect((await at(5)).verdict.kind).toBe('cannot be told');
    expect((await at(40)).verdict).toMatchObject({
      kind: 'stuck',
      evidence: expect.stringContaining('producer 7 (epoch 0) began it at offset 100'),
    });
  });

  it('is not running without a group', async () => {
    const { state, at } = watched();
    state.hasGroup = false;
    expect((await at(0)).verdict.kind).toBe('not running');
  });

  it('is not running where its group does not start, and says why', async () => {
    const { state, at } = watched();
    state.groupState = 'NotReady';
    const found = await at(0);
    expect(found.verdict).toMatchObject({ kind: 'not running', evidence: expect.stringMatching(/^It does not start \(NotReady\)/) });
    expect(found.marks.map(({ rule, of }) => [rule, of])).toContainEqual(['not-starting', 'group app']);
    expect(found.group).toEqual({ epochs: { group: 1, assignment: 1, topology: 0 }, assignor: null });
  });
});

it('counts what an operator asks for', async () => {
  const { state, at } = watched();
  state.policy = 'delete';
  const found = await at(0);
  expect(found).toMatchObject({
    application: 'app',
    state: 'Stable',
    instances: 1,
    stores: { count: 1, bytes: 5000 },
    internalTopics: { count: 1, partitions: 1, replicas: 1, bytes: 5000 },
    standbyTasks: 0,
    holds: [{ instance: 'app.example:7070', activeTasks: 1, standbyTasks: 0, storePartitions: 1 }],
  });
  expect(found.marks.map(({ rule, severity, of }) => `${severity} ${rule} ${of}`)).toEqual(['error not-compacted store']);
});
