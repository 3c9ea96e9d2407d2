/** What fixes write into code as people write it; that the result compiles and gives the names, test/fixes asks the real library. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Analyser, AnalyseRequest } from '../../../src/core/analyser.js';
import { createAnalyser } from '../../../src/core/createAnalyser.js';
import type { FixAsk } from '../../../src/core/fixes/fixAsk.js';
import type { FixPlan } from '../../../src/core/fixes/planFix.js';
import { toTopologyNames } from '../../../src/core/names/topologyNames.js';
import { readGrammars, unknownSettings } from '../../support/sourceEvaluator.js';

let analyser: Analyser;
beforeAll(async () => {
  analyser = await createAnalyser(await readGrammars(), '0');
});
afterAll(() => analyser.dispose());

function plan(text: string, ask: FixAsk, kafkaVersion = '4.3.0'): FixPlan {
  return analyser.planFix(requestOf(text, kafkaVersion), ask);
}

function requestOf(text: string, kafkaVersion = '4.3.0'): AnalyseRequest {
  return {
    sources: {
      files: ['A.java'],
      read: (file) => (file === 'A.java' ? { text } : undefined),
      findByClassName: () => [],
      findByParent: () => [],
    },
    settingsFor: () => ({ ...unknownSettings, applicationId: 'shop', kafkaVersion: { version: kafkaVersion, from: 'option' } }),
    includeTests: true,
  };
}

const header = `package shop;

import org.apache.kafka.common.serialization.*;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.*;

class A {
`;

const inMethod = (body: string): string => `${header}    void build(StreamsBuilder builder) {\n${body}\n    }\n}\n`;

/** The body of the method after the fix. */
function fixed(body: string, ask: FixAsk = { mode: 'pin' }): string {
  const done = plan(inMethod(body), ask);
  expect(done.refused).toEqual([]);
  const after = done.files.get('A.java')?.after ?? inMethod(body);
  return after.slice(after.indexOf('builder) {\n') + 'builder) {\n'.length, after.lastIndexOf('\n    }\n}\n'));
}

