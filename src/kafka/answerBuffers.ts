/**
 * Memory for answers and for what is decompressed out of them, used again and again: a new buffer for each would press the garbage collector
 * until it takes as long as all the rest. One pool for the thread.
 */

/** The pool keeps no more, in bytes. */
const mostKept = 16 * 1024 * 1024;
/** Sizes are powers of two from here on; what is smaller Node makes as well. */
const smallest = 16 * 1024;

const lent = new WeakSet<ArrayBufferLike>();
const free = new Map<number, ArrayBuffer[]>();
let kept = 0;

/** Holds anything at first. */
export function takeBuffer(length: number): Buffer {
  if (length < smallest) return Buffer.allocUnsafeSlow(length);
  const size = 2 ** Math.ceil(Math.log2(length));
  const found = free.get(size)?.pop();
  if (found !== undefined) kept -= size;
  const buffer = found ?? new ArrayBuffer(size);
  lent.add(buffer);
  return Buffer.from(buffer, 0, length);
}

/** `bytes`: any part of a buffer that was taken, of which nobody reads a byte from now on. Others are left alone. */
export function giveBack({ buffer }: Uint8Array): void {
  if (!(buffer instanceof ArrayBuffer) || !lent.delete(buffer) || kept + buffer.byteLength > mostKept) return;
  kept += buffer.byteLength;
  const others = free.get(buffer.byteLength);
  if (others === undefined) free.set(buffer.byteLength, [buffer]);
  else others.push(buffer);
}
