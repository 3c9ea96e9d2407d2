/** What Java refuses where values are not known: both ways count inside a try. Random programs (unreadRefusals) hold the same to Java. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const parameters =
  'int number, double real, Integer box, Boolean flag, String text, Object other, int[] array, List<String> list, Map<String, String> map, Given given';

/** The store's name, `?` where it is not known. */
function nameOf(statement: string, caught = 'RuntimeException'): string {
  const code = `String outcome = "none"; int[] own = {1, 2}; try { ${statement} outcome = "done"; } catch (${caught} e) { outcome = "caught"; } b.<String, String>stream("in").groupByKey().count(Materialized.as(outcome));`;
  const text = `import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*; import java.util.*;\nclass Given { Object made() { return this; } }\nclass A { static void takes(int i) {} static int gives(Integer i) { return i; } void build(StreamsBuilder b, ${parameters}) { ${code} } }`;
  return analyser.analyse({ 'A.java': text }).topologies[0]!.stores[0]!.name ?? '?';
}

test.each([
  'int r = list.size();',
  'int r = map.size();',
  'int r = array.length;',
  'for (String one : list) System.out.println(one);',
  'Object r = given.made();',
  'Objects.requireNonNull(list);',
  'int r = 10 / number;',
  'int r = 10; r %= number;',
  'int r = 10 + box;',
  'int r = box;',
  'int r = -box;',
  'box++;',
  'boolean r = box == 3;',
  'boolean r = box > 3;',
  'takes(box);',
  'int r = gives(box);',
  'int[] r = {box};',
  'own[0] = box;',
  'own[number] = 1;',
  'int r = own[number];',
  'int[] r = new int[number];',
  'switch (text) { default: break; }',
  'String r = (String) other;',
  'if (flag) number++;',
  'boolean r = number == 0 && flag;',
  'int r = flag ? 1 : 2;',
])('%s may be refused', (statement) => {
  expect(nameOf(statement)).toBe('?');
});

test.each([
  'double r = 10 / real;',
  'int r = 10 / 3 + number;',
  'boolean r = number > 3;',
  'boolean r = box == null;',
  'Object r = (Object) text;',
  'Integer r = box;',
  'String r = "" + box;',
  'takes(number);',
])('%s is never refused', (statement) => {
  expect(nameOf(statement)).toBe('done');
});

test.each([
  'list == null',
  'list != null',
  'map == null',
  'array == null',
  'given == null',
  'Objects.isNull(list)',
  'Objects.nonNull(given)',
  'given instanceof Given',
  'Optional.ofNullable(map).isPresent()',
  'Objects.requireNonNullElse(list, List.of()) == list',
])('whether %s is not known', (condition) => {
  expect(nameOf(`if (${condition}) throw new IllegalStateException();`)).toBe('?');
});

test('a clause takes no exception of another class', () => {
  expect(nameOf('int r = 10 / number;', 'IllegalStateException')).toBe('done');
});
