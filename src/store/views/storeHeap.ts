/**
 * The memory of this thread's views. One for all: a system gives a process few memories of WebAssembly, and asks more time for a new page than
 * its bytes take to be read. So what a view no longer needs is the next one's, and all is let go of a while after the last view.
 */
import { randomBytes } from 'node:crypto';
import { createFreeRanges } from './freeRanges.js';
import { createKernel, type Kernel, type Room } from './kernel.js';
import { queueBytes } from './layout.js';
import { createTaker, type Taker } from './takerThread.js';

/** The views do not fit into what one memory may have, or the system gives. */
export class HeapFull extends Error {}

export interface StoreHeap {
  readonly kernel: Kernel;
  readonly taker: Taker;
  /** All of the memory. Others after each `take`: not to be kept. */
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly doubles: Float64Array<SharedArrayBuffer>;
  /** Four words that nobody can know: what keys are hashed with. */
  readonly seed: Int32Array;
  /** Copies bytes of others to this address. */
  copyIn(from: Uint8Array, at: number): void;
  /** Memory for so many bytes, rounded up to eights, which holds anything. Throws HeapFull. */
  take(bytes: number): number;
  give(at: number, bytes: number): void;
  /** What the loops ask for room while `use` runs. */
  lend<T>(room: Room, use: () => T): T;
  /** Once for each that was opened, after what it took was given. */
  close(): void;
}

const pageBytes = 65_536;
/** The system is not asked for each chunk. */
const leastGrowth = 64;
/** One less than there can be: an address behind the last byte is a number of 32 bits, too. */
const mostPages = 65_535;
const keptForMs = 30_000;

const rounded = (bytes: number): number => Math.ceil(bytes / 8) * 8;

interface Kept {
  readonly heap: StoreHeap;
  users: number;
  letGo: ReturnType<typeof setTimeout> | undefined;
}

let kept: Kept | undefined;

/** Of this thread. Throws HeapFull. */
export function openStoreHeap(): StoreHeap {
  // Others that have it end as it ends; they close it, too.
  if (kept?.heap.taker.isEnded === true) kept = undefined;
  kept ??= createKept();
  clearTimeout(kept.letGo);
  kept.users++;
  return kept.heap;
}

/** A memory of WebAssembly takes some GiB of addresses, of which a system may have no more. */
function openMemory(): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: 1, maximum: mostPages, shared: true });
  } catch (error) {
    throw new HeapFull('no memory for views', { cause: error });
  }
}

/** The third word is that of a factor, which loses nothing where it is odd. */
function createSeed(): Int32Array {
  const seed = new Int32Array(4);
  randomBytes(seed.byteLength).copy(new Uint8Array(seed.buffer));
  seed[2]! |= 1;
  return seed;
}

function createKept(): Kept {
  let asked: Room | undefined;
  const memory = openMemory();
  const kernel = createKernel(memory, { moreEntries: (bytes) => asked!.moreEntries(bytes), moreLog: (bytes) => asked!.moreLog(bytes) });
  const free = createFreeRanges();
  let { buffer } = memory;
  let [bytes, words, doubles] = [new Uint8Array(buffer), new Int32Array(buffer), new Float64Array(buffer)];
  let target = Buffer.from(buffer);
  const queue = rounded(kernel.heapBase.value);
  const first = rounded(queue + queueBytes);
  const taker = createTaker(kernel, memory, queue);
  free.give(first, buffer.byteLength - first);

  const grow = (wanted: number): void => {
    const had = buffer.byteLength;
    const missing = Math.ceil((wanted - free.freeBefore(had)) / pageBytes);
    const possible = mostPages - had / pageBytes;
    const full = (cause?: unknown): HeapFull => new HeapFull(`no memory for ${wanted} bytes more than ${had}`, { cause });
    if (missing > possible) throw full();
    try {
      memory.grow(Math.max(missing, Math.min(leastGrowth, possible)));
    } catch (error) {
      throw full(error);
    }
    buffer = memory.buffer;
    [bytes, words, doubles] = [new Uint8Array(buffer), new Int32Array(buffer), new Float64Array(buffer)];
    target = Buffer.from(buffer);
    free.give(had, buffer.byteLength - had);
  };

  const heap: StoreHeap = {
    kernel,
    taker,
    seed: createSeed(),
    get bytes() {
      return bytes;
    },
    get words() {
      return words;
    },
    get doubles() {
      return doubles;
    },
    // A typed array copies into shared memory byte by byte; this is one memcpy of Node's.
    copyIn: (from, at) => void (from.length > 0 && target.fill(from, at, at + from.length)),
    take(wanted) {
      const size = rounded(wanted);
      const found = free.take(size);
      if (found !== undefined) return found;
      grow(size);
      return free.take(size)!;
    },
    give: (at, given) => free.give(at, rounded(given)),
    lend(room, use) {
      const before = asked;
      asked = room;
      try {
        return use();
      } finally {
        asked = before;
      }
    },
    close() {
      if (--self.users > 0) return;
      self.letGo = setTimeout(() => {
        taker.close();
        if (kept === self) kept = undefined;
      }, keptForMs);
      self.letGo.unref();
    },
  };
  const self: Kept = { heap, users: 0, letGo: undefined };
  return self;
}
