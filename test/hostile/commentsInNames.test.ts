/** Comments and line ends stand wherever Java takes them: between the parts of a name and an operator, and before what a word is about. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parentNames } from '../../src/platform/analysis/parentNames.js';
import { runCommand } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';
import { createTextAnalyser, type TextAnalyser, type Texts } from '../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

const header =
  'import org.apache.kafka.streams.*;\nimport org.apache.kafka.streams.kstream.*;\nimport org.springframework.stereotype.*;\nimport org.springframework.beans.factory.annotation.*;\n';
const counting = (name: string): string => `b.<String, String>stream("in").groupByKey().count(Materialized.as(${name}));`;
const inMethod = (body: string, name: string): string => `${header}class A { void build(StreamsBuilder b) { ${body} ${counting(name)} } }`;
const namesOf = (texts: Texts, properties?: Readonly<Record<string, string>>): unknown =>
  analyser.analyse(texts, properties).topologies.flatMap(({ stores }) => stores.map(({ name }) => name));

test.each([
  ['int i = 5; i /*++*/ --;', '"n" + i', 'n4'],
  ['int i = 5; -- /*++*/ i;', '"n" + i', 'n4'],
  ['String s = switch ("q") { case "a" -> "a"; case null, /* x */ default -> "d"; };', 's', 'd'],
  ['String s = ""; switch ("q") { case "/*": s = "a"; break; case null, default/**/: s = "d"; }', 's', 'd'],
  ['String /*[*/ s = "x"; String[] t /*[*/ = { "y" };', 's + t[0]', 'xy'],
])('%s', (body, name, expected) => {
  expect(namesOf({ 'A.java': inMethod(body, name) })).toEqual([expected]);
});

test.each(['\n  Value', ' . /* x */ Value', '// x\n.Value'])('an annotation whose name is written as %j', (rest) => {
  const dot = rest.includes('.') ? '' : '.';
  const field = `@org.springframework.beans.factory.annotation${dot}${rest}("\${store}") String n = "default";`;
  const text = `${header}@Component class A { ${field} void build(StreamsBuilder b) { ${counting('n')} } }`;
  expect(namesOf({ 'A.java': text }, { store: 'set' })).toEqual(['set']);
});

test.each(['import p /* . */ . /* y */ Names;', 'import p.\n// here\nNames;', 'import/**/p.Names;'])('%j', (line) => {
  const texts = {
    'p/Names.java': 'package p /* x */;\npublic class Names { public static final String S = "p"; }',
    'q/Names.java': 'package q;\npublic class Names { public static final String S = "q"; }',
    'q/A.java': `package q;\n${line}\n${inMethod('', 'Names.S')}`,
  };
  expect(namesOf(texts)).toEqual(['p']);
});

test('a qualified this', () => {
  const inner = 'class In { String n = "inner"; String g() { return A /* In */ . this . n; } }';
  const text = `${header}class A { String n = "outer"; ${inner} void build(StreamsBuilder b) { ${counting('new In().g()')} } }`;
  expect(namesOf({ 'A.java': text })).toEqual(['outer']);
});

describe('what a class extends or a method makes is found however it is written', () => {
  const long = `/*${'x'.repeat(500)}*/`;
  test.each([
    'class Two implements I {',
    'class Two implements\n  I {',
    'class Two implements\tI {',
    'class Two implements/**/I {',
    'class Two implements // {\nI {',
    'class Two implements /* { */ I {',
    `class Two implements J ${long}, I {`,
    'class Two implements @A({"{"}) I {',
    String.raw`class Two implements \u0049 {`,
    String.raw`class Two imple\u006dents I {`,
    'class Two imple\u200bments I {',
    'class Größe<T extends Ä> implements I {',
    'class K { @Bean I two() {',
    `class K { @Bean ${long} I two() {`,
    'class K { @Bean(name = "{;") @B({1}) I two() {',
    'class K { @a.b.\nBean I two() {',
    'class K { @ a . b . Produces I two() {',
  ])('%j', (text) => {
    expect(parentNames(`package p;\n${text} } }`)).toContain('I');
  });

  test('so that it is not overlooked beside another of its kind', async () => {
    const spring = 'import org.springframework.stereotype.*;\n';
    const folder = temporaryProject({
      'I.java': 'interface I { String t(); }',
      'One.java': `${spring}@Component class One implements I { public String t() { return "one"; } }`,
      'Two.java': `${spring}@Component class Two implements\n  I { public String t() { return "two"; } }`,
      'A.java': `${header}@Component class A { @Autowired I i; @Autowired void build(StreamsBuilder b) { ${counting('i.t()')} } }`,
    });
    const { output } = await runCommand(folder, 'analyze', '.', '--format', 'json', '--fail-on', 'never');
    const report = JSON.parse(output) as { topologies: { stores: { name: string | null }[] }[] };
    expect(report.topologies.map(({ stores }) => stores.map(({ name }) => name))).toEqual([[null]]);
  });
});

test('names of letters that are not ASCII are followed', () => {
  const texts = {
    'A.java': `${header}class A { StreamsBuilder größe = new StreamsBuilder(); void m() { größe.<String, String>stream("t").groupByKey().count(Materialized.as("a")); } }`,
    'B.java': `${header}class Größe extends StreamsBuilder {}\nclass B { void m() { Größe b = new Größe(); ${counting('"b"')} } }`,
  };
  expect(namesOf(texts)).toEqual(['a', 'b']);
});
