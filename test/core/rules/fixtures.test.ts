/** Rules over code as people write it: a caret under a word is a finding there, and there is none anywhere else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Analyser } from '../../../src/core/analyser.js';
import { createAnalyser } from '../../../src/core/createAnalyser.js';
import type { RuleSeverities } from '../../../src/core/rules/severities.js';
import { readGrammars, unknownSettings } from '../../support/sourceEvaluator.js';

let analyser: Analyser;
beforeAll(async () => {
  analyser = await createAnalyser(await readGrammars(), '0');
});
afterAll(() => analyser.dispose());

interface Fixture {
  readonly applicationId?: string;
  readonly kafka?: string;
  readonly severities?: RuleSeverities;
}

const caret = /^\s*\/\/\s*(\^+)\s+([\w-]+)(?::\s(.*))?$/;

/** Lines of the form `//   ^^^^ rule: part of the message` speak of the line above them. */
function differences(body: string, { applicationId = 'shop', kafka = '4.3.0', severities = {} }: Fixture = {}): string[] {
  const lines: string[] = [];
  const expected: string[] = [];
  const parts: { readonly key: string; readonly text: string }[] = [];
  const header = [
    'import org.apache.kafka.streams.*;',
    'import org.apache.kafka.streams.kstream.*;',
    'import org.apache.kafka.streams.state.*;',
    'import java.time.Duration;',
    'class Shop {',
    '    Topology build() {',
    '        StreamsBuilder builder = new StreamsBuilder();',
  ];
  for (const line of body.split('\n')) {
    const match = caret.exec(line);
    if (match === null) lines.push(line);
    else {
      const start = line.indexOf('^');
      const key = `${match[2]} at ${header.length + lines.length}:${start + 1}-${start + match[1]!.length}`;
      expected.push(key);
      if (match[3] !== undefined) parts.push({ key, text: match[3] });
    }
  }
  const text = [...header, ...lines, '        return builder.build();', '    }', '}', ''].join('\n');
  const { diagnostics } = analyser.analyse({
    sources: { files: ['Shop.java'], read: () => ({ text }), findByClassName: () => [], findByParent: () => [] },
    settingsFor: () => ({ ...unknownSettings, applicationId, kafkaVersion: { version: kafka, from: 'option' } }),
    includeTests: true,
    severities,
  });
  const keyOf = ({ rule, location }: (typeof diagnostics)[number]): string =>
    `${rule} at ${location.line}:${location.column}-${location.endColumn - 1}`;
  const found = diagnostics.map(keyOf);
  const unlike = parts.filter(({ key, text: part }) => diagnostics.some((one) => keyOf(one) === key && !one.message.includes(part)));
  return [
    ...expected.filter((key) => !found.includes(key)).map((key) => `missing: ${key}`),
    ...found.filter((key, i) => !expected.includes(key) || found.indexOf(key) !== i).map((key) => `not expected: ${key}`),
    ...unlike.map(({ key, text: part }) => `${key} does not say ${part}: ${diagnostics.find((one) => keyOf(one) === key)?.message}`),
  ];
}

const quietStores: Fixture = { severities: { 'unnamed-store': 'off', 'unnamed-repartition': 'off' } };

describe('unnamed-store', () => {
  test('finds what is numbered', () => {
    expect(
      differences(`
        KStream<String, String> orders = builder.stream("orders");
        orders.groupByKey().count();
        //                  ^^^^^ unnamed-store: shop-KSTREAM-AGGREGATE-STATE-STORE-0000000001-changelog
        orders.groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(5))).reduce((a, b) -> b);
        //                                                                                   ^^^^^^ unnamed-store: KSTREAM-REDUCE
        orders.join(orders.mapValues(v -> v), (a, b) -> a, JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofMinutes(5)));
        //     ^^^^ unnamed-store: 2 unnamed stores`),
    ).toEqual([]);
  });
  test('is quiet where there is a name or no store', () => {
    expect(
      differences(`
        KStream<String, String> orders = builder.stream("orders");
        orders.groupByKey().count(Materialized.as("counts"));
        orders.groupByKey().reduce((a, b) -> b, Materialized.as(Stores.inMemoryKeyValueStore("latest")));
        builder.table("customers").mapValues(v -> v).toStream().to("out");
        builder.globalTable("products");
        orders.join(orders.mapValues(v -> v), (a, b) -> a, JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofMinutes(5)), StreamJoined.as("pairs"));`),
    ).toEqual([]);
  });
});

