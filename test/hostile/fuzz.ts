/**
 * Random hostile input for every part that reads what others wrote. Each target has a thread of its own, so that one that hangs is
 * ended and told, and the same share of the time.
 * npm run hostile-fuzz -- [--seconds 60] [--seed N] [--target NAME]
 */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createRandom } from '../robustness/mutations.js';
import type { FuzzTarget } from './fuzz/fuzzTarget.js';
import { brokerAnswers, groupMetadata } from './fuzz/brokerAnswers.js';
import { addresses } from './fuzz/addresses.js';
import { buildFiles } from './fuzz/buildFiles.js';
import { clientProperties } from './fuzz/clientProperties.js';
import { descriptions } from './fuzz/descriptions.js';
import { ignoreRules } from './fuzz/ignoreRules.js';
import { lockFiles } from './fuzz/lockFiles.js';
import { compressions } from './fuzz/compressions.js';
import { javaText } from './fuzz/javaText.js';
import { keyStores } from './fuzz/keyStores.js';
import { recordBatches } from './fuzz/recordBatches.js';
import { registryAnswers } from './fuzz/registryAnswers.js';
import { registrySerdes } from './fuzz/registrySerdes.js';
import { storeRows } from './fuzz/storeRows.js';
import { treePaths } from './fuzz/treePaths.js';

const targets: readonly FuzzTarget[] = [
  javaText,
  registryAnswers,
  registrySerdes,
  storeRows,
  treePaths,
  recordBatches,
  compressions,
  brokerAnswers,
  groupMetadata,
  keyStores,
  addresses,
  buildFiles,
  clientProperties,
  descriptions,
  ignoreRules,
  lockFiles,
];

/** No input of a target may take longer. */
const hangMs = 10_000;
const largestHeapMb = 1024;
const sayEveryMs = 500;

interface Share {
  readonly name: string;
  readonly seed: number;
  readonly milliseconds: number;
}

/** `seed` is that of the input: with `--seed` it is the first one again. */
type Message =
  | { readonly at: string; readonly seed: number; readonly done: number }
  | { readonly problem: string; readonly input: string; readonly seed: number };

if (isMainThread) await supervise();
else await work(workerData as Share, (message) => parentPort?.postMessage(message));

async function supervise(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string', default: process.env['FUZZ_SEED'] ?? String(1 + Math.floor(Math.random() * 900_000)) },
      target: { type: 'string' },
    },
  });
  const chosen = targets.filter(({ name }) => values.target === undefined || name === values.target);
  const threads = Math.min(availableParallelism(), chosen.length);
  const milliseconds = (Number(values.seconds) * 1000 * threads) / chosen.length;
  console.log(`${chosen.length} targets, ${Math.round(milliseconds / 1000)} s each, seed ${values.seed}`);
  const waiting = [...chosen];
  let failed = 0;
  const next = async (): Promise<void> => {
    for (let target = waiting.shift(); target !== undefined; target = waiting.shift())
      if (!(await watch({ name: target.name, seed: Number(values.seed), milliseconds }))) failed++;
  };
  await Promise.all(Array.from({ length: threads }, next));
  console.log(`${chosen.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && chosen.length > 0 ? 0 : 1;
}

/** Whether the target kept its promises. */
function watch(share: Share): Promise<boolean> {
  const worker = new Worker(fileURLToPath(import.meta.url), {
    workerData: share,
    resourceLimits: { maxOldGenerationSizeMb: largestHeapMb },
  });
  let done = 0;
  let at = 'the start';
  let heard = Date.now();
  let right = true;
  const fail = (problem: string): void => {
    right = false;
    console.log(`FAILED ${share.name}: ${problem}`);
  };
  return new Promise((resolve) => {
    const clock = setInterval(() => {
      if (Date.now() - heard < hangMs + sayEveryMs) return;
      fail(`no answer for ${hangMs / 1000} s after ${at}`);
      void worker.terminate();
    }, 1000);
    worker.on('message', (message: Message) => {
      heard = Date.now();
      if ('problem' in message) return fail(`seed ${message.seed}: ${message.problem}\n  ${message.input.slice(0, 2000)}`);
      done = message.done;
      at = `seed ${message.seed}`;
    });
    worker.on('error', (error) => fail(`the thread died after ${at}: ${error.message}`));
    worker.on('exit', () => {
      clearInterval(clock);
      if (done === 0 && right) fail('no input was tried');
      console.log(`${right ? 'ok    ' : 'FAILED'} ${share.name}: ${done} inputs`);
      resolve(right);
    });
  });
}

async function work({ name, seed, milliseconds }: Share, say: (message: Message) => void): Promise<void> {
  const next = await targets.find((target) => target.name === name)?.prepare();
  if (next === undefined) throw new Error(`no target is called ${name}`);
  const end = Date.now() + milliseconds;
  let said = 0;
  for (let done = 0; Date.now() < end; done++) {
    const { input, run } = next(createRandom(seed + done));
    const started = Date.now();
    if (started - said > sayEveryMs) {
      say({ at: name, seed: seed + done, done });
      said = started;
    }
    try {
      await run();
    } catch (error) {
      say({ problem: error instanceof Error ? (error.stack ?? error.message) : String(error), input, seed: seed + done });
      return;
    }
    if (Date.now() >= end) say({ at: name, seed: seed + done, done: done + 1 });
  }
}
