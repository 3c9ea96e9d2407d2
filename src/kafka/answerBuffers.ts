/**
 * Memory for large answers, used again and again: a buffer for each would press the garbage collector until it takes as long as all the rest.
 * One pool for the thread; it keeps at most `mostKept` bytes.
 */

const step = 256 * 1024;
const mostKept = 8 * 1024 * 1024;
/** Below it Node's own memory does as well. */
const smallest = 64 * 1024;

const lent = new WeakSet<ArrayBufferLike>();
const free: ArrayBuffer[] = [];
let kept = 0;

/** Holds anything at first. */
export function takeBuffer(length: number): Buffer {
  if (length < smallest) return Buffer.allocUnsafeSlow(length);
  const index = free.findIndex(({ byteLength }) => byteLength >= length && byteLength <= length * 2 + step);
  const found = index === -1 ? undefined : free.splice(index, 1)[0]!;
  if (found !== undefined) kept -= found.byteLength;
  const buffer = found ?? new ArrayBuffer(Math.ceil(length / step) * step);
  lent.add(buffer);
  return Buffer.from(buffer, 0, length);
}

/** `bytes`: any part of a buffer that was taken, of which nobody reads a byte from now on. Others are left alone. */
export function giveBack({ buffer }: Uint8Array): void {
  if (!(buffer instanceof ArrayBuffer) || !lent.delete(buffer) || kept + buffer.byteLength > mostKept) return;
  kept += buffer.byteLength;
  free.push(buffer);
}
