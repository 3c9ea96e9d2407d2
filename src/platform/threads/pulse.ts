/**
 * What a busy thread tells the one that waits for it: that it goes on, and what it is at. In shared memory, as a thread that never
 * returns to its event loop receives no message.
 */

export interface Pulse {
  /** It goes on. */
  beat(): void;
  /** It goes on, and is at this file or folder from now on. */
  at(place: string): void;
}

export interface PulseReading {
  /** Differs from the last reading where the thread went on since. */
  readonly beats: number;
  /** What it said last; empty before it said anything. */
  readonly place: string;
}

const header = 8;
const longestPlace = 4096;

export function createPulseMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(header + longestPlace);
}

/** The busy thread's side. A place longer than 4 KiB is cut. */
export function createPulse(memory: SharedArrayBuffer): Pulse {
  const numbers = new Int32Array(memory, 0, 2);
  const text = new Uint8Array(memory, header);
  const encoder = new TextEncoder();
  return {
    beat() {
      Atomics.add(numbers, 0, 1);
    },
    at(place) {
      const bytes = encoder.encode(place).subarray(0, longestPlace);
      text.set(bytes);
      Atomics.store(numbers, 1, bytes.length);
      Atomics.add(numbers, 0, 1);
    },
  };
}

/** For threads that nobody waits for. */
export const noPulse: Pulse = { beat: () => undefined, at: () => undefined };

/** The waiting thread's side. The place is right where the other thread stands still. */
export function readPulse(memory: SharedArrayBuffer): PulseReading {
  const numbers = new Int32Array(memory, 0, 2);
  const bytes = new Uint8Array(memory, header, Atomics.load(numbers, 1)).slice();
  return { beats: Atomics.load(numbers, 0), place: new TextDecoder().decode(bytes) };
}
