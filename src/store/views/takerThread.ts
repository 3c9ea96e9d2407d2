/** A second thread that finds the records of batches and takes them into views, while this one reads the next from the network. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { kernelModule, type Kernel } from './kernel.js';
import { queueBytes, queueGroupsAt, queuePlaces, queueStageAt, queueTakenAt } from './layout.js';

/** Records were lost on their way into a view: all that is posted or waited for from now on throws it. */
export class TakerEnded extends Error {}

export interface Taker {
  /** Has a group processed, now or soon, after all that were posted before. The number of it, for `wait`. */
  post(group: number): number;
  /** Until so many were processed: at once, where this thread does it itself. */
  wait(number: number): void;
  isTaken(number: number): boolean;
  /** Until all were. */
  finish(): void;
  /** Whether `post` processes by itself, so that nothing is ever waited for. */
  readonly isAlone: boolean;
  readonly isEnded: boolean;
  close(): void;
}

/** A thread is worth its start, some tens of milliseconds, after so many. */
const groupsBefore = 64;
/** To wake a thread costs as much as some tens of records: not for each group. */
const groupsToWake = 4;
/** It may end between a look at it and the wait. */
const waitMs = 1_000;
/** Without any progress: a machine may be very busy. */
const mostWaits = 60;

/** All that runs in the thread: no module of ours but the kernel. */
const program = `
const { workerData } = require('node:worker_threads');
const { module, memory, queue, stage, taken, ended } = workerData;
const words = new Int32Array(memory.buffer, queue);
const refuse = () => { throw new Error('There was less room than was said.'); };
try {
  new WebAssembly.Instance(module, { env: { memory }, room: { moreEntries: refuse, moreLog: refuse } }).exports.serve(queue);
} catch (error) {
  Atomics.store(words, stage, ended);
  Atomics.notify(words, taken);
}`;

/** Words of the queue; posted is the first. */
const takenWord = queueTakenAt / 4;
const stageWord = queueStageAt / 4;
const firstGroup = queueGroupsAt / 4;
/** What the stage says. */
const running = 1;
const ended = 2;

/** `queue`: the address of `queueBytes` of zeros in the memory. */
export function createTaker(kernel: Kernel, memory: WebAssembly.Memory, queue: number): Taker {
  const words = new Int32Array(memory.buffer, queue, queueBytes / 4);
  let posted = 0;
  let alone = 0;
  let worker: Worker | undefined;
  let isEnded = false;

  const isAlone = (): boolean => Atomics.load(words, stageWord) !== running;

  const start = (): void => {
    worker = new Worker(program, {
      eval: true,
      execArgv: [],
      workerData: { module: kernelModule(), memory, queue, stage: stageWord, taken: takenWord, ended },
      resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 },
    });
    worker.unref();
    // Where it could not start, or ends with nothing to do, this thread goes on alone: with more to wait for, `wait` says so.
    worker.on('error', () => {});
    worker.on('exit', () => void Atomics.store(words, stageWord, ended));
  };

  const wait = (number: number): void => {
    let waits = 0;
    for (let taken = Atomics.load(words, takenWord); isEnded || number - taken > 0; taken = Atomics.load(words, takenWord)) {
      Atomics.notify(words, 0);
      isEnded ||= Atomics.load(words, stageWord) === ended || waits === mostWaits;
      if (isEnded) throw new TakerEnded('The thread that reads records into views has ended.');
      waits = Atomics.wait(words, takenWord, taken, waitMs) === 'timed-out' ? waits + 1 : 0;
    }
  };

  return {
    get isAlone() {
      return isAlone();
    },
    get isEnded() {
      return isEnded;
    },
    post(group) {
      if (isAlone()) {
        wait(posted);
        kernel.process(group);
        if (worker === undefined && ++alone >= groupsBefore && availableParallelism() > 1) start();
        return posted;
      }
      wait(posted - queuePlaces + 1);
      words[firstGroup + (posted % queuePlaces)] = group;
      Atomics.store(words, 0, ++posted);
      if (posted - Atomics.load(words, takenWord) >= groupsToWake) Atomics.notify(words, 0);
      return posted;
    },
    wait,
    isTaken: (number) => number - Atomics.load(words, takenWord) <= 0,
    finish: () => wait(posted),
    close() {
      void worker?.terminate();
    },
  };
}
