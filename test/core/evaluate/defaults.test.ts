/** Settings of the environment: where the code says what counts without them, that counts, and it is said. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

/** The one store of what follows these statements, and what was taken not to be set. */
function storeOf(statements: string, name = 'name'): { name: string | null | undefined; defaults: string[] } {
  const code = `import java.util.*; import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*;
class App { static void build(StreamsBuilder b) { ${statements} b.stream("in").groupByKey().count(Materialized.as(${name})); } }`;
  const { topologies } = analyser.analyse({ 'App.java': code });
  expect(topologies).toHaveLength(1);
  return { name: topologies[0]!.stores[0]?.name, defaults: topologies[0]!.defaults.map(({ reason }) => reason) };
}

const variable = 'the environment variable X is taken not to be set: the default that the code has counts';

test.each([
  'String name = System.getenv().getOrDefault("X", "other");',
  'String name = System.getenv("X") != null ? System.getenv("X") : "other";',
  'String name = System.getenv("X"); if (name == null) name = "other";',
  'String name = System.getenv("X"); if (name == null || name.isBlank()) { name = "other"; }',
  'String name = Optional.ofNullable(System.getenv("X")).orElse("other");',
  'String name = Optional.ofNullable(System.getenv("X")).orElseGet(() -> "other");',
  'String name = Objects.requireNonNullElse(System.getenv("X"), "other");',
  'String name = Boolean.parseBoolean(System.getenv("X")) ? "on" : "other";',
  'String name = "true".equalsIgnoreCase(System.getenv("X")) ? "on" : "other";',
  'Map<String, String> all = System.getenv(); String name = all.get("X") == null ? "other" : "set";',
])('%s', (statements) => {
  expect(storeOf(statements)).toEqual({ name: 'other', defaults: [variable] });
});

test('a system property has a default, too', () => {
  expect(storeOf('String name = System.getProperty("X", "other");')).toEqual({
    name: 'other',
    defaults: ['the system property X is taken not to be set: the default that the code has counts'],
  });
});

test('what must be set is not known, and not taken for unset', () => {
  expect(storeOf('String name = System.getenv("X");')).toEqual({ name: null, defaults: [] });
  expect(storeOf('String name = System.getenv("X"); if (name == null) throw new IllegalStateException("set X");')).toEqual({
    name: null,
    defaults: [],
  });
  expect(storeOf('String name = System.getenv("X"); if (name == null) return;')).toEqual({ name: null, defaults: [] });
  expect(storeOf('String name = System.getenv("X"); if (name == null) System.exit(1);')).toEqual({ name: null, defaults: [] });
});
