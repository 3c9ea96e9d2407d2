/** Copies keys and values out of what a scan lends into the chunks that a view keeps. */

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

export interface Copier {
  /** `words` are the words of `target`; `at` is a multiple of four. */
  copy(target: Uint8Array, words: Int32Array, at: number, bytes: Uint8Array, from: number, to: number): void;
  /** Lets go of what the last copy came from. */
  release(): void;
}

/** For one who copies many ranges of the same bytes, one after another. */
export function createCopier(): Copier {
  const nothing: Uint8Array = new Uint8Array();
  /** Where the last copy came from: a fetch has many. */
  let lent = nothing;
  let lentWords = new DataView(nothing.buffer);
  const lend = (bytes: Uint8Array): void => {
    lent = bytes;
    lentWords = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };
  return {
    /** Four bytes at a time, wherever they begin: what has a usual length is a good part of what a view costs. */
    copy(target, words, at, bytes, from, to) {
      if (to - from < 16 || to - from > 1024) {
        copyBytes(target, at, bytes, from, to);
        return;
      }
      if (lent !== bytes) lend(bytes);
      const last = to - 4;
      let source = from;
      for (let word = at >> 2; source <= last; source += 4) words[word++] = lentWords.getInt32(source, isLittleEndian);
      for (let rest = at + source - from; source < to; source++) target[rest++] = bytes[source]!;
    },
    release: () => lend(nothing),
  };
}

/** Up to some hundred bytes are copied byte by byte: a view for each would cost more. */
export function copyBytes(to: Uint8Array, at: number, from: Uint8Array, start: number, end: number): void {
  if (end - start > 200) to.set(from.subarray(start, end), at);
  else for (let i = start; i < end; i++) to[at++] = from[i]!;
}
