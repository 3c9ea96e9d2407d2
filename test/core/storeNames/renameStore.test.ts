/** Names of stores in code: where they stand, what may be renamed, and what that moves. `|` is the caret. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Analyser, AnalyseRequest } from '../../../src/core/analyser.js';
import { createAnalyser } from '../../../src/core/createAnalyser.js';
import type { Location } from '../../../src/core/report.js';
import { readGrammars, unknownSettings } from '../../support/sourceEvaluator.js';

let analyser: Analyser;
beforeAll(async () => {
  analyser = await createAnalyser(await readGrammars(), '0');
});
afterAll(() => analyser.dispose());

const imports =
  'import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*; import org.apache.kafka.streams.state.*; import org.apache.kafka.streams.processor.api.*;';

/** Files of classes, one of which has the caret. */
function project(...classes: readonly string[]) {
  let at = { file: '', line: 0, column: 0 };
  const texts = new Map<string, string>();
  for (const [i, written] of classes.entries()) {
    const file = `${/class (\w+)/.exec(written)?.[1] ?? `File${i}`}.java`;
    const text = `${imports}\n${written}`;
    const caret = text.indexOf('|');
    const before = text.slice(0, caret);
    if (caret >= 0) at = { file, line: before.split('\n').length, column: caret - before.lastIndexOf('\n') };
    texts.set(file, text.replace('|', ''));
  }
  const request: AnalyseRequest = {
    sources: {
      files: [...texts.keys()],
      read: (file) => (texts.has(file) ? { text: texts.get(file)! } : undefined),
      findByClassName: (name) => [...texts.keys()].filter((file) => file === `${name}.java`),
      findByParent: () => [],
    },
    settingsFor: () => ({ ...unknownSettings, applicationId: 'shop', kafkaVersion: { version: '4.3.0', from: 'build file' } }),
    includeTests: true,
  };
  const said = ({ file, line, column, endColumn }: Location): string => {
    const lines = texts.get(file)?.split('\n') ?? [];
    return lines[line - 1]?.slice(column - 1, endColumn - 1) ?? '';
  };
  return { request, at, said, texts };
}

const topology = (body: string, fields = ''): string => `class Shop {
  ${fields}
  static Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
${body}
    return builder.build();
  }
}`;
const counts = `    builder.stream("orders").groupByKey().count(Materialized.as("counts"));`;
const reader = (body: string): string => `class Reader {
  KafkaStreams streams; org.apache.kafka.streams.processor.api.ProcessorContext<String, Long> context;
  void read(String id) {
${body}
  }
}`;
const query = (name: string): string =>
  `    streams.store(StoreQueryParameters.fromNameAndType(${name}, QueryableStoreTypes.keyValueStore()));`;

describe('a store is found at', () => {
  test.each([
    ['a query', query('"cou|nts"')],
    ['its beginning', query('"|counts"')],
    ['a processor', '    context.getStateStore("counts|");'],
    ['metadata', '    streams.queryMetadataForKey("co|unts", id, null);'],
    ['IQv2', '    StateQueryRequest.inStore("co|unts");'],
  ])('%s', (_, body) => {
    const { request, at, said } = project(topology(counts), reader(`${body}\n${query('"counts"')}`));
    const found = analyser.storeNameAt(request, at);
    expect(found).toMatchObject({ name: 'counts' });
    if ('refused' in found) throw new Error(found.refused);
    expect(said(found.at)).toBe('"counts"');
    expect(found.made.map(said)).toEqual(['"counts"']);
    expect(found.used.map(said)).toEqual(['"counts"', '"counts"']);
  });

  test('a constant, where it stands and where it is used', () => {
    const shop = topology(
      '    builder.stream("orders").groupByKey().count(Materialized.as(STORE));',
      'static final String STORE = "cou|nts";',
    );
    const { request, at, said } = project(shop, reader(query('Shop.STORE')));
    const found = analyser.storeNameAt(request, at);
    if ('refused' in found) throw new Error(found.refused);
    expect([said(found.at), found.made.map(said), found.used.map(said)]).toEqual(['"counts"', ['STORE'], ['Shop.STORE']]);
  });

  test.each([
    ['a topic is named', topology('    builder.stream("ord|ers");'), 'No store is named here.'],
    ['nothing is named', topology('    int | x = 1;'), 'No store is named here.'],
    ['the name is computed', reader(query('i|d')), 'The name of the store is computed here: which store it is, is not known.'],
  ])('no place where %s', (_, code, refused) => {
    const { request, at } = project(code);
    expect(analyser.storeNameAt(request, at)).toEqual({ refused });
  });
});

/** The edited texts without the imports, and what the plan says. */
function renamed(name: string, ...classes: readonly string[]) {
  const { request, at, said } = project(...classes);
  const plan = analyser.planRename(request, at, name);
  if ('refused' in plan) return { refused: plan.refused };
  const texts = [...plan.files].map(([, { after }]) => after);
  const moved = plan.changes.map(({ before, after }) => `${before} → ${after}`);
  return { texts, moved, others: plan.others.map(said), shared: plan.shared.map(said), computed: plan.computed.map(said) };
}

