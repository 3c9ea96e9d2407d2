/** CRC-32C (Castagnoli), which record batches are sealed with: in WebAssembly, as JavaScript takes four times as long. */
import { wasm } from './assembly/crc32c.wasm';

/** See assembly/crc32c.ts. */
interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly bytes: { readonly value: number };
  readonly windowBytes: { readonly value: number };
  add(sum: number, count: number): number;
}

let made: { readonly add: Kernel['add']; readonly window: Uint8Array } | undefined;

function makeKernel(): NonNullable<typeof made> {
  const { memory, bytes, windowBytes, add } = new WebAssembly.Instance(new WebAssembly.Module(wasm), {}).exports as unknown as Kernel;
  return { add, window: new Uint8Array(memory.buffer, bytes.value, windowBytes.value) };
}

/** Of the bytes from `from` up to `to`. */
export function crc32c(bytes: Uint8Array, from: number, to: number): number {
  made ??= makeKernel();
  const { add, window } = made;
  let sum = -1;
  for (let at = from; at < to; at += window.length) {
    const count = Math.min(window.length, to - at);
    window.set(bytes.subarray(at, at + count));
    sum = add(sum, count);
  }
  return ~sum >>> 0;
}
