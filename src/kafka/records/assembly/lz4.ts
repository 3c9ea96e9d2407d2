/** Blocks of LZ4, one at a time: compressed bytes are put at `input`, the plain ones begin at `output`, behind what blocks before it became. */

/** A distance has 16 bits. */
export const historyBytes: i32 = 65536;
/** Copies may read and write so much further than they must. */
const padding: usize = 64;
/** Where memory of ours begins: what the caller says how much of it there must be. */
export const input: usize = (__heap_base + 15) & ~15;
let output: usize = 0;
let outputEnd: usize = 0;

/** Makes room for compressed and plain blocks of up to so many bytes; where the plain ones begin, or 0: the system gives no memory. */
export function reserve(blockBytes: usize): usize {
  output = input + blockBytes + padding + <usize>historyBytes;
  outputEnd = output + blockBytes;
  const pages = <i32>((outputEnd + padding + 0xffff) >> 16) - memory.size();
  return pages > 0 && memory.grow(pages) < 0 ? 0 : output;
}

/** Keeps the last of so many plain bytes for the next block, which may repeat them, beside as many as were kept. What is kept now. */
export function keep(length: i32, kept: i32): i32 {
  const all = length + kept;
  const next = all < historyBytes ? all : historyBytes;
  memory.copy(output - next, output + length - next, next);
  return next;
}

/** How many bytes the block of `length` compressed ones becomes, beside `kept` of the former; -1: it is broken, or becomes more than there is room for. */
export function decompress(length: i32, kept: i32): i32 {
  const end = input + <usize>length;
  const first = output - <usize>kept;
  let at = input;
  let to = output;
  while (at < end) {
    const token: u32 = load<u8>(at++);
    let literals = <usize>(token >> 4);
    if (literals == 15) {
      let more: u32 = 255;
      while (more == 255) {
        if (at >= end) return -1;
        more = load<u8>(at++);
        literals += more;
      }
    }
    if (literals > end - at || literals > outputEnd - to) return -1;
    copyOn(to, at, literals);
    at += literals;
    to += literals;
    if (at == end) break; // the last sequence has literals only
    if (end - at < 2) return -1;
    const distance = <usize>load<u16>(at);
    at += 2;
    let match = <usize>(token & 15) + 4;
    if (match == 19) {
      let more: u32 = 255;
      while (more == 255) {
        if (at >= end) return -1;
        more = load<u8>(at++);
        match += more;
      }
    }
    if (distance == 0 || distance > to - first || match > outputEnd - to) return -1;
    if (distance >= 16) copyOn(to, to - distance, match);
    else repeat(to, to - distance, match);
    to += match;
  }
  return <i32>(to - output);
}

/** Sixteen at a time, up to 15 further. */
@inline
function copyOn(to: usize, from: usize, length: usize): void {
  for (let i: usize = 0; i < length; i += 16) v128.store(to + i, v128.load(from + i));
}

/** What is read may have just been written. */
@inline
function repeat(to: usize, from: usize, length: usize): void {
  for (let i: usize = 0; i < length; i++) store<u8>(to + i, load<u8>(from + i));
}
