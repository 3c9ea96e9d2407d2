/**
 * What the objects in fields hold: methods that were not seen to run may have changed it before. That it makes the name was seen by
 * running each program with the library, once with a call of the other method before `build` and once without.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const settings =
  'class Settings { String prefix = "a"; private String name = "n"; void setName(String n) { name = n; } String getName() { return name; } }';

/** The name of the one store of `build`; null: it is not known. */
function storeOf(members: string, expression: string, before = ''): string | null {
  const code = `class App { ${members} Topology build() { ${before} StreamsBuilder b = new StreamsBuilder(); b.<String, String>stream("in").groupByKey().count(Materialized.as("s" + ${expression})); return b.build(); } }`;
  const texts = `import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*; import java.util.*;\n${code}\n${settings}`;
  const { topologies, diagnostics } = analyser.analyse({ 'App.java': texts });
  expect(topologies).toHaveLength(1);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return topologies[0]!.stores[0]!.name;
}

const list = 'private final List<String> topics = new ArrayList<>();';
const map = 'private final Map<String, List<String>> topics = new HashMap<>(Map.of("k", new ArrayList<>()));';

test.each([
  ['a list', `${list} void add(String t) { topics.add(t); }`, 'topics.size()'],
  [
    'a list that the constructor made',
    `private final List<String> topics; App() { topics = new ArrayList<>(); } void add(String t) { this.topics.add(t); }`,
    'topics.size()',
  ],
  ['a list in a map', `${map} void add(String t) { topics.get("k").add(t); }`, 'topics.get("k").size()'],
  ['a list that is given away', `${list} List<String> topics() { return topics; }`, 'topics.size()'],
  [
    'a static list',
    `private static final List<String> topics = new ArrayList<>(); static void add(String t) { topics.add(t); }`,
    'topics.size()',
  ],
  ['an array', `private final String[] names = { "a" }; void set(String n) { names[0] = n; }`, 'names[0]'],
  [
    'a field of an object',
    `private final Settings settings = new Settings(); App prefix(String p) { settings.prefix = p; return this; }`,
    'settings.prefix',
  ],
  [
    'what a setter of an object sets',
    `private final Settings settings = new Settings(); App name(String n) { settings.setName(n); return this; }`,
    'settings.getName()',
  ],
])('%s is not known where another method changes it', (_, members, expression) => {
  expect(storeOf(members, expression)).toBeNull();
});

test.each([
  ['that nothing changes', list, 'topics.size()', '', 's0'],
  [
    'that is only asked',
    `${list} int count() { return topics.size(); } boolean has(String t) { return topics.stream().anyMatch(t::equals); }`,
    'topics.size()',
    '',
    's0',
  ],
  ['that is changed on the way', `${list} private void add(String t) { topics.add(t); }`, 'topics.size()', 'add("x");', 's1'],
  ['of which a parameter has the name', `${list} static void print(List<String> topics) { topics.add("x"); }`, 'topics.size()', '', 's0'],
])('a list %s is known', (_, members, expression, before, name) => {
  expect(storeOf(members, expression, before)).toBe(name);
});
