import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Analyser, AnalyseRequest } from '../../../src/core/analyser.js';
import { createAnalyser } from '../../../src/core/createAnalyser.js';
import { readGrammars, unknownSettings } from '../../support/sourceEvaluator.js';

const file = 'Orders.java';
const text = `import org.apache.kafka.streams.StreamsBuilder;
class Orders {
  static void build() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.<String, String>stream("orders").groupByKey().count();
  }
}`;
let analyser: Analyser;
beforeAll(async () => void (analyser = await createAnalyser(await readGrammars(), '0')));
afterAll(() => analyser.dispose());

/** `onAnalysed`: of each analysis, when all files are read. */
const requestWith = (signal: AbortSignal, onAnalysed: () => void): AnalyseRequest => ({
  sources: {
    files: [file],
    read: () => ({ text }),
    findByClassName: () => [],
    findByParent: () => [],
  },
  settingsFor: () => unknownSettings,
  includeTests: true,
  signal,
  onProgress: (done, total) => void (done === total && onAnalysed()),
});

test.each(['pin', 'name'] as const)('%s ends where it is cancelled while the edited code is analysed', (mode) => {
  const ending = new AbortController();
  let analysed = 0;
  const request = requestWith(ending.signal, () => void (++analysed === 2 && ending.abort()));
  expect(() => analyser.planFix(request, { mode })).toThrow(/abort/i);
  expect(analysed).toBe(2);
});

test('the code of one request is looked at once, however many plans are made of it', () => {
  let analysed = 0;
  const request = requestWith(new AbortController().signal, () => void analysed++);
  const [pin, again] = [true, false].map((keepsPlaces) => analyser.planFix(request, { mode: 'pin', keepsPlaces }));
  expect(pin?.named).toHaveLength(1);
  expect(again).toEqual(pin);
  // Its own, the edited code, and of the other plan the same, which is remembered, and its proof.
  expect(analysed).toBe(4);
});
