/** What several want to read at once is read once for all of them, and cancelled when none of them wants it any more. No vscode in here. */
import { fail } from '../../../base/result.js';
import { cancelled, type ClusterResult } from '../../../kafka/clusterError.js';

/** Joins what is being read of the name; whose signal is aborted waits no longer. */
export type SharedReads<T> = (
  name: string,
  read: (signal: AbortSignal) => Promise<ClusterResult<T>>,
  signal: AbortSignal,
) => Promise<ClusterResult<T>>;

interface Read<T> {
  readonly result: Promise<ClusterResult<T>>;
  readonly abort: AbortController;
  waiting: number;
}

export function createSharedReads<T>(): SharedReads<T> {
  const reads = new Map<string, Read<T>>();
  const start = (name: string, read: (signal: AbortSignal) => Promise<ClusterResult<T>>): Read<T> => {
    const abort = new AbortController();
    const started = { result: read(abort.signal), abort, waiting: 0 };
    reads.set(name, started);
    return started;
  };
  return async (name, read, signal) => {
    if (signal.aborted) return fail(cancelled);
    const joined = reads.get(name) ?? start(name, read);
    joined.waiting++;
    try {
      return await untilAborted(joined.result, signal);
    } finally {
      joined.waiting--;
      if (joined.waiting === 0) {
        reads.delete(name);
        joined.abort.abort();
      }
    }
  };
}

function untilAborted<T>(result: Promise<ClusterResult<T>>, signal: AbortSignal): Promise<ClusterResult<T>> {
  return new Promise((resolve, reject) => {
    const leave = (): void => resolve(fail(cancelled));
    signal.addEventListener('abort', leave, { once: true });
    void result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