describe('a rename', () => {
  test('edits where the store is made, asked for and connected, and says the topics that it leaves behind', () => {
    const shop = topology(`    builder.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("to|tals"), null, null));
    builder.stream("totals").process(() -> null, "totals");`);
    const uses = reader(`${query('"totals"')}\n    context.getStateStore("totals"); log("totals"); context.getStateStore(id);`);
    const { texts, moved, others, computed, refused } = renamed('sums', shop, uses);
    expect(refused).toBeUndefined();
    expect(texts?.join('\n').match(/"sums"/g)).toHaveLength(4);
    expect(texts?.join('\n')).toContain('builder.stream("totals").process(() -> null, "sums")');
    expect(moved).toContain('shop-totals-changelog → shop-sums-changelog');
    expect(others).toEqual(['"totals"', '"totals"']);
    expect(computed).toEqual([]);
  });

  test('moves the repartition topic that bears the name, too', () => {
    const shop = topology('    builder.stream("orders").groupBy((k, v) -> v).count(Materialized.as("cou|nts"));');
    expect(renamed('sums', shop).moved).toEqual(
      expect.arrayContaining(['shop-counts-changelog → shop-sums-changelog', 'shop-counts-repartition → shop-sums-repartition']),
    );
  });

  test('edits a constant once, and says which places compute the name that they ask for', () => {
    const shop = topology(
      '    builder.stream("orders").groupByKey().count(Materialized.as(STORE));',
      'static final String STORE = "counts";',
    );
    const { texts, computed } = renamed('sums', shop, reader(`${query('Shop.ST|ORE')}\n${query('id')}`));
    expect(texts).toHaveLength(1);
    expect(texts?.[0]).toContain('static final String STORE = "sums";');
    expect(computed).toEqual(['id']);
  });

  test('leaves the same text to methods of other classes that are called as operators are', () => {
    const uses = reader('    http.process(id, "counts"); http.transform(id, "counts");');
    const { texts, others } = renamed('sums', topology(counts.replace('counts', 'cou|nts')), uses);
    expect(texts).toHaveLength(1);
    expect(others).toEqual(['"counts"', '"counts"']);
  });

  test('says where else the constant stands that it edits', () => {
    const shop = topology(
      '    builder.stream("orders").groupByKey().count(Materialized.as(ST|ORE));',
      'static final String STORE = "counts";',
    );
    expect(renamed('sums', shop, reader('    log(Shop.STORE, Other.STORE);')).shared).toEqual(['Shop.STORE']);
  });

  test.each([
    'builder.stream(STORE).groupByKey().count(Materialized.as(STORE))',
    'builder.stream("x").groupByKey().count(Materialized.as(STORE)).toStream().to(STORE)',
  ])('is refused where the constant names a topic, too: %s', (chain) => {
    const { refused } = renamed('sums', topology(`    ${chain};`, 'static final String STORE = "cou|nts";'));
    expect(refused).toBe('The edit would move more than counts: Shop.build would not use the topic counts any more.');
  });

  test.each([
    [
      'is computed where the store is made',
      'sums',
      [
        topology(
          '    make(builder, "counts");',
          'static void make(StreamsBuilder builder, String store) { builder.stream("orders").groupByKey().count(Materialized.as(store)); }',
        ),
        reader(query('"cou|nts"')),
      ],
      'counts is made by a name that is computed: it is not in the code as a text.',
    ],
    ['no topology has', 'sums', [topology(counts), reader(query('"oth|er"'))], 'No topology of the code is known to have a store other.'],
    [
      'is generated',
      'sums',
      [topology('    builder.stream("orders").groupByKey().count();'), reader(query('"KSTREAM-AGGREGATE-STATE-STORE-000000|0001"'))],
      'KSTREAM-AGGREGATE-STATE-STORE-0000000001 is a generated name: give the store one first.',
    ],
    [
      'is taken',
      'sums',
      [topology(`${counts}\n    builder.stream("x").groupByKey().count(Materialized.as("sums"));`), reader(query('"cou|nts"'))],
      'There is a store sums already.',
    ],
    ['is the same', 'counts', [topology(counts), reader(query('"cou|nts"'))], 'The store is called counts already.'],
    [
      'depends on the environment',
      'sums',
      [
        topology(
          '    builder.stream("orders").groupByKey().count(Materialized.as(flag() ? "counts" : "tallies"));',
          'static native boolean flag();',
        ),
        reader(query('"cou|nts"')),
      ],
      'The code makes counts on some ways only, or under another name: its name is not exact.',
    ],
    ['no library takes', 'a b', [topology(counts), reader(query('"cou|nts"'))], expect.stringContaining('would fail')],
  ])('is refused where the name %s', (_, name, classes, refused) => {
    expect(renamed(name, ...classes)).toEqual({ refused });
  });
});
