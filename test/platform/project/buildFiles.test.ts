import { describe, expect, it } from 'vitest';
import { createProjectSettings } from '../../../src/platform/project/createProjectSettings.js';
import { createWorkspaceFiles } from '../../../src/platform/files/workspaceFiles.js';
import { temporaryProject } from '../../support/temporaryProject.js';

const none = { kafkaVersion: undefined, applicationId: undefined, optimization: undefined };

function versionOf(files: Readonly<Record<string, string>>, source = 'src/main/java/App.java'): string | undefined {
  const folder = temporaryProject(files);
  return createProjectSettings({ paths: [folder], base: folder, files: createWorkspaceFiles([folder]), enablesSpring: [] }, none)(source)
    .kafkaVersion?.version;
}

const pom = (inner: string): string => `<?xml version="1.0"?><project xmlns="http://maven.apache.org/POM/4.0.0">${inner}</project>`;
const own = '<groupId>g</groupId><artifactId>a</artifactId><version>1</version>';
const streams = (version?: string): string =>
  `<dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-streams</artifactId>${version === undefined ? '' : `<version>${version}</version>`}</dependency>`;
const managed = (inner: string): string => `<dependencyManagement><dependencies>${inner}</dependencies></dependencyManagement>`;

describe('Kafka version from Maven', () => {
  it('is what the dependency says', () => {
    expect(versionOf({ 'pom.xml': pom(`${own}<dependencies>${streams('3.9.1')}</dependencies>`) })).toBe('3.9.1');
  });
  it('follows properties into parents, and the nearer property wins', () => {
    const parent = pom(
      `${own}<packaging>pom</packaging><modules><module>m</module></modules><properties><k>3.0.0</k><kafka.version>\${k}</kafka.version></properties>`,
    );
    const module = (properties: string): string =>
      pom(
        `<parent><groupId>g</groupId><artifactId>a</artifactId><version>1</version></parent><artifactId>m</artifactId>${properties}<dependencies>${streams('${kafka.version}')}</dependencies>`,
      );
    expect(versionOf({ 'pom.xml': parent, 'm/pom.xml': module('') }, 'm/src/main/java/App.java')).toBe('3.0.0');
    const nearer = module('<properties><k>3.1.0</k></properties>');
    expect(versionOf({ 'pom.xml': parent, 'm/pom.xml': nearer }, 'm/src/main/java/App.java')).toBe('3.1.0');
  });
  it('is managed by a parent, or by a platform of the same tree', () => {
    const parent = pom(`${own}<modules><module>bom</module><module>m</module></modules>`);
    const bom = pom(
      `<parent><groupId>g</groupId><artifactId>a</artifactId><version>1</version></parent><artifactId>bom</artifactId>${managed(streams('3.4.1'))}`,
    );
    const imported = managed(
      '<dependency><groupId>g</groupId><artifactId>bom</artifactId><version>1</version><type>pom</type><scope>import</scope></dependency>',
    );
    const module = pom(
      `<parent><groupId>g</groupId><artifactId>a</artifactId><version>1</version></parent><artifactId>m</artifactId>${imported}<dependencies>${streams()}</dependencies>`,
    );
    expect(versionOf({ 'pom.xml': parent, 'bom/pom.xml': bom, 'm/pom.xml': module }, 'm/src/main/java/App.java')).toBe('3.4.1');
  });
  it('comes from Spring Boot, whose parent has a property to override it and whose import has not', () => {
    const boot = (artifact: string): string =>
      `<groupId>org.springframework.boot</groupId><artifactId>${artifact}</artifactId><version>3.2.5</version>`;
    const parent = `<parent>${boot('spring-boot-starter-parent')}<relativePath/></parent>`;
    const override = '<properties><kafka.version>3.7.0</kafka.version></properties>';
    const dependencies = `<dependencies>${streams()}</dependencies>`;
    expect(versionOf({ 'pom.xml': pom(parent + own + dependencies) })).toBe('3.6.2');
    expect(versionOf({ 'pom.xml': pom(parent + own + override + dependencies) })).toBe('3.7.0');
    const imported = managed(`<dependency>${boot('spring-boot-dependencies')}<type>pom</type><scope>import</scope></dependency>`);
    expect(versionOf({ 'pom.xml': pom(own + override + imported + dependencies) })).toBe('3.6.2');
  });
  it('comes with a module of the tree that brings the library', () => {
    const parent = pom(`${own}<modules><module>core</module><module>app</module></modules>`);
    const up = '<parent><groupId>g</groupId><artifactId>a</artifactId><version>1</version></parent>';
    const core = pom(`${up}<artifactId>core</artifactId><dependencies>${streams('2.8.2')}</dependencies>`);
    const app = pom(
      `${up}<artifactId>app</artifactId><dependencies><dependency><groupId>\${project.groupId}</groupId><artifactId>core</artifactId></dependency></dependencies>`,
    );
    expect(versionOf({ 'pom.xml': parent, 'core/pom.xml': core, 'app/pom.xml': app }, 'app/src/main/java/App.java')).toBe('2.8.2');
  });
  it('is unknown where the file is broken, or its property is nowhere', () => {
    expect(versionOf({ 'pom.xml': '<project><artifactId>a' })).toBeUndefined();
    expect(versionOf({ 'pom.xml': pom(`${own}<dependencies>${streams('${elsewhere}')}</dependencies>`) })).toBeUndefined();
  });
});

