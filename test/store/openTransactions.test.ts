import { beforeEach, expect, it } from 'vitest';
import { fail, succeed } from '../../src/base/result.js';
import type { ClusterError } from '../../src/kafka/clusterError.js';
import { openTransactionWarnings } from '../../src/store/reading/openTransactions.js';
import { createFakeCluster } from './fakeCluster.js';

const cluster = createFakeCluster('t', []);
const frozen = { topic: 't', id: null, partitions: [25, 10, 30].map((end, partition) => ({ partition, start: 0, end })) };
let stable = [25, 10, 30];

beforeEach(() => {
  const ends = [95, 10, 31];
  stable = [25, 10, 30];
  cluster.offsets = (asked, at) => {
    const offsets = at === 'lastStable' ? stable : ends;
    const values = asked.map((one) => ({ ...one, offset: offsets[one.partition]!, timestamp: null }));
    return Promise.resolve(succeed({ values, problems: [] }));
  };
});

const behind = [
  /^70 offsets of partition 0 lie behind an open transaction \(last stable offset 25, end 95\): /,
  /^1 offset of partition 2 lies behind an open transaction \(last stable offset 30, end 31\): /,
];

it('is said what lies behind open transactions and who holds them, the most first', async () => {
  const partitions = [0, 1, 2].map((partition) => ({ topic: 't', partition }));
  const open = { kind: 'open', transactionalId: 'a', state: 'Ongoing', startedAt: null, timeoutMs: 60_000, partitions } as const;
  const hangs = { kind: 'hangs', transactionalId: null } as const;
  const values = [
    { topic: 't', partition: 0, producerId: 9, producerEpoch: 2, startOffset: 40, coordinator: hangs },
    { topic: 't', partition: 0, producerId: 7, producerEpoch: 1, startOffset: 25, coordinator: open },
    { topic: 't', partition: 2, producerId: 8, producerEpoch: 0, startOffset: 30, coordinator: hangs },
  ];
  cluster.openTransactions = () => Promise.resolve(succeed({ values, problems: [] }));
  const told = await openTransactionWarnings(cluster, frozen);
  expect(told).toEqual(behind.map((words) => expect.stringMatching(words)));
  expect(told[0]).toContain(
    'Producer 7 (epoch 1, transactional id a) has it open, at most 1 min by its timeout, with t-1, t-2, and 1 other producer has one open there, too.',
  );
  expect(told[1]).toContain('Producer 8 (epoch 0) began it at offset 30, and no coordinator has a transaction of it: it hangs');
});

it('is said in a clause why nobody is named', async () => {
  const advice = 'The user needs the permission Read on the topic.';
  const error: ClusterError = { kind: 'unauthorised', message: 'The broker refused it.', advice };
  cluster.openTransactions = () => Promise.resolve(succeed({ values: [], problems: [0, 2].map((one) => ({ what: `t-${one}`, error })) }));
  const told = await openTransactionWarnings(cluster, frozen);
  expect(told).toEqual(behind.map((words) => expect.stringMatching(words)));
  expect(told[0]).toMatch(/ Who holds it open cannot be told: the user needs the permission Read on the topic\.$/);
  cluster.openTransactions = () => Promise.resolve(fail({ kind: 'unsupported', message: 'The brokers are too old.' }));
  expect((await openTransactionWarnings(cluster, frozen))[0]).toMatch(/ Who holds it open cannot be told: the brokers are too old\.$/);
});

it('is nothing said of what was only appended meanwhile, nor of what has ended since', async () => {
  stable = [95, 10, 31];
  expect(await openTransactionWarnings(cluster, frozen)).toEqual([]);
  stable = [25, 10, 30];
  cluster.openTransactions = () => Promise.resolve(succeed({ values: [], problems: [] }));
  expect(await openTransactionWarnings(cluster, frozen)).toEqual([]);
});
