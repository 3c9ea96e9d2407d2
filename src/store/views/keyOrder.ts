/** The order of rows: key bytes, then window start (then sequence, or session end). */
import { innerEnd, type ViewRules } from './viewRules.js';

export interface KeyRange {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** Unsigned, as Kafka's own byte order; a prefix comes first. */
export function compareBytes(a: Uint8Array, aFrom: number, aTo: number, b: Uint8Array, bFrom: number, bTo: number): number {
  const common = Math.min(aTo - aFrom, bTo - bFrom);
  for (let i = 0; i < common; i++) {
    const difference = a[aFrom + i]! - b[bFrom + i]!;
    if (difference !== 0) return difference;
  }
  return aTo - aFrom - (bTo - bFrom);
}

/** Of two raw keys of a changelog. */
export function compareKeys(
  suffix: ViewRules['suffix'],
  a: Uint8Array,
  aFrom: number,
  aTo: number,
  b: Uint8Array,
  bFrom: number,
  bTo: number,
): number {
  if (suffix === 'none') return compareBytes(a, aFrom, aTo, b, bFrom, bTo);
  const aEnd = innerEnd(suffix, aFrom, aTo);
  const bEnd = innerEnd(suffix, bFrom, bTo);
  const byKey = compareBytes(a, aFrom, aEnd, b, bFrom, bEnd);
  if (byKey !== 0) return byKey;
  if (suffix === 'endStart' && aTo - aEnd === 16 && bTo - bEnd === 16) {
    const byStart = compareBytes(a, aEnd + 8, aTo, b, bEnd + 8, bTo);
    return byStart === 0 ? compareBytes(a, aEnd, aEnd + 8, b, bEnd, bEnd + 8) : byStart;
  }
  return compareBytes(a, aEnd, aTo, b, bEnd, bTo);
}

export interface KeySource {
  chunkOf(entry: number): Uint8Array;
  fromOf(entry: number): number;
  toOf(entry: number): number;
}

const compareEntries =
  (keys: KeySource, suffix: ViewRules['suffix']) =>
  (a: number, b: number): number =>
    compareKeys(suffix, keys.chunkOf(a), keys.fromOf(a), keys.toOf(a), keys.chunkOf(b), keys.fromOf(b), keys.toOf(b));

/** Sorts in place: by four bytes at a time behind what all keys of a run have in common (radix), small runs by comparison. */
export function sortEntries(entries: Uint32Array, keys: KeySource, suffix: ViewRules['suffix']): void {
  const compare = compareEntries(keys, suffix);
  const endOf = (entry: number): number => innerEnd(suffix, keys.fromOf(entry), keys.toOf(entry));
  const ranks = new Uint32Array(entries.length);
  const otherRanks = new Uint32Array(entries.length);
  const otherEntries = new Uint32Array(entries.length);
  const counts = new Uint32Array(256);

  const sortRun = (from: number, to: number, known: number): void => {
    if (to - from <= 24) {
      entries.subarray(from, to).sort(compare);
      return;
    }
    const common = commonPrefix(from, to, known);
    let least = 0xffffffff;
    let most = 0;
    for (let i = from; i < to; i++) {
      const entry = entries[i]!;
      const chunk = keys.chunkOf(entry);
      const end = endOf(entry);
      let rank = 0;
      for (let at = keys.fromOf(entry) + common, j = 0; j < 4; j++, at++) rank = (rank << 8) | (at < end ? chunk[at]! : 0);
      rank >>>= 0;
      ranks[i] = rank;
      if (rank < least) least = rank;
      if (rank > most) most = rank;
    }
    if (least === most) {
      // Only the ends differ: zero bytes, or windows of one key.
      entries.subarray(from, to).sort(compare);
      return;
    }
    for (let shift = 0; shift < 32; shift += 8) radixPass(from, to, shift);
    for (let start = from; start < to;) {
      let end = start + 1;
      while (end < to && ranks[end] === ranks[start]) end++;
      if (end - start > 1) sortRun(start, end, common);
      start = end;
    }
  };

  const commonPrefix = (from: number, to: number, known: number): number => {
    const first = entries[from]!;
    const chunk = keys.chunkOf(first);
    const start = keys.fromOf(first);
    let common = endOf(first) - start;
    for (let i = from + 1; i < to && common > known; i++) {
      const other = keys.chunkOf(entries[i]!);
      const otherStart = keys.fromOf(entries[i]!);
      common = Math.min(common, endOf(entries[i]!) - otherStart);
      let same = known;
      while (same < common && chunk[start + same] === other[otherStart + same]) same++;
      common = same;
    }
    return Math.max(common, known);
  };

  const radixPass = (from: number, to: number, shift: number): void => {
    counts.fill(0);
    for (let i = from; i < to; i++) counts[(ranks[i]! >>> shift) & 255]!++;
    let sum = from;
    for (let byte = 0; byte < 256; byte++) {
      const count = counts[byte]!;
      counts[byte] = sum;
      sum += count;
    }
    for (let i = from; i < to; i++) {
      const target = counts[(ranks[i]! >>> shift) & 255]!++;
      otherRanks[target] = ranks[i]!;
      otherEntries[target] = entries[i]!;
    }
    ranks.set(otherRanks.subarray(from, to), from);
    entries.set(otherEntries.subarray(from, to), from);
  };

  sortRun(0, entries.length, 0);
}

/** Entries in the order in which they came; 0: there is none more. */
interface EntryWalk {
  first(): number;
  after(entry: number): number;
  /** The first from the entry on whose key proper is not behind that of `bound`. */
  notBehind(entry: number, bound: number): number;
}

/** The first `count` entries in order, of those that pass; undefined: they come so unsorted that to sort all is cheaper. */
export function findFirst(
  count: number,
  entries: KeySource & EntryWalk,
  suffix: ViewRules['suffix'],
  passes: (entry: number) => boolean,
): Uint32Array | undefined {
  const compare = compareEntries(entries, suffix);
  const first = new Uint32Array(count + 1);
  let found = 0;
  let moves = 0;
  for (let entry = entries.first(); entry !== 0; entry = entries.after(entry)) {
    if (found === count) {
      const last = first[count - 1]!;
      entry = entries.notBehind(entry, last);
      if (entry === 0) break;
      if (compare(entry, last) >= 0) continue;
    }
    if (!passes(entry)) continue;
    if (++moves > count * 20 + 1000) return undefined;
    let low = 0;
    let high = found;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(entry, first[middle]!) < 0) high = middle;
      else low = middle + 1;
    }
    first.copyWithin(low + 1, low, found);
    first[low] = entry;
    found = Math.min(found + 1, count);
  }
  return first.subarray(0, found);
}

/**
 * Index of the first of the sorted entries, from `low` on, that is not below the key.
 * `whole` false: the key is without a suffix, before all of its windows.
 */
export function lowerBound(
  entries: Uint32Array,
  keys: KeySource,
  suffix: ViewRules['suffix'],
  { bytes, from, to }: KeyRange,
  whole: boolean,
  low = 0,
): number {
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle]!;
    const chunk = keys.chunkOf(entry);
    const start = keys.fromOf(entry);
    const end = keys.toOf(entry);
    const order = whole
      ? compareKeys(suffix, chunk, start, end, bytes, from, to)
      : compareBytes(chunk, start, innerEnd(suffix, start, end), bytes, from, to);
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
