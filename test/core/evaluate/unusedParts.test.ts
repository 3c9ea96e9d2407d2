/** Files that build and gave no topology: silence would be taken for "there is nothing". */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser, type Texts } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const imports = 'import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*;\n';
const helper = `${imports}class Helper { static KStream<String, String> clean(KStream<String, String> s) { return s.filter((k, v) => true); } }`;
const user = `${imports}class App { static void build(StreamsBuilder b) { Helper.clean(b.stream("in")).groupByKey().count(); } }`;

function skipped(texts: Texts): string[] {
  return analyser.analyse(texts).skipped.map(({ file, reason }) => `${file}: ${reason}`);
}

test('a helper that nothing uses is told of', () => {
  const text = helper.replace('=>', '->');
  expect(skipped({ 'Helper.java': text })).toEqual([
    'Helper.java: no topology that was found uses Helper.clean: what calls it is not in the sources, or was not followed to it',
  ]);
  expect(skipped({ 'Helper.java': text, 'App.java': user })).toEqual([]);
});

test('who only declares, configures or tells of streams is not', () => {
  expect(skipped({ 'Part.java': `${imports}interface Part { void add(KStream<String, String> s); }` })).toEqual([]);
  expect(skipped({ 'Names.java': `${imports}class Names { String id = StreamsConfig.APPLICATION_ID_CONFIG; }` })).toEqual([]);
});

test('who builds with classes that Kafka 2.0 removed is told so', () => {
  const text = `import org.apache.kafka.streams.kstream.KStreamBuilder;
    class App { public static void main(String[] args) { KStreamBuilder b = new KStreamBuilder(); b.stream("in").to("out"); } }`;
  expect(skipped({ 'App.java': text })).toEqual([
    'App.java: it builds with KStreamBuilder, which Kafka 2.0 removed: Kafka Streams before 2.0 is not supported',
  ]);
});
