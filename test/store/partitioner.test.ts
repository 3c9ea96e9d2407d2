import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { murmur2, partitionOf } from '../../src/store/partitioner.js';
import { innerEnd } from '../../src/store/views/viewRules.js';

interface PartitionVectors {
  readonly vectors: readonly { readonly keyHex: string; readonly murmur2: number; readonly partition: Readonly<Record<string, number>> }[];
  readonly windowed: readonly {
    readonly key: string;
    readonly serializedWindowedKeyBase64: string;
    readonly partitionByWindowedStreamPartitioner: Readonly<Record<string, number>>;
  }[];
}

/** Printed by the classes of Kafka 4.3.0. */
const { vectors, windowed } = JSON.parse(
  readFileSync(new URL('./fixtures/partition-vectors.json', import.meta.url), 'utf8'),
) as PartitionVectors;

describe('partitions', () => {
  it('are those of Java', () => {
    expect(vectors.length).toBeGreaterThan(40);
    for (const { keyHex, murmur2: hash, partition } of vectors) {
      const key = Buffer.from(keyHex, 'hex');
      expect(murmur2(key)).toBe(hash);
      for (const [count, expected] of Object.entries(partition)) expect(partitionOf(key, Number(count))).toBe(expected);
    }
  });

  it('of windows are those of the key proper', () => {
    for (const { serializedWindowedKeyBase64, partitionByWindowedStreamPartitioner } of windowed) {
      const raw = Buffer.from(serializedWindowedKeyBase64, 'base64');
      const key = raw.subarray(0, innerEnd('start', 0, raw.length));
      for (const [count, expected] of Object.entries(partitionByWindowedStreamPartitioner))
        expect(partitionOf(key, Number(count))).toBe(expected);
    }
  });
});
