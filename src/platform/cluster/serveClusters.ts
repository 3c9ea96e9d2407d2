/** The cluster thread's side: requests to a service, answers back. */
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { QueryRow } from '../../store/query.js';
import type { Question, ThreadAnswer, ThreadRequest } from './clusterMessages.js';
import type { ClusterService, ClusterSession, ServiceCall } from './clusterService.js';

export interface ThreadPort {
  on(event: 'message', listener: (request: ThreadRequest) => void): unknown;
  postMessage(answer: ThreadAnswer): void;
}

interface Running {
  readonly session: ClusterSession;
  readonly control: AbortController;
  /** Messages with rows of a search that the other side did not say to have taken. */
  unacknowledged: number;
  taken: (() => void) | undefined;
}

/** More are not under way, so that an export of millions does not heap up between the threads. */
const mostUnacknowledged = 4;

export function serveClusters(port: ThreadPort, service: ClusterService): void {
  const sessions = new Map<number, ClusterSession>();
  const running = new Map<number, Running>();

  const answer = async (id: number, session: ClusterSession, question: Question): Promise<void> => {
    const control = new AbortController();
    const mine: Running = { session, control, unacknowledged: 0, taken: undefined };
    running.set(id, mine);
    control.signal.addEventListener('abort', () => mine.taken?.());
    const call = {
      signal: control.signal,
      onProgress: (progress) => port.postMessage({ kind: 'progress', id, progress }),
      onStep: (line) => port.postMessage({ kind: 'step', id, line }),
      onWait: (message) => port.postMessage({ kind: 'waiting', id, message }),
    } satisfies ServiceCall;
    try {
      const onRows = (rows: Parameters<Parameters<ClusterSession['follow']>[1]>[0]): void => port.postMessage({ kind: 'rows', id, rows });
      const onFound = async (rows: readonly QueryRow[]): Promise<void> => {
        port.postMessage({ kind: 'rows', id, rows: { rows } });
        mine.unacknowledged++;
        while (mine.unacknowledged >= mostUnacknowledged && !control.signal.aborted)
          await new Promise<void>((resolve) => (mine.taken = resolve));
      };
      port.postMessage({ kind: 'answer', id, result: await ask(session, question, call, { onRows, onFound }) });
    } catch (error) {
      // A programming error of ours: said, and the thread goes on.
      const message = `The cluster thread failed: ${error instanceof Error ? error.message : String(error)}.`;
      port.postMessage({ kind: 'answer', id, result: { ok: false, error: { kind: 'broken', message } } });
    } finally {
      running.delete(id);
    }
  };

  const close = async (id: number, session: ClusterSession | undefined): Promise<void> => {
    for (const one of running.values()) if (one.session === session) one.control.abort();
    try {
      await session?.close();
    } finally {
      port.postMessage({ kind: 'closed', id });
    }
  };

  port.on('message', (request) => {
    if (request.kind === 'open') {
      const { session: id, settings } = request;
      const onUnnamedBrokers = (addresses: readonly string[]): void => port.postMessage({ kind: 'unnamedBrokers', id, addresses });
      sessions.set(id, service.open(settings, { onUnnamedBrokers }));
    } else if (request.kind === 'ping') port.postMessage({ kind: 'pong' });
    else if (request.kind === 'cancel') running.get(request.id)?.control.abort();
    else if (request.kind === 'taken') {
      const one = running.get(request.id);
      if (one === undefined) return;
      one.unacknowledged--;
      one.taken?.();
    } else if (request.kind === 'close') {
      const session = sessions.get(request.session);
      sessions.delete(request.session);
      void close(request.id, session);
    } else {
      const session = sessions.get(request.session);
      if (session !== undefined) void answer(request.id, session, request.question);
    }
  });
}

function ask(
  session: ClusterSession,
  question: Question,
  call: ServiceCall,
  {
    onRows,
    onFound,
  }: { readonly onRows: Parameters<ClusterSession['follow']>[1]; readonly onFound: Parameters<ClusterSession['search']>[1] },
): Promise<ClusterResult<unknown>> {
  switch (question.kind) {
    case 'describe':
      return session.describe(call);
    case 'overview':
      return session.overview(question.ask, call);
    case 'application':
      return session.application(question.ask, call);
    case 'holders':
      return session.holders(question.ask, call);
    case 'query':
      return session.query(question.ask, call);
    case 'search':
      return session.search(question.ask, onFound, call);
    case 'live':
      return session.live(question.ask, onFound, call);
    case 'follow':
      return session.follow(question.ask, onRows, call);
    case 'planChange':
      return session.planChange(question.ask, call);
    case 'carryOut':
      return session.carryOut(question.ask, call);
  }
}
