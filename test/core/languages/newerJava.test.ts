/**
 * Patterns of records and in switches, which Java has since 21 (JLS §14.11.1, §14.30): the compiler that the fixtures are held against is
 * older, so what they mean is written here from the specification.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

function topicOf(value: string, body: string): string | null {
  const text = `import java.util.*; import org.apache.kafka.streams.*;
class App {
  sealed interface Shape permits Circle, Square, Line {}
  record Circle(int r) implements Shape {}
  record Square(int side, String name) implements Shape {}
  record Line(Shape from, Object to) implements Shape {}
  enum Color { RED, BLUE }
  static String of(Object o) { ${body} }
  static void build(StreamsBuilder b) { b.<String, String>stream("t" + of(${value})).to("out"); }
}`;
  return analyser.analyse({ 'App.java': text }).topologies[0]?.sources[0]?.topic ?? null;
}

const record = 'return o instanceof Square(int side, String name) ? name + side : o instanceof Circle(var r) ? "c" + r : "no";';
const nested =
  'return o instanceof Line(Circle(int a), Square(int b, var n)) ? a + n + b : o instanceof Line(Shape s, Object t) ? "line" : "no";';
const switched = `return switch (o) {
  case null -> "null";
  case Circle(int r) when r > 5 -> "big" + r;
  case Circle c -> "circle" + c.r();
  case Square(int side, String name) -> name + side;
  case String s when s.isEmpty() -> "empty";
  case String s -> s;
  case Integer i when i > 10 -> "large";
  case Integer i -> "small";
  default -> "other";
};`;
const old = 'switch (o) { case Circle(int r): return "r" + r; case String s: return s; default: return "d"; }';

test.each([
  ['new Square(2, "s")', record, 'ts2'],
  ['new Circle(4)', record, 'tc4'],
  ['"text"', record, 'tno'],
  ['null', record, 'tno'],
  ['new Line(new Circle(1), new Square(2, "q"))', nested, 't1q2'],
  ['new Line(new Circle(1), null)', nested, 'tline'],
  ['new Line(null, "x")', nested, 'tline'],
  ['new Circle(1)', nested, 'tno'],
  ['null', switched, 'tnull'],
  ['new Circle(9)', switched, 'tbig9'],
  ['new Circle(2)', switched, 'tcircle2'],
  ['new Square(3, "sq")', switched, 'tsq3'],
  ['""', switched, 'tempty'],
  ['"a"', switched, 'ta'],
  ['11', switched, 'tlarge'],
  ['1', switched, 'tsmall'],
  ['List.of()', switched, 'tother'],
  ['Color.RED', switched, 'tother'],
  ['new Circle(7)', old, 'tr7'],
  ['"s"', old, 'ts'],
  ['true', old, 'td'],
  ['new Circle(Integer.parseInt(System.getenv("N")))', switched, null],
  ['new Circle(Integer.parseInt(System.getenv("N")))', record, null],
  ['unseen()', record, null],
  ['unseen()', nested, null],
  ['unseen()', switched, null],
  ['unseen()', old, null],
  ['new Line(unseen(), "x")', nested, null],
])('%s in %s', (value, body, topic) => {
  expect(topicOf(value, body)).toBe(topic);
});
