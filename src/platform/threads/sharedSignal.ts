/** An abort signal that a thread can see without returning to its event loop: analysis is synchronous, so no message can reach it. */
import { noPulse, type Pulse } from './pulse.js';

/** Aborted as soon as the shared number is no longer `id`. It fires no event, and each look at it is a beat of the pulse. */
export function createSharedSignal(newest: Int32Array, id: number, pulse: Pulse): AbortSignal {
  return createLookedAtSignal(() => Atomics.load(newest, 0) !== id, pulse);
}

/** Aborted as soon as the shared number is `id` or a later one. Each look at it is a beat of the pulse. */
export function createCancelSignal(cancelled: Int32Array, id: number, pulse: Pulse): AbortSignal {
  return createLookedAtSignal(() => Atomics.load(cancelled, 0) >= id, pulse);
}

/** Never aborted; each look at it is a beat of the pulse. */
export function createBeatingSignal(pulse: Pulse): AbortSignal {
  return createLookedAtSignal(() => false, pulse);
}

/** Aborted when so many milliseconds have gone by on the clock, from now on. */
export function createDeadline(milliseconds: number, now: () => number): AbortSignal {
  const end = now() + milliseconds;
  return createLookedAtSignal(() => now() > end, noPulse);
}

function createLookedAtSignal(isAborted: () => boolean, pulse: Pulse): AbortSignal {
  const stale = (): boolean => {
    pulse.beat();
    return isAborted();
  };
  const { signal } = new AbortController();
  Object.defineProperty(signal, 'aborted', { get: stale });
  Object.defineProperty(signal, 'throwIfAborted', {
    value: () => {
      if (stale()) throw new DOMException('It was cancelled, or a newer one was asked for.', 'AbortError');
    },
  });
  return signal;
}
