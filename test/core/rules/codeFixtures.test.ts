/** Rules over code beside topologies, as people write it: a caret under a word is a finding there, and there is none anywhere else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Analyser } from '../../../src/core/analyser.js';
import { createAnalyser } from '../../../src/core/createAnalyser.js';
import { differencesOf, type Project } from '../../support/codeProject.js';
import { ruleTable } from '../../../src/core/rules/rules.js';
import { readGrammars, unknownSettings } from '../../support/sourceEvaluator.js';

let analyser: Analyser;
beforeAll(async () => {
  analyser = await createAnalyser(await readGrammars(), '0');
});
afterAll(() => analyser.dispose());
const differences = (rule: string, files: readonly string[], project: Project = {}): string[] =>
  differencesOf(analyser, rule, files, project);

const topology = (body: string): string => `
class Shop {
  static Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
${body}
    return builder.build();
  }
}`;
const counts = `    builder.stream("orders").groupByKey().count(Materialized.as("counts"));`;
const reader = (body: string, fields = ''): string => `
class Reader {
  private final KafkaStreams streams;
  ${fields}
  Reader(KafkaStreams streams) { this.streams = streams; }
  void read(String id) {
${body}
  }
}`;

describe('store-query-unknown', () => {
  test('finds a name that no topology has', () => {
    expect(
      differences('store-query-unknown', [
        topology(counts),
        reader(`    streams.store(StoreQueryParameters.fromNameAndType("count", QueryableStoreTypes.keyValueStore()));
    //                                                 ^^^^^^^ is counts meant?`),
        reader(
          `    streams.store(StoreQueryParameters.fromNameAndType(STORE, QueryableStoreTypes.keyValueStore()));
    //                                                 ^^^^^ has a store totals.`,
          'private static final String STORE = "totals";',
        ).replaceAll('Reader', 'Totals'),
        'class Runner { void run(Properties props) { Topology topology = Shop.build(); new KafkaStreams(topology, props).start(); } }',
        reader(`    service.getQueryableStore("Conuts", QueryableStoreTypes.<String, Long>keyValueStore());
    //                        ^^^^^^^^ is counts meant?`).replaceAll('Reader', 'Spring'),
      ]),
    ).toEqual([]);
  });
  test('is quiet where the name is there, or one of them is not known', () => {
    const query = reader('    streams.store(StoreQueryParameters.fromNameAndType("count", QueryableStoreTypes.keyValueStore()));');
    const unknown = topology(`    builder.stream("orders").groupByKey().count(Materialized.as(System.getenv("STORE")));`);
    expect(differences('store-query-unknown', [topology(counts), query.replace('"count"', '"counts"')])).toEqual([]);
    expect(differences('store-query-unknown', [topology(counts), query.replace('"count"', 'id')])).toEqual([]);
    expect(differences('store-query-unknown', [unknown, query])).toEqual([]);
    expect(differences('store-query-unknown', [query])).toEqual([]);
    const wired = 'class Beans { @Bean Function<KStream<String, String>, KStream<String, Long>> words() { return in -> in; } }';
    expect(differences('store-query-unknown', [topology(counts), query, wired])).toEqual([]);
    const provided = 'class Runner { void run(Provider provider, Properties props) { new KafkaStreams(provider.get(), props).start(); } }';
    expect(differences('store-query-unknown', [topology(counts), query, provided])).toEqual([]);
    expect(differences('store-query-unknown', [topology(counts), query], { unread: ['class Shop { StreamsBuilder b; }'] })).toEqual([]);
  });
});

describe('store-query-type', () => {
  const all = topology(`${counts}
    builder.stream("orders").groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(5))).count(Materialized.as("by-time"));
    builder.stream("orders").groupByKey().windowedBy(SessionWindows.ofInactivityGapWithNoGrace(Duration.ofMinutes(5))).count(Materialized.as("visits"));`);
  const query = (store: string, type: string, rest = ''): string =>
    `    streams.store(StoreQueryParameters.fromNameAndType("${store}", QueryableStoreTypes.${type}()));${rest}`;
  test('finds a store of another type', () => {
    expect(
      differences('store-query-type', [
        all,
        reader(`${query('by-time', 'keyValueStore')}
    //                                                 ^^^^^^^^^ its type is windowStore()
${query('counts', 'windowStore')}
    //                                                 ^^^^^^^^ not what windowStore() gives
${query('by-time', 'sessionStore')}
    //                                                 ^^^^^^^^^`),
      ]),
    ).toEqual([]);
  });
  test('is quiet where it fits, or the kind is not known', () => {
    expect(
      differences('store-query-type', [
        all,
        reader(
          [
            ['counts', 'keyValueStore'],
            ['counts', 'timestampedKeyValueStore'],
            ['by-time', 'windowStore'],
            ['by-time', 'timestampedWindowStore'],
            ['visits', 'sessionStore'],
            ['visits', 'ownType'],
            ['nowhere', 'sessionStore'],
          ]
            .map(([store, type]) => query(store!, type!))
            .join('\n'),
        ),
      ]),
    ).toEqual([]);
    const custom = topology(`    builder.stream("orders").groupByKey().count(Materialized.as(new OwnSupplier("counts")));`);
    expect(differences('store-query-type', [custom, reader(query('counts', 'windowStore'))])).toEqual([]);
  });
});

describe('store-query-positional', () => {
  test('finds generated names', () => {
    expect(
      differences('store-query-positional', [
        reader(`    streams.store("KSTREAM-AGGREGATE-STATE-STORE-0000000003", QueryableStoreTypes.keyValueStore());
    //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ its number changes
    streams.store(StoreQueryParameters.fromNameAndType("orders-STATE-STORE-0000000000", QueryableStoreTypes.keyValueStore()));
    //                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    streams.query(StateQueryRequest.inStore("KTABLE-SUPPRESS-STATE-STORE-0000000012").withQuery(null));
    //                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`),
      ]),
    ).toEqual([]);
  });
  test('is quiet for names of people', () => {
    expect(
      differences('store-query-positional', [
        reader(`    streams.store("orders-2024010100", QueryableStoreTypes.keyValueStore());
    log.info("KSTREAM-AGGREGATE-STATE-STORE-0000000003");
    other.store("KSTREAM-AGGREGATE-STATE-STORE-0000000003", "x");`),
      ]),
    ).toEqual([]);
  });
});

describe('store-query-no-routing and application-server-missing', () => {
  const query = '    streams.store(StoreQueryParameters.fromNameAndType("counts", QueryableStoreTypes.keyValueStore()));';
  const ask = '    streams.queryMetadataForKey("counts", id, new StringSerializer());';
  test('find queries that nobody routes, and addresses that nobody sets', () => {
    const marked = `${query}\n    //                                                 ^^^^^^^^ When a second instance runs`;
    expect(differences('store-query-no-routing', [topology(counts), reader(marked)])).toEqual([]);
    expect(
      differences('store-query-no-routing', [
        topology(counts),
        reader(`    service.getQueryableStore("counts", QueryableStoreTypes.keyValueStore());\n    //                        ^^^^^^^^`),
        reader(marked).replaceAll('Reader', 'Another'),
      ]),
    ).toEqual([]);
    const unset = `${ask}\n    //      ^^^^^^^^^^^^^^^^^^^ its answer has no address`;
    expect(differences('application-server-missing', [topology(counts), reader(unset)])).toEqual([]);
    expect(
      differences('application-server-missing', [
        reader(`    streams.streamsMetadataForStore("counts");\n    //      ^^^^^^^^^^^^^^^^^^^^^^^`),
      ]),
    ).toEqual([]);
    expect(
      differences('application-server-missing', [reader(`    streams.allMetadataForStore("counts");\n    //      ^^^^^^^^^^^^^^^^^^^`)]),
    ).toEqual([]);
  });
  test('are quiet where somebody does, or the store is everywhere', () => {
    const global = topology(`    builder.globalTable("products", Materialized.as("counts"));`);
    expect(differences('store-query-no-routing', [topology(counts), reader(query), reader(ask).replaceAll('Reader', 'Router')])).toEqual(
      [],
    );
    expect(differences('store-query-no-routing', [global, reader(query)])).toEqual([]);
    expect(differences('store-query-no-routing', [topology(counts), reader(query.replace('"counts"', 'id'))])).toEqual([]);
    expect(
      differences('application-server-missing', [reader(ask), 'class C { String key = StreamsConfig.APPLICATION_SERVER_CONFIG; }']),
    ).toEqual([]);
    expect(differences('application-server-missing', [reader(ask)], { configuration: { 'application.server': 'a:1' } })).toEqual([]);
    expect(differences('application-server-missing', [reader(ask)], { unread: ['props["application.server"]'] })).toEqual([]);
  });
});

describe('optimization-not-applied', () => {
  const main = (set: string, build: string, made = 'new StreamsBuilder()'): string => `
class Main {
  public static void main(String[] args) {
    Properties props = new Properties();
    ${set}
    StreamsBuilder builder = ${made};
    builder.table("customers").toStream().to("out");
    ${build}
  }
}`;
  const on = 'props.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);';
  test('finds build() without the properties', () => {
    const streams = `new KafkaStreams(builder.build(), props).start();\n    //                       ^^^^^ build(properties)`;
    expect(
      differences('optimization-not-applied', [
        main(on, streams),
        main(
          'props.setProperty("topology.optimization", "all");',
          'Topology topology = builder.build();\n    //                          ^^^^^',
        ),
        main(
          'props.put(StreamsConfig.TOPOLOGY_OPTIMIZATION, StreamsConfig.OPTIMIZE);',
          'describe(builder.build());\n    //               ^^^^^',
        ),
      ]),
    ).toEqual([]);
  });
  test('is quiet where it has them, or nothing is switched on', () => {
    expect(
      differences('optimization-not-applied', [
        main(on, 'Topology topology = builder.build(props);'),
        main('props.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);', 'builder.build();'),
        main(on, 'builder.build();', 'new StreamsBuilder(new TopologyConfig(new StreamsConfig(props)))'),
        main('other.put("a", "all");', 'builder.build();'),
        main(on, 'log.info(builder.build().describe());'),
        main(on, 'factory = new StreamsBuilderFactoryBean(props); test(builder.build());'),
      ]),
    ).toEqual([]);
  });
});

describe('unbounded-state', () => {
  const suppressed = (config: string): string =>
    topology(`    builder.table("orders").suppress(Suppressed.untilTimeLimit(Duration.ofMinutes(5), ${config})).toStream().to("out");`);
  test('finds time limits without a bound', () => {
    const mark = (text: string, spaces: number): string =>
      text.replace('\n    return', `\n//${' '.repeat(spaces - 2)}^^^^^^^^^\n    return`);
    for (const config of ['Suppressed.BufferConfig.unbounded()', 'unbounded()', 'BufferConfig.unbounded()']) {
      const text = suppressed(config);
      const at = text
        .split('\n')
        .find((line) => line.includes('unbounded'))!
        .indexOf('unbounded');
      expect(differences('unbounded-state', [mark(text, at)])).toEqual([]);
    }
  });
  test('is quiet where there is one, or windows close', () => {
    expect(
      differences('unbounded-state', [
        suppressed('Suppressed.BufferConfig.maxRecords(1000)'),
        suppressed('config').replaceAll('Shop', 'Config'),
        topology(
          `    builder.stream("o").groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(5))).count().suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()));`,
        ).replaceAll('Shop', 'Windows'),
      ]),
    ).toEqual([]);
  });
});

describe('version-trap', () => {
  const marked = (body: string): string => topology(body).replace('{\n    Streams', '{\n  //              ^^^^^\n    Streams');
  const session = `    builder.stream("o").groupByKey().windowedBy(SessionWindows.ofInactivityGapWithNoGrace(Duration.ofMinutes(5))).count();`;
  test('finds stores that meet the fault', () => {
    expect(differences('version-trap', [marked(counts)])).toEqual([]);
    expect(differences('version-trap', [marked(session)], { kafka: '4.1.0' })).toEqual([]);
    expect(
      differences(
        'version-trap',
        [
          marked(
            '    builder.stream("o").join(builder.stream("p"), (a, b) -> a, JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofMinutes(5)));',
          ),
        ],
        { kafka: '4.1.0' },
      ),
    ).toEqual([]);
  });
  test('is quiet where none does, or it is fixed', () => {
    expect(differences('version-trap', [topology(counts)], { kafka: '4.3.1' })).toEqual([]);
    expect(differences('version-trap', [topology(counts)], { kafka: '4.1.0' })).toEqual([]);
    expect(
      differences('version-trap', [
        topology('    builder.stream("o").groupByKey().count(Materialized.as(Stores.inMemoryKeyValueStore("m")));'),
      ]),
    ).toEqual([]);
  });
});

describe('logging-disabled, in-memory-store-restores and custom-store', () => {
  const off = (body: string, spaces: number, length: number): string =>
    topology(`${body}\n    //${' '.repeat(spaces)}${'^'.repeat(length)}`);
  test('find such stores', () => {
    const begin = '    builder.stream("o").groupByKey().';
    const at = begin.length - 6;
    for (const body of [
      'count(Materialized.<String, Long, KeyValueStore<org.apache.kafka.common.utils.Bytes, byte[]>>as("c").withLoggingDisabled());',
      'count(Materialized.as("c").withLoggingDisabled().withCachingEnabled());',
      'count(Materialized.as(Stores.inMemoryKeyValueStore("m")).withLoggingDisabled());',
    ])
      expect(differences('logging-disabled', [off(begin + body, at, 5)])).toEqual([]);
    for (const store of ['Stores.inMemoryKeyValueStore("m")', 'Stores.lruMap("l", 10)'])
      expect(differences('in-memory-store-restores', [off(`${begin}count(Materialized.as(${store}));`, at, 5)])).toEqual([]);
    expect(
      differences('in-memory-store-restores', [
        off(`${begin}count(Materialized.as("m").withStoreType(Materialized.StoreType.IN_MEMORY));`, at, 5),
      ]),
    ).toEqual([]);
  });
  test('are quiet for others', () => {
    for (const rule of ['logging-disabled', 'in-memory-store-restores', 'custom-store'])
      expect(
        differences(rule, [
          topology(`${counts}
    builder.stream("p").groupByKey().reduce((a, b) -> b, Materialized.as("last"));
    builder.globalTable("g", Materialized.as(Stores.inMemoryKeyValueStore("g")));`),
        ]),
      ).toEqual([]);
  });
});

test('logging-disabled is quiet where a topic that is read is the log', () => {
  const table = topology(`    Properties props = new Properties();
    props.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
    builder.table("customers", Materialized.as("customers-store"));`);
  expect(differences('logging-disabled', [table.replace('build();', 'build(props);')])).toEqual([]);
});

describe('rocksdb-unbounded and no-standby', () => {
  const marked = (body: string): string => topology(body).replace('{\n    Streams', '{\n  //              ^^^^^\n    Streams');
  const window = `    builder.stream("o").groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(5))).count();`;
  test('find topologies with stores', () => {
    for (const rule of ['rocksdb-unbounded', 'no-standby'])
      for (const body of [counts, window, `${counts}\n${window}`]) expect(differences(rule, [marked(body)])).toEqual([]);
    const four = marked(`${counts}\n${window}`).replace('^^^^^', '^^^^^ 4 databases of RocksDB, up to 400 MiB');
    expect(differences('rocksdb-unbounded', [four])).toEqual([]);
  });
  test('are quiet where it is set, or there is none', () => {
    const key = { 'rocksdb-unbounded': 'rocksdb.config.setter', 'no-standby': 'num.standby.replicas' };
    for (const [rule, name] of Object.entries(key)) {
      expect(differences(rule, [topology(counts)], { configuration: { [name]: '1' } })).toEqual([]);
      expect(differences(rule, [topology(counts), `class C { String key = "${name}"; }`])).toEqual([]);
      expect(differences(rule, [topology('    builder.stream("o").to("p");')])).toEqual([]);
    }
  });
});

test('a report says where stores are asked for by a name that is known, whatever rules are on', () => {
  const text = reader(
    `    streams.store(StoreQueryParameters.fromNameAndType(STORE, QueryableStoreTypes.keyValueStore()));
    streams.store(StoreQueryParameters.fromNameAndType(id, QueryableStoreTypes.keyValueStore()));`,
    'private static final String STORE = "counts";',
  );
  const ask = (code: string) =>
    analyser.analyse({
      sources: {
        files: ['A.java'],
        read: () => ({ text: `import org.apache.kafka.streams.*;${code}` }),
        findByClassName: () => [],
        findByParent: () => [],
        unread: () => [],
      },
      settingsFor: () => ({ ...unknownSettings, applicationId: 'shop' }),
      includeTests: true,
      severities: Object.fromEntries(ruleTable.map(({ id }) => [id, 'off'] as const)),
    });
  expect(ask(text).storeQueries).toEqual([
    { store: 'counts', location: { file: 'A.java', line: 7, column: 56, endLine: 7, endColumn: 61 } },
  ]);
  expect(ask(topology(counts))).not.toHaveProperty('storeQueries');
});