describe('Kafka version from Gradle', () => {
  const version = (build: string, more: Readonly<Record<string, string>> = {}): string | undefined =>
    versionOf({ 'settings.gradle': '', 'build.gradle': build, ...more });
  it.each([
    ["implementation 'org.apache.kafka:kafka-streams:3.9.1'", '3.9.1'],
    ['implementation("org.apache.kafka:kafka-streams:3.9.1")', '3.9.1'],
    ["implementation group: 'org.apache.kafka', name: 'kafka-streams', version: '3.8.0'", '3.8.0'],
    ['implementation(group = "org.apache.kafka", name = "kafka-streams", version = "3.8.0")', '3.8.0'],
    ['implementation("org.apache.kafka", "kafka-streams", "3.8.0")', '3.8.0'],
    ['ext { kafkaVersion = \'2.7.0\' }\nimplementation "org.apache.kafka:kafka-streams:${kafkaVersion}"', '2.7.0'],
    ['ext.kafkaVersion = "2.7.0"\nimplementation "org.apache.kafka:kafka-streams:$kafkaVersion"', '2.7.0'],
    ['val kafkaVersion = "3.1.0"\nimplementation("org.apache.kafka:kafka-streams:$kafkaVersion")', '3.1.0'],
    ['val kafkaVersion by extra("3.1.0")\nimplementation("org.apache.kafka:kafka-streams:$kafkaVersion")', '3.1.0'],
    ['def versions = [kafka: \'3.1.0\']\nimplementation "org.apache.kafka:kafka-streams:${versions.kafka}"', '3.1.0'],
    ["def kafkaVersion = '3.1.0'\nimplementation 'org.apache.kafka:kafka-streams:' + kafkaVersion", '3.1.0'],
    ["implementation('org.apache.kafka:kafka-streams') { version { strictly '3.3.2' } }", '3.3.2'],
    ["// implementation 'org.apache.kafka:kafka-streams:1.0.0'\nimplementation 'org.apache.kafka:kafka-streams:3.9.1'", '3.9.1'],
    [
      "implementation 'org.apache.kafka:kafka-streams:3.9.1'\ntestImplementation 'org.apache.kafka:kafka-streams-test-utils:3.8.0'",
      '3.9.1',
    ],
    ["plugins { id 'org.springframework.boot' version '3.3.2' }\nimplementation 'org.apache.kafka:kafka-streams'", '3.7.1'],
    ['plugins { id("org.springframework.boot") version "3.3.2" }\nimplementation("org.apache.kafka:kafka-streams")', '3.7.1'],
    [
      "plugins { id 'org.springframework.boot' version '3.3.2' }\next['kafka.version'] = '3.6.0'\nimplementation 'org.apache.kafka:kafka-streams'",
      '3.6.0',
    ],
    ["implementation 'org.apache.kafka:kafka-streams:3.+'", undefined],
    ["implementation 'org.apache.kafka:kafka-streams:3.1.0'\nother 'org.apache.kafka:kafka-streams:3.2.0'", undefined],
  ])('%s', (build, expected) => expect(version(build)).toBe(expected));

  it('reads gradle.properties', () => {
    const build = 'implementation "org.apache.kafka:kafka-streams:${kafkaVersion}"';
    expect(version(build, { 'gradle.properties': 'kafkaVersion=3.5.1' })).toBe('3.5.1');
  });
  it('reads a version catalog, by alias and by version reference', () => {
    const toml =
      '[versions]\nkafka = "3.9.1"\n[libraries]\nkafka-streams = { module = "org.apache.kafka:kafka-streams", version.ref = "kafka" }\n';
    expect(version('implementation(libs.kafka.streams)', { 'gradle/libs.versions.toml': toml })).toBe('3.9.1');
    expect(
      version('implementation("org.apache.kafka:kafka-streams:${libs.versions.kafka.get()}")', { 'gradle/libs.versions.toml': toml }),
    ).toBe('3.9.1');
  });
  it('reads the Spring Boot plugin of a catalog and the version of pluginManagement', () => {
    const toml = '[plugins]\nspring-boot = { id = "org.springframework.boot", version = "3.5.0" }\n';
    expect(version('plugins { alias(libs.plugins.spring.boot) }', { 'gradle/libs.versions.toml': toml })).toBe('3.9.1');
    const settings = "pluginManagement { plugins { id 'org.springframework.boot' version '3.1.1' } }";
    expect(version("plugins { id 'org.springframework.boot' }", { 'settings.gradle': settings })).toBe('3.4.1');
  });
  it('looks at the root for what a module leaves open', () => {
    const files = {
      'settings.gradle': "include 'app'",
      'build.gradle': "ext.kafkaVersion = '3.2.0'",
      'app/build.gradle': 'implementation "org.apache.kafka:kafka-streams:$kafkaVersion"',
    };
    expect(versionOf(files, 'app/src/main/java/App.java')).toBe('3.2.0');
  });
  it('reads constants of buildSrc', () => {
    const constants = 'object Versions {\n  const val kafka = "3.4.0"\n}\n';
    expect(
      version('implementation("org.apache.kafka:kafka-streams:${Versions.kafka}")', { 'buildSrc/src/main/kotlin/Versions.kt': constants }),
    ).toBe('3.4.0');
  });
  it('reads the Quarkus platform', () => {
    const build =
      'implementation enforcedPlatform("${quarkusPlatformGroupId}:${quarkusPlatformArtifactId}:${quarkusPlatformVersion}")\nimplementation "io.quarkus:quarkus-kafka-streams"';
    expect(version(build, { 'gradle.properties': 'quarkusPlatformVersion=3.8.1' })).toBe('3.6.1');
  });
});

