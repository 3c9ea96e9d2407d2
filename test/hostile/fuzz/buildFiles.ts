/** Build files and configuration: what is damaged has no facts or a version, and what is written by the rules is read as it was written. */
import path from 'node:path';
import { parseJavaProperties } from '../../../src/base/javaProperties.js';
import { readConfigurationFile } from '../../../src/platform/project/configurationFiles.js';
import { createGradle } from '../../../src/platform/project/gradle.js';
import { parseHoconProperties } from '../../../src/platform/project/hoconProperties.js';
import { createMaven } from '../../../src/platform/project/maven.js';
import { createProjectReading, type ProjectReading } from '../../../src/platform/project/projectReading.js';
import { readSbtVersion } from '../../../src/platform/project/sbt.js';
import { plainScript } from '../../../src/platform/project/scriptText.js';
import { parseYamlProperties } from '../../../src/platform/project/yamlProperties.js';
import { createWorkspaceFiles } from '../../../src/platform/files/workspaceFiles.js';
import { mutate, type Random } from '../../robustness/mutations.js';
import type { FuzzTarget } from './fuzzTarget.js';
import { below, pick } from './randomBytes.js';

const folder = path.resolve('/no such folder');

/** Honest files of a project, by name. */
const honest = {
  'gradle.properties': 'kafkaVersion=3.9.1\nkafka.version = 3.8.0\ngroup: a\\\n  b\\u0063\n! no\n',
  'build.gradle': `plugins { id 'org.springframework.boot' version '3.1.0' }\next { kafkaVersion = "3.9.1" } // c\n/* d */ext['kafka.version'] = '3.8.1'\ndependencies { implementation "org.apache.kafka:kafka-streams:$kafkaVersion"\n implementation group: 'org.apache.kafka', name: 'kafka-streams', version: '3.9.1'\n implementation libs.kafka.streams }\n`,
  'build.gradle.kts': `val kafkaVersion: String = "3.9.1"\nval x by extra("3.7.0")\ndependencies { implementation("org.apache.kafka:kafka-streams") { version { strictly("3.9.1") } }\n implementation(libs.kafka.streams)\n implementation("org.apache.kafka", "kafka-streams", kafkaVersion) }\n`,
  'gradle/libs.versions.toml': `[versions]\nkafka = "3.9.1"\nboot = { strictly = "3.1.0" }\n[libraries]\nkafka-streams = { module = "org.apache.kafka:kafka-streams", version.ref = "kafka" }\nbom = "org.springframework.boot:spring-boot-dependencies:3.1.0"\n[plugins]\nspring-boot = { id = "org.springframework.boot", version.ref = "boot" }\n`,
  'build.sbt': `val kafkaVersion = "3.9.1"\nlibraryDependencies += "org.apache.kafka" %% "kafka-streams-scala" % kafkaVersion\n`,
  'pom.xml': `<?xml version="1.0"?><!-- c --><project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version></parent><artifactId>a</artifactId><properties><k>3.9.1</k><l>\${k}</l></properties><dependencyManagement><dependencies><dependency><groupId>io.quarkus</groupId><artifactId>quarkus-bom</artifactId><version>3.2.0</version><type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement><dependencies><dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-streams</artifactId><version>\${l}</version></dependency></dependencies><modules><module>m</module><module>..</module></modules></project>`,
  'application.properties': `spring.kafka.streams.application-id=\${x:y}\n#---\nspring.config.activate.on-profile=dev\n%dev.a=b\n`,
  'application.yml': `spring:\n  kafka: &a\n    streams: {application-id: x, l: [1, 2]}\n---\nspring: {profiles: dev}\nb: |\n  text\nc:\n  <<: *a\n`,
  'application.conf': `app { application.id = "x", b = \${c}\n d : [1,2], e { f = g h } # i\n}\n`,
} as const;

const version = /^\d+(?:\.\d+){1,3}$/;

