/**
 * What the JDK's methods give: expressions.txt has expressions, or lambdas, each followed by what Java 17 printed for it (an exception as
 * `!` and a short name). `?` before it: we do not know it; any other answer than Java's is wrong.
 */
import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { createTextAnalyser } from '../../../support/textAnalyser.js';

const lines = readFileSync(new URL('expressions.txt', import.meta.url), 'utf8').split('\n');
const cases = lines.flatMap((line, i) => (i % 2 === 0 && line !== '' ? [{ expression: line, printed: lines[i + 1]!.slice(4) }] : []));

const exceptions = {
  NumberFormatException: 'NumberFormat',
  ArrayIndexOutOfBoundsException: 'ArrayIndex',
  StringIndexOutOfBoundsException: 'StringIndex',
  IndexOutOfBoundsException: 'Index',
  UnsupportedOperationException: 'Unsupported',
  NullPointerException: 'Null',
  NoSuchElementException: 'NoElement',
  ConcurrentModificationException: 'Modified',
  ArithmeticException: 'Arithmetic',
  IllegalStateException: 'State',
  IllegalArgumentException: 'Argument',
  RuntimeException: 'Runtime',
};

function program(expression: string): string {
  const made = expression.startsWith('() ->') ? expression : `() -> ${expression}`;
  const clauses = Object.entries(exceptions).map(([type, short]) => `catch (${type} e) { return "!${short}"; }`);
  return `import java.io.*; import java.time.*; import java.util.*; import java.util.concurrent.*; import java.util.function.*; import java.util.regex.*;
import java.util.stream.*; import org.apache.kafka.streams.*;
class App {
  static String show(Callable<Object> made) { try { return "" + made.call(); } ${clauses.join(' ')} catch (Exception e) { return "!Other"; } }
  static void build(StreamsBuilder b) { b.<String, String>stream("t" + show(${made})).to("out"); }
}
`;
}

const analyser = await createTextAnalyser();
afterAll(() => analyser.dispose());

/** `?`: not known. A line break is written \n. */
function ours(expression: string): string {
  const topologies = analyser.analyse({ 'App.java': program(expression) }).topologies;
  const topics = topologies.flatMap(({ sources }) => sources.map(({ topic }) => topic));
  return topics.length === 1 && topics[0] !== null ? topics[0]!.slice(1).replaceAll('\n', '\\n') : '?';
}

test.each(cases)('$expression', ({ expression, printed }) => {
  expect(ours(expression)).toBe(printed.startsWith('?') ? '?' : printed);
});