describe('unnamed-repartition', () => {
  test('finds what is numbered', () => {
    expect(
      differences(
        `
        KStream<String, String> orders = builder.<String, String>stream("orders").selectKey((k, v) -> v);
        orders.groupByKey().count();
        //                  ^^^^^ unnamed-repartition: KSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition
        orders.repartition();
        //     ^^^^^^^^^^^ unnamed-repartition
        orders.join(builder.<String, String>table("customers"), (a, b) -> a);
        //     ^^^^ unnamed-repartition: KSTREAM-KEY-SELECT-0000000001-repartition`,
        { severities: { 'unnamed-store': 'off' } },
      ),
    ).toEqual([]);
  });
  test('is quiet where there is a name or no topic', () => {
    expect(
      differences(
        `
        KStream<String, String> orders = builder.<String, String>stream("orders").selectKey((k, v) -> v);
        orders.groupByKey(Grouped.as("by-customer")).count();
        orders.repartition(Repartitioned.as("by-customer-2"));
        orders.join(builder.<String, String>table("customers"), (a, b) -> a, Joined.as("with-customer"));
        builder.<String, String>stream("payments").groupByKey().count();`,
        { severities: { 'unnamed-store': 'off' } },
      ),
    ).toEqual([]);
  });
});

describe('named-is-not-store-name', () => {
  test('finds a name that is the operator’s only', () => {
    expect(
      differences(
        `
        KStream<String, String> orders = builder.stream("orders");
        orders.groupByKey().count(Named.as("orders-count"));
        //                  ^^^^^ named-is-not-store-name: orders-count names the operator, not what count() stores: its store is KSTREAM-AGGREGATE-STATE-STORE-0000000001
        KTable<String, String> customers = builder.table("customers", Consumed.as("customers-source"));
        //                                         ^^^^^ named-is-not-store-name
        orders.leftJoin(customers, (a, b) -> a);
        orders.join(orders.mapValues(v -> v), (a, b) -> a, JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofMinutes(5)), StreamJoined.<String, String, String>as("pairs").withName("pairs"));
        orders.join(orders.mapValues(v -> v), (a, b) -> a, JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofMinutes(5)), StreamJoined.<String, String, String>with(null, null, null).withName("couples"));
        //     ^^^^ named-is-not-store-name`,
        quietStores,
      ),
    ).toEqual([]);
  });
  test('is quiet where the store is named too, or nothing is', () => {
    expect(
      differences(
        `
        KStream<String, String> orders = builder.stream("orders");
        orders.groupByKey().count(Named.as("orders-count"), Materialized.as("orders-count-store"));
        orders.groupByKey().count();
        orders.filter((k, v) -> true, Named.as("all")).groupByKey(Grouped.as("same")).count();
        builder.table("customers", Consumed.as("customers-source")).toStream().to("out");`,
        quietStores,
      ),
    ).toEqual([]);
  });
});

describe('invalid-name', () => {
  test('finds a character that no topic may have', () => {
    expect(
      differences(`
        builder.stream("orders").groupByKey().count(Materialized.as("orders per customer"));
        //                                                       ^^ invalid-name: "orders per customer" is illegal`),
    ).toEqual([]);
  });
  test('finds a name that is none', () => {
    expect(
      differences(`
        builder.stream("orders").filter((k, v) -> true, Named.as(".."));
        //                                                    ^^ invalid-name: cannot be "." or ".."`),
    ).toEqual([]);
  });
  test('finds a topic that gets too long with the application id', () => {
    expect(
      differences(
        `
        builder.stream("orders").groupByKey().count(Materialized.as("${'n'.repeat(200)}"));
        //                                    ^^^^^ invalid-name: is longer than the max allowed length 249`,
        { applicationId: 'a'.repeat(50) },
      ),
    ).toEqual([]);
  });
  test('is quiet about every character that may be', () => {
    expect(
      differences(`
        builder.stream("orders").groupByKey().count(Materialized.as("Orders.per_customer-2"));
        builder.stream("orders-2").groupByKey().count(Materialized.as("${'n'.repeat(230)}"));
        builder.stream("orders-3").groupByKey().reduce((a, b) -> b, Materialized.as("..."));`),
    ).toEqual([]);
  });
});

