/** Which partition Kafka's Java producer gives a key: murmur2 (org.apache.kafka.common.utils.Utils). */
import type { StoreKind } from '../core/topology/result.js';

const m = 0x5bd1e995;

/** Of the bytes from `from` to before `to`. */
export function murmur2(bytes: Uint8Array, from = 0, to = bytes.length): number {
  const length = to - from;
  let hash = 0x9747b28c ^ length;
  const words = length >> 2;
  for (let i = 0; i < words; i++) {
    const at = from + i * 4;
    let word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    word = Math.imul(word, m);
    word ^= word >>> 24;
    hash = Math.imul(hash, m) ^ Math.imul(word, m);
  }
  const rest = from + words * 4;
  const left = to - rest;
  if (left > 2) hash ^= bytes[rest + 2]! << 16;
  if (left > 1) hash ^= bytes[rest + 1]! << 8;
  if (left > 0) hash = Math.imul(hash ^ bytes[rest]!, m);
  hash = Math.imul(hash ^ (hash >>> 13), m);
  return hash ^ (hash >>> 15);
}

export function partitionOf(key: Uint8Array, partitions: number): number {
  return (murmur2(key) & 0x7fffffff) % partitions;
}

/**
 * What of a store's key decides where it is: the key by which its records were partitioned. Of a foreign key's subscriptions that is the foreign
 * key (CombinedKeySchema: its length, it, the primary key), of an outer join's waiting records the joined key (behind a time and a side).
 * Windows stand behind the keys that are given here, or not at all.
 */
export function partitionedBytes(kind: StoreKind, key: Uint8Array): Uint8Array {
  if (kind === 'outerJoin') return key.subarray(Math.min(9, key.length));
  if (kind !== 'foreignKeySubscription' || key.length < 4) return key;
  const length = new DataView(key.buffer, key.byteOffset, key.byteLength).getUint32(0);
  return key.subarray(4, Math.min(4 + length, key.length));
}
