/** Build files and configuration that were written to break what reads them: all else is reported, and what is not known has a reason. */
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { runCommand } from '../support/runCommand.js';
import { countingClass, temporaryProject } from '../support/temporaryProject.js';

const hangGuard = 30_000;
const source = 'src/main/java/com/example/App.java';
const resources = 'src/main/resources';

/** What the command line says of a project with one class that builds a topology. */
async function analyse(files: Readonly<Record<string, string>>): Promise<Report> {
  const folder = temporaryProject({ [source]: countingClass('App'), ...files });
  const { status, output, said } = await runCommand(folder, 'analyze', '.', '--format', 'json');
  expect({ status, said }).toEqual({ status: 0, said: [] });
  const report = JSON.parse(output) as Report;
  expect(report.topologies.map(({ entry }) => entry.file)).toContain(source);
  return report;
}

/** The version of the class above, and where it is from; the reasons of files that were not read, or only in part. */
async function versionOf(files: Readonly<Record<string, string>>) {
  const { topologies, skipped } = await analyse(files);
  const topology = topologies.find(({ entry }) => entry.file === source);
  return {
    from: topology?.kafkaVersionFrom,
    version: topology?.kafkaVersion,
    reasons: new Map(skipped.map(({ file, reason }) => [file, reason])),
  };
}

const coordinates = '<groupId>g</groupId><artifactId>a</artifactId><version>1</version>';
const pom = (inner: string, before = ''): string => `<?xml version="1.0"?>\n${before}<project>${coordinates}${inner}</project>`;
const streams = (version: string): string =>
  `<dependencies><dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-streams</artifactId><version>${version}</version></dependency></dependencies>`;
const laughs = (levels: number, width: number, line: (name: string, value: string) => string): string =>
  Array.from({ length: levels }, (_, i) => line(`p${i + 1}`, `\${p${i}}`.repeat(width))).join('\n');

describe('a name that every object has is a name like any other', () => {
  const names = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'];
  it.each(names)('of a property of Maven: %s', async (name) => {
    expect(await versionOf({ 'pom.xml': pom(streams(`\${${name}}`)) })).toMatchObject({ from: 'default' });
    await analyse({ 'pom.xml': pom(`<properties><${name}>3.8.1</${name}></properties>${streams(`\${${name}}`)}`) });
  });
  it.each(names)('of a version catalog: %s', async (name) => {
    const toml = `[versions]\n${name} = "3.8.1"\n[libraries]\n${name} = { module = "org.apache.kafka:kafka-streams", version.ref = "${name}" }\n`;
    const found = await versionOf({
      'settings.gradle.kts': '',
      'build.gradle.kts': `dependencies { implementation(libs.${name.replaceAll('_', '.')}) }`,
      'gradle/libs.versions.toml': toml,
    });
    expect(found).toMatchObject({ version: '3.8.1', from: 'build file' });
  });
  it.each(names)('of a variable of a script, or one that is nowhere: %s', async (name) => {
    const script = (dependency: string): string => `dependencies { implementation "org.apache.kafka:kafka-streams:${dependency}" }`;
    expect(await versionOf({ 'settings.gradle': '', 'build.gradle': script(`$${name}`) })).toMatchObject({ from: 'default' });
    expect(
      await versionOf({ 'settings.gradle': '', 'build.gradle': script(`$${name}`), 'gradle.properties': `${name}=3.8.1` }),
    ).toMatchObject({ version: '3.8.1' });
    const sbt = `libraryDependencies += "org.apache.kafka" % "kafka-streams" % ${name}`;
    expect(await versionOf({ 'build.sbt': sbt })).toMatchObject({ from: 'default' });
    expect(await versionOf({ 'build.sbt': `val ${name} = "3.8.1"\n${sbt}` })).toMatchObject({ version: '3.8.1' });
  });
  it.each([
    [
      'application.properties',
      'KEY=x\nspring.kafka.streams.properties.KEY=x\n%KEY.a=b\nspring.profiles=KEY\nspring.kafka.streams.application-id=${KEY}',
    ],
    [
      'application.yml',
      'KEY:\n  polluted: yes\nspring.kafka.streams.properties.KEY: x\nspring.kafka.streams.application-id: ${KEY.polluted}',
    ],
    ['application.conf', 'KEY { application.id = x, KEY = y }'],
    ['KEY.properties', 'application.id=${KEY}\nKEY=x'],
  ])('of configuration: %s', async (name, text) => {
    for (const key of names) {
      const { skipped } = await analyse({ 'pom.xml': pom(''), [`${resources}/${name.replace('KEY', key)}`]: text.replaceAll('KEY', key) });
      expect(skipped).toEqual([]);
    }
  });
});

