/** The cluster service in a thread of its own, so that the extension host's never waits for a cluster's answers to be decoded. */
import { Worker } from 'node:worker_threads';
import { fail } from '../../base/result.js';
import { cancelled, type ClusterResult } from '../../kafka/clusterError.js';
import type { ConnectionSettings } from '../../kafka/connectionSettings.js';
import type { Question, ThreadAnswer, ThreadRequest } from './clusterMessages.js';
import type { ClusterService, ClusterSession, FollowedRows, ServiceCall } from './clusterService.js';

interface Waiting {
  readonly call: ServiceCall | undefined;
  readonly onRows: ((rows: FollowedRows) => void) | undefined;
  settle(result: ClusterResult<unknown>): void;
}

const stopped = fail({ kind: 'cancelled', message: 'The extension was stopped.' } as const);

/** The thread starts with the first question, and again after a crash: the next question of each session opens its cluster anew. */
export function createClusterWorker(script: string): ClusterService {
  const waiting = new Map<number, Waiting>();
  const closing = new Map<number, () => void>();
  let opened = new Set<number>();
  let thread: Worker | undefined;
  let lastId = 0;
  let lastSession = 0;
  let disposed = false;

  const settle = (id: number, result: ClusterResult<unknown>): void => {
    const found = waiting.get(id);
    waiting.delete(id);
    found?.settle(result);
  };
  const settleAll = (result: ClusterResult<unknown>): void => {
    for (const id of [...waiting.keys()]) settle(id, result);
    for (const done of closing.values()) done();
    closing.clear();
  };
  const receive = (answer: ThreadAnswer): void => {
    if (answer.kind === 'answer') settle(answer.id, answer.result);
    else if (answer.kind === 'progress') waiting.get(answer.id)?.call?.onProgress?.(answer.progress);
    else if (answer.kind === 'rows') waiting.get(answer.id)?.onRows?.(answer.rows);
    else {
      closing.get(answer.id)?.();
      closing.delete(answer.id);
    }
  };
  const start = (): Worker => {
    const started = new Worker(script);
    const ended = (message: string): void => {
      if (thread !== started) return;
      thread = undefined;
      opened = new Set();
      settleAll(fail({ kind: 'broken', message: `The thread that talks with clusters ended: ${message}`, advice: 'Try again.' }));
    };
    started.on('message', receive);
    started.on('error', (error) => ended(error.message));
    started.on('exit', (code) => ended(`exit code ${code}.`));
    return started;
  };
  const say = (request: ThreadRequest): void => {
    thread ??= start();
    thread.postMessage(request);
  };

  const createSession = (settings: ConnectionSettings): ClusterSession => {
    const session = ++lastSession;
    let closed = false;
    // The thread answers a question with its own kind of answer: serveClusters.
    const ask = <T>(question: Question, call?: ServiceCall, onRows?: (rows: FollowedRows) => void): Promise<ClusterResult<T>> => {
      if (disposed || closed) return Promise.resolve(stopped);
      if (call?.signal?.aborted === true) return Promise.resolve(fail(cancelled));
      if (!opened.has(session)) {
        say({ kind: 'open', session, settings });
        opened.add(session);
      }
      const id = ++lastId;
      return new Promise((resolve) => {
        const cancel = (): void => {
          say({ kind: 'cancel', id });
          settle(id, fail(cancelled));
        };
        waiting.set(id, {
          call,
          onRows,
          settle(result) {
            call?.signal?.removeEventListener('abort', cancel);
            resolve(result as ClusterResult<T>);
          },
        });
        call?.signal?.addEventListener('abort', cancel, { once: true });
        say({ kind: 'ask', session, id, question });
      });
    };
    return {
      describe: (call) => ask({ kind: 'describe', ask: [] }, call),
      overview: (knownIds, call) => ask({ kind: 'overview', ask: knownIds }, call),
      application: (asked, call) => ask({ kind: 'application', ask: asked }, call),
      query: (query, call) => ask({ kind: 'query', ask: query }, call),
      follow: (query, onRows, call) => ask({ kind: 'follow', ask: query }, call, onRows),
      close() {
        closed = true;
        if (thread === undefined || !opened.delete(session)) return Promise.resolve();
        const id = ++lastId;
        return new Promise((resolve) => {
          closing.set(id, resolve);
          say({ kind: 'close', session, id });
        });
      },
    };
  };

  return {
    open: createSession,
    async dispose() {
      disposed = true;
      settleAll(stopped);
      const ending = thread;
      thread = undefined;
      await ending?.terminate();
    },
  };
}
