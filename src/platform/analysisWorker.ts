/** The editor's side of the analysis worker: starts the thread, posts requests, keeps only the newest analysis alive. */
import { Worker } from 'node:worker_threads';
import { isOutOfMemory } from './outOfMemory.js';
import { createPulseMemory, readPulse } from './pulse.js';
import { looksInARow, watchStillness } from './stillness.js';
import type { AnalysisFolder, FolderReport, Question, Questions, WorkerAnswer, WorkerRequest, WorkerStart } from './analysisMessages.js';

export type AnalysisOutcome =
  | { readonly kind: 'done'; readonly reports: readonly FolderReport[]; readonly milliseconds: number }
  | { readonly kind: 'stale' }
  | { readonly kind: 'failed'; readonly message: string };

export interface AnalysisCall {
  readonly signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

export interface AnalysisWorker {
  setFolders(folders: readonly AnalysisFolder[]): void;
  setDocument(path: string, text: string | undefined): void;
  changedOnDisk(paths: readonly string[]): void;
  /** Makes an earlier call that has not answered yet stale. Never rejects. */
  analyse(call?: AnalysisCall): Promise<AnalysisOutcome>;
  /** Rejects where the thread fails at it, or ends before it answers. */
  readonly ask: <K extends keyof Questions>(kind: K, ask: Questions[K]['ask']) => Promise<Questions[K]['answer']>;
  /** Ends the thread; a call that has not answered becomes stale. */
  dispose(): Promise<void>;
}

export interface WorkerLimits {
  /** A thread that says nothing for this long is ended. */
  readonly stillMs: number;
  /** So long it may take to load its grammars, before it says anything. */
  readonly startMs: number;
  /** Of the thread's JavaScript objects. */
  readonly heapMb: number;
}

const usualLimits: WorkerLimits = { stillMs: 10_000, startMs: 60_000, heapMb: 2048 };

export interface WorkerOptions {
  /** The extension's: it stands in every report. */
  readonly version: string;
  /** A file or folder (absolute) is left out from now on, until it changes. */
  onLeftOut?(place: string, reason: string): void;
  readonly limits?: WorkerLimits;
}

/** So many places may be left out at a time: where one more stands still, the analysis fails, and says so, until a file changes. */
const mostLeftOut = 5;

interface Pending {
  readonly id: number;
  readonly call: AnalysisCall;
  settle(outcome: AnalysisOutcome): void;
}

/**
 * The thread starts with the first analysis and starts again after a crash, with the same folders and documents:
 * one file that kills the parser must not end the analysis until the window is reloaded. A thread that stands still, or needs too
 * much memory, is ended; what it was at is left out, and the analysis that waits runs again in a new one.
 */
export function createAnalysisWorker(script: string, { version, onLeftOut, limits = usualLimits }: WorkerOptions): AnalysisWorker {
  const leftOut = new Map<string, string>();
  const newest = new Int32Array(new SharedArrayBuffer(4));
  const documents = new Map<string, string>();
  let folders: readonly AnalysisFolder[] = [];
  let thread: Worker | undefined;
  let pending: Pending | undefined;
  const asked = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  let lastQuestion = 0;
  let disposed = false;
  let pulse = createPulseMemory();
  let lastBeats = 0;
  let startLooks = 0;

  const settle = (outcome: AnalysisOutcome): void => {
    const settled = pending;
    pending = undefined;
    settled?.settle(outcome);
    rest();
  };
  /** Nobody waits: nothing needs to be watched. */
  const rest = (): void => {
    if (pending === undefined && asked.size === 0) watch.stop();
  };

  const receive = (answer: WorkerAnswer): void => {
    if (answer.kind === 'answered' || answer.kind === 'unanswered') {
      const waiting = asked.get(answer.id);
      asked.delete(answer.id);
      if (answer.kind === 'answered') waiting?.resolve(answer.value);
      else waiting?.reject(new Error(answer.message));
      rest();
      return;
    }
    if (answer.id !== pending?.id) return;
    if (answer.kind === 'progress') pending.call.onProgress?.(answer.done, answer.total);
    else settle(answer);
  };

  const rejectAsked = (message: string): void => {
    for (const waiting of asked.values()) waiting.reject(new Error(message));
    asked.clear();
    rest();
  };

  const start = (): Worker => {
    pulse = createPulseMemory();
    lastBeats = 0;
    startLooks = 0;
    const workerData: WorkerStart = { newest, pulse, version };
    const started = new Worker(script, { workerData, resourceLimits: { maxOldGenerationSizeMb: limits.heapMb } });
    const ended = (message: string): void => {
      if (thread !== started) return;
      thread = undefined;
      settle({ kind: 'failed', message });
      rejectAsked(message);
    };
    started.on('message', receive);
    started.on('error', (error) => {
      if (thread === started && isOutOfMemory(error)) endAndLeaveOut(`it needed more than ${limits.heapMb} MiB of memory`);
      else ended(error.message);
    });
    started.on('exit', (code) => ended(`The analysis worker ended with code ${code}.`));
    const say = (request: WorkerRequest): void => started.postMessage(request);
    say({ kind: 'folders', folders });
    if (leftOut.size > 0) say({ kind: 'leftOut', places: leftOut });
    for (const [path, text] of documents) say({ kind: 'document', path, text });
    return started;
  };

  /** What the thread was at is not looked at again; the analysis that waits goes on without it. */
  const endAndLeaveOut = (what: string): void => {
    const { place } = readPulse(pulse);
    void thread?.terminate();
    thread = undefined;
    rejectAsked(place === '' ? `This took too long: ${what}.` : `The analysis stopped at ${place}: ${what}.`);
    if (place === '' || leftOut.size >= mostLeftOut || leftOut.has(place)) {
      const at = place === '' ? '' : ` at ${place}`;
      settle({ kind: 'failed', message: `The analysis stopped${at}: ${what}. It runs again when a file changes.` });
      return;
    }
    const reason = `left out until it changes: ${what}`;
    leftOut.set(place, reason);
    onLeftOut?.(place, reason);
    if (pending === undefined) return;
    thread = start();
    watch.start();
    post({ kind: 'analyse', id: pending.id });
  };

  const watch = watchStillness(
    limits.stillMs,
    () => {
      const { beats } = readPulse(pulse);
      const still = beats === lastBeats;
      lastBeats = beats;
      if (beats === 0) return ++startLooks * limits.stillMs > limits.startMs * looksInARow;
      return still;
    },
    () => endAndLeaveOut(`it took longer than ${limits.stillMs / 1000} s without a pause`),
  );

  /** What changed may be another by now. */
  const takeIn = (paths: readonly string[]): void => {
    if (paths.filter((path) => leftOut.delete(path)).length > 0) post({ kind: 'leftOut', places: leftOut });
  };

  const post = (request: WorkerRequest): void => thread?.postMessage(request);

  return {
    setFolders(next) {
      folders = next;
      post({ kind: 'folders', folders });
    },
    setDocument(path, text) {
      if (text === undefined) documents.delete(path);
      else documents.set(path, text);
      takeIn([path]);
      post({ kind: 'document', path, text });
    },
    changedOnDisk(paths) {
      takeIn(paths);
      post({ kind: 'changedOnDisk', paths });
    },
    analyse(call = {}) {
      if (disposed || call.signal?.aborted === true) return Promise.resolve({ kind: 'stale' });
      settle({ kind: 'stale' });
      const id = ++lastId;
      Atomics.store(newest, 0, id);
      thread ??= start();
      watch.start();
      const cancel = (): void => {
        if (pending?.id !== id) return;
        Atomics.store(newest, 0, 0);
        settle({ kind: 'stale' });
      };
      call.signal?.addEventListener('abort', cancel, { once: true });
      const outcome = new Promise<AnalysisOutcome>((resolve) => {
        pending = {
          id,
          call,
          settle(value) {
            call.signal?.removeEventListener('abort', cancel);
            resolve(value);
          },
        };
      });
      post({ kind: 'analyse', id });
      return outcome;
    },
    ask<K extends keyof Questions>(kind: K, ask: Questions[K]['ask']) {
      if (disposed) return Promise.reject(new Error('The extension was stopped.'));
      thread ??= start();
      watch.start();
      const id = ++lastQuestion;
      const answer = new Promise<unknown>((resolve, reject) => asked.set(id, { resolve, reject }));
      post({ kind: 'question', id, question: { kind, ask } as Question });
      // The thread answers a question of this kind with its kind of answer: serveAnalysis.
      return answer as Promise<Questions[K]['answer']>;
    },
    async dispose() {
      disposed = true;
      Atomics.store(newest, 0, 0);
      settle({ kind: 'stale' });
      rejectAsked('The extension was stopped.');
      watch.stop();
      const ending = thread;
      thread = undefined;
      await ending?.terminate();
    },
  };
}
