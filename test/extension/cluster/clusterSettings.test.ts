import { expect, test } from 'vitest';
import { fromDraft, toDraft } from '../../../src/extension/cluster/connect/clusterDraft.js';
import { createSecrets } from '../../../src/extension/cluster/connect/clusterSecrets.js';
import {
  bindingOf,
  type ClusterSetting,
  readClusterSettings,
  withOwnMarks,
} from '../../../src/extension/cluster/connect/clusterSetting.js';
import { createConnectedClusters } from '../../../src/extension/cluster/session/connectedClusters.js';
import { fromConnectionSettings } from '../../../src/extension/cluster/connect/fromConnectionSettings.js';
import { toConnectionSettings } from '../../../src/extension/cluster/connect/toConnectionSettings.js';
import { isWritable } from '../../../src/kafka/writing/writableSettings.js';
import { parseClientProperties } from '../../../src/kafka/settings/clientProperties.js';
import { oneFile } from '../../support/settingsFiles.js';

const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const files: Readonly<Record<string, string>> = { 'ca.pem': pem, 'client.pem': 'client', 'client.key': 'key', 'client.p12': 'p12' };
const readFile = (path: string) => oneFile(files[path] === undefined ? undefined : Buffer.from(files[path]))(path);

const scram: ClusterSetting = {
  name: 'staging',
  bootstrap: 'a:9092, b:9093',
  security: 'SASL_SSL',
  mechanism: 'SCRAM-SHA-512',
  username: 'reader',
  caFile: 'ca.pem',
};

test('entries that cannot be used are said, and the others are there', () => {
  const { clusters, problems } = readClusterSettings([
    { name: 'good', bootstrap: 'localhost:9092' },
    { name: 'good', bootstrap: 'other:9092' },
    { bootstrap: 'a:1' },
    { name: 'no port', bootstrap: 'localhost' },
    { name: 'odd', bootstrap: 'a:1', security: 'TLS' },
    7,
  ]);
  expect(clusters).toEqual([{ name: 'good', bootstrap: 'localhost:9092' }]);
  expect(problems.map((problem) => problem.split(':')[0])).toEqual(['Entry 2', 'Entry 3', 'Entry 4', 'Entry 5', 'Entry 6']);
  expect(readClusterSettings(undefined)).toEqual({ clusters: [], problems: [] });
  expect(readClusterSettings({ refreshSeconds: 1 }).problems).toHaveLength(1);
});

test('only a mark that is the boolean true makes a cluster writable, and secrets stay those of its address', () => {
  const marks = [true, 'true', 1, false, undefined];
  const { clusters } = readClusterSettings(marks.map((writable, i) => ({ name: `c${i}`, bootstrap: 'a:1', writable })));
  expect(clusters.map(({ writable }) => writable)).toEqual([true, undefined, undefined, undefined, undefined]);
  expect(bindingOf(clusters[0]!)).toBe(bindingOf(clusters[1]!));
  const connections = clusters.map((setting) => toConnectionSettings(setting, {}, { readFile, variable: () => undefined }));
  expect(connections.map((connection) => connection.ok && isWritable(connection.value))).toEqual([true, false, false, false, false]);
});

test('settings and secrets make a connection', () => {
  expect(toConnectionSettings(scram, { password: 'p' }, { readFile, variable: () => undefined })).toEqual({
    ok: true,
    value: {
      bootstrap: ['a:9092', 'b:9093'],
      tls: { authorities: [pem], client: null, checkHostName: true },
      sasl: { mechanism: 'SCRAM-SHA-512', username: 'reader', password: 'p' },
      schemaRegistry: null,
    },
  });
});

test.each([
  ['a password that was not entered', scram, {}, 'its password was not entered'],
  ['a file that is not there', { ...scram, caFile: 'gone.pem' }, { password: 'p' }, 'there is no file gone.pem (caFile)'],
  ['a file of another kind', { ...scram, caFile: 'client.p12' }, { password: 'p' }, 'holds no PEM certificates'],
  ['a mechanism that is not said', { name: 'x', bootstrap: 'a:1', security: 'SASL_PLAINTEXT' }, {}, 'mechanism is not set'],
] as const)('%s is said, without the secret', (_, setting, secrets, message) => {
  const result = toConnectionSettings(setting, secrets, { readFile, variable: () => undefined });
  expect(result).toMatchObject({ ok: false, error: { kind: 'badSettings', message: expect.stringContaining(message) as string } });
});

