/** `@StreamListener`: what is not fixed of it is not known. What is fixed, test/frameworks runs. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../../src/core/report.js';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const text = `import org.apache.kafka.streams.kstream.*; import org.springframework.cloud.stream.annotation.*;
class A { @StreamListener("in") void listen(KStream<String, String> in) { in.groupByKey().count(); } }`;

function storesOf({ topologies }: Report): readonly (string | null)[] {
  return topologies.flatMap(({ stores }) => stores.map(({ name }) => name));
}

test('the binder before 3.0 converts what it reads: numbers are not known where the version does not tell', () => {
  const report = analyser.analyse({ 'A.java': text });
  expect(storesOf(report)).toEqual([null]);
  expect(JSON.stringify(report)).toContain('whether the binder converts the records of in depends on its version');
  const told = analyser.analyse({ 'A.java': text }, { 'spring.cloud.stream.bindings.in.consumer.useNativeDecoding': 'true' });
  expect(storesOf(told)).toEqual(['KSTREAM-AGGREGATE-STATE-STORE-0000000001']);
});

test('a channel whose name is not known is one of which nothing is known', () => {
  const report = analyser.analyse({ 'A.java': text.replace('"in"', 'Channels.IN') });
  expect(storesOf(report)).toEqual([null]);
  expect(JSON.stringify(report)).toContain('the name of the channel that the binder reads is not known');
});
