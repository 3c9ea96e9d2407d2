/** The cluster service in a thread of its own, so that the extension host's never waits for a cluster's answers to be decoded. */
import { Worker } from 'node:worker_threads';
import { fail } from '../../base/result.js';
import { cancelled, type ClusterError, type ClusterResult } from '../../kafka/clusterError.js';
import type { ConnectionSettings } from '../../kafka/connectionSettings.js';
import type { ConnectionWatch } from '../../kafka/unnamedBrokers.js';
import { isOutOfMemory } from '../outOfMemory.js';
import { watchStillness } from '../stillness.js';
import type { Question, ThreadAnswer, ThreadRequest } from './clusterMessages.js';
import type { ClusterService, ClusterSession, FollowedRows, ServiceCall } from './clusterService.js';

interface Waiting {
  readonly session: number;
  readonly settings: ConnectionSettings;
  readonly question: Question;
  readonly call: ServiceCall | undefined;
  readonly onRows: ((rows: FollowedRows) => void) | undefined;
  /** The thread that it was posted to before had to be ended. */
  readonly again: boolean;
  settle(result: ClusterResult<unknown>): void;
}

export interface ClusterWorkerLimits {
  /** A thread that does not return to its event loop for this long is ended. */
  readonly stillMs: number;
  /** Of the thread's JavaScript objects; what views hold has a budget of its own. */
  readonly heapMb: number;
}

const usualLimits: ClusterWorkerLimits = { stillMs: 10_000, heapMb: 2048 };

const stopped = fail({ kind: 'cancelled', message: 'The extension was stopped.' } as const);

/**
 * The thread starts with the first question, and again after a crash: the next question of each session opens its cluster anew. One that
 * is held up, or needs too much memory, is ended: what read records then is to blame and fails; other questions are asked once more.
 */
export function createClusterWorker(script: string, limits: ClusterWorkerLimits = usualLimits): ClusterService {
  const waiting = new Map<number, Waiting>();
  const closing = new Map<number, () => void>();
  const watches = new Map<number, ConnectionWatch>();
  let opened = new Set<number>();
  let thread: Worker | undefined;
  let lastId = 0;
  let lastSession = 0;
  let disposed = false;

  const settle = (id: number, result: ClusterResult<unknown>): void => {
    const found = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) watch.stop();
    found?.settle(result);
  };
  const settleAll = (result: ClusterResult<unknown>): void => {
    for (const id of [...waiting.keys()]) settle(id, result);
    for (const done of closing.values()) done();
    closing.clear();
  };
  const receive = (answer: ThreadAnswer): void => {
    isHeard = true;
    if (answer.kind === 'pong') return;
    if (answer.kind === 'answer') settle(answer.id, answer.result);
    else if (answer.kind === 'progress') waiting.get(answer.id)?.call?.onProgress?.(answer.progress);
    else if (answer.kind === 'rows') waiting.get(answer.id)?.onRows?.(answer.rows);
    else if (answer.kind === 'unnamedBrokers') watches.get(answer.id)?.onUnnamedBrokers?.(answer.addresses);
    else {
      closing.get(answer.id)?.();
      closing.delete(answer.id);
    }
  };
  const start = (): Worker => {
    const started = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: limits.heapMb } });
    const ended = (message: string): void => {
      if (thread !== started) return;
      thread = undefined;
      opened = new Set();
      settleAll(fail({ kind: 'broken', message: `The thread that talks with clusters ended: ${message}`, advice: 'Try again.' }));
    };
    started.on('message', receive);
    started.on('error', (error) => {
      if (thread === started && isOutOfMemory(error)) endAndGoOn(`needed more than ${limits.heapMb} MiB of memory`);
      else ended(error.message);
    });
    started.on('exit', (code) => ended(`exit code ${code}.`));
    return started;
  };
  const say = (request: ThreadRequest): void => {
    thread ??= start();
    thread.postMessage(request);
  };
  const post = (id: number, { session, settings, question }: Waiting): void => {
    if (!opened.has(session)) {
      say({ kind: 'open', session, settings });
      opened.add(session);
    }
    say({ kind: 'ask', session, id, question });
    watch.start();
  };

  const endAndGoOn = (what: string): void => {
    void thread?.terminate();
    thread = undefined;
    opened = new Set();
    for (const done of closing.values()) done();
    closing.clear();
    const readers = [...waiting.values()].filter(({ question }) => readsRecords(question));
    for (const [id, asked] of [...waiting]) {
      if (asked.again || readers.length === 0 || readers.includes(asked)) settle(id, fail(heldUp(asked.question, what)));
      else {
        const next: Waiting = { ...asked, again: true };
        waiting.set(id, next);
        post(id, next);
      }
    }
  };

  let isHeard = true;
  const watch = watchStillness(
    limits.stillMs,
    () => {
      const still = !isHeard;
      isHeard = false;
      thread?.postMessage({ kind: 'ping' } satisfies ThreadRequest);
      return still;
    },
    () => endAndGoOn(`held the thread that talks with clusters up for ${limits.stillMs / 1000} s`),
  );

  const createSession = (settings: ConnectionSettings, connectionWatch?: ConnectionWatch): ClusterSession => {
    const session = ++lastSession;
    if (connectionWatch !== undefined) watches.set(session, connectionWatch);
    let closed = false;
    // The thread answers a question with its own kind of answer: serveClusters.
    const ask = <T>(question: Question, call?: ServiceCall, onRows?: (rows: FollowedRows) => void): Promise<ClusterResult<T>> => {
      if (disposed || closed) return Promise.resolve(stopped);
      if (call?.signal?.aborted === true) return Promise.resolve(fail(cancelled));
      const id = ++lastId;
      return new Promise((resolve) => {
        const cancel = (): void => {
          say({ kind: 'cancel', id });
          settle(id, fail(cancelled));
        };
        const asked: Waiting = {
          session,
          settings,
          question,
          call,
          onRows,
          again: false,
          settle(result) {
            call?.signal?.removeEventListener('abort', cancel);
            resolve(result as ClusterResult<T>);
          },
        };
        waiting.set(id, asked);
        call?.signal?.addEventListener('abort', cancel, { once: true });
        post(id, asked);
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
        watches.delete(session);
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
      watch.stop();
      const ending = thread;
      thread = undefined;
      await ending?.terminate();
    },
  };
}

/** What records of a topic are decoded for: others only ask brokers. */
function readsRecords({ kind }: Question): boolean {
  return kind === 'query' || kind === 'follow';
}

function heldUp(question: Question, what: string): ClusterError {
  const subject = question.kind === 'query' || question.kind === 'follow' ? `Reading ${question.ask.target.topic}` : 'This question';
  return {
    kind: 'broken',
    message: `${subject} ${what}, and was ended.`,
    advice: 'Ask for less of it, choose other serdes, or report what is in it.',
  };
}
