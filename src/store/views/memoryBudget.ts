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

/** The file of a view could not be opened, written or read. */
export class SpillFailure extends Error {}

/** A file of ours for what does not fit into memory. Throws what the disk says: full, or gone. */
export interface SpillFile {
  write(at: number, bytes: Uint8Array): void;
  read(at: number, length: number): Uint8Array;
  /** Deletes it. */
  close(): void;
}

/** A file that fails with a SpillFailure only. */
export function openSpillFile(open: () => SpillFile): SpillFile {
  const guard = <T>(use: () => T): T => {
    try {
      return use();
    } catch (error) {
      throw new SpillFailure(error instanceof Error ? error.message : String(error), { cause: error });
    }
  };
  const file = guard(open);
  return {
    write: (at, bytes) => guard(() => file.write(at, bytes)),
    read: (at, length) => guard(() => file.read(at, length)),
    close: () => file.close(),
  };
}
