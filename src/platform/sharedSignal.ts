/** An abort signal that a thread can see without returning to its event loop: analysis is synchronous, so no message can reach it. */

/** Aborted as soon as the shared number is no longer `id`. It fires no event. */
export function createSharedSignal(newest: Int32Array, id: number): AbortSignal {
  const stale = (): boolean => Atomics.load(newest, 0) !== id;
  const { signal } = new AbortController();
  Object.defineProperty(signal, 'aborted', { get: stale });
  Object.defineProperty(signal, 'throwIfAborted', {
    value: () => {
      if (stale()) throw new DOMException('A newer analysis was asked for.', 'AbortError');
    },
  });
  return signal;
}