describe('pin', () => {
  test('a store, and what is numbered after it', () => {
    expect(
      fixed(`        builder.<String, String>stream("orders").groupByKey().count();
        builder.<String, String>stream("payments").groupByKey().reduce((a, b) -> b);`),
    )
      .toBe(`        builder.<String, String>stream("orders").groupByKey().count(Materialized.as("KSTREAM-AGGREGATE-STATE-STORE-0000000001"));
        builder.<String, String>stream("payments").groupByKey().reduce((a, b) -> b, Materialized.as("KSTREAM-REDUCE-STATE-STORE-0000000004"));`);
  });

  test('one store pins what its name would move', () => {
    const body = `        builder.<String, String>stream("orders").groupByKey().count();
        builder.<String, String>stream("payments").groupByKey().count();`;
    const done = plan(inMethod(body), { mode: 'pin', at: { file: 'A.java', line: 9, column: 65 } });
    expect(done.named.map(({ given }) => given)).toEqual([
      'KSTREAM-AGGREGATE-STATE-STORE-0000000001',
      'KSTREAM-AGGREGATE-STATE-STORE-0000000004',
    ]);
    const second = plan(inMethod(body), { mode: 'pin', at: { file: 'A.java', line: 10, column: 67 } });
    expect(second.named.map(({ given }) => given)).toEqual(['KSTREAM-AGGREGATE-STATE-STORE-0000000004']);
  });

  test('serdes given by Materialized.with stay, with their types', () => {
    expect(
      fixed(`        builder.<String, String>stream("orders").groupByKey().count(Materialized.with(Serdes.String(), Serdes.Long()));`),
    ).toBe(
      `        builder.<String, String>stream("orders").groupByKey().count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("KSTREAM-AGGREGATE-STATE-STORE-0000000002").withKeySerde(Serdes.String()).withValueSerde(Serdes.Long()));`,
    );
  });

  test('imports what it writes, among the imports of its kind', () => {
    const body = `        builder.<String, String>stream("orders").groupByKey().count(Materialized.with(Serdes.String(), Serdes.Long()));`;
    expect(plan(inMethod(body), { mode: 'pin' }).files.get('A.java')?.after.split('class A')[0]).toBe(`package shop;

import org.apache.kafka.common.serialization.*;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.*;
import org.apache.kafka.streams.state.KeyValueStore;

`);
  });

  test('a class of the name that is another is not imported over', () => {
    const text = `import com.example.Materialized;
import org.apache.kafka.streams.StreamsBuilder;
class A {
    void build(StreamsBuilder builder) {
        builder.stream("orders").groupByKey().count();
    }
}
`;
    const after = plan(text, { mode: 'pin' }).files.get('A.java')?.after;
    expect(after).toContain('count(org.apache.kafka.streams.kstream.Materialized.as("KSTREAM-AGGREGATE-STATE-STORE-0000000001"))');
    expect(after).not.toContain('import org.apache.kafka.streams.kstream.Materialized');
  });

  test('an argument goes on a line of its own where the others do; line ends stay', () => {
    const body = `        builder.<String, String>stream("orders")
            .groupByKey()
            .aggregate(
                () -> "",
                (key, value, all) -> all + value
            );`;
    expect(fixed(body)).toContain(`                (key, value, all) -> all + value,
                Materialized.as("KSTREAM-AGGREGATE-STATE-STORE-0000000001")
            );`);
    const windows = plan(inMethod(body).replaceAll('\n', '\r\n'), { mode: 'pin' }).files.get('A.java')!.after;
    expect(windows.replaceAll('\r\n', '')).not.toContain('\n');
    expect(windows).toContain(',\r\n                Materialized.as(');
  });

  test('a repartition topic of a join is named by the operator that its name comes from', () => {
    expect(
      fixed(`        KTable<String, String> customers = builder.table("customers", Materialized.as("customers"));
        builder.<String, String>stream("orders").selectKey((k, v) -> v).join(customers, (a, b) -> a);`),
    ).toContain('.selectKey((k, v) -> v, Named.as("KSTREAM-KEY-SELECT-0000000003")).join(customers, (a, b) -> a)');
  });

  test('toStream with a mapper cannot name the operator, so it is written as the two that it is', () => {
    expect(
      fixed(`        KTable<String, String> customers = builder.table("customers", Materialized.as("customers"));
        customers.toStream((k, v) -> v).join(customers, (a, b) -> a);`),
    ).toContain('customers.toStream().selectKey((k, v) -> v, Named.as("KSTREAM-KEY-SELECT-0000000003")).join(');
  });

  test('toTable takes Named before Materialized', () => {
    expect(
      fixed(`        KTable<String, String> table = builder.<String, String>stream("orders").selectKey((k, v) -> v).toTable();
        table.groupBy((k, v) -> KeyValue.pair(v, k)).count(Materialized.as("known"));`),
    ).toContain('.toTable(Named.as("KSTREAM-TOTABLE-0000000002"), Materialized.as("KSTREAM-TOTABLE-STATE-STORE-0000000003"))');
  });

  test('the two stores of an inner join of streams are given by suppliers', () => {
    const after = fixed(`        KStream<String, String> a = builder.stream("a");
        a.join(builder.<String, String>stream("b"), (x, y) -> x, JoinWindows.ofTimeDifferenceWithNoGrace(java.time.Duration.ofMinutes(5)));`);
    expect(after).toContain(
      'StreamJoined.with(Stores.persistentWindowStore("KSTREAM-JOINTHIS-0000000004-store", Duration.ofMillis(600000), Duration.ofMillis(600000), true), ' +
        'Stores.persistentWindowStore("KSTREAM-JOINOTHER-0000000005-store", Duration.ofMillis(600000), Duration.ofMillis(600000), true))',
    );
  });

  test('a Materialized in a variable is named where it is made', () => {
    expect(
      fixed(`        Materialized<String, Long, org.apache.kafka.streams.state.KeyValueStore<org.apache.kafka.common.utils.Bytes, byte[]>> store =
            Materialized.with(Serdes.String(), Serdes.Long());
        builder.<String, String>stream("orders").groupByKey().count(store);`),
    ).toContain('as("KSTREAM-AGGREGATE-STATE-STORE-0000000002").withKeySerde(Serdes.String()).withValueSerde(Serdes.Long());');
  });

  test('what stores nothing stays without a name', () => {
    const body = `        builder.table("customers").filter((k, v) -> true).toStream().to("out");`;
    expect(fixed(body)).toBe(body);
  });

  test('an unnamed global table keeps its name: under another, each instance would read its topic anew', () => {
    expect(
      fixed(`        builder.<String, String>stream("orders").groupByKey().count();
        GlobalKTable<String, String> products = builder.globalTable("products");`),
    ).toContain('builder.globalTable("products", Materialized.as("products-STATE-STORE-0000000003"))');
  });

  test('a table whose topic is not known is named by what the topic is known by', () => {
    const text = `${header}    private final Settings settings;
    A(Settings settings) { this.settings = settings; }
    void build(StreamsBuilder builder, String topic) {
        KTable<String, String> customers = builder.table(topic);
        KTable<String, String> cities = builder.table(settings.cities, Materialized.with(Serdes.String(), Serdes.String()));
        customers.join(cities, (a, b) -> a).groupBy((k, v) -> KeyValue.pair(v, k)).count();
    }
}
`;
    const done = plan(text, { mode: 'pin' });
    expect(done.refused).toEqual([]);
    const after = done.files.get('A.java')?.after ?? '';
    expect(after).toContain('builder.table(topic, Materialized.as(topic + "-STATE-STORE-0000000000"))');
    expect(after).toContain(
      'as(settings.cities + "-STATE-STORE-0000000003").withKeySerde(Serdes.String()).withValueSerde(Serdes.String())',
    );
    expect(after).toContain('count(Materialized.as("KTABLE-AGGREGATE-STATE-STORE-0000000010"))');
    expect(plan(after, { mode: 'pin' }).files.size).toBe(0);
  });

  test('one method that reads a table for several topologies, by its parameter', () => {
    const text = `${header}    static KTable<String, String> read(StreamsBuilder builder, String topic) {
        return builder.table(topic);
    }
    org.apache.kafka.streams.Topology orders() {
        StreamsBuilder builder = new StreamsBuilder();
        read(builder, "orders").groupBy((k, v) -> KeyValue.pair(v, k)).count(Materialized.as("orders-count"));
        return builder.build();
    }
    org.apache.kafka.streams.Topology payments() {
        StreamsBuilder builder = new StreamsBuilder();
        read(builder, "payments").groupBy((k, v) -> KeyValue.pair(v, k)).count(Materialized.as("payments-count"));
        return builder.build();
    }
}
`;
    const done = plan(text, { mode: 'pin' });
    expect(done.refused).toEqual([]);
    expect(done.files.get('A.java')?.after ?? text).toContain('table(topic, Materialized.as(topic + "-STATE-STORE-0000000000"))');
  });

  test('twice is once', () => {
    const once = plan(inMethod(`        builder.stream("orders").groupByKey().count();`), { mode: 'pin' }).files.get('A.java')!.after;
    expect(plan(once, { mode: 'pin' })).toEqual({ topologies: 1, files: new Map(), changes: [], named: [], refused: [], drawn: 0 });
  });
});

