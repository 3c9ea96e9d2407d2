/** The editor's side of the analysis worker: starts the thread, posts requests, keeps only the newest analysis alive. */
import type { AnalysisFolder, FolderReport, Question, Questions, WorkerAnswer, WorkerRequest } from './analysisMessages.js';
import { AnalysisThread, type WorkerLimits } from './analysisThread.js';
import { isOutOfMemory } from '../threads/outOfMemory.js';
import { createPulseMemory } from '../threads/pulse.js';
import { type Stillness, watchStillness } from '../threads/stillness.js';

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
  /** Rejects where the thread fails at it, or ends before it answers. A plan ends with the signal, and so do those that were asked for before it. */
  readonly ask: <K extends keyof Questions>(kind: K, ask: Questions[K]['ask'], signal?: AbortSignal) => Promise<Questions[K]['answer']>;
  /** Ends the thread; a call that has not answered becomes stale. */
  dispose(): Promise<void>;
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

interface Asked {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * The thread starts with the first analysis and starts again after a crash, with the same folders and documents:
 * one file that kills the parser must not end the analysis until the window is reloaded. A thread that stands still, or needs too
 * much memory, is ended; what it was at is left out, and the analysis that waits runs again in a new one.
 */
export function createAnalysisWorker(script: string, options: WorkerOptions): AnalysisWorker {
  return new Analyses(script, options);
}

class Analyses implements AnalysisWorker {
  private readonly newest = new Int32Array(new SharedArrayBuffer(4));
  private readonly cancelled = new Int32Array(new SharedArrayBuffer(4));
  private folders: readonly AnalysisFolder[] = [];
  private readonly documents = new Map<string, string>();
  private readonly leftOut = new Map<string, string>();
  private thread: AnalysisThread | undefined;
  private pending: Pending | undefined;
  private readonly asked = new Map<number, Asked>();
  private lastId = 0;
  private disposed = false;
  private readonly limits: WorkerLimits;
  private readonly watch: Stillness;

  constructor(
    private readonly script: string,
    private readonly options: WorkerOptions,
  ) {
    this.limits = options.limits ?? usualLimits;
    this.watch = watchStillness(
      this.limits.stillMs,
      () => this.thread?.isStill() === true,
      () => this.endAndLeaveOut(`it took longer than ${this.limits.stillMs / 1000} s without a pause`),
    );
  }

  setFolders(folders: readonly AnalysisFolder[]): void {
    this.folders = folders;
    this.thread?.post({ kind: 'folders', folders });
  }

  setDocument(path: string, text: string | undefined): void {
    if (text === undefined) this.documents.delete(path);
    else this.documents.set(path, text);
    this.takeIn([path]);
    this.thread?.post({ kind: 'document', path, text });
  }

  changedOnDisk(paths: readonly string[]): void {
    this.takeIn(paths);
    this.thread?.post({ kind: 'changedOnDisk', paths });
  }

  analyse(call: AnalysisCall = {}): Promise<AnalysisOutcome> {
    if (this.disposed || call.signal?.aborted === true) return Promise.resolve({ kind: 'stale' });
    this.settle({ kind: 'stale' });
    const id = ++this.lastId;
    Atomics.store(this.newest, 0, id);
    const cancel = (): void => {
      if (this.pending?.id !== id) return;
      Atomics.store(this.newest, 0, 0);
      this.settle({ kind: 'stale' });
    };
    call.signal?.addEventListener('abort', cancel, { once: true });
    const outcome = new Promise<AnalysisOutcome>((resolve) => {
      const settle = (value: AnalysisOutcome): void => {
        call.signal?.removeEventListener('abort', cancel);
        resolve(value);
      };
      this.pending = { id, call, settle };
    });
    this.post({ kind: 'analyse', id });
    return outcome;
  }

