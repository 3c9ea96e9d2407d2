/** All that is said of all applications. */
import { createAsk, type Ask } from './ask.js';
import type { Judge } from './findings.js';
import { judgeCases } from './judgeCases.js';
import { judgeApps, judgeDrift, judgeStatus, judgeStores, judgeTopics, truthOf, type Truth } from './judgeFigures.js';
import { judgeStoreRows } from './judgeRows.js';
import type { RunningApplications } from './runApplications.js';

type JudgeOf = (of: string) => Judge;

/** `only`: one application; undefined: all, and the cases. */
export async function judgeAll(running: RunningApplications, judgeOf: JudgeOf, only?: string): Promise<void> {
  const { cluster, applications } = running;
  const dump = await running.dump();
  const truths = applications.map((one) => truthOf(one, dump, false));
  const ask = createAsk(cluster.bootstrap);
  await judgeApps(ask, truths, judgeOf);
  for (const truth of truths) if (only === undefined || only === truth.running.application.id) await judgeOne(ask, truth, judgeOf);
  if (only === undefined) await judgeCases(ask, running, truths, judgeOf('cases'));
}

async function judgeOne(ask: Ask, truth: Truth, judgeOf: JudgeOf): Promise<void> {
  const { id } = truth.running.application;
  const own = (of: string): Judge => judgeOf(`${id} ${of}`);
  await judgeStores(ask, truth, false, own('stores'));
  await judgeStores(ask, truth, true, own('stores with code'));
  await judgeTopics(ask, truth, own('topics'));
  await judgeDrift(ask, truth, own('drift'));
  await judgeStatus(ask, truth, own('status'));
  for (const withCode of [false, true]) await judgeStoreRows(ask, truth, withCode, own);
}
