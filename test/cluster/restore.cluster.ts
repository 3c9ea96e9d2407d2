/** A store of up to a million records restores from its changelog: what is told of it, beside what the application itself says. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOrdersCluster, type OrdersCluster, type OrdersInstance } from '../../demo/cluster/ordersCluster.mjs';
import type { TopologyReport } from '../../src/core/report.js';
import type { Restore } from '../../src/applications/model.js';
import { createMovements, type Movements } from '../../src/applications/movements.js';
import { readApplication, type ApplicationAsk } from '../../src/applications/readApplication.js';
import type { Cluster } from '../../src/kafka/cluster.js';
import { openCluster } from '../../src/kafka/openCluster.js';
import { fetchLags } from '../../src/platform/cluster/fetchLags.js';
import { runCommand } from '../support/runCommand.js';
import { plainSettings, valueOf } from './lib/programs.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const application = 'customers-app';
const store = 'customers-store';
/** A whole million shows once that size makes no difference. */
const protocols = [
  { protocol: 'classic', customers: 200_000, restoredBytes: 400_000 },
  { protocol: 'streams', customers: 1_000_000, restoredBytes: 2_000_000 },
] as const;
/** A client may read `restoredBytes` in a second until so many different numbers were seen: there is something to look at on any machine. */
const leastSteps = 3;

interface Look {
  /** Process ids: which instances the group has. */
  readonly processes: readonly string[];
  readonly store: Restore;
  readonly partitions: readonly Restore[];
}

