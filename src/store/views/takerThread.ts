/** A second thread that finds the records of batches and takes them into views, while this one reads the next from the network. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { kernelModule, type Kernel } from './kernel.js';

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

/** As many as assembly/liveRecords.ts has places for; so none is posted before one is taken that lies so far back. */
const places = 32;
export const queueBytes = 16 + places * 4;
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
const { module, memory, queue } = workerData;
const words = new Int32Array(memory.buffer, queue, 4);
const refuse = () => { throw new Error('There was less room than was said.'); };
try {
  new WebAssembly.Instance(module, { env: { memory }, room: { moreEntries: refuse, moreLog: refuse } }).exports.serve(queue);
} catch (error) {
  Atomics.store(words, 2, 2);
  Atomics.notify(words, 1);
}`;

/** What the third word of the queue says. */
const running = 1;
const ended = 2;

/** `queue`: the address of `queueBytes` of zeros in the memory. */
export function createTaker(kernel: Kernel, memory: WebAssembly.Memory, queue: number): Taker {
  const words = new Int32Array(memory.buffer, queue, queueBytes / 4);
  let posted = 0;
  let alone = 0;
  let worker: Worker | undefined;
  let isEnded = false;

  const isAlone = (): boolean => Atomics.load(words, 2) !== running;

  const start = (): void => {
    worker = new Worker(program, {
      eval: true,
      execArgv: [],
      workerData: { module: kernelModule(), memory, queue },
      resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 },
    });
    worker.unref();
    // Where it could not start, or ends with nothing to do, this thread goes on alone: with more to wait for, `wait` says so.
    worker.on('error', () => {});
    worker.on('exit', () => void Atomics.store(words, 2, ended));
  };

  const wait = (number: number): void => {
    let waits = 0;
    for (let taken = Atomics.load(words, 1); isEnded || number - taken > 0; taken = Atomics.load(words, 1)) {
      Atomics.notify(words, 0);
      isEnded ||= Atomics.load(words, 2) === ended || waits === mostWaits;
      if (isEnded) throw new TakerEnded('The thread that reads records into views has ended.');
      waits = Atomics.wait(words, 1, taken, waitMs) === 'timed-out' ? waits + 1 : 0;
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
      wait(posted - places + 1);
      words[4 + (posted % places)] = group;
      Atomics.store(words, 0, ++posted);
      if (posted - Atomics.load(words, 1) >= groupsToWake) Atomics.notify(words, 0);
      return posted;
    },
    wait,
    isTaken: (number) => number - Atomics.load(words, 1) <= 0,
    finish: () => wait(posted),
    close() {
      void worker?.terminate();
    },
  };
}