describe('a text of a file is no pattern', () => {
  it.each(['kafka(', '((a)+)+$', '[', '\\', 'a{1,2}', '.*', '(?<x'])(
    'the alias %s of a catalog',
    async (alias) => {
      const toml = `[libraries]\n${JSON.stringify(alias)} = { module = "org.apache.kafka:kafka-streams", version = "3.9.0" }\n`;
      const files = { 'settings.gradle': '', 'build.gradle': `libs.${'a'.repeat(40)}!`, 'gradle/libs.versions.toml': toml };
      expect(await versionOf(files)).toMatchObject({ version: '3.9.0' }); // the one that the catalog has
      const plugin = `[plugins]\n${JSON.stringify(alias)} = { id = "org.springframework.boot", version = "3.1.0" }\n`;
      expect(await versionOf({ ...files, 'gradle/libs.versions.toml': plugin })).toMatchObject({ from: 'default' });
    },
    hangGuard,
  );
  it('values of a catalog that are no texts are left out', async () => {
    const toml =
      '[libraries]\na = { group = { toString = 1 }, name = [[[]]], version = { ref = {} } }\nb = 1\nc = []\n[versions]\nd = [1]\n[plugins]\ne = 2\n';
    expect(await versionOf({ 'settings.gradle': '', 'build.gradle': 'libs.a', 'gradle/libs.versions.toml': toml })).toMatchObject({
      from: 'default',
    });
  });
});

describe('names that name names are filled in once, within a bound', () => {
  it(
    'in poms, and the reason is said',
    async () => {
      const found = await versionOf({
        'pom.xml': pom(
          `<properties><p0>x</p0>${laughs(10, 100, (name, value) => `<${name}>${value}</${name}>`)}</properties>${streams('${p10}')}`,
        ),
      });
      expect(found.from).toBe('default');
      expect(found.reasons.get('pom.xml')).toBe('a property stands for a text that is too long: what names it is not known');
    },
    hangGuard,
  );
  it('in poms, where they lead to themselves', async () => {
    const found = await versionOf({ 'pom.xml': pom(`<properties><a>\${b}</a><b>\${a}</b></properties>${streams('${a}')}`) });
    expect(found.from).toBe('default');
    expect(found.reasons.get('pom.xml')).toBe('a property leads to itself: what names it is not known');
  });
  it(
    'in poms, however many follow each other',
    async () => {
      const chain = Array.from({ length: 20_000 }, (_, i) => `<p${i + 1}>\${p${i}}</p${i + 1}>`).join('');
      const found = await versionOf({ 'pom.xml': pom(`<properties><p0>3.8.1</p0>${chain}</properties>${streams('${p20000}')}`) });
      expect(found).toMatchObject({ version: '3.8.1', from: 'build file' });
    },
    hangGuard,
  );
  it.each([
    ['many at once', `a0=x\n${laughs(15, 100, (name, value) => `${name}=${value}`)}`],
    ['one after the other', `p0=x\n${Array.from({ length: 10_000 }, (_, i) => `p${i + 1}=\${p${i}}`).join('\n')}`],
    ['themselves', 'a=${a}\nb=${c}\nc=${b}${b}'],
    ['that are not closed', `a=${'${'.repeat(80_000)}`],
    ['in each other', `a=${'${a:'.repeat(40_000)}${'}'.repeat(40_000)}`],
    ['of other tools', `a=${'@a'.repeat(100_000)}`],
  ])(
    'in properties: %s',
    async (_, text) => {
      const { topologies } = await analyse({
        'pom.xml': pom(''),
        [`${resources}/application.properties`]: `${text}\nspring.kafka.streams.application-id=orders`,
      });
      expect(topologies[0]?.applicationId).toBe('orders');
    },
    hangGuard,
  );
});

describe('a script costs what it is long', () => {
  const version = 'dependencies { implementation "org.apache.kafka:kafka-streams:3.8.1" }\n';
  const texts: readonly (readonly [string, string])[] = [
    ['one word', 'a'.repeat(400_000)],
    ['words and dots', 'a.'.repeat(200_000)],
    ['white space', `a${' '.repeat(400_000)}x`],
    ['comments that are not closed', '/*'.repeat(200_000)],
    ['texts that are not closed', `"${'\\"'.repeat(200_000)}`],
    ['quotes and backslashes', '"\\'.repeat(200_000)],
    ['both quotes', `'"\\`.repeat(100_000)],
    ['assignments that are none', "a='b".repeat(100_000)],
    ['accessors', 'libs.'.repeat(80_000)],
    ['references', '"org.apache.kafka:kafka-streams:'.repeat(25_000)],
  ];
  it.each(texts)(
    'of Gradle: %s',
    async (_, text) => {
      const found = await versionOf({ 'settings.gradle': text, 'build.gradle': version });
      expect(found).toMatchObject({ version: '3.8.1', from: 'build file' });
      await versionOf({ 'settings.gradle.kts': '', 'buildSrc/src/main/kotlin/a.kt': text, 'build.gradle.kts': text });
    },
    hangGuard,
  );
  it.each(texts)(
    'of sbt: %s',
    async (_, text) => {
      expect(await versionOf({ 'build.sbt': text, 'project/Dependencies.scala': text })).toMatchObject({ from: 'default' });
    },
    hangGuard,
  );
});

