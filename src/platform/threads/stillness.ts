/** Notices that another thread stands still. */

/** Often enough that ten looks in a row are a judgement, and seldom enough to cost nothing. */
export const looksInARow = 10;

export interface Stillness {
  /** Looks from now on, until `stop`; more than one call is one. */
  start(): void;
  stop(): void;
}

/**
 * `isStill` is asked ten times within `patienceMs`, and says whether nothing came since it was asked before. Where it says so ten times
 * in a row, `onStill` is called once and the watch is over. Looks are counted, not time: after this thread, or the whole machine, stood
 * still itself, the first look says nothing of the other thread.
 */
export function watchStillness(patienceMs: number, isStill: () => boolean, onStill: () => void): Stillness {
  let timer: NodeJS.Timeout | undefined;
  let still = 0;
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    still = 0;
  };
  return {
    start() {
      if (timer !== undefined) return;
      timer = setInterval(() => {
        still = isStill() ? still + 1 : 0;
        if (still < looksInARow) return;
        stop();
        onStill();
      }, patienceMs / looksInARow);
      timer.unref();
    },
    stop,
  };
}