describe('pin, where an object has types that cannot be read', () => {
  const pinned = (body: string, kafkaVersion?: string): string => {
    const done = plan(inMethod(body), { mode: 'pin' }, kafkaVersion);
    expect([done.refused, done.changes]).toEqual([[], []]);
    return done.files.get('A.java')?.after ?? '';
  };

  test('a function takes them, and is written once', () => {
    const text = pinned(`        builder.<String, String>stream("a").groupByKey().count(Materialized.with(keys(), longs()));
        builder.<String, String>stream("b").groupByKey().count(Materialized.with((keys()), longs()));`);
    expect(text).toContain('.count(materializedAs("KSTREAM-AGGREGATE-STATE-STORE-0000000002", keys(), longs()));');
    expect(text).toContain('.count(materializedAs("KSTREAM-AGGREGATE-STATE-STORE-0000000006", (keys()), longs()));');
    expect(text.slice(text.indexOf('    private static'))).toBe(
      `    private static <K, V, S extends StateStore> Materialized<K, V, S> materializedAs(String name, Serde<K> keySerde, Serde<V> valueSerde) {
        return Materialized.<K, V, S>as(name).withKeySerde(keySerde).withValueSerde(valueSerde);
    }
}
`,
    );
    expect(text).toContain('import org.apache.kafka.streams.processor.StateStore;');
  });

  test.each(['3', 'count'])('so does one for calls behind another object: %s', (count) => {
    const text = pinned(`        int count = 3;
        builder.<String, String>stream("a").repartition(Repartitioned.numberOfPartitions(${count})).to("b");`);
    expect(text).toContain(
      `.repartition(repartitionedWithName(Repartitioned.numberOfPartitions(${count}), "KSTREAM-REPARTITION-0000000001")).to("b");`,
    );
    expect(text).toContain('private static <K, V> Repartitioned<K, V> repartitionedWithName(Repartitioned<K, V> settings, String value) {');
  });

  test('a join of streams that has a Joined gets a StreamJoined', () => {
    const text = pinned(
      `        KStream<String, Long> a = builder.stream("a");
        KStream<String, String> b = builder.stream("b");
        a.join(b, (x, y) -> y, JoinWindows.of(java.time.Duration.ofMinutes(5)), Joined.with(Serdes.String(), Serdes.Long(), Serdes.String()));`,
      '2.8.2',
    );
    expect(text).toContain(
      ' StreamJoined.with(Serdes.String(), Serdes.Long(), Serdes.String()).withThisStoreSupplier(Stores.persistentWindowStore("KSTREAM-JOINTHIS-0000000004-store", ',
    );
  });
});

