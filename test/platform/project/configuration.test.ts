import { describe, expect, it } from 'vitest';
import type { ProjectSettings } from '../../../src/core/analyser.js';
import { createProjectSettings } from '../../../src/platform/project/createProjectSettings.js';
import { createWorkspaceFiles } from '../../../src/platform/files/workspaceFiles.js';
import { temporaryProject } from '../../support/temporaryProject.js';

const none = { kafkaVersion: undefined, applicationId: undefined, optimization: undefined };
const resources = 'src/main/resources';

function settingsOf(files: Readonly<Record<string, string>>, options: { readonly enablesSpring?: boolean } = {}): ProjectSettings {
  const folder = temporaryProject({ 'pom.xml': '<project><artifactId>a</artifactId></project>', ...files });
  const enablesSpring = options.enablesSpring === true ? [`${folder}/src/main/java/App.java`] : [];
  return createProjectSettings(
    { paths: [folder], base: folder, files: createWorkspaceFiles([folder]), enablesSpring },
    none,
  )('src/main/java/App.java');
}

/** Each word, and what Spring Boot 3.4.1, SmallRye Config 3.9.1 and Micronaut 4.10.15 gave for it on Java 17; null: nothing. */
const words: readonly (readonly [word: string, spring: string, smallrye: string | null, micronaut: string | null])[] = [
  ['1.0', '1.0', '1.0', '1.0'],
  ['1.50', '1.5', '1.50', '1.5'],
  ['yes', 'true', 'true', 'true'],
  ['OFF', 'false', 'false', 'false'],
  ['n', 'n', 'n', 'n'],
  ['010', '8', '010', '8'],
  ['-010', '-8', '-010', '-8'],
  ['08', '08', '08', '08'],
  ['0o10', '0o10', '0o10', '0o10'],
  ['0x1F', '31', '0x1F', '31'],
  ['0b101', '5', '0b101', '5'],
  ['1_000', '1000', '1_000', '1000'],
  ['1__0', '10', '1__0', '10'],
  ['1_0_', '10', '1_0_', '10'],
  ['0_7', '7', '0_7', '7'],
  ['0x_1F', '31', '0x_1F', '31'],
  ['1:30', '90', '1:30', '90'],
  ['190:20:30.15', '685230.15', '190:20:30.15', '685230.15'],
  ['12e03', '12000.0', '12e03', '12000.0'],
  ['1e3', '1000.0', '1e3', '1000.0'],
  ['1e15', '1.0E15', '1e15', '1.0E15'],
  ['1.0e15', '1.0E15', '1.0e15', '1.0E15'],
  ['123456789012345678', '123456789012345678', '123456789012345678', '123456789012345678'],
  ['1234567890123456.5', '1.2345678901234565E15', '1234567890123456.5', '1.2345678901234565E15'],
  ['1e-7', '1.0E-7', '1e-7', '1.0E-7'],
  ['0.0000001', '1.0E-7', '0.0000001', '1.0E-7'],
  ['1.5e300', '1.5E300', '1.5e300', '1.5E300'],
  ['.5', '0.5', '.5', '0.5'],
  ['+12', '12', '+12', '12'],
  ['-0', '0', '-0', '0'],
  ['1.2.3', '1.2.3', '1.2.3', '1.2.3'],
  ['.inf', 'Infinity', '.inf', 'Infinity'],
  ['2024-01-01', '2024-01-01', '2024-01-01', '2024-01-01'],
  ['2024-01-01 10:00:00', '2024-01-01 10:00:00', '2024-01-01 10:00:00', '2024-01-01T10:00:00'],
  ['~', '', null, null],
  ['1_000.5', '1000.5', '1_000.5', '1000.5'],
  ['1.', '1.0', '1.', '1.0'],
  ['1.e3', '1000.0', '1.e3', '1000.0'],
  ['+.5', '0.5', '+.5', '0.5'],
  ['-.5', '-0.5', '-.5', '-0.5'],
  ['1e+3', '1000.0', '1e+3', '1000.0'],
  ['1E3', '1000.0', '1E3', '1000.0'],
  ['1e05', '100000.0', '1e05', '100000.0'],
  ['0.1e1', '1.0', '0.1e1', '1.0'],
  ['4.9E-324', '4.9E-324', '4.9E-324', '4.9E-324'],
  ['2e23', '1.9999999999999998E23', '2e23', '1.9999999999999998E23'],
  ['99999999999999999999', '99999999999999999999', '99999999999999999999', '99999999999999999999'],
  ['1.0E10', '1.0E10', '1.0E10', '1.0E10'],
  ['-1:30', '-90', '-1:30', '-90'],
  ['0:30', '0:30', '0:30', '0:30'],
  ['01:30', '01:30', '01:30', '01:30'],
  ['1.10', '1.1', '1.10', '1.1'],
  ['100.0', '100.0', '100.0', '100.0'],
  ['1.23456789012345678', '1.2345678901234567', '1.23456789012345678', '1.2345678901234567'],
  ['0777_7', '4095', '0777_7', '4095'],
  ['y', 'y', 'y', 'y'],
  ['Y', 'Y', 'Y', 'Y'],
  ['True', 'true', 'true', 'true'],
  ['nUll', 'nUll', 'nUll', 'nUll'],
  ['Null', '', null, null],
  ['NULL', '', null, null],
];

