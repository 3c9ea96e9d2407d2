/** All that goes on at once while it is driven, and the quiet in between. */
import { setMaxListeners } from 'node:events';
import type { OrdersCluster } from '../../demo/cluster/ordersCluster.mjs';
import type { ClusterService, ClusterSession } from '../../src/platform/cluster/clusterService.js';
import { plainSettings, valueOf } from '../cluster/lib/programs.js';
import type { Random } from '../robustness/mutations.js';
import { churn } from './churn.js';
import { compareStores, whenQuiet } from './compare.js';
import { repeat, rest, take, type Driving } from './driving.js';
import { compareReports, edit, type Editor } from './edits.js';
import { look, lookAtApplication } from './looks.js';
import { follow, query, type OpenStore } from './queries.js';
import { applicationIds, askedStores, customersStore, targetOf } from './stores.js';
import type { Tally } from './tally.js';

export interface Scene {
  readonly orders: OrdersCluster;
  /** As the editor has it, and one with memory for few views. */
  readonly services: Readonly<Record<'cluster' | 'spilling', ClusterService>>;
  readonly editor: Editor;
  readonly random: Random;
  readonly tally: Tally;
  say(line: string): void;
}

interface Sampling {
  readonly everyMs: number;
  take(): Promise<unknown>;
}

const openSessions = ({ orders, services }: Scene): Readonly<Record<'cluster' | 'spilling', ClusterSession>> => ({
  cluster: services.cluster.open(plainSettings(orders.bootstrap)),
  spilling: services.spilling.open(plainSettings(orders.bootstrap)),
});

async function openStores(session: ClusterSession, { reports }: Editor): Promise<readonly OpenStore[]> {
  const opened: OpenStore[] = [];
  for (const application of applicationIds) {
    const state = valueOf(await lookAtApplication(session, application, reports));
    for (const store of askedStores.filter((one) => one.application === application))
      opened.push({ store, target: targetOf(state, store.name, reports) });
  }
  return opened;
}

/** The applications have read what the sample begins with: of the large store there is all. */
export async function whenFilled({ orders, services, editor }: Scene): Promise<void> {
  const session = services.cluster.open(plainSettings(orders.bootstrap));
  await whenQuiet(session, editor.reports);
  await session.close();
}

/** Data flows, and everything goes on until one of the signals; then the sample runs whole, and no session is open. */
export async function drive(scene: Scene, until: readonly AbortSignal[], sampling: Sampling): Promise<void> {
  const { orders, editor, services, random, tally } = scene;
  await orders.startFeed();
  /** What fails ends the others, too. */
  const failure = new AbortController();
  const signal = AbortSignal.any([...until, failure.signal]);
  setMaxListeners(0, signal);
  const sessions = openSessions(scene);
  const stores = await openStores(sessions.cluster, editor);
  const large = stores.filter(({ store }) => store === customersStore);
  const driving: Driving = { signal, random, tally };
  const all = [
    edit(driving, editor),
    look(driving, sessions.cluster, editor.reports),
    query(driving, sessions.cluster, stores, [100, 1000]),
    query(driving, sessions.cluster, stores, [100, 1000]),
    query(driving, sessions.spilling, large, [500, 2000]),
    query(driving, sessions.spilling, stores, [500, 2000]),
    follow(driving, sessions.cluster, stores),
    reconnect(driving, services.cluster, orders.bootstrap),
    reconnectWithViews(driving, services.spilling, orders.bootstrap, large),
    churn(driving, orders),
    sampleOften(signal, sampling),
  ];
  await Promise.all(all).catch(async (error: unknown) => {
    failure.abort();
    await Promise.allSettled(all);
    throw error;
  });
  await Promise.all(Object.values(sessions).map((session) => session.close()));
}

/** "Test Connection", again and again. */
const reconnect = (driving: Driving, service: ClusterService, bootstrap: string): Promise<void> =>
  repeat(driving, [3000, 10_000], async () => {
    const session = service.open(plainSettings(bootstrap));
    const described = await session.describe();
    if (described.ok) driving.tally.done('connections tested');
    else take(driving.tally, 'a test of a connection', described.error);
    await session.close();
  });

/** A session whose views are in files is closed while it reads. */
const reconnectWithViews = (driving: Driving, service: ClusterService, bootstrap: string, stores: readonly OpenStore[]): Promise<void> =>
  repeat(driving, [10_000, 30_000], async () => {
    const { signal } = driving;
    const session = service.open(plainSettings(bootstrap));
    const control = new AbortController();
    const asking = query({ ...driving, signal: control.signal }, session, stores, [0, 0]);
    await rest(signal, 200 + Math.floor(driving.random() * 5000));
    control.abort();
    await session.close();
    await asking;
    driving.tally.done('sessions closed while they read');
  });

async function sampleOften(signal: AbortSignal, { everyMs, take }: Sampling): Promise<void> {
  while (!signal.aborted) {
    await take();
    await rest(signal, everyMs);
  }
}

/** Nothing is written, and what is read is compared. No session is open after it. */
export async function quietPoint(scene: Scene): Promise<void> {
  const { orders, editor, random, tally, say } = scene;
  await orders.stopFeed();
  const sessions = openSessions(scene);
  say('waiting until the applications have read all');
  await whenQuiet(sessions.cluster, editor.reports);
  const stores = await openStores(sessions.cluster, editor);
  await compareStores(orders, sessions, stores, random, tally);
  await compareReports(editor, tally);
  await Promise.all(Object.values(sessions).map((session) => session.close()));
  say(`compared ${tally.counts.get('answers compared') ?? 0} answers by now, ${tally.problems.length} problems`);
}