test('an argument in parentheses keeps them', () => {
  expect(fixed(`        builder.<String, String>stream("a").selectKey(((k, v) -> v)).groupBy(((k, v) -> v)).count();`)).toBe(
    `        builder.<String, String>stream("a").selectKey(((k, v) -> v)).groupBy(((k, v) -> v)).count(Materialized.as("KSTREAM-AGGREGATE-STATE-STORE-0000000003"));`,
  );
  expect(
    fixed(`        KTable<String, String> t = builder.table("t", Materialized.as("t"));
        builder.<String, String>stream("a").selectKey(((k, v) -> v)).join(t, (x, y) -> x);`),
  ).toContain('.selectKey(((k, v) -> v), Named.as("KSTREAM-KEY-SELECT-0000000003")).join(');
});

test('a topic is named by its operator where ways through the code differ elsewhere', () => {
  const body = `        KStream<String, String> a = builder.<String, String>stream("a").map((k, v) -> KeyValue.pair(v, k));
        KTable<String, String> t = builder.table("t", Materialized.as("t"));
        a.join(t, (x, y) -> x).to("b");
        if (com.example.Features.isOn()) builder.stream("c").to("d");`;
  const done = plan(inMethod(body), { mode: 'pin' });
  expect(done.files.get('A.java')?.after).toContain('Named.as("KSTREAM-MAP-0000000001")');
  expect([done.refused, done.changes]).toEqual([[], []]);
});

test('what cannot be pinned in one topology leaves the others as they would be alone', () => {
  const windows = 'TimeWindows.ofSizeWithNoGrace(java.time.Duration.ofMinutes(1))';
  const text = `${header}    void one(StreamsBuilder builder) {
        KStream<String, String> a = builder.stream("a");
        a.groupByKey().windowedBy(${windows}).count()
            .suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()));
    }
    void two(StreamsBuilder builder) {
        builder.<String, String>table("t").suppress(Suppressed.untilTimeLimit(java.time.Duration.ofMinutes(1), Suppressed.BufferConfig.maxRecords(10)));
    }
}
`;
  const done = plan(text, { mode: 'pin', keepsPlaces: true });
  expect(done.named.map(({ names }) => names)).toEqual([['KSTREAM-AGGREGATE-STATE-STORE-0000000001']]);
  expect(done).toMatchObject({ drawn: 1, changes: [] });
  expect(done.refused.map(({ operator }) => operator).sort()).toEqual(['suppress', 'suppress', 'table']);
});

