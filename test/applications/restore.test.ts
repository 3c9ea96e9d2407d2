import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../src/base/result.js';
import type { AskedAddresses, FetchLags } from '../../src/applications/instanceLags.js';
import type { Restore } from '../../src/applications/model.js';
import { createMovements } from '../../src/applications/movements.js';
import { readApplication } from '../../src/applications/readApplication.js';
import type { CommittedOffset } from '../../src/kafka/cluster.js';
import { createFakeCluster, streamsGroup, type FakeCluster } from '../support/fakeCluster.js';

const noLags: FetchLags = () => Promise.resolve(fail('no endpoint'));

/** One task of one store, whose offsets a test moves. */
function watch(fetchLags: FetchLags = noLags) {
  const state = { input: 0, commit: 0, changelog: 100, member: 'member-1', now: 0 };
  const cluster = createFakeCluster((): FakeCluster => ({
    topics: {
      input: { partitions: 1, end: state.input },
      'app-store-changelog': { partitions: 1, end: state.changelog, configs: { 'cleanup.policy': 'compact' } },
    },
    groups: [streamsGroup('app', { '0': { reads: ['input'], changelogs: ['app-store-changelog'] } }, { '0': [0] }, state.member)],
    committed: { app: [{ topic: 'input', partition: 0, offset: state.commit, metadata: '' } satisfies CommittedOffset] },
  }));
  const movements = createMovements();
  return {
    state,
    async look(askAt: AskedAddresses = []): Promise<Restore> {
      const ask = { application: 'app', topologies: [], knownIds: [], askAt };
      const result = await readApplication(cluster, ask, { fetchLags, movements, settleMs: 10_000, now: () => state.now });
      if (!result.ok) throw new Error(result.error.message);
      return result.value.stores[0]!.restore;
    },
  };
}

describe('a restore without numbers of the application', () => {
  it('is not known at the first look', async () => {
    expect(await watch().look()).toMatchObject({ state: 'unknown', source: 'none', done: null, total: null });
  });

  it('is over where its changelog grows, and not where one marker is added', async () => {
    const { state, look } = watch();
    await look();
    state.changelog = 101;
    state.now = 1000;
    expect(await look()).toMatchObject({ state: 'unknown' });
    state.changelog = 105;
    state.now = 2000;
    expect(await look()).toMatchObject({ state: 'restored', source: 'inferred', done: null, total: null });
  });

  it('is over where its task commits', async () => {
    const { state, look } = watch();
    await look();
    state.commit = 3;
    state.input = 3;
    state.now = 1000;
    expect(await look()).toMatchObject({ state: 'restored', note: 'inferred: its task commits on input' });
  });

  it('is not known where records wait for long and nothing was seen to move: it may restore, be stuck, or commit seldom', async () => {
    const { state, look } = watch();
    state.input = 50;
    await look();
    state.now = 9000;
    expect(await look()).toMatchObject({ state: 'unknown' });
    state.now = 12_000;
    expect(await look()).toMatchObject({ state: 'unknown', source: 'none', done: null, total: null });
    expect((await look()).note).toMatch(/committed nothing for 12 s: it restores, is stuck, or commits less often/);
  });

  it('is over once its task ran, however seldom it commits: it does not restore again with the same members', async () => {
    const { state, look } = watch();
    await look();
    [state.commit, state.input, state.now] = [3, 3, 1000];
    expect(await look()).toMatchObject({ state: 'restored' });
    state.input = 9;
    await look();
    state.now = 121_000;
    const late = await look();
    expect([late.state, late.note]).toEqual([
      'restored',
      'inferred: its task ran; now nothing is committed for 120 s, and input has records to process: it is stuck, or commits less often than that',
    ]);
    [state.commit, state.now] = [9, 121_500];
    expect(await look()).toMatchObject({ state: 'restored', note: 'inferred: its task commits on input' });
  });

  it('is over, and its task stuck, where it committed far more often before', async () => {
    const { state, look } = watch();
    for (const seconds of [0, 5, 10, 15]) {
      [state.commit, state.input, state.now] = [seconds, seconds + 5, seconds * 1000];
      await look();
    }
    state.now = 60_000;
    expect((await look()).note).toMatch(/committed for 45 s, and input has records to process: it is stuck \(it committed every 5 s/);
  });

  it('goes on where a task that committed often has not since it moved to other members', async () => {
    const { state, look } = watch();
    for (const seconds of [0, 5, 10, 15]) {
      [state.commit, state.input, state.now] = [seconds, seconds + 50, seconds * 1000];
      await look();
    }
    [state.member, state.now] = ['member-2', 20_000];
    await look();
    state.now = 27_000;
    expect(await look()).toMatchObject({ state: 'unknown' });
    state.now = 32_000;
    expect(await look()).toMatchObject({ state: 'restoring', source: 'inferred', done: null, total: null });
  });

  it('does not go on where the record that waits has only just come', async () => {
    const { state, look } = watch();
    await look();
    state.now = 60_000;
    await look();
    state.input = 1;
    expect(await look()).toMatchObject({ state: 'unknown' });
  });

  it('is not known again after the tasks moved to other members', async () => {
    const { state, look } = watch();
    await look();
    state.changelog = 150;
    expect(await look()).toMatchObject({ state: 'restored' });
    state.member = 'member-2';
    expect(await look()).toMatchObject({ state: 'unknown', source: 'none' });
  });
});

describe('a restore with numbers of the application', () => {
  it('has them as they are, from where the changelog begins', async () => {
    const answers = [40, 100].map((position) => new Map([['store', new Map([[0, { position, end: 100, lag: 100 - position }]])]]));
    const { look } = watch(() => Promise.resolve(succeed(answers.shift()!)));
    expect(await look('all')).toMatchObject({
      state: 'restoring',
      source: 'application',
      done: 40,
      total: 100,
      note: 'app.example:7070 says so',
    });
    expect(await look('all')).toMatchObject({ state: 'restored', source: 'application', done: 100, total: 100 });
  });

  it('does without where the endpoint does not answer, and is not asked where it may not', async () => {
    let asked = 0;
    const { look } = watch(() => {
      asked++;
      return Promise.resolve(fail('refused'));
    });
    expect(await look([])).toMatchObject({ state: 'unknown' });
    expect(asked).toBe(0);
    expect(await look('all')).toMatchObject({ state: 'unknown', done: null });
    expect(asked).toBe(1);
  });
});
