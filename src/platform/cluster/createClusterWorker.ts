/** The cluster service in a thread of its own, so that the extension host's never waits for a cluster's answers to be decoded. */
import { fail } from '../../base/result.js';
import { cancelled, type ClusterError, type ClusterResult } from '../../kafka/clusterError.js';
import type { ConnectionSettings } from '../../kafka/connectionSettings.js';
import type { ConnectionWatch } from '../../kafka/unnamedBrokers.js';
import { isOutOfMemory } from '../threads/outOfMemory.js';
import { type Stillness, watchStillness } from '../threads/stillness.js';
import { Thread } from '../threads/thread.js';
import type { Question, ThreadAnswer, ThreadRequest } from './clusterMessages.js';
import type { ClusterService, ClusterSession, FollowedRows, ServiceCall } from './clusterService.js';

interface Waiting {
  readonly session: number;
  readonly settings: ConnectionSettings;
  readonly question: Question;
  readonly call: ServiceCall | undefined;
  readonly onRows: ((rows: FollowedRows) => Promise<void> | void) | undefined;
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
  return new Questioner(script, limits);
}

class Questioner implements ClusterService {
  private readonly waiting = new Map<number, Waiting>();
  private readonly closing = new Map<number, () => void>();
  private readonly watches = new Map<number, ConnectionWatch>();
  /** Sessions that the thread has. */
  private readonly opened = new Set<number>();
  private thread: Thread<ThreadRequest, ThreadAnswer> | undefined;
  private lastId = 0;
  private lastSession = 0;
  private disposed = false;
  private isHeard = true;
  private readonly watch: Stillness;

  constructor(
    private readonly script: string,
    private readonly limits: ClusterWorkerLimits,
  ) {
    this.watch = watchStillness(
      limits.stillMs,
      () => this.isStill(),
      () => this.endAndGoOn(`held the thread that talks with clusters up for ${limits.stillMs / 1000} s`),
    );
  }

  open(settings: ConnectionSettings, watch?: ConnectionWatch): ClusterSession {
    const session = ++this.lastSession;
    if (watch !== undefined) this.watches.set(session, watch);
    let closed = false;
    const ask = <T>(question: Question, call?: ServiceCall, onRows?: Waiting['onRows']): Promise<ClusterResult<T>> =>
      closed ? Promise.resolve(stopped) : this.ask(session, settings, question, call, onRows);
    return {
      describe: (call) => ask({ kind: 'describe', ask: [] }, call),
      overview: (knownIds, call) => ask({ kind: 'overview', ask: knownIds }, call),
      application: (asked, call) => ask({ kind: 'application', ask: asked }, call),
      holders: (asked, call) => ask({ kind: 'holders', ask: asked }, call),
      query: (query, call) => ask({ kind: 'query', ask: query }, call),
      search: (asked, onRows, call) => ask({ kind: 'search', ask: asked }, call, ({ rows }) => onRows(rows)),
      live: (asked, onRows, call) => ask({ kind: 'live', ask: asked }, call, ({ rows }) => onRows(rows)),
      follow: (query, onRows, call) => ask({ kind: 'follow', ask: query }, call, onRows),
      planChange: (asked, call) => ask({ kind: 'planChange', ask: asked }, call),
      carryOut: (plan, call) => ask({ kind: 'carryOut', ask: plan }, call),
      close: () => {
        closed = true;
        return this.close(session);
      },
    };
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    const ending = this.thread;
    this.forgetThread();
    this.settleAll(stopped);
    await ending?.end();
  }

  /** The thread answers a question with its own kind of answer: serveClusters. */
  private ask<T>(
    session: number,
    settings: ConnectionSettings,
    question: Question,
    call: ServiceCall | undefined,
    onRows: Waiting['onRows'],
  ): Promise<ClusterResult<T>> {
    if (this.disposed) return Promise.resolve(stopped);
    if (call?.signal?.aborted === true) return Promise.resolve(fail(cancelled));
    const id = ++this.lastId;
    return new Promise((resolve) => {
      const cancel = (): void => {
        this.thread?.post({ kind: 'cancel', id });
        // What is written is told by who writes it, when it has come to an end.
        if (question.kind !== 'carryOut') this.settle(id, fail(cancelled));
      };
      const settle = (result: ClusterResult<unknown>): void => {
        call?.signal?.removeEventListener('abort', cancel);
        resolve(result as ClusterResult<T>);
      };
      const asked: Waiting = { session, settings, question, call, onRows, again: false, settle };
      this.waiting.set(id, asked);
      call?.signal?.addEventListener('abort', cancel, { once: true });
      this.post(id, asked);
    });
  }

