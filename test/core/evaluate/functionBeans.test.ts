/** Functions of streams that Spring Cloud Stream's binder runs. What it makes of the first six was seen by running the binder (the corpus). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TopologyReport } from '../../../src/core/report.js';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const imports = 'import java.util.function.*; import org.apache.kafka.streams.kstream.*; import org.apache.kafka.streams.state.*;';

function topologiesOf(members: string, properties: Readonly<Record<string, string>> = {}): readonly TopologyReport[] {
  return analyser.analyse({ 'App.java': `${imports} @SpringBootApplication class App { ${members} }` }, properties).topologies;
}

function only(members: string, properties: Readonly<Record<string, string>> = {}): TopologyReport {
  const topologies = topologiesOf(members, properties);
  expect(topologies).toHaveLength(1);
  return topologies[0]!;
}

const stores = ({ stores: all }: TopologyReport): readonly (string | null)[] => all.map(({ name }) => name);
const bindings = 'spring.cloud.stream.bindings';
const streams = 'spring.cloud.stream.kafka.streams';
const joins =
  '@Bean BiFunction<KStream<String, Long>, KTable<String, String>, KStream<String, Long>> process() { return (clicks, regions) -> clicks.join(regions, (c, r) -> c).groupBy((k, v) -> k).reduce((a, b) -> a).toStream(); }';
const counts = '@Bean public Function<KStream<String, String>, KTable<String, Long>> count() { return in -> in.groupByKey().count(); }';

describe('a function', () => {
  test('of a stream and a table has a builder of its own, and its inputs stand first', () => {
    const topology = only(joins, {
      [`${bindings}.process-in-0.destination`]: 'clicks',
      [`${bindings}.process-in-1.destination`]: 'regions',
      'spring.application.name': 'app',
    });
    expect(stores(topology)).toEqual(['regions-STATE-STORE-0000000001', 'KSTREAM-REDUCE-STATE-STORE-0000000006']);
    expect(topology).toMatchObject({ complete: true, applicationId: 'app', entry: { symbol: 'App.process' } });
    expect(topology.sinks.map(({ topic }) => topic)).toEqual(['process-out-0']);
  });

  test('of a global table that is materialized under a name', () => {
    const text = joins
      .replace('KTable<String, String>', 'GlobalKTable<String, String>')
      .replace('join(regions, (c, r) -> c)', 'join(regions, (k, v) -> k, (c, r) -> c)');
    const topology = only(text, { [`${streams}.bindings.process-in-1.consumer.materializedAs`]: 'all-regions' });
    expect(stores(topology)).toEqual(['all-regions', 'KSTREAM-REDUCE-STATE-STORE-0000000005']);
  });

  test('that gives a table has its stream written', () => {
    const topology = only(counts);
    expect(topology.describe).toContain('KTABLE-TOSTREAM-0000000003');
    expect(topology.describe).toContain('Sink: KSTREAM-SINK-0000000004 (topic: count-out-0)');
  });

  test('that gives nothing writes nothing', () => {
    const topology = only('@Bean Consumer<KStream<String, String>> count() { return in -> in.groupByKey().count(); }');
    expect(stores(topology)).toEqual(['KSTREAM-AGGREGATE-STATE-STORE-0000000001']);
    expect(topology.sinks).toEqual([]);
  });

  test('reads what its binding is called', () => {
    const topology = only(counts, {
      'spring.cloud.stream.function.bindings.count-in-0': 'words',
      [`${bindings}.words.destination`]: 'a, b',
    });
    expect(topology.sources.map(({ topic }) => topic)).toEqual(['a', 'b']);
  });

  test('of functions has all inputs before its code', () => {
    const topology = only(
      '@Bean Function<KStream<String, Long>, Function<KTable<String, String>, Consumer<KStream<String, String>>>> three() { return a -> t -> b -> { a.join(t, (x, y) -> x).groupByKey().count(); b.groupByKey().count(); }; }',
    );
    expect(stores(topology)).toEqual([
      'three-in-1-STATE-STORE-0000000001',
      'KSTREAM-AGGREGATE-STATE-STORE-0000000006',
      'KSTREAM-AGGREGATE-STATE-STORE-0000000008',
    ]);
  });

  test('that gives several streams', () => {
    const topology = only(
      '@Bean Function<KStream<String, String>, KStream<String, String>[]> split() { return in -> in.branch((k, v) -> true, (k, v) -> false); }',
    );
    expect(topology.sinks.map(({ topic }) => topic)).toEqual(['split-out-0', 'split-out-1']);
  });

  test('that is a class', () => {
    const report = analyser.analyse({
      'Counts.java': `${imports} @Component class Counts implements Function<KStream<String, String>, KStream<String, Long>> { public KStream<String, Long> apply(KStream<String, String> in) { return in.groupByKey().count().toStream(); } }`,
    });
    expect(report.topologies.map(({ entry, applicationId, sources }) => [entry.symbol, applicationId, sources[0]!.topic])).toEqual([
      ['Counts.apply', 'counts-applicationId', 'counts-in-0'],
    ]);
  });

  test('has the stores that are beans', () => {
    const topology =
      only(`@Bean StoreBuilder<?> seen() { return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("seen"), null, null); }
      @Bean Consumer<KStream<String, String>> dedup() { return in -> in.process(() -> null, "seen"); }`);
    expect(stores(topology)).toEqual(['seen']);
  });
});

describe('several functions', () => {
  const both = `${counts} ${counts.replace('count()', 'other()')}`;

  test('have each a builder and an id', () => {
    const topologies = topologiesOf(both, {
      'spring.cloud.function.definition': 'count;other',
      [`${streams}.binder.functions.other.applicationId`]: 'mine',
      'spring.application.name': 'app',
    });
    expect(topologies.map(({ applicationId }) => applicationId)).toEqual(['app', 'mine']);
    expect(topologies.map(stores)).toEqual([['KSTREAM-AGGREGATE-STATE-STORE-0000000001'], ['KSTREAM-AGGREGATE-STATE-STORE-0000000001']]);
  });

  test('that are not defined are not run', () => {
    expect(topologiesOf(both, { 'spring.cloud.function.definition': 'other' }).map(({ entry }) => entry.symbol)).toEqual(['App.other']);
  });

  test('that are composed are one', () => {
    const text =
      '@Bean Function<KStream<String, String>, KStream<String, String>> a() { return in -> in.filter((k, v) -> true); } @Bean Function<KStream<String, String>, KStream<String, Long>> b() { return in -> in.groupByKey().count().toStream(); }';
    const topology = only(text, { 'spring.cloud.function.definition': 'a|b' });
    expect(topology.sources.map(({ topic }) => topic)).toEqual(['ab-in-0']);
    expect(stores(topology)).toEqual(['KSTREAM-AGGREGATE-STATE-STORE-0000000002']);
    expect(topology.applicationId).toBe('ab-applicationId');
  });
});

test.each([
  ['picks records by their types', { [`${streams}.bindings.count-in-0.consumer.eventTypes`]: 'A' }],
  ['converts records', { [`${bindings}.count-in-0.consumer.useNativeDecoding`]: 'false' }],
])('where the binder %s, numbers are not known', (_, properties) => {
  const topology = only(counts, properties);
  expect(topology.numbersKnown).toBe(false);
  expect(stores(topology)).toEqual([null]);
});

describe('what its bindings say', () => {
  const named = '@Bean Function<KStream<String, String>, KStream<String, String>> copy() { return in -> in; }';

  test('gives names to source and sink', () => {
    const { describe: text } = only(named, {
      [`${streams}.bindings.copy-in-0.consumer.consumedAs`]: 'reader',
      [`${streams}.bindings.copy-out-0.producer.producedAs`]: 'writer',
    });
    expect(text).toContain('Source: reader (topics: [copy-in-0])');
    expect(text).toContain('Sink: writer (topic: copy-out-0)');
  });

  test('gives a name to the source of a table', () => {
    const text = '@Bean Function<KTable<String, String>, KStream<String, String>> copy() { return in -> in.toStream(); }';
    const topology = only(text, { [`${streams}.bindings.copy-in-0.consumer.consumedAs`]: 'reader' });
    expect(topology.describe).toContain('Source: reader-source (topics: [copy-in-0])');
  });

  test('is several topics, or a pattern', () => {
    const key = `${bindings}.copy-in-0.destination`;
    expect(only(named, { [key]: 'a, b' }).describe).toContain('topics: [a, b]');
    const pattern = only(named, { [key]: 'a.*', [`${streams}.bindings.copy-in-0.consumer.destinationIsPattern`]: 'true' });
    expect(pattern.describe).toContain('topics: a.*');
  });

  test('may have the binder put operators before the function', () => {
    const text = '@Bean Consumer<KStream<String, String>> count() { return in -> in.groupByKey().count(); }';
    for (const key of [`${streams}.bindings.count-in-0.consumer.eventTypes`, `${bindings}.count-in-0.consumer.useNativeDecoding`]) {
      const topology = only(text, { [key]: 'false' });
      expect(stores(topology)).not.toContain('KSTREAM-AGGREGATE-STATE-STORE-0000000001');
      expect(topology.gaps.length).toBeGreaterThan(0);
    }
  });

  test('may compose it with what is not in the sources', () => {
    const topology = only(`${named} ${counts}`, { 'spring.cloud.function.definition': 'copy|elsewhere' });
    expect(topology.gaps.map(({ reason }) => reason).join()).toContain('the function elsewhere is not in the sources');
  });
});

test('a function that is not followed gives what is not known', () => {
  const gives = 'Function<KStream<String, String>, KTable<String, Long>>';
  expect(only(`@Bean ${gives} count() { return made(); } static native ${gives} made();`).complete).toBe(false);
});

test('beans that intercept records stand before each function', () => {
  const topology = only(`${counts} @Bean KafkaStreamsRecordInterceptor spy() { return null; }`);
  expect(stores(topology)).toEqual([null]);
});

test('a function that gives null writes nothing', () => {
  const text = '@Bean static Function<KStream<String, String>, KStream<String, String>> none() { return in -> null; }';
  expect(only(text).sinks).toEqual([]);
});

test('a class that is a function is called as its component is', () => {
  const component =
    '@Component class URLs implements Function<KStream<String, String>, KStream<String, String>> { public KStream<String, String> apply(KStream<String, String> in) { return in; } }';
  expect(only(component).describe).toContain('URLs-in-0');
  expect(only(component.replace('@Component', '@Component({"urls"})')).describe).toContain('urls-in-0');
});

test('functions of other things are none', () => {
  expect(topologiesOf('@Bean Function<String, String> upper() { return s -> s; }')).toEqual([]);
});