describe('pin that keeps the places', () => {
  const keep: FixAsk = { mode: 'pin', keepsPlaces: true };
  const minute = 'java.time.Duration.ofMinutes(1)';
  const join = `leftJoin(payments, (x, y) -> x, JoinWindows.ofTimeDifferenceWithNoGrace(${minute}))`;

  test('draws the number of a named store before a join that cannot be pinned', () => {
    const done = plan(
      inMethod(`        KStream<String, String> orders = builder.stream("orders");
        KStream<String, String> payments = builder.stream("payments");
        orders.groupByKey().count();
        payments.groupByKey().count();

        // Who paid for what.
        orders.${join};
        orders.groupByKey().reduce((a, b) -> b);`),
      keep,
    );
    expect(done).toMatchObject({ changes: [], drawn: 2, named: [{}, {}, {}], refused: [{ operator: 'leftJoin' }] });
    expect(done.files.get('A.java')?.after).toContain(`
        // Who paid for what.
        // Draw 2 numbers of stores that have names now: the generated names after this stay.
        orders.peek((key, value) -> { });
        orders.peek((key, value) -> { });
        orders.${join};
`);
  });

  test('stands in the chain where no stream has a name', () => {
    const done = plan(
      inMethod(`        builder.<String, String>stream("orders")
            .groupByKey()
            .windowedBy(TimeWindows.ofSizeWithNoGrace(${minute}))
            .count()
            .suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()));
        builder.<String, String>stream("payments").groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(${minute})).count()
            .suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()));`),
      keep,
    );
    expect(done).toMatchObject({ changes: [], drawn: 2, named: [{}, {}] });
    const after = done.files.get('A.java')?.after ?? '';
    expect(after).toContain(`stream("orders")
            // Draws the number of a store that has a name now: the generated names after this stay.
            .peek((key, value) -> { })
            .groupByKey()`);
    expect(after).toContain('stream("payments")/* Draws the number');
    expect(plan(after, keep).files.size).toBe(0);
    expect(plan(after, { mode: 'pin' }).files.size).toBe(0);
  });

  test('the parameters of what does nothing are named like no variable', () => {
    const done = plan(
      inMethod(`        KStream<String, String> payments = builder.stream("payments");
        String value = "x";
        payments.groupByKey().count();
        final KStream<String, String> joined = payments.${join};`),
      keep,
    );
    expect(done.files.get('A.java')?.after).toContain('        payments.peek((k, v) -> { });\n        final KStream');
  });

  test('draws by a table where there is no stream', () => {
    const done = plan(
      inMethod(`        KTable<String, String> a = builder.table("a");
        KTable<String, String> b = builder.table("b");
        a.join(b, v -> v, (x, y) -> x);
        a.groupBy((k, v) -> KeyValue.pair(v, k)).count();`),
      keep,
    );
    expect(done.named.map(({ operator }) => operator)).toEqual(['table', 'table', 'count']);
    expect(done.files.get('A.java')?.after).toContain('        a.toStream();\n        a.toStream();\n        a.join(');
  });

  test('what it cannot draw for stays, with its reason, and what comes after is pinned', () => {
    const done = plan(
      inMethod(`        KGroupedStream<String, String> a = builder.<String, String>stream("a").groupByKey();
        for (int i = 0; i < 2; i++) a.count();
        a.reduce((x, y) -> x);
        if (true) builder.<String, String>table("t").groupBy((k, v) -> KeyValue.pair(v, k)).count();
        builder.<String, String>table("b").join(builder.<String, String>table("c"), v -> v, (x, y) -> x);`),
      keep,
    );
    expect(done.named).toEqual([]);
    expect(done.refused.map(({ operator }) => operator).sort()).toEqual(['count', 'count', 'join', 'reduce', 'table', 'table', 'table']);
    expect(done.drawn).toBe(0);
  });

  test('draws nothing where nothing is in the way', () => {
    expect(fixed(`        builder.stream("orders").groupByKey().count();`, keep)).not.toContain('peek');
  });
});

describe('pin is refused', () => {
  const refusals = (body: string, version?: string): string[] => {
    const done = plan(inMethod(body), { mode: 'pin' }, version);
    expect(done.changes).toEqual([]);
    return done.refused.map(({ operator, reason }) => `${operator}: ${reason}`);
  };

  test('where a number is not known', () => {
    const [reason] = refusals(`        KStream<String, String> orders = builder.stream("orders");
        com.example.Library.extend(builder);
        orders.groupByKey().count();`);
    expect(reason).toMatch(
      /^count: not every number of A\.build is known: generated numbers are not known from here on: .*Library\.extend/,
    );
  });

  test('before a suppress buffer, which has no name that is its own', () => {
    const found = refusals(`        builder.<String, String>stream("orders").groupByKey()
            .windowedBy(TimeWindows.ofSizeWithNoGrace(java.time.Duration.ofMinutes(1))).count()
            .suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()));`);
    expect(found).toEqual([
      expect.stringMatching(/^count: naming it would move KTABLE-SUPPRESS-STATE-STORE-0000000004, which cannot be pinned/),
      expect.stringMatching(/^suppress: Suppressed\.withName/),
    ]);
  });

  test('with the name that is really in the way: the next one that cannot be pinned, not the first of all', () => {
    const windows = 'JoinWindows.ofTimeDifferenceWithNoGrace(java.time.Duration.ofMinutes(5))';
    const found = refusals(`        KStream<String, String> a = builder.stream("a");
        KStream<String, String> b = builder.stream("b");
        a.groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(java.time.Duration.ofMinutes(1))).count(Materialized.as("known"))
            .suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()));
        b.groupByKey().count();
        a.leftJoin(b, (x, y) -> x, ${windows});`);
    expect(found).toEqual([
      expect.stringMatching(/^suppress: Suppressed\.withName/),
      expect.stringMatching(/^count: naming it would move KSTREAM-JOINTHIS-\d+-store, which cannot be pinned: the store that both sides/),
      expect.stringMatching(/^leftJoin: the store that both sides/),
    ]);
  });

  test('for a table whose topic is called for', () => {
    expect(
      refusals(`        builder.table(com.example.Topics.next()).groupBy((k, v) -> KeyValue.pair(v, k)).count(Materialized.as("known"));`),
    ).toEqual([
      'table: its topic may be another each time that it is asked for, so that it cannot stand in the name as well: com.example.Topics.next()',
    ]);
  });

  test('for a call that is run twice', () => {
    const text = `${header}    void build(StreamsBuilder builder) {
        count(builder, "a");
        count(builder, "b");
    }
    void count(StreamsBuilder builder, String topic) {
        builder.stream(topic).groupByKey().count();
    }
}
`;
    const { refused, files } = plan(text, { mode: 'pin' });
    expect(files.size).toBe(0);
    expect(refused.map(({ reason }) => reason)).toEqual([
      'this call makes several stores, as it is run several times: one name cannot be for all',
    ]);
  });
});

