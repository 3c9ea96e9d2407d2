/** Reads what `git cat-file --batch` prints: `<hash> blob <size>\n<content>\n` for each object, or `<hash> missing\n`. */

export interface BlobReader {
  /** The next piece of git's output. Throws an Error where it is no such output. */
  take(chunk: Buffer): void;
}

/** Longer than any line that git prints before a content. */
const longestHeader = 256;

/** `onBlob` gets each content whole, in order; a missing one ends the reading, so that what follows is not taken for another's. */
export function createBlobReader(onBlob: (bytes: Uint8Array) => void): BlobReader {
  let header = '';
  let content: Buffer | undefined;
  let filled = 0;
  let ended = false;

  const takeHeader = (chunk: Buffer, at: number): number => {
    const found = chunk.indexOf(10, at);
    const end = found < 0 ? chunk.length : found;
    header += chunk.toString('latin1', at, Math.min(end, at + longestHeader + 1));
    if (header.length > longestHeader) throw new Error('git printed something else than contents');
    if (found < 0) return end;
    const size = / blob (\d+)$/.exec(header)?.[1];
    header = '';
    filled = 0;
    if (size === undefined) {
      ended = true;
      return chunk.length;
    }
    content = Buffer.allocUnsafe(Number(size) + 1); // with the line end that follows it
    return end + 1;
  };
  const takeContent = (into: Buffer, chunk: Buffer, at: number): number => {
    const count = chunk.copy(into, filled, at);
    filled += count;
    if (filled === into.length) {
      content = undefined;
      onBlob(into.subarray(0, -1));
    }
    return at + count;
  };

  return {
    take(chunk) {
      if (ended) return;
      for (let at = 0; at < chunk.length;) at = content === undefined ? takeHeader(chunk, at) : takeContent(content, chunk, at);
    },
  };
}