describe('properties cost what they are long', () => {
  it.each([
    ['backslashes', `a=${'\\'.repeat(255_000)}x`],
    ['lines that go on', '\\\n'.repeat(120_000)],
    ['escapes', `${'\\u0061'.repeat(40_000)}=${'\\u'.repeat(100)}`],
    ['separators of documents', '#---\n'.repeat(50_000)],
    ['profiles', Array.from({ length: 20_000 }, (_, i) => `%p${i}.a=b`).join('\n')],
    ['long keys', `${'a'.repeat(250_000)}=1`],
  ])(
    '%s',
    async (_, text) => {
      const files = { 'settings.gradle': '', 'build.gradle': '', 'gradle.properties': text, [`${resources}/application.properties`]: text };
      const { topologies } = await analyse({ ...files, 'streams.properties': 'application.id=orders' });
      expect(topologies[0]?.applicationId).toBe('orders');
    },
    hangGuard,
  );
});

describe('configuration costs what it is long', () => {
  const anchors = (count: number, line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join('\n');
  it.each([
    ['aliases of lists', `a0: &a0 [x,x,x,x,x,x,x,x,x]\n${anchors(12, (i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}x]`)}`],
    ['aliases of maps', `a0: &a0 {k: v}\n${anchors(40, (i) => `a${i + 1}: &a${i + 1} {l: *a${i}, r: *a${i}}`)}`],
    ['merged maps', `a0: &a0 {k: v}\n${anchors(30, (i) => `a${i + 1}: &a${i + 1}\n  <<: [${`*a${i},`.repeat(30)}]\n  k${i}: v`)}`],
    ['a map in itself, twice', 'a: &a\n  b: *a\n  c: *a\n'],
    ['a long list in many places', `a: &a [${'xxxxxxxxxx,'.repeat(20_000)}]\nb:\n${'  - *a\n'.repeat(90)}`],
    ['lists in lists', `a: ${'['.repeat(100_000)}`],
    ['maps in maps', '{a: '.repeat(60_000)],
    ['maps in maps, by lines', anchors(700, (i) => `${' '.repeat(i)}a:`)],
    ['errors', `a: [${','.repeat(250_000)}]`],
    ['anchors', '&a '.repeat(80_000)],
    ['directives', '%a\n'.repeat(80_000)],
    ['documents', '---\n'.repeat(60_000)],
    ['a long key above many', `${'a'.repeat(100_000)}:\n${'  b: 1\n'.repeat(20_000)}`],
  ])(
    'YAML: %s',
    async (_, text) => {
      const { topologies } = await analyse({
        'pom.xml': pom(streams('3.8.1')),
        [`${resources}/application.yml`]: text,
        'streams.properties': 'application.id=orders',
      });
      expect(topologies[0]).toMatchObject({ applicationId: 'orders', kafkaVersion: '3.8.1' });
    },
    hangGuard,
  );
  it.each([
    ['objects', 'a{'.repeat(80_000)],
    ['objects with entries', 'a{b=1\n'.repeat(40_000)],
    ['backslashes', `application.id = "${'\\\\'.repeat(100_000)}`],
    ['quotes', `application.id = ${'"\\'.repeat(100_000)}`],
    ['substitutions', '${'.repeat(100_000)],
    ['words', 'a\n'.repeat(100_000)],
    ['a long key above many', `${'a'.repeat(100_000)} { ${'b=1\n'.repeat(20_000)} }`],
  ])(
    'HOCON: %s',
    async (_, text) => {
      const { topologies } = await analyse({
        'pom.xml': pom(streams('3.8.1')),
        [`${resources}/application.conf`]: text,
        'streams.properties': 'application.id=orders',
      });
      expect(topologies[0]).toMatchObject({ applicationId: 'orders', kafkaVersion: '3.8.1' });
    },
    hangGuard,
  );
  it.each([
    ['arrays', `a = ${'['.repeat(100_000)}`],
    ['keys', `a${'.a'.repeat(100_000)} = 1`],
    ['tables', `a = ${'{a='.repeat(100_000)}`],
    ['headers', anchors(50_000, (i) => `[t${i}]`)],
  ])(
    'TOML: %s',
    async (_, text) => {
      const files = { 'settings.gradle': '', 'build.gradle': 'libs.a', 'gradle/libs.versions.toml': text };
      expect(await versionOf(files)).toMatchObject({ from: 'default' });
    },
    hangGuard,
  );
});

