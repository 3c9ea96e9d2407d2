import { plural } from '../features/words.js';
import type { StoreReport } from '../report.js';
import type { CodeFinding, CodeRule } from './codeRule.js';

const setter = /ROCKSDB_CONFIG_SETTER|rocksdb[.-]config[.-]setter/;
/** 50 MiB of cache, 48 MiB of write buffers and about 2 MiB beside them. */
const worstMiB = 100;
/** Living segments at most. */
const segments = 3;

export const rocksdbUnbounded: CodeRule = {
  id: 'rocksdb-unbounded',
  summary: 'Stores of RocksDB, and no RocksDBConfigSetter: nothing bounds their memory outside of the heap.',
  severity: 'off',
  check(code) {
    if (!code.isWhole() || code.mentions(setter)) return [];
    return code.topologies.flatMap(({ stores, entry }): CodeFinding[] => {
      const databases = stores
        .filter(({ persistence, unconnected, global }) => persistence === 'rocksdb' && !unconnected && !global)
        .reduce(countDatabases, 0);
      if (databases === 0) return [];
      const message =
        `For each partition there may be ${plural(databases, 'database', 'databases')} of RocksDB, up to ${worstMiB * databases} MiB outside of the heap, and no ` +
        'RocksDBConfigSetter bounds them: kslens estimate counts them, kslens config-setter writes one.';
      return [{ severity: 'hint', message, at: entry }];
    });
  },
};

const segmented: ReadonlySet<StoreReport['kind']> = new Set(['window', 'timestampedWindow', 'session', 'joinWindow'] as const);

const countDatabases = (before: number, { kind }: StoreReport): number => before + (segmented.has(kind) ? segments : 1);
