/** What is kept of views, and let go of. */
import { expect, it, onTestFinished } from 'vitest';
import type { FrozenTopic } from '../../src/store/reading/frozenTopic.js';
import { createKeptViews } from '../../src/store/reading/keptViews.js';
import { createMemoryBudget } from '../../src/store/views/memoryBudget.js';
import { openStoreHeap } from '../../src/store/views/storeHeap.js';
import { createFakeCluster, type FakeCluster } from './fakeCluster.js';
import { fillHeap } from './views/fillHeap.js';
import { everyKind, randomHistory } from './views/naiveModel.js';

const rules = everyKind['key-value']!;
const kept = { topic: 'topic', rules, asOf: null };

function start(): { frozen: FrozenTopic; cluster: FakeCluster } {
  const histories = [1, 2, 3].map((seed) => randomHistory(rules, seed, 900));
  const partitions = histories.map((records, partition) => ({ partition, start: 0, end: records.at(-1)!.offset + 1 }));
  return { frozen: { topic: 'topic', id: 'id', partitions }, cluster: createFakeCluster('topic', histories) };
}

it('gives all memory back when it is closed while views are read, and others wait', async () => {
  const { frozen, cluster } = start();
  const budget = createMemoryBudget(1 << 30);
  const views = createKeptViews(cluster, budget, undefined);
  const bringUp = () => views.use(kept, (view) => view.bringUp(frozen, frozen.partitions));
  const asked = [bringUp(), bringUp(), views.once(kept, undefined, (view) => view.bringUp(frozen, frozen.partitions))];
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  expect(budget.used).toBeGreaterThan(0);
  views.close();
  asked.push(bringUp());
  const [running, waiting, once, late] = await Promise.all(asked);
  for (const result of [running, waiting, late]) expect(result).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(once!.ok).toBe(true);
  expect(budget.used).toBe(0);
});

it('says that there is no memory, and reads on when there is', async () => {
  const { frozen, cluster } = start();
  const budget = createMemoryBudget(1 << 30);
  const views = createKeptViews(cluster, budget, undefined);
  const bringUp = () => views.use(kept, (view) => view.bringUp(frozen, frozen.partitions));
  const heap = openStoreHeap();
  onTestFinished(heap.close);
  const taken = fillHeap(heap);
  const full = await bringUp();
  expect(full).toMatchObject({ ok: false, error: { kind: 'unsupported' } });
  expect(budget.used).toBe(0);
  for (const { at, bytes } of taken) heap.give(at, bytes);
  expect((await bringUp()).ok).toBe(true);
  views.close();
  expect(budget.used).toBe(0);
});
