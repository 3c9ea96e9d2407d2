/**
 * Work that has so many milliseconds, and ends early where the signal of whoever asked says so. `isLate`: it was the time. Not by
 * AbortSignal.timeout: one that only AbortSignal.any knows is gone in Node 20 once garbage was collected, and never fires.
 */
export async function withinTime<T>(
  milliseconds: number,
  asked: AbortSignal | undefined,
  work: (signal: AbortSignal, isLate: () => boolean) => Promise<T>,
): Promise<T> {
  const end = new AbortController();
  let isLate = false;
  const clock = setTimeout(() => {
    isLate = true;
    end.abort();
  }, milliseconds);
  const cancel = (): void => end.abort(asked?.reason);
  asked?.addEventListener('abort', cancel, { once: true });
  if (asked?.aborted === true) cancel();
  try {
    return await work(end.signal, () => isLate);
  } finally {
    clearTimeout(clock);
    asked?.removeEventListener('abort', cancel);
  }
}
