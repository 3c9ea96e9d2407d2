// A folder with every kind of hostile file at once, each in a module of its own, beside a project that is as it should be.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const counting = (name) =>
  `import org.apache.kafka.streams.*;\nclass ${name} {\n  static Topology build() {\n    StreamsBuilder b = new StreamsBuilder();\n    b.stream("in").groupByKey().count();\n    return b.build();\n  }\n}\n`;
const pom = (inner) =>
  `<project><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version>${inner}</project>`;
const streams = (version) =>
  `<dependencies><dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-streams</artifactId><version>${version}</version></dependency></dependencies>`;
const laughs = (levels, width, line) => Array.from({ length: levels }, (_, i) => line(i + 1, `\${a${i}}`.repeat(width))).join('\n');
const nested = (depth, open, close) => open.repeat(depth) + close.repeat(depth);
const gradle = { 'settings.gradle': '', 'build.gradle': 'dependencies { implementation(libs.kafka) }' };
const properties = 'src/main/resources/application.properties';

/** By module: its files; a module has a Java file with one count, too. */
const modules = {
  'pom-constructor': { 'pom.xml': pom(streams('${constructor}')) },
  'pom-laughs': {
    'pom.xml': pom(`<properties><a0>1</a0>${laughs(10, 100, (i, text) => `<a${i}>${text}</a${i}>`)}</properties>${streams('${a10}')}`),
  },
  'pom-deep': { 'pom.xml': `<project>${nested(20_000, '<a>', '</a>')}</project>` },
  'pom-devzero-parent': {
    'pom.xml': pom(
      '<parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version><relativePath>/dev/zero</relativePath></parent>',
    ),
  },
  'catalog-syntax': { ...gradle, 'gradle/libs.versions.toml': '[libraries]\n"kafka(" = "org.apache.kafka:kafka-streams:3.9.1"\n' },
  'catalog-backtracks': {
    ...gradle,
    'build.gradle': `libs.${'a'.repeat(40)}!`,
    'gradle/libs.versions.toml': '[libraries]\n"((a)+)+$" = "org.apache.kafka:kafka-streams:3.9.1"\n',
  },
  'catalog-deep': { ...gradle, 'gradle/libs.versions.toml': `a = ${'['.repeat(100_000)}` },
  'gradle-long': { 'build.gradle': 'a'.repeat(200_000) },
  'gradle-backslashes': { 'build.gradle': String.raw`"\\`.repeat(100_000) },
  'gradle-properties': { ...gradle, 'gradle.properties': `${'\\'.repeat(300_000)}x` },
  'sbt-long': { 'build.sbt': 'a'.repeat(200_000) },
  'ignore-rules': { '.gitignore': '**/a/**/a/**/a/**/a/**/a/**/a/**/b\n', [`${'a/'.repeat(100)}T.java`]: counting('T') },
  'properties-laughs': { 'pom.xml': pom(''), [properties]: `a0=xxxxxxxxxx\n${laughs(15, 100, (i, text) => `a${i}=${text}`)}` },
  'properties-backslashes': { 'pom.xml': pom(''), [properties]: '\\'.repeat(255 * 1024) },
  'yaml-laughs': {
    'pom.xml': pom(''),
    'src/main/resources/application.yml': `a0: &a0 {k: v}\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} {l: *a${i}, r: *a${i}}`).join('\n')}`,
  },
  'hocon-deep': { 'pom.xml': pom(''), 'src/main/resources/application.conf': 'a{'.repeat(80_000) },
  'java-nested': {
    'Nested.java': `import org.apache.kafka.streams.*;\n${Array.from({ length: 2000 }, (_, i) => `class C${i} {`).join('')}${'}'.repeat(2000)}`,
  },
  'java-chain': {
    'Chain.java': counting('Chain').replace('.groupByKey()', `${'.filter((k, v) -> true)'.repeat(20_000)}.groupByKey()`),
  },
  'java-flat-maps': {
    'Flat.java': `import java.util.*;\n${counting('Flat').replace(
      'return',
      `List<String> l = List.of("0","1","2","3","4","5","6","7","8","9");\n    l.stream().flatMap(a -> l.stream().flatMap(c -> l.stream().flatMap(d -> l.stream().flatMap(e -> l.stream().flatMap(f -> l.stream().flatMap(g -> l.stream().map(h -> a+c+d+e+f+g+h))))))).forEach(t -> b.stream(t).groupByKey().count());\n    return`,
    )}`,
  },
  'java-doubling': {
    'Doubling.java': counting('Doubling').replace(
      'return',
      'String s = "ab";\n    for (int i = 0; i < 60; i++) s += s;\n    b.stream(s);\n    return',
    ),
  },
  'java-escapes': { 'Escapes.java': counting('Escapes').replace('return', `// \\u000a b.stream("x").groupByKey().count();\n    return`) },
  'java-names': { 'Names.java': counting('Names').replaceAll('"in"', String.raw`"\u001b[31m\u202e<script>alert(1)</script>"`) },
};

