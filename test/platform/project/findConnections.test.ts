import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseClientProperties } from '../../../src/kafka/settings/clientProperties.js';
import { findConnections } from '../../../src/platform/project/findConnections.js';
import { createWorkspaceFiles } from '../../../src/platform/files/workspaceFiles.js';
import { noFiles } from '../../support/settingsFiles.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'connections-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function find(name: string, lines: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const file = path.join(folder, name);
  writeFileSync(file, lines.join('\n'));
  return findConnections([file], createWorkspaceFiles([folder]), (variable) => variables[variable]);
}

test('Spring: streams win over the rest, and properties are passed on', async () => {
  const [found, ...others] = find(
    'application.yml',
    [
      'spring:',
      '  kafka:',
      '    bootstrap-servers: ${KAFKA:localhost:9092}',
      '    streams:',
      '      bootstrap-servers: streams:9092',
      '    properties:',
      '      "[security.protocol]": SASL_PLAINTEXT',
      '      sasl.mechanism: PLAIN',
      '      sasl.jaas.config: \'org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="${SECRET}";\'',
    ],
    { SECRET: 'p#=:x' },
  );
  expect(others).toEqual([]);
  expect(found).toMatchObject({ origin: 'Spring', bootstrap: 'streams:9092', profile: undefined });
  const read = await parseClientProperties(found!.properties, [], { readFile: noFiles, variable: () => undefined });
  expect(read).toMatchObject({ ok: true, value: { bootstrap: ['streams:9092'], sasl: { username: 'u', password: 'p#=:x' } } });
});

test('a placeholder takes the variable, else its default', () => {
  const lines = ['spring.kafka.bootstrap-servers=${KAFKA_HOST:localhost}:${kafka.port:9092}'];
  expect(find('application.properties', lines)[0]?.bootstrap).toBe('localhost:9092');
  expect(find('application.properties', lines, { KAFKA_HOST: 'broker', KAFKA_PORT: '1234' })[0]?.bootstrap).toBe('broker:1234');
});

test('Quarkus: each profile that says something of Kafka is a connection', () => {
  const found = find('application.properties', [
    'kafka.bootstrap.servers=prod:9092',
    'quarkus.kafka-streams.application-server=localhost:8080',
    '%dev.quarkus.kafka-streams.bootstrap-servers=localhost:9092',
    '%other.quarkus.log.level=DEBUG',
  ]);
  expect(found.map(({ origin, profile, bootstrap }) => [origin, profile, bootstrap])).toEqual([
    ['Quarkus', undefined, 'prod:9092'],
    ['Quarkus', 'dev', 'localhost:9092'],
  ]);
});

test('a properties file of a client, and files of other things', () => {
  expect(find('client.properties', ['bootstrap.servers=a:1,b:2', 'acks=all'])).toMatchObject([
    { origin: 'Kafka client', bootstrap: 'a:1,b:2' },
  ]);
  expect(find('other.properties', ['colour=blue'])).toEqual([]);
  expect(findConnections([path.join(folder, 'gone.properties')], createWorkspaceFiles([folder]), () => undefined)).toEqual([]);
});