/** Printed otherwise by other versions of Java, or by Micronaut with a time: not said. */
const vague: readonly string[] = ['1e15', '1.0e15', '1234567890123456.5', '1e-7', '0.0000001', '1.5e300', '4.9E-324', '2e23'];
const vagueForMicronaut: readonly string[] = [...vague, '2024-01-01 10:00:00'];

const pomWith = (reader: 'spring' | 'smallrye' | 'micronaut'): string => {
  const artifact = { spring: 'spring-boot-starter', smallrye: 'quarkus-config-yaml', micronaut: 'micronaut-kafka-streams' }[reader];
  return `<project><artifactId>a</artifactId><dependencies><dependency><groupId>g</groupId><artifactId>${artifact}</artifactId></dependency></dependencies></project>`;
};

describe('application.id', () => {
  it.each([
    ['a .properties file', { [`${resources}/streams.properties`]: 'application.id=orders' }],
    ['Spring Kafka', { [`${resources}/application.yml`]: 'spring:\n  kafka:\n    streams:\n      application-id: orders\n' }],
    ['Spring Kafka, dotted YAML keys', { [`${resources}/application.yaml`]: 'spring.kafka.streams.application-id: orders' }],
    ["Spring's pass-through", { [`${resources}/application.properties`]: 'spring.kafka.streams.properties.application.id=orders' }],
    [
      'the Spring Cloud Stream binder',
      { [`${resources}/application.properties`]: 'spring.cloud.stream.kafka.streams.binder.applicationId=orders' },
    ],
    [
      "the binder's functions",
      { [`${resources}/application.properties`]: 'spring.cloud.stream.kafka.streams.binder.functions.process.applicationId=orders' },
    ],
    [
      "the binder's configuration",
      { [`${resources}/application.properties`]: 'spring.cloud.stream.kafka.streams.binder.configuration.application.id=orders' },
    ],
    ['Quarkus', { [`${resources}/application.properties`]: 'quarkus.kafka-streams.application-id=orders' }],
    ['Micronaut', { [`${resources}/application.yml`]: 'kafka:\n  streams:\n    default:\n      application.id: orders\n' }],
    [
      'a placeholder of the same files',
      { [`${resources}/application.properties`]: 'app=orders\nspring.kafka.streams.application-id=${app}' },
    ],
  ])('is read from %s', (_, files) => expect(settingsOf(files).applicationId).toBe('orders'));

  it('falls back on the name of a Spring application only where Spring makes the builder', () => {
    const files = { [`${resources}/application.properties`]: 'spring.application.name=orders' };
    expect(settingsOf(files).applicationId).toBeUndefined();
    expect(settingsOf(files, { enablesSpring: true }).applicationId).toBe('orders');
    const binder = {
      [`${resources}/application.yml`]:
        'spring.application.name: orders\nspring.cloud.stream.kafka.streams.binder.configuration.commit.interval.ms: 1000',
    };
    expect(settingsOf(binder).applicationId).toBe('orders');
  });
  it('is unknown where profiles disagree, in files and in documents', () => {
    const base = `${resources}/application.yml`;
    const key = 'spring.kafka.streams.application-id';
    expect(settingsOf({ [base]: `${key}: a`, [`${resources}/application-prod.yml`]: `${key}: b` }).applicationId).toBeUndefined();
    expect(settingsOf({ [base]: `${key}: a\n---\nspring.config.activate.on-profile: prod\n${key}: b` }).applicationId).toBeUndefined();
    expect(settingsOf({ [base]: `${key}: a`, [`${resources}/application-prod.yml`]: `${key}: a` }).applicationId).toBe('a');
    expect(settingsOf({ [`${resources}/application-prod.yml`]: `${key}: a` }).applicationId).toBeUndefined();
    expect(
      settingsOf({ 'config/dev.properties': 'application.id=a', 'config/prod.properties': 'application.id=b' }).applicationId,
    ).toBeUndefined();
  });
  it('is unknown where the environment decides', () => {
    const line = (value: string) => ({ [`${resources}/application.properties`]: `spring.kafka.streams.application-id=${value}` });
    expect(settingsOf(line('${APP_ID}')).applicationId).toBeUndefined();
    expect(settingsOf(line('${APP_ID:orders}')).applicationId).toBeUndefined();
    expect(settingsOf(line('orders-${ENV:dev}')).applicationId).toBeUndefined();
    expect(settingsOf(line('@project.artifactId@')).applicationId).toBeUndefined();
    expect(settingsOf(line('#{systemProperties.id}')).applicationId).toBeUndefined();
  });
  it("leaves out tests' files, other modules' files and Quarkus test profiles", () => {
    expect(
      settingsOf({ 'src/test/resources/application.properties': 'spring.kafka.streams.application-id=test' }).applicationId,
    ).toBeUndefined();
    expect(settingsOf({ 'other/pom.xml': '<project/>', 'other/app.properties': 'application.id=other' }).applicationId).toBeUndefined();
    const quarkus = 'quarkus.kafka-streams.application-id=orders\n%test.quarkus.kafka-streams.application-id=test';
    expect(settingsOf({ [`${resources}/application.properties`]: quarkus }).applicationId).toBe('orders');
  });
});