describe.each(protocols)('a restore with the $protocol protocol', ({ protocol, customers, restoredBytes }) => {
  const directory = mkdtempSync(join(tmpdir(), 'streams-lens-restore-'));
  let orders: OrdersCluster;
  let cluster: Cluster;
  /** Which tasks have the store: groups of the classic protocol do not tell. */
  let topologies: readonly TopologyReport[];

  beforeAll(async () => {
    const { output } = await runCommand(root, 'analyze', 'demo/orders', '--format', 'json');
    const report = JSON.parse(output) as { readonly topologies: readonly TopologyReport[] };
    topologies = report.topologies.filter(({ applicationId }) => applicationId === application);
    orders = await startOrdersCluster({ directory, protocol, instances: 1 });
    cluster = openCluster(plainSettings(orders.bootstrap));
    await orders.fillCustomers(customers);
    await whenLagIsBelow(1000);
  }, 1_200_000);

  afterAll(async () => {
    await cluster?.close();
    await orders?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const instance = (): OrdersInstance => orders.instances.find((one) => one.application === application)!;

  /** `movements` undefined: the application's endpoint is asked. */
  async function look(movements?: Movements): Promise<Look> {
    const ask: ApplicationAsk = { application, topologies, knownIds: [], askAt: movements === undefined ? 'all' : [] };
    const tools = { fetchLags, movements: movements ?? createMovements(), settleMs: 4000, now: () => Date.now() };
    const state = valueOf(await readApplication(cluster, ask, tools));
    const found = state.stores.find(({ name }) => name === store)!;
    const processes = state.instances.map(({ processId }) => processId);
    return { processes, store: found.restore, partitions: found.topic!.partitions.map(({ restore }) => restore!) };
  }

  /** However long it takes: only one that stands still for a minute has failed. */
  async function whenLagIsBelow(limit: number): Promise<void> {
    let least = Infinity;
    for (let moved = Date.now(); Date.now() - moved < 60_000;) {
      const ask = { application, topologies: [], knownIds: [], askAt: [] };
      const state = valueOf(await readApplication(cluster, ask, { fetchLags, movements: createMovements(), now: () => Date.now() }));
      const lag = state.sources.find(({ name }) => name === 'customers')?.lag.value;
      if (lag !== undefined && lag !== null && lag < limit) return;
      if (lag !== undefined && lag !== null && lag < least) {
        least = lag;
        moved = Date.now();
      }
      await wait(1000);
    }
    throw new Error(`the application does not catch up: ${least} records wait`);
  }

  /** From its log: when it finished which partition, and how many records that took. */
  function finished(): ReadonlyMap<number, { readonly at: number; readonly records: number }> {
    const text = readFileSync(instance().logFile, 'utf8').slice(logFrom);
    const found = new Map<number, { readonly at: number; readonly records: number }>();
    for (const [, partition, records] of text.matchAll(
      /Finished restoring changelog customers-app-customers-store-changelog-(\d+) to store \S+ with a total number of (\d+) records/g,
    ))
      found.set(Number(partition), { at: Date.now(), records: Number(records) });
    return found;
  }
  let logFrom = 0;

  it('is followed by the numbers of the application, and by inference without invented numbers', async () => {
    const without = createMovements();
    // Before: it runs, and what flows shows it.
    await look(without);
    let before: Look | undefined;
    for (let i = 0; i < 30 && before?.store.state !== 'restored'; i++) {
      await wait(1000);
      before = await look(without);
    }
    expect(before?.store).toMatchObject({ state: 'restored', done: null, total: null });
    // A rebalance since then, as a busy machine has them, says it by itself.
    expect(['inferred', 'rebalance']).toContain(before?.store.source);
    expect((await look()).store).toMatchObject({ state: 'restored', source: 'application' });

    const dead = before!.processes;

    await instance().kill();
    await orders.limitReading(restoredBytes);
    rmSync(instance().stateDir, { recursive: true });
    logFrom = readFileSync(instance().logFile).length;
    instance().start();

    const told: Look[] = [];
    const inferred: { readonly look: Look; readonly done: ReadonlySet<number> }[] = [];
    const until = Date.now() + 400_000;
    const isRunning = ({ store: one }: Look): boolean => one.state === 'restoring' && one.done !== null;
    let isLimited = true;
    for (;;) {
      if (Date.now() > until) throw new Error(`the restore does not end: ${JSON.stringify(told.at(-1))}`);
      if (finished().size === 6 && told.at(-1)?.store.state === 'restored') break;
      const own = await look();
      if (own.store.source === 'application') told.push(own);
      const guess = await look(without);
      // Until its session ends, the group still has the dead instance: nobody restores yet.
      if (guess.processes.every((one) => !dead.includes(one))) inferred.push({ look: guess, done: new Set(finished().keys()) });
      if (isLimited && inferred.length > 0 && new Set(told.filter(isRunning).map(({ store: one }) => one.done)).size >= leastSteps) {
        isLimited = false;
        await orders.limitReading(1_000_000_000);
      }
      await wait(250);
    }

    // The application's numbers: they move, never back, and end with all.
    const steps = told.filter(isRunning).map(({ store: one }) => one.done!);
    expect(new Set(steps).size).toBeGreaterThanOrEqual(leastSteps);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    const last = told.at(-1)!.store;
    expect(last).toMatchObject({ state: 'restored', source: 'application' });
    expect(last.done).toBe(last.total);
    const records = [...finished().values()].reduce((sum, one) => sum + one.records, 0);
    expect(records).toBe(last.total);
    expect(records).toBeGreaterThanOrEqual(customers);

    // Without the endpoint: no numbers at all, and nothing is called restored before the application says so itself.
    for (const { look: guess, done } of inferred) {
      expect([guess.store.done, guess.store.total]).toEqual([null, null]);
      expect(guess.partitions.filter((one) => one.done !== null || one.total !== null)).toEqual([]);
      expect(guess.partitions.flatMap((one, partition) => (one.state === 'restored' && !done.has(partition) ? [one] : []))).toEqual([]);
      expect(guess.partitions.filter((one) => one.state === 'restoring' && one.source !== 'inferred')).toEqual([]);
    }

    // After: as what flows shows it.
    let after: Look | undefined;
    for (let i = 0; i < 60 && after?.store.state !== 'restored'; i++) {
      await wait(1000);
      after = await look(without);
    }
    expect(after?.store).toMatchObject({ state: 'restored', done: null, total: null });
    expect(['inferred', 'rebalance']).toContain(after?.store.source);
  }, 900_000);
});