test('a draft of settings gives them back', () => {
  const settings: ClusterSetting[] = [
    { name: 'plain', bootstrap: 'a:1' },
    scram,
    { name: 'mtls', bootstrap: 'a:1', security: 'SSL', certificateFile: 'client.pem', keyFile: 'client.key', checkHostName: false },
    { name: 'p12', bootstrap: 'a:1', security: 'SSL', pkcs12File: 'client.p12', schemaRegistry: { url: 'http://r', username: 'u' } },
  ];
  for (const setting of settings) expect(fromDraft(toDraft(setting, {})).setting).toEqual(setting);
});

test('what another choice made needless is left out, secrets too', () => {
  const draft = { ...toDraft(scram, { password: 'p', keyPassword: 'k', registryToken: 't' }), security: 'PLAINTEXT' as const };
  expect(fromDraft(draft)).toEqual({ setting: { name: 'staging', bootstrap: 'a:9092, b:9093' }, secrets: {} });
});

test('the properties of a Java client become the same connection', async () => {
  const text = [
    'bootstrap.servers=a:9092',
    'security.protocol=SASL_SSL',
    'sasl.mechanism=PLAIN',
    'sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="p";',
    'ssl.truststore.type=PEM',
    'ssl.truststore.location=ca.pem',
    'schema.registry.url=http://registry:8081',
  ].join('\n');
  const read = await parseClientProperties(text, [], { readFile, variable: () => undefined });
  expect(read.ok).toBe(true);
  if (!read.ok) return;
  const { setting, secrets } = fromDraft(fromConnectionSettings('imported', read.value));
  expect(JSON.stringify(setting)).not.toContain('"p"');
  expect(toConnectionSettings(setting, secrets, { readFile, variable: () => undefined })).toEqual(read);
});

test('secrets are given to the settings that they were entered for, and to no others', async () => {
  const kept = new Map<string, string>();
  const secrets = createSecrets({
    get: (key) => Promise.resolve(kept.get(key)),
    store: (key, value) => Promise.resolve(void kept.set(key, value)),
    delete: (key) => Promise.resolve(void kept.delete(key)),
  });
  expect(await secrets.read(scram)).toEqual({});
  await secrets.write(scram, { password: 'p' });
  expect(await secrets.read({ ...scram })).toEqual({ password: 'p' });
  expect(await secrets.read({ ...scram, bootstrap: 'evil:9092' })).toBeUndefined();
  await secrets.write(scram, {});
  expect(kept.size).toBe(0);
});

test('a cluster that was connected is not connected under another address', async () => {
  const memory = new Map<string, unknown>();
  const connected = createConnectedClusters({
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as the editor declares it
    get: <T>(key: string) => memory.get(key) as T | undefined,
    update: (key, value) => Promise.resolve(void memory.set(key, value)),
  });
  await connected.add(scram);
  expect(connected.has(scram)).toBe(true);
  expect(connected.has({ ...scram, bootstrap: 'other:9092' })).toBe(false);
  await connected.remove('staging');
  expect(connected.has(scram)).toBe(false);
});

test("a workspace's settings mark no cluster as writable, and take no mark away", () => {
  const marked: ClusterSetting = { name: 'prod', bootstrap: 'prod:9092', writable: true };
  const { writable: _, ...plain } = marked;
  expect(withOwnMarks([marked], [])).toEqual([plain]);
  expect(withOwnMarks([marked], [plain])).toEqual([plain]);
  expect(withOwnMarks([plain], [marked])).toEqual([marked]);
  expect(withOwnMarks([{ ...marked, bootstrap: 'evil:9092' }], [marked])).toEqual([{ ...plain, bootstrap: 'evil:9092' }]);
});
