/** The editor's side of the analysis worker: starts the thread, posts requests, keeps only the newest analysis alive. */
import { Worker } from 'node:worker_threads';
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
  ask<K extends keyof Questions>(kind: K, ask: Questions[K]['ask']): Promise<Questions[K]['answer']>;
  /** Ends the thread; a call that has not answered becomes stale. */
  dispose(): Promise<void>;
}

interface Pending {
  readonly id: number;
  readonly call: AnalysisCall;
  settle(outcome: AnalysisOutcome): void;
}

/**
 * The thread starts with the first analysis and starts again after a crash, with the same folders and documents:
 * one file that kills the parser must not end the analysis until the window is reloaded.
 */
export function createAnalysisWorker(script: string, version: string): AnalysisWorker {
  const newest = new Int32Array(new SharedArrayBuffer(4));
  const documents = new Map<string, string>();
  let folders: readonly AnalysisFolder[] = [];
  let thread: Worker | undefined;
  let pending: Pending | undefined;
  const asked = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  let lastQuestion = 0;
  let disposed = false;

  const settle = (outcome: AnalysisOutcome): void => {
    const settled = pending;
    pending = undefined;
    settled?.settle(outcome);
  };

  const receive = (answer: WorkerAnswer): void => {
    if (answer.kind === 'answered' || answer.kind === 'unanswered') {
      const waiting = asked.get(answer.id);
      asked.delete(answer.id);
      if (answer.kind === 'answered') waiting?.resolve(answer.value);
      else waiting?.reject(new Error(answer.message));
      return;
    }
    if (answer.id !== pending?.id) return;
    if (answer.kind === 'progress') pending.call.onProgress?.(answer.done, answer.total);
    else settle(answer);
  };

  const rejectAsked = (message: string): void => {
    for (const waiting of asked.values()) waiting.reject(new Error(message));
    asked.clear();
  };

  const start = (): Worker => {
    const workerData: WorkerStart = { newest, version };
    const started = new Worker(script, { workerData });
    const ended = (message: string): void => {
      if (thread !== started) return;
      thread = undefined;
      settle({ kind: 'failed', message });
      rejectAsked(message);
    };
    started.on('message', receive);
    started.on('error', (error) => ended(error.message));
    started.on('exit', (code) => ended(`The analysis worker ended with code ${code}.`));
    const say = (request: WorkerRequest): void => started.postMessage(request);
    say({ kind: 'folders', folders });
    for (const [path, text] of documents) say({ kind: 'document', path, text });
    return started;
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
      post({ kind: 'document', path, text });
    },
    changedOnDisk(paths) {
      post({ kind: 'changedOnDisk', paths });
    },
    analyse(call = {}) {
      if (disposed || call.signal?.aborted === true) return Promise.resolve({ kind: 'stale' });
      settle({ kind: 'stale' });
      const id = ++lastId;
      Atomics.store(newest, 0, id);
      thread ??= start();
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
      const ending = thread;
      thread = undefined;
      await ending?.terminate();
    },
  };
}
