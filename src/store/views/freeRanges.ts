/** Which ranges of a memory are free. */
export interface FreeRanges {
  /** Where so many bytes are, from now on taken; undefined: nowhere in one piece. */
  take(bytes: number): number | undefined;
  give(at: number, bytes: number): void;
  /** Bytes that are free before this end, in one piece. */
  freeBefore(end: number): number;
}

interface Range {
  at: number;
  bytes: number;
}

/** A view has some dozens of large ranges: a list does. */
export function createFreeRanges(): FreeRanges {
  /** By address; neighbours are one. */
  const free: Range[] = [];
  return {
    take(bytes) {
      // The smallest that does: large ones stay whole.
      let best: Range | undefined;
      for (const range of free) if (range.bytes >= bytes && (best === undefined || range.bytes < best.bytes)) best = range;
      if (best === undefined) return undefined;
      const { at } = best;
      best.at += bytes;
      best.bytes -= bytes;
      if (best.bytes === 0) free.splice(free.indexOf(best), 1);
      return at;
    },
    give(at, bytes) {
      if (bytes === 0) return;
      let next = free.findIndex((range) => range.at > at);
      if (next === -1) next = free.length;
      const [before, behind] = [free[next - 1], free[next]];
      const joins = behind !== undefined && at + bytes === behind.at;
      if (before !== undefined && before.at + before.bytes === at) {
        before.bytes += bytes;
        if (!joins) return;
        before.bytes += behind.bytes;
        free.splice(next, 1);
      } else if (joins) {
        behind.at = at;
        behind.bytes += bytes;
      } else free.splice(next, 0, { at, bytes });
    },
    freeBefore(end) {
      const range = free.find(({ at, bytes }) => at + bytes === end);
      return range?.bytes ?? 0;
    },
  };
}
