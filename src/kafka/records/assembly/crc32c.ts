/** CRC-32C, sixteen bytes at a time: each looks up what it does to the sum at its distance from the end of them. */

const polynomial: u32 = 0x82f63b78;
const distances: u32 = 16;
const tableBytes: u32 = 1024;
const tables: usize = memory.data(16384, 16);
export const windowBytes: i32 = 65536;
/** Where the bytes are put that are summed next. */
export const bytes: usize = memory.data(65536, 16);

for (let value: u32 = 0; value < 256; value++) {
  let sum = value;
  for (let bit = 0; bit < 8; bit++) sum = (sum & 1) == 1 ? (sum >>> 1) ^ polynomial : sum >>> 1;
  store<u32>(tables + (<usize>value << 2), sum);
}
for (let at: u32 = tableBytes; at < distances * tableBytes; at += 4) {
  const nearer = load<u32>(tables + at - tableBytes);
  store<u32>(tables + at, (nearer >>> 8) ^ load<u32>(tables + (<usize>(nearer & 255) << 2)));
}

@inline
function byte(distance: usize, value: u32): u32 {
  return load<u32>(tables + distance * tableBytes + (<usize>(value & 255) << 2));
}

@inline
function fourBytes(distance: usize, four: u32): u32 {
  return byte(distance + 3, four) ^ byte(distance + 2, four >>> 8) ^ byte(distance + 1, four >>> 16) ^ byte(distance, four >>> 24);
}

/** Of the first `count` bytes of the window, after others that gave `sum`. */
export function add(sum: u32, count: usize): u32 {
  const end = bytes + count;
  let at = bytes;
  for (; at + 16 <= end; at += 16)
    sum = fourBytes(12, sum ^ load<u32>(at)) ^ fourBytes(8, load<u32>(at, 4)) ^ fourBytes(4, load<u32>(at, 8)) ^ fourBytes(0, load<u32>(at, 12));
  for (; at < end; at++) sum = byte(0, sum ^ load<u8>(at)) ^ (sum >>> 8);
  return sum;
}