describe('other settings', () => {
  it('gives the optimization and what else reaches the library, by its own keys', () => {
    const { optimization, configuration } = settingsOf({
      [`${resources}/application.yml`]:
        'spring.kafka.streams:\n  application-id: a\n  properties:\n    topology.optimization: all\n    default.dsl.store: in_memory\n',
    });
    expect(optimization).toBe('all');
    expect(configuration).toEqual({ 'application.id': 'a', 'topology.optimization': 'all', 'default.dsl.store': 'in_memory' });
  });
  it('keeps all properties that are certain, and says which are not', () => {
    const settings = settingsOf({
      [`${resources}/application.properties`]: 'app.topic=orders\napp.store=${STORE:s}\napp.both=${app.topic}-x',
      [`${resources}/application-prod.properties`]: 'app.only=1',
    });
    expect(settings.properties).toEqual({ 'app.topic': 'orders', 'app.both': 'orders-x' });
    expect(settings.uncertainProperties).toEqual(['app.only', 'app.store']);
  });
  it.each(['spring', 'smallrye', 'micronaut'] as const)('reads words of YAML as %s does', (reader) => {
    const column = ['spring', 'smallrye', 'micronaut'].indexOf(reader);
    const text = words.map(([word], i) => `k${i}: ${word}`).join('\n');
    const { properties, uncertainProperties } = settingsOf({ 'pom.xml': pomWith(reader), [`${resources}/application.yml`]: text });
    const said = words.map((_, i) => (uncertainProperties!.includes(`k${i}`) ? '?' : (properties[`k${i}`] ?? null)));
    const unsaid: readonly string[] = { spring: vague, smallrye: [], micronaut: vagueForMicronaut }[reader];
    const expected = words.map(([word, ...read]) => (unsaid.includes(word) ? '?' : read[column]));
    expect(said.map((one, i) => `${words[i]![0]}: ${one}`)).toEqual(expected.map((one, i) => `${words[i]![0]}: ${one}`));
  });
  it('knows of words of YAML only what all frameworks read alike, where it does not know the framework', () => {
    const text = words.map(([word], i) => `k${i}: ${word}`).join('\n');
    const { properties } = settingsOf({ [`${resources}/application.yml`]: text });
    const alike = words.flatMap(([word, ...read], i) => (new Set(read).size === 1 && !vague.includes(word) ? [[`k${i}`, read[0]]] : []));
    expect(properties).toEqual(Object.fromEntries(alike));
  });
  it.each([
    ['spring', { 'a[0]': 'x', 'a[1]': 'p,q', d: '' }],
    ['smallrye', { a: 'x,p\\,q', 'a[0]': 'x', 'a[1]': 'p,q', d: '' }],
    ['micronaut', { a: 'x,p,q', 'a[0]': 'x', 'a[1]': 'p,q', d: '' }],
  ] as const)('reads lists of YAML as %s does', (reader, read) => {
    const files = { 'pom.xml': pomWith(reader), [`${resources}/application.yml`]: 'a: [x, "p,q"]\nd: []\n' };
    expect(settingsOf(files).properties).toEqual(read);
  });
  it('keeps each .properties file apart, by its path', () => {
    const { propertyFiles } = settingsOf({
      'configuration/dev.properties': 'store.name=a',
      [`${resources}/prod.properties`]: 'store.name=b',
    });
    expect(propertyFiles).toEqual({
      'configuration/dev.properties': { 'store.name': 'a' },
      [`${resources}/prod.properties`]: { 'store.name': 'b' },
    });
  });
  it('passes over files that are broken', () => {
    const settings = settingsOf({
      [`${resources}/application.yml`]: 'a: [1\nb: {',
      [`${resources}/x.properties`]: 'application.id=orders',
    });
    expect(settings.applicationId).toBe('orders');
  });
  it('lets options go first', () => {
    const folder = temporaryProject({ 'pom.xml': '<project/>', 'x.properties': 'application.id=a\ntopology.optimization=all' });
    const options = { kafkaVersion: '3.9.1', applicationId: 'b', optimization: 'none' };
    expect(
      createProjectSettings(
        { paths: [folder], base: folder, files: createWorkspaceFiles([folder]), enablesSpring: [] },
        options,
      )('App.java'),
    ).toMatchObject({
      kafkaVersion: { version: '3.9.1', from: 'option' },
      applicationId: 'b',
      applicationIdFrom: 'option',
      optimization: 'none',
    });
  });
});

describe('a configuration file that cannot be read', () => {
  it.each([
    ['that is too large', { [`${resources}/application.properties`]: `a=1\n#${'x'.repeat(300_000)}` }],
    ['that is not valid YAML', { [`${resources}/application.yml`]: 'a: [1\nb: {' }],
  ])('%s may set any key', (_, files) => {
    expect(settingsOf(files).uncertainProperties).toContain('*');
  });

  it('is none that says nothing', () => {
    expect(settingsOf({ [`${resources}/application.yml`]: '# nothing yet\n' }).uncertainProperties).toEqual([]);
  });
});
