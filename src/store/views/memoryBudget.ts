/** Bytes that all views of a session may hold in memory together. */
export interface MemoryBudget {
  readonly limit: number;
  readonly used: number;
  take(bytes: number): void;
  give(bytes: number): void;
}

export function createMemoryBudget(limit: number): MemoryBudget {
  let used = 0;
  return {
    limit,
    get used() {
      return used;
    },
    take: (bytes) => void (used += bytes),
    give: (bytes) => void (used -= bytes),
  };
}

/** A file of ours for what does not fit into memory. Throws what the disk says: full, or gone. */
export interface SpillFile {
  write(at: number, bytes: Uint8Array): void;
  read(at: number, length: number): Uint8Array;
  /** Deletes it. */
  close(): void;
}
