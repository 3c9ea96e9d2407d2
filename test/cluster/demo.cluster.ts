/** The sample runs, and makes the topics that its code was said to make. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOrdersCluster, type OrdersCluster, type OrdersInstance } from '../../demo/cluster/ordersCluster.mjs';
import { ofApplicationServer } from '../../src/live/client/liveAddress.js';
import { keyText } from '../../src/present/rows/keyText.js';
import { runCommand } from '../support/runCommand.js';
import { askChangelog, expectSameRows, type Question } from './lib/liveQueries.js';
import { askUnderChurn, noCounts, type Churn } from './lib/queriesUnderChurn.js';

interface Named {
  readonly name: string;
}
interface Report {
  readonly topologies: readonly {
    readonly complete: boolean;
    readonly stores: readonly { readonly changelog: Named | null }[];
    readonly repartitions: readonly Named[];
    readonly otherInternalTopics: readonly Named[];
  }[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));

async function predictedTopics(): Promise<readonly string[]> {
  const { status, output } = await runCommand(root, 'analyze', 'demo/orders', '--format', 'json');
  expect(status).toBe(0);
  const report: Report = JSON.parse(output);
  expect(report.topologies.map(({ complete }) => complete)).toEqual([true, true]);
  const topics = report.topologies.flatMap(({ stores, repartitions, otherInternalTopics }) => [
    ...stores.flatMap(({ changelog }) => (changelog === null ? [] : [changelog])),
    ...repartitions,
    ...otherInternalTopics,
  ]);
  return [...new Set(topics.map(({ name }) => name))].toSorted();
}

async function internalTopics({ cluster }: OrdersCluster): Promise<readonly string[]> {
  const { status, stdout } = await cluster.tool('org.apache.kafka.tools.TopicCommand', ['--list']);
  expect(status).toBe(0);
  return stdout
    .split('\n')
    .filter((topic) => /^(?:orders|customers)-app-/.test(topic))
    .toSorted();
}

function isProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.each(['classic', 'streams'] as const)('the sample with the %s protocol', (protocol) => {
  const directory = mkdtempSync(join(tmpdir(), 'streams-lens-demo-'));
  let orders: OrdersCluster;
  const instance = (name: string): OrdersInstance => {
    const found = orders.instances.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no instance is called ${name}`);
    return found;
  };

  beforeAll(async () => {
    orders = await startOrdersCluster({ directory, protocol });
  });

  afterAll(async () => {
    await orders?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('makes exactly the topics that the analysis predicts', async () => {
    expect(await internalTopics(orders)).toEqual(await predictedTopics());
  });

  it('keeps each partition of a store on both instances, one of them as standby', async () => {
    for (const name of ['orders-app-1', 'orders-app-2'])
      await expect
        .poll(async () => Object.keys((await instance(name).lags())['largest-order-by-product'] ?? {}), { timeout: 60_000 })
        .toEqual(['0', '1', '2', '3']);
  });

  it('answers the windows of the last day at once where no time is asked for', async () => {
    const day = 86_400_000;
    const windowsOf = async (query: string): Promise<{ readonly start: number }[]> => {
      const all = await Promise.all(
        ['orders-app-1', 'orders-app-2'].map(async (name) => {
          const answer = await fetch(`${instance(name).url}/stores/revenue-by-country/window${query}`);
          return ((await answer.json()) as { readonly rows?: readonly { readonly start: number }[] }).rows ?? [];
        }),
      );
      return all.flat();
    };
    await expect.poll(async () => (await windowsOf('')).length, { timeout: 60_000 }).toBeGreaterThan(0);
    const began = performance.now();
    const usual = await windowsOf('');
    expect(performance.now() - began).toBeLessThan(5000);
    expect(usual.length).toBeGreaterThan(0);
    expect(usual.filter(({ start }) => start < Date.now() - day)).toEqual([]);
    expect(await windowsOf(`?timeTo=${Date.now() - day}`)).toEqual([]);
  }, 90_000);

  it('answers queries as its changelogs have the rows', async () => {
    await orders.stopFeed();
    const { bootstrap } = orders;
    const same = (application: string, store: string, ...operation: string[]): Question => ({ bootstrap, application, store, operation });
    const revenue = ['--app', 'orders-app', '--store', 'revenue-by-country', '--retention', '5m', '--kind', 'timestampedWindow'];
    const counts = [
      await expectSameRows(same('orders-app', 'largest-order-by-product', 'all')),
      await expectSameRows(same('orders-app', 'KSTREAM-AGGREGATE-STATE-STORE-0000000003', 'prefix', 'c-1')),
      await expectSameRows({ ...same('orders-app', 'revenue-by-country', 'all'), changelog: revenue }),
      await expectSameRows({ ...same('orders-app', 'revenue-by-country', 'window', 'DE'), changelog: revenue }),
      await expectSameRows(same('customers-app', 'customers-store', 'range', 'c-1', 'c-5')),
      await expectSameRows(same('customers-app', 'customers-store', 'get', 'c-7')),
      await expectSameRows(same('customers-app', 'orders-per-country', 'all')),
      await expectSameRows(
        { ...same('customers-app', 'products-store', 'all'), changelog: ['--topic', 'products', '--kind', 'keyValue'] },
        { isGlobal: true },
      ),
      await expectSameRows(same('customers-app', 'price-history', 'get', 'p-1')),
      await expectSameRows(same('customers-app', 'price-history', 'history', 'p-2')),
      await expectSameRows(same('customers-app', 'KSTREAM-AGGREGATE-STATE-STORE-0000000026', 'all'), { hasTimestamp: false }),
      await expectSameRows(same('customers-app', 'KSTREAM-AGGREGATE-STATE-STORE-0000000026', 'sessions', 'kitchen'), {
        hasTimestamp: false,
      }),
    ];
    expect(counts.filter((count) => count === 0)).toEqual([]);
  }, 180_000);

  it('answers queries rightly, or marked, or says why not, while an instance is killed; and runs again, with its state', async () => {
    const { rows } = await askChangelog({
      bootstrap: orders.bootstrap,
      application: 'customers-app',
      store: 'customers-store',
      operation: ['all'],
    });
    const churn: Churn = {
      application: 'customers-app',
      store: 'customers-store',
      partitions: 6,
      seeds: orders.instances
        .filter((one) => one.application === 'customers-app')
        .map(({ host, port }) => ofApplicationServer({ host, port })),
      truth: new Map(rows.map(({ key, value }) => [keyText(key), JSON.stringify(value)])),
    };
    const [counts, again] = [noCounts(), noCounts()];
    const killed = instance('customers-app-2');
    await askUnderChurn(churn, 250, counts, () => killed.kill());
    expect(killed.alive()).toBe(false);
    expect(readdirSync(killed.stateDir)).toContain('customers-app');
    await askUnderChurn(churn, 250, again, async () => {
      killed.start();
      await killed.whenRunning();
    });
    const sum = (errors: Readonly<Record<string, number>>): number => Object.values(errors).reduce((all, one) => all + one, 0);
    console.log(`${protocol}: ${JSON.stringify({ counts, again })}`);
    expect([...counts.wrong, ...again.wrong]).toEqual([]);
    for (const { right, stale, errors } of [counts, again]) expect(right + stale + sum(errors)).toBe(250);
    expect(counts.right).toBeGreaterThan(50);
    expect(counts.stale).toBeGreaterThan(20);
    expect(counts.errors['unreachable']).toBeGreaterThan(20);
  }, 180_000);

  it('leaves no process behind', async () => {
    const pids = orders.instances.map((one) => one.pid() ?? 0);
    expect(pids.every((pid) => pid > 0 && isProcess(pid))).toBe(true);
    await orders.stop();
    expect(pids.filter(isProcess)).toEqual([]);
    expect(orders.cluster.brokers.map((broker) => broker.isAlive())).toEqual([false]);
  });
});
