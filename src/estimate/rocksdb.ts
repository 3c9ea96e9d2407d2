/** What a RocksDB database of Kafka Streams needs outside the heap, by default (RocksDBStore; the constants are the same from 2.8.2 to 4.4.0). */
import type { StoreKind } from '../core/topology/result.js';

const MiB = 1024 * 1024;

/** LRUCache of its own, one for each database. */
const blockCacheBytes = 50 * MiB;
export const writeBufferBytes = 16 * MiB;
const mostWriteBuffers = 3;
/** What arenas were seen to take on top of full write buffers. */
const arenaBytes = 2 * MiB;
/** Indexes and filters lie outside the cache: 0.7 to 1 % of the data was measured. */
const readersShare = 0.01;

/** RocksDB's library, once for a process. */
export const libraryBytes = 25 * MiB;
/** What the allocator (glibc) keeps beside what is asked of it. */
export const allocatorFactor = 1.1;

/** What flushes and compactions take beside a budget, which makes many of them: 28 to 42 MiB were measured with budgets of 48 and 64 MiB. */
export const flushBytes = 30 * MiB;

/** Below two minutes a segment is a minute long, and fewer of them live (AbstractSegments). */
const shortRetentionMs = 120_000;

/** Databases for a partition of a store on disk: windows have one for each living segment, whatever the retention. */
export function databasesOf(kind: StoreKind, retentionMs: number | null): number {
  switch (kind) {
    case 'window':
    case 'timestampedWindow':
    case 'session':
    case 'joinWindow':
      return retentionMs !== null && retentionMs < shortRetentionMs ? 2 : 3;
    case 'suppressBuffer':
      return 0;
    default:
      return 1;
  }
}

/** All buffers full, and all of the cache. `dataBytes`: of this database; null: not known, and as much as fills both. */
export function worstBytes(dataBytes: number | null): number {
  return blockCacheBytes + mostWriteBuffers * writeBufferBytes + arenaBytes + (dataBytes ?? 0) * readersShare;
}

/**
 * A busy database: a write buffer as far as there is data for it, the rest of the data in the cache as far as it fits. Beside measured memory of 1, 10
 * and 40 stores this was 8 to 12 % off, with `allocatorFactor` and `libraryBytes`.
 */
export function likelyBytes(dataBytes: number | null): number {
  const data = dataBytes ?? writeBufferBytes + blockCacheBytes;
  return Math.min(data, writeBufferBytes) + Math.min(blockCacheBytes, Math.max(0, data - writeBufferBytes)) + data * readersShare;
}
