/**
 * Memory for answers and for what is decompressed out of them, used again and again: a new buffer for each would press the garbage collector
 * until it takes as long as all the rest. One pool for the thread; what nobody took for a while is let go of.
 */

/** The pool keeps no more, in bytes. */
const mostKept = 16 * 1024 * 1024;
/** Sizes are powers of two from here on; what is smaller Node makes as well. */
const smallest = 16 * 1024;
/** A buffer that lay unused from one look to the next goes: within twice this time. */
const lookMs = 10_000;

interface Kept {
  readonly buffers: ArrayBuffer[];
  /** Of them were there at all times since the last look. */
  unused: number;
}

const lent = new WeakSet<ArrayBufferLike>();
/** By size in bytes. */
const free = new Map<number, Kept>();
let kept = 0;
let looks: ReturnType<typeof setInterval> | undefined;

/** Holds anything at first. */
export function takeBuffer(length: number): Buffer {
  if (length < smallest) return Buffer.allocUnsafeSlow(length);
  const size = 2 ** Math.ceil(Math.log2(length));
  const buffer = takeKept(size) ?? new ArrayBuffer(size);
  lent.add(buffer);
  return Buffer.from(buffer, 0, length);
}

function takeKept(size: number): ArrayBuffer | undefined {
  const same = free.get(size);
  const found = same?.buffers.pop();
  if (same === undefined || found === undefined) return undefined;
  same.unused = Math.min(same.unused, same.buffers.length);
  kept -= size;
  return found;
}

/** `bytes`: any part of a buffer that was taken, of which nobody reads a byte from now on. Others are left alone. */
export function giveBack({ buffer }: Uint8Array): void {
  if (!(buffer instanceof ArrayBuffer) || !lent.delete(buffer) || kept + buffer.byteLength > mostKept) return;
  kept += buffer.byteLength;
  const same = free.get(buffer.byteLength);
  if (same === undefined) free.set(buffer.byteLength, { buffers: [buffer], unused: 0 });
  else same.buffers.push(buffer);
  looks ??= setInterval(letGo, lookMs).unref();
}

function letGo(): void {
  for (const [size, same] of free) {
    // The newest are the ones that are taken.
    same.buffers.splice(0, same.unused);
    kept -= same.unused * size;
    same.unused = same.buffers.length;
    if (same.unused === 0) free.delete(size);
  }
  if (free.size > 0) return;
  clearInterval(looks);
  looks = undefined;
}
