import { expect, it } from 'vitest';
import { succeed } from '../../src/base/result.js';
import { openTransactionWarnings } from '../../src/store/reading/openTransactions.js';
import { createFakeCluster } from './fakeCluster.js';

it('is said what lies behind open transactions, the most first', async () => {
  const cluster = createFakeCluster('t', []);
  const ends = [95, 10, 31];
  cluster.offsets = (asked) =>
    Promise.resolve(succeed({ values: asked.map((one) => ({ ...one, offset: ends[one.partition]!, timestamp: null })), problems: [] }));
  const partitions = [25, 10, 30].map((end, partition) => ({ partition, start: 0, end }));
  expect(await openTransactionWarnings(cluster, { topic: 't', id: null, partitions })).toEqual([
    expect.stringMatching(/^70 offsets of partition 0 lie behind an open transaction \(last stable offset 25, end 95\): /),
    expect.stringMatching(/^1 offset of partition 2 lies behind an open transaction \(last stable offset 30, end 31\): /),
  ]);
});