export const buildFiles: FuzzTarget = {
  name: 'build files',
  prepare: () => (random) => {
    const names = Object.keys(honest) as (keyof typeof honest)[];
    const texts = new Map(names.map((name) => [name, random() < 0.5 ? mutate(honest[name], random) : honest[name]]));
    const properties = new Map(Array.from({ length: below(random, 6) }, () => [word(random), word(random)]));
    return {
      input: JSON.stringify([[...texts], [...properties]]),
      run() {
        readAll(texts);
        readsWhatIsWritten(properties);
      },
    };
  },
};

const isOneLine = (reason: string): boolean => reason !== '' && reason.length < 400 && !/\p{Cc}/u.test(reason);

/** As a project, whose files are only here. */
function readAll(texts: ReadonlyMap<string, string>): void {
  const reading = readingOf(texts);
  const versions = [
    createGradle(reading).read(folder, folder).kafkaVersion,
    createMaven(reading).read(path.join(folder, 'pom.xml')).kafkaVersion,
    readSbtVersion(folder, reading),
  ];
  for (const found of versions) if (found !== undefined && !version.test(found)) throw new Error(`${found} is no version`);
  for (const name of texts.keys())
    if (name.startsWith('application'))
      for (const { entries } of readConfigurationFile(path.join(folder, name), 'spring', reading))
        for (const [key, value] of entries) if (typeof value !== 'string') throw new Error(`${key} is ${typeof value}`);
  for (const reason of reading.files.skipped.values())
    if (!isOneLine(reason)) throw new Error(`a file is left out as ${JSON.stringify(reason)}`);
  for (const name of ['build.gradle', 'build.gradle.kts', 'build.sbt']) {
    const plain = plainScript(texts.get(name) ?? '');
    if (/\s\s|[^\S ]/.test(plain)) throw new Error(`more than one space in ${JSON.stringify(plain)}`);
  }
}

function readingOf(texts: ReadonlyMap<string, string>): ProjectReading {
  const files = createWorkspaceFiles([folder]);
  return createProjectReading({ ...files, readText: (file) => texts.get(path.relative(folder, file).split(path.sep).join('/')) });
}

const characters = [
  'a',
  'B',
  '1',
  '.',
  '-',
  '_',
  ' ',
  '=',
  ':',
  '#',
  '!',
  '\\',
  '\n',
  '\r',
  '\t',
  '\f',
  '"',
  "'",
  '$',
  '{',
  '}',
  '[',
  ',',
  'é',
  '\u2028',
  '/',
  '*',
  '~',
];
const word = (random: Random): string => Array.from({ length: 1 + below(random, 8) }, () => pick(random, characters)).join('');

function readsWhatIsWritten(written: ReadonlyMap<string, string>): void {
  const expected = JSON.stringify([...written]);
  const same = (what: string, read: ReadonlyMap<string, string> | undefined): void => {
    const found = JSON.stringify([...(read ?? [])]);
    if (found !== expected) throw new Error(`${what} is read as ${found} in place of ${expected}`);
  };
  const nothing = (): void => {};
  same('.properties', parseJavaProperties([...written].map(([key, value]) => `${escaped(key)}=${escaped(value)}`).join('\n')));
  const json = JSON.stringify(Object.fromEntries(written));
  if (written.size > 0 && JSON.stringify(Object.entries(JSON.parse(json) as object)) === expected)
    same('YAML', parseYamlProperties(json, 'micronaut', nothing)[0]);
  const plain = new Map([...written].map(([key, value]) => [key.replaceAll(/[^\w.-]/g, 'x'), value.replaceAll(/[^\w.-]/g, 'x')]));
  const hocon = parseHoconProperties([...plain].map(([key, value]) => `${key} = "${value}" // c`).join('\n'), nothing);
  if (JSON.stringify([...(hocon ?? [])]) !== JSON.stringify([...plain]))
    throw new Error(`HOCON is read as ${JSON.stringify([...(hocon ?? [])])}`);
}

/** As `Properties#store` writes it. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[\\=:#! ]/g, String.raw`\$&`)
    .replaceAll(/[^ -~]/g, (character) => String.raw`\u` + character.charCodeAt(0).toString(16).padStart(4, '0'));