describe('poms that lead on', () => {
  const child = (artifact: string, relative: string): string =>
    `<project><parent><groupId>g</groupId><artifactId>${artifact}</artifactId><version>1</version><relativePath>${relative}</relativePath></parent>`;
  it('to themselves', async () => {
    const parent = `<parent>${coordinates}<relativePath>pom.xml</relativePath></parent><modules><module>.</module></modules>`;
    expect(await versionOf({ 'pom.xml': pom(`${parent}${streams('3.8.1')}`) })).toMatchObject({ version: '3.8.1' });
  });
  it(
    'to a parent of a parent, five hundred times',
    async () => {
      const parents = Object.fromEntries(
        Array.from({ length: 500 }, (_, i) => [
          `p/${i}.xml`,
          `${child(`p${i + 1}`, `${i + 1}.xml`)}<artifactId>p${i}</artifactId></project>`,
        ]),
      );
      const found = await versionOf({
        ...parents,
        'pom.xml': `${child('p0', 'p/0.xml')}<artifactId>a</artifactId>${streams('${x}')}</project>`,
      });
      expect(found.from).toBe('default');
      expect(found.reasons.get('pom.xml')).toBe('more than 100 poms lead to each other');
    },
    2 * hangGuard,
  );
  it(
    'to a module of a module, five hundred times',
    async () => {
      const modules = Object.fromEntries(
        Array.from({ length: 500 }, (_, i) => [`m${i}/pom.xml`, pom(`<modules><module>../m${i + 1}</module></modules>`)]),
      );
      const found = await versionOf({ ...modules, 'pom.xml': pom(`<modules><module>m0</module></modules>${streams('3.8.1')}`) });
      expect(found).toMatchObject({ version: '3.8.1' });
    },
    2 * hangGuard,
  );
  it(
    'to modules that bring each other',
    async () => {
      const bring = (i: number): string =>
        `<dependency><groupId>g</groupId><artifactId>m${i}</artifactId><version>1</version></dependency>`;
      const module = (i: number): string =>
        `<project><groupId>g</groupId><artifactId>m${i}</artifactId><version>1</version><dependencies>${bring((i + 1) % 300)}${bring((i + 7) % 300)}</dependencies></project>`;
      const modules = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`m${i}/pom.xml`, module(i)]));
      const names = Array.from({ length: 300 }, (_, i) => `<module>m${i}</module>`).join('');
      const found = await versionOf({ ...modules, 'pom.xml': pom(`<modules>${names}</modules><dependencies>${bring(0)}</dependencies>`) });
      expect(found.from).toBe('default');
      expect(found.reasons.get('pom.xml')).toBe('more than 100 poms lead to each other');
    },
    hangGuard,
  );
});

describe('XML that is not made to be read', () => {
  it.each([
    ['elements in elements', '<a>'.repeat(300_000)],
    ['elements in elements, closed', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`],
    ['comments', '<!--'.repeat(200_000)],
    ['texts', '<![CDATA['.repeat(100_000)],
    ['attributes', `<a ${'x="1" '.repeat(150_000)}>`],
    ['ampersands', '&'.repeat(400_000)],
    ['many properties', `<properties>${Array.from({ length: 50_000 }, (_, i) => `<p${i}>v</p${i}>`).join('')}</properties>`],
  ])(
    '%s',
    async (_, text) => {
      await versionOf({ 'pom.xml': pom(text) });
      // Another module is read as ever.
      const module = 'other/src/main/java/Other.java';
      const { topologies } = await analyse({
        'pom.xml': pom(text),
        'other/pom.xml': pom(streams('3.8.1')),
        [module]: countingClass('Other'),
      });
      expect(topologies.find(({ entry }) => entry.file === module)).toMatchObject({ kafkaVersion: '3.8.1' });
    },
    2 * hangGuard,
  );
  it(
    'entities that stand for entities, and for files',
    async () => {
      const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('');
      const found = await versionOf({
        'pom.xml': pom(`<name>&e9;</name>${streams('&e9;')}`, `<!DOCTYPE a [<!ENTITY e0 "lol">${entities}]>`),
      });
      expect(found.from).toBe('default');
      const file = await versionOf({ 'pom.xml': pom(streams('&x;'), '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>') });
      expect(file.from).toBe('default');
    },
    hangGuard,
  );
});