  ask<K extends keyof Questions>(kind: K, ask: Questions[K]['ask'], signal?: AbortSignal): Promise<Questions[K]['answer']> {
    if (this.disposed) return Promise.reject(new Error('The extension was stopped.'));
    const id = ++this.lastId;
    const answer = new Promise<unknown>((resolve, reject) => this.asked.set(id, { resolve, reject }));
    signal?.addEventListener('abort', () => Atomics.store(this.cancelled, 0, Math.max(id, Atomics.load(this.cancelled, 0))), {
      once: true,
    });
    this.post({ kind: 'question', id, question: { kind, ask } as Question });
    // The thread answers a question of this kind with its kind of answer: serveAnalysis.
    return answer as Promise<Questions[K]['answer']>;
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    Atomics.store(this.newest, 0, 0);
    const ending = this.thread;
    this.thread = undefined;
    this.settle({ kind: 'stale' });
    this.rejectAsked('The extension was stopped.');
    await ending?.end();
  }

  /** What is answered: the thread is watched until it is. */
  private post(request: WorkerRequest): void {
    this.thread ??= this.start();
    this.watch.start();
    this.thread.post(request);
  }

  private start(): AnalysisThread {
    const { newest, cancelled, limits } = this;
    const start = { newest, cancelled, pulse: createPulseMemory(), version: this.options.version };
    const thread = new AnalysisThread(this.script, start, limits, {
      onAnswer: (answer) => this.receive(answer),
      onError: (error) => {
        if (isOutOfMemory(error)) this.endAndLeaveOut(`it needed more than ${limits.heapMb} MiB of memory`);
        else this.failAll(error.message);
      },
      onExit: (code) => this.failAll(`The analysis worker ended with code ${code}.`),
    });
    thread.post({ kind: 'folders', folders: this.folders });
    if (this.leftOut.size > 0) thread.post({ kind: 'leftOut', places: this.leftOut });
    for (const [path, text] of this.documents) thread.post({ kind: 'document', path, text });
    return thread;
  }

  private receive(answer: WorkerAnswer): void {
    if (answer.kind === 'answered' || answer.kind === 'unanswered') {
      const asked = this.asked.get(answer.id);
      this.asked.delete(answer.id);
      if (answer.kind === 'answered') asked?.resolve(answer.value);
      else asked?.reject(new Error(answer.message));
      this.rest();
    } else if (answer.id === this.pending?.id) {
      if (answer.kind === 'progress') this.pending.call.onProgress?.(answer.done, answer.total);
      else this.settle(answer);
    }
  }

  private settle(outcome: AnalysisOutcome): void {
    const settled = this.pending;
    this.pending = undefined;
    settled?.settle(outcome);
    this.rest();
  }

  private failAll(message: string): void {
    this.thread = undefined;
    this.settle({ kind: 'failed', message });
    this.rejectAsked(message);
  }

  private rejectAsked(message: string): void {
    for (const asked of this.asked.values()) asked.reject(new Error(message));
    this.asked.clear();
    this.rest();
  }

  /** Where nobody waits, nothing needs to be watched. */
  private rest(): void {
    if (this.pending === undefined && this.asked.size === 0) this.watch.stop();
  }

  /** What changed may be another by now. */
  private takeIn(paths: readonly string[]): void {
    if (paths.filter((path) => this.leftOut.delete(path)).length > 0) this.thread?.post({ kind: 'leftOut', places: this.leftOut });
  }

  /** What the thread was at is not looked at again; the analysis that waits goes on without it. */
  private endAndLeaveOut(what: string): void {
    const place = this.thread?.place ?? '';
    void this.thread?.end();
    this.thread = undefined;
    this.rejectAsked(place === '' ? `This took too long: ${what}.` : `The analysis stopped at ${place}: ${what}.`);
    if (place === '' || this.leftOut.size >= mostLeftOut || this.leftOut.has(place)) {
      const at = place === '' ? '' : ` at ${place}`;
      this.settle({ kind: 'failed', message: `The analysis stopped${at}: ${what}. It runs again when a file changes.` });
      return;
    }
    const reason = `left out until it changes: ${what}`;
    this.leftOut.set(place, reason);
    this.options.onLeftOut?.(place, reason);
    if (this.pending !== undefined) this.post({ kind: 'analyse', id: this.pending.id });
  }
}
