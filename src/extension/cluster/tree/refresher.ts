/** When clusters are asked again: each at its own pace, slower where it fails or takes long, not at all while nobody looks. */

export interface RefreshParts {
  /** false: it did not answer. Never rejects. */
  refresh(cluster: string): Promise<boolean>;
  /** 0: never by itself. */
  intervalMs(): number;
  /** The answer takes the timer back. */
  setTimer(act: () => void, milliseconds: number): () => void;
  now(): number;
}

export interface Refresher {
  /** Those that are asked from now on; a new one, or one that is due, at once. */
  watch(clusters: readonly string[]): void;
  /** Now, whatever went wrong before; a try that is under way counts. */
  refreshNow(cluster: string): Promise<void>;
  dispose(): void;
}

const longest = 5 * 60_000;

/** Doubles with each failure in a row; and a cluster that takes long is asked for at most a fifth of the time. */
export function nextDelay(intervalMs: number, failures: number, tookMs: number): number {
  return Math.min(longest, Math.max(intervalMs * 2 ** Math.min(failures, 20), tookMs * 4));
}

interface Paced {
  failures: number;
  /** When the next try is due; undefined: one is under way, or none was made. */
  due: number | undefined;
  running: Promise<void> | undefined;
  cancel(): void;
}

const noTimer = (): void => undefined;

export function createRefresher({ refresh, intervalMs, setTimer, now }: RefreshParts): Refresher {
  const all = new Map<string, Paced>();
  let watched: readonly string[] = [];

  const paceOf = (cluster: string): Paced => {
    let paced = all.get(cluster);
    if (paced === undefined) all.set(cluster, (paced = { failures: 0, due: undefined, running: undefined, cancel: noTimer }));
    return paced;
  };

  const run = (cluster: string): Promise<void> => {
    const paced = paceOf(cluster);
    if (paced.running !== undefined) return paced.running;
    paced.cancel();
    paced.cancel = noTimer;
    const started = now();
    const ask = async (): Promise<void> => {
      const answered = await refresh(cluster);
      paced.running = undefined;
      paced.failures = answered ? 0 : paced.failures + 1;
      paced.due = started + nextDelay(intervalMs(), paced.failures, now() - started);
      schedule(cluster);
    };
    paced.running = ask();
    return paced.running;
  };

  const schedule = (cluster: string): void => {
    const paced = paceOf(cluster);
    if (!watched.includes(cluster) || intervalMs() <= 0 || paced.running !== undefined) return;
    paced.cancel();
    paced.cancel = setTimer(() => void run(cluster), Math.max(0, (paced.due ?? now()) - now()));
  };

  return {
    watch(clusters) {
      for (const left of watched.filter((one) => !clusters.includes(one))) all.get(left)?.cancel();
      watched = clusters;
      for (const cluster of clusters) schedule(cluster);
    },
    refreshNow(cluster) {
      const paced = paceOf(cluster);
      paced.failures = 0;
      return run(cluster);
    },
    dispose() {
      watched = [];
      for (const { cancel } of all.values()) cancel();
      all.clear();
    },
  };
}
