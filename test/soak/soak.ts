/**
 * A long day in the editor, in an hour: the sample's applications on a real broker; edits, a tree that refreshes, queries that are read
 * in pages, cancelled and followed, views that do not fit into memory; a broker and instances that go and come back. In between it is quiet,
 * and what is read is compared with what the applications answer. At the end everything must be as small as after the warm-up.
 * npm run soak -- [--minutes 60] [--seed N] [--table]
 */
import { setMaxListeners } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startOrdersCluster, type OrdersCluster } from '../../demo/cluster/ordersCluster.mjs';
import { createAnalysisWorker } from '../../src/platform/analysis/analysisWorker.js';
import { createClusterWorker } from '../../src/platform/cluster/createClusterWorker.js';
import { createRandom } from '../robustness/mutations.js';
import { openEditor } from './edits.js';
import { mergePeaks, readFigures, toRows, toTable, type FigureRow, type Figures } from './figures.js';
import { watchMemories } from './probe.js';
import { drive, quietPoint, whenFilled, type Scene } from './scene.js';
import { customers } from './stores.js';
import { createTally, type Tally } from './tally.js';
import { openProbes, probed, root } from './threads.js';

const version = '0.0.0';
/** Of all the time: caches fill, code is compiled, every kind of question is asked. */
const warmUpShare = 0.2;
/** Between two quiet points. */
const partMinutes = 6;
/** So long the memory of views is kept after the last of them, and the sockets to endpoints; and some seconds. */
const settleMs = 40_000;
const sampleMs = 10_000;
const threadNames = ['analysis', 'cluster', 'spilling'];

interface Options {
  readonly minutes: number;
  readonly seed: number;
  readonly asTable: boolean;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '60' },
      seed: { type: 'string', default: String(1 + Math.floor(Math.random() * 900_000)) },
      table: { type: 'boolean', default: false },
    },
  });
  const minutes = Number(values.minutes);
  if (!(minutes >= 1)) throw new Error(`no number of minutes, one at least: ${values.minutes}`);
  return { minutes, seed: Number(values.seed), asTable: values.table };
}

const began = Date.now();
const say = (line: string): void => console.log(`soak ${Math.round((Date.now() - began) / 1000)} s: ${line}`);

/** Aborted by Ctrl+C and the like; what was started is then ended in order. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort());
  return controller.signal;
}

function watchProcess(tally: Tally): void {
  process.on('unhandledRejection', (reason) => tally.wrong(`unhandled rejection: ${String(reason)}`));
  process.on('warning', ({ name, message }) => {
    if (name === 'MaxListenersExceededWarning') tally.wrong(message);
  });
}

/** The sample, running and filled. Its directory is left to the caller. */
async function startSample(directory: string, signal: AbortSignal): Promise<OrdersCluster> {
  const orders = await startOrdersCluster({ directory: path.join(directory, 'orders-cluster'), feed: false, say, signal });
  try {
    say(`writing ${customers} customers`);
    await orders.fillCustomers(customers);
    return orders;
  } catch (error) {
    await orders.stop();
    throw error;
  }
}

interface Outcome {
  readonly rows: readonly FigureRow[];
  readonly tally: Tally;
  readonly starts: ReadonlyMap<string, number>;
}

