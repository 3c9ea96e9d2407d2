import { HeapFull, type StoreHeap } from '../../../src/store/views/storeHeap.js';

export interface TakenRange {
  readonly at: number;
  readonly bytes: number;
}

/** All that it can have. */
export function fillHeap(heap: StoreHeap): TakenRange[] {
  const taken: TakenRange[] = [];
  for (let bytes = 2 ** 31; bytes >= 8;) {
    try {
      taken.push({ at: heap.take(bytes), bytes });
    } catch (error) {
      if (!(error instanceof HeapFull)) throw error;
      bytes /= 2;
    }
  }
  return taken;
}
