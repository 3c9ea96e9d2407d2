/** What the code says of windows where the library's own description does not: their size in suppress buffers, and stores in order of time. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Analyser } from '../../../src/core/analyser.js';
import { createAnalyser } from '../../../src/core/createAnalyser.js';
import type { StoreReport } from '../../../src/core/report.js';
import { readGrammars, unknownSettings } from '../../support/sourceEvaluator.js';

let analyser: Analyser;
beforeAll(async () => {
  analyser = await createAnalyser(await readGrammars(), '0');
});
afterAll(() => analyser.dispose());

function storesOf(body: string): readonly StoreReport[] {
  const text = `package shop;

import java.time.Duration;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.*;

class A {
    void build(StreamsBuilder builder, EmitStrategy given) {
        KGroupedStream<String, String> orders = builder.<String, String>stream("orders").groupByKey();
        Suppressed<Windowed> closed = Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()).withName("held");
        ${body}
    }
}
`;
  const report = analyser.analyse({
    sources: {
      files: ['A.java'],
      read: (file) => (file === 'A.java' ? { text } : undefined),
      findByClassName: () => [],
      findByParent: () => [],
    },
    settingsFor: () => ({ ...unknownSettings, applicationId: 'shop', kafkaVersion: { version: '4.3.0', from: 'option' } }),
    includeTests: true,
  });
  expect(report.topologies.map(({ gaps }) => gaps.map(({ reason }) => reason))).toEqual([[]]);
  return report.topologies[0]!.stores;
}

const five = 'TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(5))';

test.each([
  ['tumbling windows', `orders.windowedBy(${five}).count().suppress(closed);`, 300_000],
  ['hopping windows', `orders.windowedBy(${five}.advanceBy(Duration.ofMinutes(1))).count().suppress(closed);`, 300_000],
  [
    'sliding windows',
    `orders.windowedBy(SlidingWindows.ofTimeDifferenceWithNoGrace(Duration.ofSeconds(4))).count().suppress(closed);`,
    4000,
  ],
  ['a filter between', `orders.windowedBy(${five}).count().filter((k, v) -> v > 1).mapValues(v -> v).suppress(closed);`, 300_000],
  [
    'two tables of the same windows',
    `orders.windowedBy(${five}).count().join(orders.windowedBy(${five}).count(), Long::sum).suppress(closed);`,
    300_000,
  ],
  ['a cogroup', `orders.cogroup((k, v, all) -> all).windowedBy(${five}).aggregate(() -> "").suppress(closed);`, 300_000],
  [
    'sessions, whose keys have both ends',
    `orders.windowedBy(SessionWindows.ofInactivityGapWithNoGrace(Duration.ofMinutes(1))).count().suppress(closed);`,
    null,
  ],
  [
    'no windows',
    `orders.count().suppress(Suppressed.<String>untilTimeLimit(Duration.ofSeconds(1), Suppressed.BufferConfig.unbounded()).withName("held"));`,
    null,
  ],
  ['a table of windows that it did not make', `builder.<Windowed<String>, Long>table("counts").suppress(closed);`, null],
])('a suppress buffer behind %s', (_, body, size) => {
  expect(storesOf(body).find(({ name }) => name === 'held-store')?.windowSizeMs).toBe(size);
});

test.each([
  ['when windows close', `orders.windowedBy(${five}).emitStrategy(EmitStrategy.onWindowClose()).count();`, true],
  ['when windows change', `orders.windowedBy(${five}).emitStrategy(EmitStrategy.onWindowUpdate()).count();`, undefined],
  ['as usual', `orders.windowedBy(${five}).count();`, undefined],
  ['in a way that only its caller knows', `orders.windowedBy(${five}).emitStrategy(given).count();`, null],
  [
    'when windows close, out of memory',
    `orders.windowedBy(${five}).emitStrategy(EmitStrategy.onWindowClose()).count(Materialized.as(Materialized.StoreType.IN_MEMORY));`,
    undefined,
  ],
])('a store that emits %s', (_, body, timeFirst) => {
  expect(storesOf(body)[0]?.timeFirst).toBe(timeFirst);
});
