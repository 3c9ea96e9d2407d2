/** Rules over RocksDB setters, as people write it: a caret under a word is a finding there, and there is none anywhere else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Analyser } from '../../../src/core/analyser.js';
import { createAnalyser } from '../../../src/core/createAnalyser.js';
import { differencesOf, type Project } from '../../support/codeProject.js';
import { readGrammars } from '../../support/sourceEvaluator.js';

let analyser: Analyser;
beforeAll(async () => {
  analyser = await createAnalyser(await readGrammars(), '0');
});
afterAll(() => analyser.dispose());
const differences = (rule: string, files: readonly string[], project: Project = {}): string[] =>
  differencesOf(analyser, rule, files, project);

const setter = (name: string, body: string, fields = '', close = ''): string => `
public class ${name} implements RocksDBConfigSetter {
  ${fields}
  @Override public void setConfig(final String storeName, final Options options, final Map<String, Object> configs) {
${body}
  }
  ${close === '' ? '' : `@Override public void close(final String storeName, final Options options) {\n${close}\n  }`}
}`;

describe('rocksdb-table-config-replaced', () => {
  const files = [
    setter(
      'CustomRocksDBConfig',
      `    BlockBasedTableConfig tableConfig = new org.rocksdb.BlockBasedTableConfig();
    tableConfig.setBlockCacheSize(16 * 1024 * 1024L);
    tableConfig.setCacheIndexAndFilterBlocks(true);
    options.setTableFormatConfig(tableConfig);
    //      ^^^^^^^^^^^^^^^^^^^^ throws a ProcessorStateException
    options.setMaxWriteBufferNumber(2);`,
    ),
    setter(
      'Chained',
      `    options.setTableFormatConfig(new BlockBasedTableConfig().setBlockSize(4096).setFilterPolicy(null));
    //      ^^^^^^^^^^^^^^^^^^^^`,
    ),
    `class Streams { static ${setter(
      'Inner',
      `    final var table = new BlockBasedTableConfig();
    options.setTableFormatConfig(table);
    //      ^^^^^^^^^^^^^^^^^^^^`,
    ).replace('\npublic class', 'class')} }`,
  ];
  test('finds a new one', () => expect(differences('rocksdb-table-config-replaced', files)).toEqual([]));
  test('is quiet where the library’s own is changed, the value is not known, or the version takes it', () => {
    const quiet = [
      setter(
        'Right',
        `    final BlockBasedTableConfig tableConfig = (BlockBasedTableConfig) options.tableFormatConfig();
    tableConfig.setBlockSize(16 * 1024L);
    options.setTableFormatConfig(tableConfig);`,
      ),
      setter('Made', '    options.setTableFormatConfig(table(options));'),
      setter(
        'Sometimes',
        `    BlockBasedTableConfig table = new BlockBasedTableConfig();
    table = (BlockBasedTableConfig) options.tableFormatConfig();
    options.setTableFormatConfig(table);`,
      ),
      'class Other { void open(Options options) { options.setTableFormatConfig(new BlockBasedTableConfig()); } }',
    ];
    expect(differences('rocksdb-table-config-replaced', quiet)).toEqual([]);
    expect(
      differences(
        'rocksdb-table-config-replaced',
        files.map((text) => text.replaceAll(/^.*\^\^.*\n/gm, '')),
        { kafka: '2.6.0' },
      ),
    ).toEqual([]);
  });
});

describe('rocksdb-shared-cache-closed', () => {
  const cache = 'private static final Cache CACHE = new LRUCache(64L << 20);';
  test('finds what is static and closed', () => {
    expect(
      differences('rocksdb-shared-cache-closed', [
        setter('Plain', '', cache, `    CACHE.close();\n    //    ^^^^^ CACHE is static`),
        setter('Checked', '', 'static Cache cache;', `    if (cache != null) {\n      cache.close();\n      //    ^^^^^\n    }`),
        setter(
          'Two',
          '',
          `${cache} private static final WriteBufferManager BUFFERS = new WriteBufferManager(16L << 20, CACHE);`,
          `    Two.BUFFERS.close();\n    //          ^^^^^\n    log.info("closed");`,
        ),
      ]),
    ).toEqual([]);
  });
  test('is quiet where nothing shared is closed, or its users are counted', () => {
    expect(
      differences('rocksdb-shared-cache-closed', [
        setter('Nothing', '', cache, '    // shared'),
        setter('Other', '', 'private static final Tracker TRACKER = new Tracker();', '    TRACKER.close();'),
        setter('Own', '    cache = new LRUCache(1 << 20);', 'private Cache cache;', '    cache.close();'),
        setter(
          'Counted',
          '',
          `${cache} static final AtomicInteger USERS = new AtomicInteger();`,
          '    if (USERS.decrementAndGet() == 0) CACHE.close();',
        ),
        setter(
          'CountedFirst',
          '',
          `${cache} static final AtomicInteger USERS = new AtomicInteger();`,
          '    if (USERS.decrementAndGet() > 0) {\n      return;\n    }\n    CACHE.close();',
        ),
      ]),
    ).toEqual([]);
  });
});

describe('rocksdb-setter-leak and rocksdb-cache-per-store', () => {
  const give = `    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();`;
  test('find what is made for each store and never closed', () => {
    const leaking = [
      setter('Local', `${give}\n    Cache cache = new LRUCache(8 << 20);\n    //                ^^^^^^^^\n    table.setBlockCache(cache);`),
      setter(
        'Inline',
        `${give}\n    table.setBlockCache(new LRUCache(8 << 20));\n    //                      ^^^^^^^^`,
        '',
        '    // nothing',
      ),
      setter(
        'Field',
        `${give}\n    this.cache = new LRUCache(8 << 20);\n    //               ^^^^^^^^\n    table.setBlockCache(cache);`,
        'private Cache cache;',
        '    log.debug("closing {}", storeName);',
      ),
    ];
    expect(differences('rocksdb-setter-leak', leaking)).toEqual([]);
    expect(differences('rocksdb-cache-per-store', leaking)).toEqual([]);
  });
  const closed = [
    setter(
      'Docs',
      `${give}\n    table.setBlockCache(cache);`,
      'private org.rocksdb.Cache cache = new org.rocksdb.LRUCache(16 * 1024L * 1024L);',
      '    cache.close();',
    ),
    setter(
      'ByOptions',
      `${give}\n    table.setBlockCache(new LRUCache(8 << 20));`,
      '',
      '    ((Own) options.tableFormatConfig()).cache().close();',
    ),
    setter(
      'ByThis',
      `${give}\n    this.cache = new LRUCache(8 << 20);\n    table.setBlockCache(this.cache);`,
      'private Cache cache;',
      '    Utils.closeQuietly(this.cache, "cache");',
    ),
    setter('Base', `${give}\n    cache = new LRUCache(8 << 20);`, 'protected Cache cache;').replace(
      'public class',
      'public abstract class',
    ),
    setter('Helper', `${give}\n    cache = new LRUCache(8 << 20);`, 'private Cache cache;', '    closeAll();'),
  ];
  test('a cache that is closed does not leak, and is still one for each store', () => {
    expect(differences('rocksdb-setter-leak', closed)).toEqual([]);
    expect(differences('rocksdb-cache-per-store', closed)).toHaveLength(5);
  });
  test('are quiet where it is shared, or somebody else keeps it', () => {
    const shared = [
      setter('Static', `${give}\n    table.setBlockCache(CACHE);`, 'private static final Cache CACHE = new LRUCache(64L << 20);'),
      setter(
        'Lazy',
        `    if (cache == null) cache = new LRUCache(64L << 20);\n${give}\n    table.setBlockCache(cache);`,
        'private static Cache cache;',
      ),
      setter(
        'Kept',
        `    Cache cache = new LRUCache(8 << 20);\n    Caches.keep(storeName, cache);\n${give}\n    table.setBlockCache(cache);`,
      ),
      'class Other { void open(Options o) { o.setRowCache(new LRUCache(1)); } }',
    ];
    expect(differences('rocksdb-setter-leak', shared)).toEqual([]);
    expect(differences('rocksdb-cache-per-store', shared)).toEqual([]);
  });
});

describe('rocksdb-index-outside-cache', () => {
  const cache = 'private static final Cache CACHE = new LRUCache(64L << 20);';
  const table = '    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();';
  test('finds a shared cache without them', () => {
    expect(
      differences('rocksdb-index-outside-cache', [
        setter('Plain', `${table}\n    table.setBlockCache(CACHE);\n    //    ^^^^^^^^^^^^^`, cache),
        setter(
          'Typed',
          `${table}\n    table.setBlockCache(Typed.CACHE);\n    //    ^^^^^^^^^^^^^\n    options.setTableFormatConfig(table);`,
          cache,
        ),
        setter(
          'Lazy',
          `${table}\n    if (cache == null) cache = new LRUCache(1L << 26);\n    table.setBlockCache(cache);\n    //    ^^^^^^^^^^^^^`,
          'static Cache cache;',
        ),
      ]),
    ).toEqual([]);
  });
  test('is quiet where they are in it, nothing is shared, or the options go elsewhere', () => {
    expect(
      differences('rocksdb-index-outside-cache', [
        setter('Right', `${table}\n    table.setBlockCache(CACHE);\n    table.setCacheIndexAndFilterBlocks(true);`, cache),
        setter('Own', `${table}\n    table.setBlockCache(new LRUCache(1 << 20));`),
        setter('Elsewhere', `${table}\n    table.setBlockCache(CACHE);\n    Defaults.apply(options);`, cache),
        setter(
          'Table',
          `${table}\n    table.setBlockCache(CACHE);\n    Defaults.apply(table);\n    options.setTableFormatConfig(table);`,
          cache,
        ),
      ]),
    ).toEqual([]);
  });
});