  private post(id: number, { session, settings, question }: Waiting): void {
    this.thread ??= this.start();
    if (!this.opened.has(session)) {
      this.thread.post({ kind: 'open', session, settings });
      this.opened.add(session);
    }
    this.thread.post({ kind: 'ask', session, id, question });
    this.watch.start();
  }

  private close(session: number): Promise<void> {
    this.watches.delete(session);
    if (!this.opened.delete(session)) return Promise.resolve();
    const id = ++this.lastId;
    return new Promise((resolve) => {
      this.closing.set(id, resolve);
      this.thread?.post({ kind: 'close', session, id });
    });
  }

  private start(): Thread<ThreadRequest, ThreadAnswer> {
    const { heapMb } = this.limits;
    const ended = (message: string): void => {
      this.forgetThread();
      this.settleAll(fail({ kind: 'broken', message: `The thread that talks with clusters ended: ${message}`, advice: 'Try again.' }));
    };
    return new Thread(
      this.script,
      { resourceLimits: { maxOldGenerationSizeMb: heapMb } },
      {
        onAnswer: (answer) => this.receive(answer),
        onError: (error) => {
          if (isOutOfMemory(error)) this.endAndGoOn(`needed more than ${heapMb} MiB of memory`);
          else ended(error.message);
        },
        onExit: (code) => ended(`exit code ${code}.`),
      },
    );
  }

  private receive(answer: ThreadAnswer): void {
    this.isHeard = true;
    if (answer.kind === 'pong') return;
    if (answer.kind === 'answer') this.settle(answer.id, answer.result);
    else if (answer.kind === 'progress') this.waiting.get(answer.id)?.call?.onProgress?.(answer.progress);
    else if (answer.kind === 'step') this.waiting.get(answer.id)?.call?.onStep?.(answer.line);
    else if (answer.kind === 'waiting') this.waiting.get(answer.id)?.call?.onWait?.(answer.message);
    else if (answer.kind === 'rows') void this.take(answer.id, answer.rows);
    else if (answer.kind === 'unnamedBrokers') this.watches.get(answer.id)?.onUnnamedBrokers?.(answer.addresses);
    else {
      this.closing.get(answer.id)?.();
      this.closing.delete(answer.id);
    }
  }

  private async take(id: number, rows: FollowedRows): Promise<void> {
    const asked = this.waiting.get(id);
    try {
      await asked?.onRows?.(rows);
    } finally {
      if (asked !== undefined && isAcknowledged(asked.question)) this.thread?.post({ kind: 'taken', id });
    }
  }

  /** Nothing was heard of it since it was looked at before; it is asked for a word. */
  private isStill(): boolean {
    const still = !this.isHeard;
    this.isHeard = false;
    this.thread?.post({ kind: 'ping' });
    return still;
  }

  private endAndGoOn(what: string): void {
    void this.thread?.end();
    this.forgetThread();
    const readers = [...this.waiting.values()].filter(({ question }) => readsRecords(question));
    for (const [id, asked] of [...this.waiting]) {
      if (asked.again || readers.length === 0 || readers.includes(asked)) this.settle(id, fail(heldUp(asked.question, what)));
      else {
        const next: Waiting = { ...asked, again: true };
        this.waiting.set(id, next);
        this.post(id, next);
      }
    }
  }

  /** Its sessions are closed with it. */
  private forgetThread(): void {
    this.thread = undefined;
    this.opened.clear();
    for (const done of this.closing.values()) done();
    this.closing.clear();
  }

  private settle(id: number, result: ClusterResult<unknown>): void {
    const found = this.waiting.get(id);
    this.waiting.delete(id);
    if (this.waiting.size === 0) this.watch.stop();
    found?.settle(result);
  }

  private settleAll(result: ClusterResult<unknown>): void {
    for (const id of [...this.waiting.keys()]) this.settle(id, result);
  }
}

/** What the other side waits with for a word that its rows were taken. */
const isAcknowledged = ({ kind }: Question): boolean => kind === 'search' || kind === 'live';

/** What records of a topic are read or decoded for: others only ask brokers. What writes is never made again by itself. */
function readsRecords({ kind }: Question): boolean {
  return ['query', 'search', 'follow', 'live', 'planChange', 'carryOut'].includes(kind);
}

function topicOf(question: Question): string | undefined {
  if (question.kind === 'search') return question.ask.query.target.topic;
  if (question.kind === 'live') return question.ask.target?.topic;
  return question.kind === 'query' || question.kind === 'follow' ? question.ask.target.topic : undefined;
}

function heldUp(question: Question, what: string): ClusterError {
  const topic = topicOf(question);
  const subject = topic === undefined ? 'This question' : `Reading ${topic}`;
  return {
    kind: 'broken',
    message: `${subject} ${what}, and was ended.`,
    advice: 'Ask for less of it, choose other serdes, or report what is in it.',
  };
}
