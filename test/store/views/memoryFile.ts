import type { SpillFile } from '../../../src/store/views/memoryBudget.js';

/** A file of a view, in memory. */
export function createFile(): SpillFile & { readonly isClosed: boolean } {
  let bytes = Buffer.alloc(0);
  let isClosed = false;
  return {
    write(at, more) {
      if (at + more.length > bytes.length) bytes = Buffer.concat([bytes, Buffer.alloc(at + more.length - bytes.length)]);
      bytes.set(more, at);
    },
    read: (at, length) => Uint8Array.prototype.slice.call(bytes, at, at + length),
    close: () => void (isClosed = true),
    get isClosed() {
      return isClosed;
    },
  };
}
