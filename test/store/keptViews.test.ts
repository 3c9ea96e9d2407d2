/** What is kept of views, and let go of. */
import { expect, it } from 'vitest';
import { createKeptViews } from '../../src/store/reading/keptViews.js';
import { createMemoryBudget } from '../../src/store/views/memoryBudget.js';
import { createFakeCluster } from './fakeCluster.js';
import { everyKind, randomHistory } from './views/naiveModel.js';

it('gives all memory back when it is closed while views are read, and others wait', async () => {
  const rules = everyKind['key-value']!;
  const histories = [1, 2, 3].map((seed) => randomHistory(rules, seed, 900));
  const partitions = histories.map((records, partition) => ({ partition, start: 0, end: records.at(-1)!.offset + 1 }));
  const frozen = { topic: 'topic', id: 'id', partitions };
  const cluster = createFakeCluster('topic', histories);
  const budget = createMemoryBudget(1 << 30);
  const views = createKeptViews(cluster, budget, undefined);
  const kept = { topic: 'topic', rules, asOf: null };
  const bringUp = () => views.use(kept, (view) => view.bringUp(frozen, partitions));
  const asked = [bringUp(), bringUp(), views.once(kept, undefined, (view) => view.bringUp(frozen, partitions))];
  while (cluster.recordsRead < 300) await Promise.resolve();
  expect(budget.used).toBeGreaterThan(0);
  views.close();
  asked.push(bringUp());
  const [running, waiting, once, late] = await Promise.all(asked);
  for (const result of [running, waiting, late]) expect(result).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(once!.ok).toBe(true);
  expect(budget.used).toBe(0);
});