describe('Kafka version from sbt', () => {
  it('is what the dependency or its value says', () => {
    expect(versionOf({ 'build.sbt': 'libraryDependencies += "org.apache.kafka" % "kafka-streams" % "2.8.0"' })).toBe('2.8.0');
    expect(
      versionOf({ 'build.sbt': 'val kafkaV = "2.8.0"\nlibraryDependencies += "org.apache.kafka" %% "kafka-streams-scala" % kafkaV' }),
    ).toBe('2.8.0');
  });
});

describe('whose build file counts', () => {
  it('is the nearest above the source', () => {
    const files = {
      'build.gradle': "implementation 'org.apache.kafka:kafka-streams:3.0.0'",
      'svc/pom.xml': pom(`${own}<dependencies>${streams('3.9.1')}</dependencies>`),
    };
    expect(versionOf(files, 'svc/src/main/java/App.java')).toBe('3.9.1');
    expect(versionOf(files, 'src/main/java/App.java')).toBe('3.0.0');
  });
  it('is not one above what was named, where nothing says that it is the same project', () => {
    const folder = temporaryProject({ 'pom.xml': pom(`${own}<dependencies>${streams('3.9.1')}</dependencies>`), 'loose/App.java': '' });
    const start = `${folder}/loose`;
    expect(
      createProjectSettings({ paths: [start], base: start, files: createWorkspaceFiles([start]), enablesSpring: [] }, none)('App.java')
        .kafkaVersion,
    ).toBeUndefined();
  });
  it('is found above a source folder that was named', () => {
    const folder = temporaryProject({
      'pom.xml': pom(`${own}<dependencies>${streams('3.9.1')}</dependencies>`),
      'src/main/java/App.java': '',
    });
    const start = `${folder}/src/main/java`;
    expect(
      createProjectSettings({ paths: [start], base: start, files: createWorkspaceFiles([start]), enablesSpring: [] }, none)('App.java')
        .kafkaVersion?.version,
    ).toBe('3.9.1');
  });
});
