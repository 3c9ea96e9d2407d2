/** A changelog that is not compacted, with and without code. */
import { describe, expect, it } from 'vitest';
import { storeKindOf } from '../../src/applications/storeKind.js';
import { findStoreMarks, type StoreFacts } from '../../src/applications/storeMarks.js';
import type { ConfigEntry } from '../../src/kafka/cluster.js';

const bare: StoreFacts = {
  unnamed: false,
  kind: null,
  backedBy: 'changelog',
  policy: 'delete',
  retentionMs: 604_800_000,
  hasOwnRetention: false,
  askedPolicy: null,
  askedRetentionMs: null,
  keptMs: null,
  partitions: 2,
  decidedBy: undefined,
  missing: undefined,
};
const marks = (facts: Partial<StoreFacts>): readonly string[] =>
  findStoreMarks({ ...bare, ...facts }).map(({ rule, severity }) => `${severity} ${rule}`);

describe('a changelog that is not compacted', () => {
  it('is an error without code, too, where its retention is not its own: no window store has one like that', () => {
    expect(marks({})).toEqual(['error not-compacted']);
  });

  it('is a warning where only the code tells whether it is a window store that keeps duplicates', () => {
    expect(marks({ hasOwnRetention: true })).toEqual(['warning not-compacted']);
    expect(marks({ hasOwnRetention: true, askedPolicy: 'compact' })).toEqual(['error not-compacted']);
    expect(marks({ hasOwnRetention: true, kind: 'joinWindow' })).toEqual([]);
  });
});

describe('the kind of a store whose changelog is not compacted', () => {
  const kindOf = (store: string, ownRetention: boolean) => {
    const configs: Record<string, ConfigEntry> = {
      'cleanup.policy': { value: 'delete', isOwn: true },
      'retention.ms': { value: '604800000', isOwn: ownRetention },
    };
    return storeKindOf(store, configs).value;
  };

  it('is told by the names of joins alone', () => {
    expect(kindOf('latest', false)).toBeNull();
    expect(kindOf('latest', true)).toBeNull();
    expect(kindOf('KSTREAM-JOINTHIS-0000000004-store', true)).toBe('joinWindow');
    expect(
      ['s-this-join-store', 's-other-join-store', 's-outer-this-join-store', 's-outer-other-join-store'].map((name) => kindOf(name, true)),
    ).toEqual(Array.from({ length: 4 }, () => 'joinWindow'));
    // Anybody may name a store so.
    expect(kindOf('s-this-join-store', false)).toBeNull();
    expect(kindOf('s-left-shared-join-store', true)).toBeNull();
  });
});
