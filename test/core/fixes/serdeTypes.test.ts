/** The types that a fix writes out where a `Materialized.with(key, value)` gets a name: read from how the serde of the value is written. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

/** The type arguments before `as`; undefined: the fix is refused. */
function typesFor(serde: string): string | undefined {
  const text = `package shop;
import java.util.*;
import org.apache.kafka.common.serialization.*;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.*;
import org.apache.kafka.streams.state.KeyValueStore;
class A {
  static class Order {}
  static class OrderSerde implements Serde<Order> {}
  static class Wrapped extends Serdes.WrapperSerde<Order> {}
  static class Free<T> implements Serde<T> {}
  static class NoSerde {}
  final Serde<Order> field = null;
  JsonSerde<List<Order>> json;
  final Serde<?> any = null;
  final Serde raw = null;
  Serde<Order> made() { return null; }
  <T> Serde<T> generic() { return null; }
  Serde<Order> twice(int n) { return null; }
  Serde<Order> twice(String s) { return null; }
  void build(StreamsBuilder builder) {
    var kept = Serdes.Long();
    var again = kept;
    Serde<byte[]> arrays = null;
    ListSerde<Order> list = null;
    PairSerde<String, Order> pair = null;
    builder.<String, Object>stream("in").groupByKey().aggregate(() -> null, (k, v, a) -> a, Materialized.with(Serdes.String(), ${serde}));
  }
}
`;
  const plan = analyser.planFix({ 'A.java': text }, { mode: 'pin' });
  const after = plan.files.get('A.java')?.after;
  return after === undefined ? undefined : /Materialized\.<(.*)>as\("/.exec(after)?.[1];
}

test.each([
  ['Serdes.Long()', 'Long'],
  ['Serdes.ByteArray()', 'byte[]'],
  ['Serdes.Bytes()', 'Bytes'],
  ['Serdes.UUID()', 'UUID'],
  ['Serdes.serdeFrom(Order.class)', 'Order'],
  ['new OrderSerde()', 'Order'],
  ['new Wrapped()', 'Order'],
  ['new JsonSerde<Order>(null)', 'Order'],
  ['new JsonSerde<>(Order.class)', 'Order'],
  ['field', 'Order'],
  ['this.field', 'Order'],
  ['json', 'List<Order>'],
  ['kept', 'Long'],
  ['again', 'Long'],
  ['arrays', 'byte[]'],
  ['made()', 'Order'],
  ['this.made()', 'Order'],
])('%s is for %s', (serde, type) => {
  expect(typesFor(serde)).toBe(`String, ${type}, KeyValueStore<Bytes, byte[]>`);
});

test.each([
  'Serdes.serdeFrom(serializer, deserializer)',
  'Serdes.ListSerde(ArrayList.class, Serdes.Long())',
  'Serdes.Unseen()',
  'new NoSerde()',
  'new Free<>()',
  'new JsonSerde(Order.class)',
  'new JsonSerde<>()',
  'new Unseen()',
  'any',
  'raw',
  'list',
  'pair',
  'unseen',
  'generic()',
  'twice(1)',
  'unseen()',
  'Factory.serde()',
  'null == null ? field : null',
])('what %s is for is not told', (serde) => {
  expect(typesFor(serde)).toBeUndefined();
});