describe('duplicate-name', () => {
  test('finds a store name that is taken', () => {
    expect(
      differences(`
        builder.stream("orders").groupByKey().count(Materialized.as("counts"));
        builder.stream("payments").groupByKey().count(Materialized.as("counts"));
        //                                      ^^^^^ duplicate-name: A different StateStore has already been added with the name counts`),
    ).toEqual([]);
  });
  test('finds an operator name that is taken', () => {
    expect(
      differences(`
        builder.stream("orders").filter((k, v) -> true, Named.as("all")).filter((k, v) -> true, Named.as("all")).to("out");
        //                                                               ^^^^^^ duplicate-name: Processor all is already added`),
    ).toEqual([]);
  });
  test('finds a topic that two tables read', () => {
    expect(
      differences(
        `
        builder.table("customers", Materialized.as("a"));
        builder.table("customers", Materialized.as("b"));
        //      ^^^^^ duplicate-name: Topic customers has already been registered by another source`,
      ),
    ).toEqual([]);
  });
  test('is quiet where names are of different kinds or topologies', () => {
    expect(
      differences(`
        builder.stream("orders").filter((k, v) -> true, Named.as("orders")).groupByKey().count(Materialized.as("orders"));
        builder.stream("orders").mapValues(v -> v).to("orders-2");
        builder.stream("payments").groupByKey().count(Materialized.as("orders-count"));`),
    ).toEqual([]);
  });
});

describe('build-error', () => {
  test('finds a grace period on a table that keeps no versions', () => {
    expect(
      differences(`
        builder.<String, String>stream("orders").join(builder.<String, String>table("customers", Materialized.as("customers")), (a, b) -> a,
        //                                       ^^^^ build-error: KTable must be versioned to use a grace period
            Joined.<String, String, String>as("with-customer").withGracePeriod(Duration.ofMinutes(1)));`),
    ).toEqual([]);
  });
  test('finds a retention that is shorter than the window', () => {
    expect(
      differences(`
        builder.stream("orders").groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofHours(2)))
            .count(Materialized.<Object, Long, WindowStore<org.apache.kafka.common.utils.Bytes, byte[]>>as("hours").withRetention(Duration.ofHours(1)));
        //   ^^^^^ build-error: must be no smaller than its window size plus the grace period`),
    ).toEqual([]);
  });
  test('finds a global table without a name', () => {
    expect(
      differences(`
        builder.globalTable("products", Materialized.with(null, null));
        //      ^^^^^^^^^^^ build-error: exactly one store but got 0`),
    ).toEqual([]);
  });
  test('is quiet about what the library takes', () => {
    expect(
      differences(`
        builder.stream(java.util.List.of("a", "b")).to("x");
        builder.stream(java.util.List.of("a", "b")).to("y");
        builder.globalTable("products", Materialized.as("products"));
        builder.stream("orders").groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofHours(1)))
            .count(Materialized.<Object, Long, WindowStore<org.apache.kafka.common.utils.Bytes, byte[]>>as("hours").withRetention(Duration.ofHours(2)));`),
    ).toEqual([]);
  });
});

describe('explicit-naming-check', () => {
  const on: Fixture = { severities: { ...quietStores.severities, 'explicit-naming-check': 'warning' } };
  test('finds what would be rejected, also where nothing is stored', () => {
    expect(
      differences(
        `
        builder.stream("orders").groupByKey().count();
        //                                    ^^^^^ explicit-naming-check: store KSTREAM-AGGREGATE-STATE-STORE-0000000001 and changelog KSTREAM-AGGREGATE-STATE-STORE-0000000001-changelog
        builder.table("customers").toStream().to("out");
        //      ^^^^^ explicit-naming-check: store customers-STATE-STORE-0000000003
        builder.<String, String>stream("payments").repartition().to("p");
        //                                         ^^^^^^^^^^^ explicit-naming-check: repartition KSTREAM-REPARTITION-`,
        on,
      ),
    ).toEqual([]);
  });
  test('is quiet where all is named, before 4.1, and unless it is asked for', () => {
    expect(differences(`        builder.stream("orders").groupByKey().count(Materialized.as("counts"));`, on)).toEqual([]);
    expect(differences(`        builder.stream("orders").groupByKey().count();`, { ...on, kafka: '4.0.0' })).toEqual([]);
    expect(differences(`        builder.stream("orders").groupByKey().count();`, quietStores)).toEqual([]);
  });
});