test('keep says of no name both that it comes back and that it stays', () => {
  const body = (operator: string): string => `        KStream<String, String> a = builder.stream("a");
        KStream<String, String> b = builder.stream("b");
        b${operator}.groupByKey().count();
        a.leftJoin(b, (x, y) -> x, JoinWindows.ofTimeDifferenceWithNoGrace(java.time.Duration.ofMinutes(5)));`;
  const names = toTopologyNames(analyser.analyse(requestOf(inMethod(body('')))));
  const done = plan(inMethod(body('.peek((k, v) -> { })')), { mode: 'pin', to: names });
  expect(done.changes.map(({ after }) => after)).toContain('KSTREAM-JOINTHIS-0000000006-store');
  expect(done.refused).toEqual([]);
});

describe('name', () => {
  test('says every name that moves by it', () => {
    const body = `        KTable<String, Long> ordersByCustomer = builder.<String, String>stream("orders").groupByKey().count();
        builder.<String, String>stream("payments").groupByKey().count();`;
    const { files, changes } = plan(inMethod(body), { mode: 'name', at: { file: 'A.java', line: 9, column: 103 } });
    expect(files.get('A.java')?.after).toContain('.count(Materialized.as("orders-by-customer"))');
    expect(changes).toEqual([
      { kind: 'store', before: 'KSTREAM-AGGREGATE-STATE-STORE-0000000001', after: 'orders-by-customer' },
      { kind: 'changelog', before: 'shop-KSTREAM-AGGREGATE-STATE-STORE-0000000001-changelog', after: 'shop-orders-by-customer-changelog' },
      { kind: 'store', before: 'KSTREAM-AGGREGATE-STATE-STORE-0000000004', after: 'KSTREAM-AGGREGATE-STATE-STORE-0000000003' },
      {
        kind: 'changelog',
        before: 'shop-KSTREAM-AGGREGATE-STATE-STORE-0000000004-changelog',
        after: 'shop-KSTREAM-AGGREGATE-STATE-STORE-0000000003-changelog',
      },
    ]);
  });

  test('takes the name that is chosen', () => {
    const ask: FixAsk = { mode: 'name', at: { file: 'A.java', line: 9, column: 47 }, name: 'per-order' };
    expect(fixed(`        builder.stream("orders").groupByKey().count();`, ask)).toContain('count(Materialized.as("per-order"))');
  });

  test('names what is nameless in every form of join', () => {
    const after = fixed(
      `        KStream<String, String> orders = builder.<String, String>stream("orders").selectKey((k, v) -> v);
        KTable<String, String> customers = builder.table("customers");
        KTable<String, String> cities = builder.table("cities");
        orders.join(customers, (a, b) -> a, Joined.with(Serdes.String(), null, null));
        orders.leftJoin(orders.peek((k, v) -> { }), (a, b) -> a, JoinWindows.ofTimeDifferenceWithNoGrace(java.time.Duration.ofMinutes(5)));
        customers.join(cities, v -> v, (a, b) -> a);`,
      { mode: 'name' },
    );
    expect(after).toContain('Joined.with(Serdes.String(), null, null, "orders-customers-join")');
    expect(after).toMatch(/ofMinutes\(5\)\), StreamJoined\.as\("[\w-]+"\)\)/);
    expect(after).toMatch(/\(a, b\) -> a, TableJoined\.as\("[\w-]+"\)\)/);
  });
});
