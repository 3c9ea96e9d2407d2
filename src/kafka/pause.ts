/** How long a broker that has just started is given to load groups, and how often it is asked meanwhile. */
export const longestLoading = 10_000;
export const loadingPause = 500;

/** Waits, and no longer than the signal lets it. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end, { once: true });
  });
}
