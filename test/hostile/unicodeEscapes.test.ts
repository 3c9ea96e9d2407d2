/** Unicode escapes in Java (JLS §3.3): what they hide is read, and places stay those of the file. What the library makes of them, the goldens M01 to M06 hold. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readJavaText } from '../../src/core/languages/java/syntax/unicodeEscapes.js';
import { runCommand } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';
import { createTextAnalyser, type TextAnalyser } from '../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const header =
  'import org.apache.kafka.streams.*;\nimport org.apache.kafka.streams.kstream.*;\nclass A {\n  void build(StreamsBuilder b) {\n';
const inMethod = (body: string): string => `${header}${body}\n  }\n}\n`;
const textOf = (written: string): unknown => {
  const read = readJavaText(written);
  return 'text' in read ? read.text : read;
};

describe('a text as the compiler sees it', () => {
  test.each([
    [String.raw`a\u0062c\uuu0064`, 'abcd'],
    [String.raw`\\u0041`, String.raw`\\u0041`],
    [String.raw`\\\u0041`, String.raw`\\A`],
    [String.raw`\u005cu0041`, String.raw`\u0041`],
    [String.raw`\u005c\u0041`, String.raw`\A`],
    ['a\rb\r\nc\r', 'a\nb\r\nc\n'],
    [String.raw`a\u000db\u000d\u000ac`, 'a\nb\r\nc'],
  ])('%j', (written, text) => {
    expect(textOf(written)).toBe(text);
  });

  test.each([
    ['a\u200bb', 'ab'],
    ['a\u00adb = "a\u00adb"; // a\u200bb', 'ab = "a\u00adb"; // a\u200bb'],
    ["'\u200b' + \u200bc\u200b\u200dd", "'\u200b' + \u200bcd"],
    ['X\n"a\u200bX a\u200b'.replaceAll('X', '""\u0022'), 'X\n"a\u200bX a'.replaceAll('X', '""\u0022')],
  ])('what Java does not see in a name is left out of %j', (written, text) => {
    expect(textOf(written)).toBe(text);
  });

  test('what is left out has its place in the file beside the character before it', () => {
    const read = readJavaText('a\u200bb\u200b\u200b.c');
    if (!('text' in read)) throw new Error('It is valid.');
    expect(read.text).toBe('ab.c');
    expect([0, 1, 2, 3, 4].map((at) => read.toFile(at))).toEqual([0, 2, 5, 6, 7]);
    expect([0, 1, 2, 3, 4, 5, 6].map((at) => read.fromFile(at))).toEqual([0, 0, 1, 1, 1, 2, 3]);
  });

  test.each([String.raw`ab\u00`, String.raw`ab\u00g0`, String.raw`ab\u`, String.raw`ab\uu12\u0041`])('%j is malformed', (written) => {
    expect(textOf(written)).toMatchObject({ malformedAt: 2 });
  });

  test('each character has its place in the file, and each place of an escape its character', () => {
    const read = readJavaText(String.raw`a\u0062c\uu0064\u0065f`);
    if (!('text' in read)) throw new Error('malformed');
    expect(Array.from({ length: read.text.length + 1 }, (_, i) => read.toFile(i))).toEqual([0, 1, 7, 8, 15, 21, 22]);
    expect([0, 1, 2, 6, 7, 8, 14, 15, 20, 21, 22].map((at) => read.fromFile(at))).toEqual([0, 1, 1, 1, 2, 3, 3, 4, 4, 5, 6]);
  });
});

describe('a file with escapes', () => {
  test('gives places of the file', () => {
    const text = inMethod('    // x \\u000a b.<String, String>str\\u0065am("in")\n      .gr\\u006fupByKey().c\\u006funt();');
    const [store] = analyser.analyse({ 'A.java': text }).topologies[0]!.stores;
    expect(store?.name).toBe('KSTREAM-AGGREGATE-STATE-STORE-0000000001');
    expect(store?.location).toEqual({ file: 'A.java', line: 6, column: 26, endLine: 6, endColumn: 36 });
  });

  test('is fixed where the call is written, and what is not edited stays as it is', () => {
    const body = '    // x \\u000a b.<String, String>str\\u0065am("in").groupByKey().c\\u006funt(\\u0029;';
    const { files, refused } = analyser.planFix({ 'A.java': inMethod(body) }, { mode: 'pin' });
    expect(refused).toEqual([]);
    expect(files.get('A.java')?.after).toBe(
      inMethod(body.replace('unt(', 'unt(Materialized.as("KSTREAM-AGGREGATE-STATE-STORE-0000000001")')),
    );
  });

  test('has no name for a finding that a comment of it suppresses, wherever escapes end its lines', () => {
    const line = 'b.<String, String>stream("in").groupByKey().count();';
    const found = (body: string): string[] => analyser.analyse({ 'A.java': inMethod(body) }).diagnostics.map(({ rule }) => rule);
    expect(found(`    ${line}`)).toEqual(['unnamed-store']);
    expect(found(`    // kslens-disable-next-line unnamed-store \\u000a\n    ${line}`)).toEqual([]);
    expect(found(`    // \\u006bslens-disable-next-line unnamed-store\n    ${line}`)).toEqual([]);
    expect(found(`    String s = "\\u0022 /\\u002f kslens-disable-next-line unnamed-store\n    ; ${line}`)).toEqual([]);
    expect(found(`    String s = "// kslens-disable-next-line unnamed-store\\u0022;\n    ${line}`)).toEqual(['unnamed-store']);
  });

  test('that are malformed is not read, and the others are', () => {
    const good = inMethod('    b.<String, String>stream("in").groupByKey().count();');
    const { topologies, skipped } = analyser.analyse({ 'A.java': good, 'B.java': good.replace('b.<', '/* C:\\users */ b.<') });
    expect(topologies.map(({ id }) => id)).toEqual(['A.java#A.build']);
    expect(skipped).toEqual([{ file: 'B.java', reason: 'line 5 is not valid Java: a Unicode escape has four hexadecimal digits' }]);
  });

  test('is looked at where nothing of Kafka Streams is written in plain letters', async () => {
    const hidden = (text: string): string =>
      text.replaceAll('StreamsBuilder', 'Str\\u0065amsBuilder').replaceAll('kafka.streams', 'kafka.str\\u0065ams');
    const cwd = temporaryProject({ 'A.java': hidden(inMethod('    b.<String, String>stream("in").groupByKey().count();')) });
    const { output } = await runCommand(cwd, 'analyze', '.');
    expect(output).toContain('KSTREAM-AGGREGATE-STATE-STORE-0000000001');
  });

  test('is after an edit what it is from scratch', async () => {
    const body = '    b.<String, String>str\\u0065am("in").groupByKey().count();\n';
    const states = ['', '// \\u000a', '// \\u00', '/* \\u002a/', '\\u0022', '/* \\u002a/ */'].map((added) =>
      inMethod(`${added}${body}${body}`),
    );
    for (const text of states) {
      const fresh = await createTextAnalyser();
      const expected = fresh.analyse({ 'A.java': text });
      fresh.dispose();
      expect(analyser.analyse({ 'A.java': text })).toEqual(expected);
    }
  });
});
