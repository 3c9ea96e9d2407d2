/** Callers in files that are not read as code: what they call begins with numbers that nobody knows. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Analyser } from '../../src/core/analyser.js';
import { createAnalyser } from '../../src/core/createAnalyser.js';
import { openProject } from '../../src/platform/analysis/openProject.js';
import { readGrammars } from '../support/sourceEvaluator.js';

let analyser: Analyser;
let folder: string;
beforeAll(async () => {
  analyser = await createAnalyser(await readGrammars(), '0');
  folder = mkdtempSync(path.join(tmpdir(), 'streams-lens-unread-'));
});
afterAll(() => {
  analyser.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const part = `import org.apache.kafka.streams.StreamsBuilder;
public class Part { public static void build(StreamsBuilder b) { b.stream("x").groupByKey().count(); } }`;
const managed = `import org.apache.kafka.streams.StreamsBuilder; import org.springframework.beans.factory.annotation.Autowired;
@org.springframework.stereotype.Component
public class Part { @Autowired void wire(StreamsBuilder b) { b.stream("x").groupByKey().count(); } }`;
const caller = `import org.apache.kafka.streams.*;
class Caller { void run() { StreamsBuilder b = new StreamsBuilder(); b.stream("y").groupByKey().count(); Part.build(b); } }`;
const kotlin = (code: string): string => `import org.apache.kafka.streams.*\nfun main() { val b = StreamsBuilder(); ${code} }\n`;

let count = 0;
/** The name of the one store, and of the file that may have built before it; null: not known. */
function storeOf(source: string, other: Readonly<Record<string, string | Buffer>>): readonly (string | null)[] {
  const base = path.join(folder, String(++count));
  for (const [name, text] of Object.entries({ 'Part.java': source, ...other })) {
    mkdirSync(path.dirname(path.join(base, name)), { recursive: true });
    writeFileSync(path.join(base, name), text);
  }
  const options = { kafkaVersion: '4.3.0', applicationId: undefined, optimization: undefined, includeTests: false };
  const { sources, settingsFor } = openProject([base], base, options);
  const { topologies } = analyser.analyse({ sources, settingsFor, includeTests: false });
  const [{ stores, gaps } = { stores: [], gaps: [] }] = topologies.filter(({ entry }) => entry.file === 'Part.java');
  return [stores[0]?.name ?? null, /(\w+\.\w+) was not read as code/.exec(gaps[0]?.reason ?? '')?.[1] ?? null];
}

const first = 'KSTREAM-AGGREGATE-STATE-STORE-0000000001';

test.each<[string, Readonly<Record<string, string | Buffer>>, string]>([
  ['Kotlin', { 'Main.kt': kotlin('b.stream<String, String>("y").groupByKey().count(); Part.build(b)') }, 'Main.kt'],
  ['Kotlin, over lines', { 'Main.kt': kotlin('Part\n  .build(\n  b)') }, 'Main.kt'],
  ['a reference in Scala', { 'Main.scala': 'import org.apache.kafka.streams._\nval run = Part::build' }, 'Main.scala'],
  ['a malformed file', { 'Caller.java': `${caller} // \\u00zz` }, 'Caller.java'],
  ['a file that is too large', { 'Caller.java': caller + ' '.repeat(2_000_000) }, 'Caller.java'],
  ['a file that is no UTF-8', { 'Caller.java': Buffer.concat([Buffer.from(caller), Buffer.from([0x2f, 0x2f, 0xe9])]) }, 'Caller.java'],
])('%s may call', (_, other, file) => {
  expect(storeOf(part, other)).toEqual([null, file]);
});

test.each<[string, Readonly<Record<string, string>>]>([
  ['builds without it', { 'Main.kt': kotlin('b.stream<String, String>("y").groupByKey().count(); b.build()') }],
  ['declares one of the name', { 'Main.kt': kotlin('') + 'fun build(b: StreamsBuilder) {}' }],
  ['does not speak of Kafka Streams', { 'Main.kt': 'fun main() { build(1) }' }],
  ['is a test', { 'src/test/kotlin/Main.kt': kotlin('Part.build(b)') }],
])('Kotlin that %s changes nothing', (_, other) => {
  expect(storeOf(part, other)).toEqual([first, null]);
});

test('a container gives the same builder to what is not read', () => {
  const other = '@Component class Other { @Autowired fun other(b: StreamsBuilder) { b.stream<String, String>("y") } }';
  expect(storeOf(managed, {})).toEqual([first, null]);
  expect(storeOf(managed, { 'Other.kt': `import org.apache.kafka.streams.StreamsBuilder\n${other}` })).toEqual([null, 'Other.kt']);
});

const naming = `import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*; import org.springframework.stereotype.Component;
@Component class App { private final Naming naming; App(Naming naming) { this.naming = naming; }
  Topology build() { StreamsBuilder b = new StreamsBuilder();
    b.<String, String>stream("x").groupByKey().count(Materialized.as(naming.store())); return b.build(); } }
interface Naming { String store(); }
@Component class First implements Naming { public String store() { return "first"; } }`;
const second = `import org.springframework.stereotype.Component;
@Component class Second implements Naming { public String store() { return "second"; } }`;

test('the one bean of an interface is known, beside code that is not read and has no other', () => {
  expect(storeOf(naming, {})).toEqual(['first', null]);
  expect(storeOf(naming, { 'Other.kt': '@Component class Other(val n: Int) : Thing {}' })).toEqual(['first', null]);
});

test.each<[string, Readonly<Record<string, string | Buffer>>]>([
  ['a class in Kotlin', { 'Second.kt': '@Component class Second : Naming { override fun store() = "second" }' }],
  ['a bean in Scala', { 'Second.scala': '@Bean def second(): Naming = () => "second"' }],
  ['a malformed file', { 'Second.java': `${second} // \\u00zz` }],
  ['a file that is too large', { 'Second.java': second + ' '.repeat(2_000_000) }],
  ['a file that is no UTF-8', { 'Second.java': Buffer.concat([Buffer.from(second), Buffer.from([0x2f, 0x2f, 0xe9])]) }],
])('%s may be another bean', (_, other) => {
  expect(storeOf(naming, other)[0]).toBeNull();
});

const overriding = `import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*;
class App { Topology build(Naming naming) { StreamsBuilder b = new StreamsBuilder();
    b.<String, String>stream("x").groupByKey().count(Materialized.as(naming.store())); return b.build(); } }
class Naming { String store() { return "first"; } }`;

test('what is given may be of a class that is not read and overrides', () => {
  expect(storeOf(overriding, {})[0]).toBe('first');
  expect(storeOf(overriding, { 'Second.kt': 'class Second : Naming() { override fun store() = "second" }' })[0]).toBeNull();
  expect(storeOf(overriding, { 'Second.kt': 'fun use(naming: Naming) = naming.store()' })[0]).toBe('first');
});
