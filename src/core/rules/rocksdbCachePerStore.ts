import { typeNameOf, type CodeFinding, type CodeRule } from './codeRule.js';
import { findPerStore, findSetters } from './rocksdbSetters.js';

export const rocksdbCachePerStore: CodeRule = {
  id: 'rocksdb-cache-per-store',
  summary: 'A RocksDBConfigSetter makes a cache for each store partition and segment: it bounds none of their sum.',
  severity: 'hint',
  check: (code) =>
    findSetters(code).flatMap((setter): CodeFinding[] =>
      findPerStore(setter).map(({ created }) => ({
        severity: 'hint',
        message:
          `Each store partition gets a ${typeNameOf(created)} of its own, and each segment of a store of windows (up to three) too: together they may take its ` +
          'size as many times. A static one is shared by all stores of the JVM.',
        at: { file: setter.file, span: created.typeSpan },
      })),
    ),
};