async function soak({ minutes, seed }: Options, directory: string, orders: OrdersCluster, signal: AbortSignal): Promise<Outcome> {
  const temporary = path.join(directory, 'tmp');
  const source = path.join(directory, 'orders');
  fs.mkdirSync(temporary);
  process.env['TMPDIR'] = temporary;
  fs.cpSync(path.join(root, 'demo', 'orders'), source, { recursive: true, filter: (file) => path.basename(file) !== 'target' });
  const tally = createTally(say);
  watchProcess(tally);
  const probes = openProbes();
  const analysis = createAnalysisWorker(await probed(directory, 'analysis', 'dist/worker.cjs'), { version });
  const services = {
    cluster: createClusterWorker(await probed(directory, 'cluster', 'dist/cluster.cjs')),
    spilling: createClusterWorker(await probed(directory, 'spilling', 'test/soak/spillingThread.ts')),
  };
  const peaks = new Map<string, number>();
  const sample = async (collect: boolean): Promise<Figures> => {
    // A thread starts with its first question.
    const names = threadNames.filter((name) => collect || probes.starts.has(name));
    const figures = await readFigures(probes, names, temporary, collect);
    mergePeaks(peaks, figures);
    return figures;
  };
  try {
    const scene: Scene = { orders, services, editor: await openEditor(analysis, source), random: createRandom(seed), tally, say };
    const quiet = async (): Promise<Figures> => {
      await quietPoint(scene);
      await wait(settleMs, undefined, { signal });
      return sample(true);
    };
    const driveFor = async (milliseconds: number): Promise<void> => {
      // Not AbortSignal.timeout, which Node 20 forgets where it is one of AbortSignal.any.
      const time = new AbortController();
      const clock = setTimeout(() => time.abort(), milliseconds);
      await drive(scene, [signal, time.signal], { everyMs: sampleMs, take: () => sample(false) }).finally(() => clearTimeout(clock));
      signal.throwIfAborted();
    };

    await whenFilled(scene);
    say(`warming up, seed ${seed}`);
    await driveFor(minutes * warmUpShare * 60_000);
    const start = await quiet();
    const parts = Math.max(1, Math.round((minutes * (1 - warmUpShare)) / partMinutes));
    let end = start;
    for (let part = 1; part <= parts; part++) {
      say(`part ${part} of ${parts}`);
      await driveFor((minutes * (1 - warmUpShare) * 60_000) / parts);
      end = await quiet();
    }
    for (const message of probes.uncaught) tally.wrong(message);
    return { rows: toRows(start, end, peaks), tally, starts: probes.starts };
  } finally {
    await analysis.dispose();
    for (const service of Object.values(services)) await service.dispose();
    probes.close();
  }
}

/** Promises, each kept or not. */
function judge({ rows, tally, starts }: Outcome): readonly { readonly what: string; readonly isKept: boolean }[] {
  const count = (what: string): number => tally.counts.get(what) ?? 0;
  return [
    ...rows.flatMap(({ name, isBack }) => (isBack === null ? [] : [{ what: `${name} is within 10 % of what it was`, isKept: isBack }])),
    ...threadNames.map((name) => ({ what: `the thread ${name} was started once`, isKept: starts.get(name) === 1 })),
    { what: 'nothing was wrong', isKept: tally.problems.length === 0 },
    // A run in which nothing happened shows nothing.
    ...['answers compared', 'answers from files', 'rows followed', 'restarts of the broker', 'restarts of an instance'].map((what) => ({
      what: `there were ${what}`,
      isKept: count(what) > 0,
    })),
  ];
}

function print({ minutes, seed, asTable }: Options, outcome: Outcome): boolean {
  const { rows, tally } = outcome;
  const counts = [...tally.counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const memory = Math.round(os.totalmem() / 1024 ** 3);
  const [day] = new Date().toISOString().split('T');
  const head = `${day}: ${minutes} minutes, ${os.availableParallelism()} cores, ${memory} GiB, Node ${process.version}, seed ${seed}`;
  if (asTable) console.log(`\n${head}\n\n${toTable(rows)}\n\n| done | times |\n| --- | ---: |`);
  else console.log(`\n${head}\n\n${toTable(rows)}\n`);
  for (const [what, times] of counts) console.log(asTable ? `| ${what} | ${times} |` : `${String(times).padStart(9)} ${what}`);
  const verdicts = judge(outcome);
  const broken = verdicts.filter(({ isKept }) => !isKept);
  console.log('');
  for (const problem of tally.problems) console.log(`PROBLEM ${problem}`);
  for (const { what } of broken) console.log(`FAILED: ${what}`);
  console.log(`${verdicts.length - broken.length} passed, ${broken.length} failed`);
  return broken.length === 0;
}

async function main(): Promise<number> {
  const options = readOptions();
  watchMemories();
  const signal = interruption();
  setMaxListeners(0, signal);
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'streams-lens-soak-'));
  let orders: OrdersCluster | undefined;
  try {
    orders = await startSample(directory, signal);
    return print(options, await soak(options, directory, orders, signal)) ? 0 : 1;
  } catch (error) {
    console.error(signal.aborted ? 'soak: stopped' : error);
    if (!signal.aborted) console.log('0 passed, 1 failed');
    return signal.aborted ? 130 : 1;
  } finally {
    await orders?.stop();
    fs.rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

process.exit(await main());
