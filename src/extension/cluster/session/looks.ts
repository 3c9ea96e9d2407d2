/** What was last seen of something that is asked again and again, with the failure of the newest try beside it. Knows no editor and no cluster. */
import type { ClusterError, ClusterResult } from '../../../kafka/clusterError.js';

export interface Look<T> {
  /** The newest answer; undefined: there was none yet. */
  readonly value: T | undefined;
  /** Why the newest try failed; `value` is of an earlier one. */
  readonly error: ClusterError | undefined;
  readonly busy: boolean;
  /** When `value` came, in milliseconds since 1970. */
  readonly at: number | undefined;
}

export interface Looks<T> {
  get(key: string): Look<T>;
  /** Keys that were asked for and not forgotten. */
  readonly keys: readonly string[];
  /** Joins a try that is under way. Resolves to what is known then; undefined: it was forgotten meanwhile, and nobody wants the answer. */
  ask(key: string, read: (signal: AbortSignal) => Promise<ClusterResult<T>>): Promise<Look<T> | undefined>;
  /** Cancels what is under way; an answer that comes all the same is dropped. */
  forget(key: string): void;
}

interface Kept<T> {
  look: Look<T>;
  running: Promise<Look<T> | undefined> | undefined;
  readonly abort: AbortController;
}

const nothing = { value: undefined, error: undefined, busy: false, at: undefined };

export function createLooks<T>(now: () => number, changed: (key: string) => void): Looks<T> {
  const all = new Map<string, Kept<T>>();

  const run = async (
    key: string,
    kept: Kept<T>,
    read: (signal: AbortSignal) => Promise<ClusterResult<T>>,
  ): Promise<Look<T> | undefined> => {
    const result = await read(kept.abort.signal);
    kept.running = undefined;
    if (all.get(key) !== kept) return undefined;
    kept.look = result.ok
      ? { value: result.value, error: undefined, busy: false, at: now() }
      : { ...kept.look, error: result.error, busy: false };
    changed(key);
    return kept.look;
  };

  return {
    get: (key) => all.get(key)?.look ?? nothing,
    get keys() {
      return [...all.keys()];
    },
    ask(key, read) {
      let kept = all.get(key);
      if (kept === undefined) all.set(key, (kept = { look: nothing, running: undefined, abort: new AbortController() }));
      if (kept.running !== undefined) return kept.running;
      kept.look = { ...kept.look, busy: true };
      kept.running = run(key, kept, read);
      return kept.running;
    },
    forget(key) {
      all.get(key)?.abort.abort();
      if (all.delete(key)) changed(key);
    },
  };
}
