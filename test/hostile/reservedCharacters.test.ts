/** Characters by which the analysis marks what it does not know, in what others wrote: no text with them is taken for known, nor for one of ours. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser } from '../support/textAnalyser.js';
import type { StoreReport } from '../../src/core/report.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

/** As the analysis writes a text of which a part is not known. */
const hole = 'a\uE0001:b\uE001c';

function storeNamed(name: string, more = '', properties: Readonly<Record<string, string>> = {}): StoreReport | undefined {
  const text = `import java.util.*;
import java.util.stream.*;
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
@Component class A { ${more}
  void build(StreamsBuilder b) { b.<String, String>stream("in").groupByKey().count(Materialized.as(${name})); }
}`;
  return analyser.analyse({ 'A.java': text }, properties).topologies[0]?.stores[0];
}

describe('a name with such characters is not known', () => {
  test.each([
    ['a text', `"${hole}"`],
    ['a text with escapes', '"a\\uE0001:b\\uE001c"'],
    ['a mark of a lost number', '"a\\uE012"'],
    ['a char', `"a" + '\\uE000'`],
    ['a number made a char', '"a" + (char) 57344'],
    ['a format', 'String.format("a%c", 57345)'],
    ['a format of a char', `String.format("a%c", '\\uE000')`],
    ['an array of chars', `new String(new char[] {'a', '\\uE000', '\\uE001'})`],
    ['a list of chars', `Stream.of('a', '\\uE000').map(String::valueOf).collect(Collectors.joining())`],
    ['a code point', '"a" + Character.toString(57344)'],
    ['the chars of a code point', 'new String(Character.toChars(57346))'],
    ['a code point of a builder', 'new StringBuilder("a").appendCodePoint(57344).toString()'],
    ['a char of a builder', 'text()'],
    ['a char in place of another', `"abc".replace('b', '\\uE000')`],
    ['String.valueOf', `"a" + String.valueOf('\\uE001')`],
    ['a sum of chars', `"a" + (char) ('\\uDFFF' + 1)`],
  ])('%s', (_, name) => {
    const store = storeNamed(
      name,
      'static String text() { StringBuilder s = new StringBuilder("abc"); s.setCharAt(1, (char) 57344); return s.toString(); }',
    );
    expect(store).toMatchObject({ name: null });
    expect(JSON.stringify(store)).not.toMatch(/[\uE000-\uE019]/);
  });

  test.each([hole, '\uE002'.repeat(10), '\uE000', 'a\uE010'])('a property that is set to %j', (value) => {
    const store = storeNamed('name', '@Value("${the.name:other}") String name;', { 'the.name': value });
    expect(store).toMatchObject({ name: null });
    expect(JSON.stringify(store)).not.toMatch(/[\uE000-\uE019]/);
  });
});