/** What links lead to; each in a module `link-N`. */
const links = [
  ['pom.xml', '/dev/zero'],
  ['build.gradle', '/dev/zero'],
  ['.gitignore', '/dev/zero'],
  ['build.sbt', '/dev/zero'],
  ['src/main/java/Zero.java', '/dev/zero'],
  ['src/main/java/Passwd.java', '/etc/passwd'],
  ['src/main/java/loop', 'loop'],
  ['src/main/java/up', '..'],
  ['root', '/'],
  ['processes', '/proc'],
];
const pipes = ['pom.xml', 'build.gradle', '.gitignore', 'src/main/java/Pipe.java', properties];

/** Texts at the top that a person may open. */
export const hostileTexts = {
  'spaces.topology': `Topologies:\n   Sub-topology: 0\n--> a${' '.repeat(200_000)}b\n`,
  'topics.topology': `Topologies:\n   Sub-topology: 0\n    Source: ${'a (topics: '.repeat(20_000)}\n`,
  'nodes.topology': `Topologies:\n   Sub-topology: 0\n${Array.from({ length: 5000 }, (_, i) => `    Processor: p${i} (stores: [s${i}])\n      --> p${i + 1}\n`).join('')}`,
};

/** Makes the folder's files; `lockFile` false leaves out the lock file, which is hostile, too. */
export function makeHostileFolder(folder, { lockFile = true } = {}) {
  const write = (name, text) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  };
  for (const [module, files] of Object.entries(modules))
    for (const [name, text] of Object.entries({ 'src/main/java/T.java': counting('T'), ...files })) write(`${module}/${name}`, text);
  for (const [i, [name, target]] of links.entries()) {
    write(`link-${i}/src/main/java/T.java`, counting('T'));
    fs.symlinkSync(target, path.join(folder, `link-${i}`, name));
  }
  for (const [i, name] of pipes.entries()) {
    write(`pipe-${i}/src/main/java/T.java`, counting('T'));
    fs.mkdirSync(path.dirname(path.join(folder, `pipe-${i}`, name)), { recursive: true });
    execFileSync('mkfifo', [path.join(folder, `pipe-${i}`, name)]);
  }
  for (const [name, text] of Object.entries(hostileTexts)) write(name, text);
  if (lockFile) write('kafka-streams.lock.json', hostileLockFile());
}

/** 400 topologies of 1,000 stores each: valid, and all of it moved. */
function hostileLockFile() {
  const store = (i) => ({
    store: `KSTREAM-AGGREGATE-STATE-STORE-${String(i).padStart(10, '0')}`,
    changelog: null,
    operator: 'count',
    from: ['in'],
  });
  const topologies = Array.from({ length: 100 }, (_, t) => ({
    id: `module-${t}/src/main/java/T.java#T.build`,
    applicationId: null,
    stores: Array.from({ length: 1000 }, (_unused, i) => store(i)),
    repartitions: [],
  }));
  return JSON.stringify({ formatVersion: 1, topologies });
}
