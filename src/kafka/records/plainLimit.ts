/** How large a batch may become when it is decompressed: a few bytes of a hostile one would else take all memory. */

const mebibyte = 1024 * 1024;
const least = 64 * mebibyte;
const most = 256 * mebibyte;
/** Java's producer takes its ratio for no better than 100. */
const largestRatio = 200;

/** In bytes, for a batch of so many compressed ones. */
export const plainLimit = (compressed: number): number => Math.min(Math.max(least, compressed * largestRatio), most);

/** What is compressed becomes larger than the limit. */
export class PlainTooLarge extends Error {
  constructor(limit: number) {
    super(`larger than ${Math.floor(limit / mebibyte)} MiB`);
  }
}
