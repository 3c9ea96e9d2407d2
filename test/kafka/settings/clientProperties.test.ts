/** Files that Java's clients take are taken as they are. */
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ConnectionSettings } from '../../../src/kafka/connectionSettings.js';
import { parseClientProperties } from '../../../src/kafka/settings/clientProperties.js';
import { toPemText } from '../../../src/kafka/settings/pemText.js';
import { noFiles } from '../../support/settingsFiles.js';

async function settingsOf(text: string): Promise<ConnectionSettings> {
  const parsed = await parseClientProperties(text, ['localhost:9092'], { readFile: noFiles, variable: () => undefined });
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

describe('the configuration of a login', () => {
  const jaas = (options: string) =>
    `security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required ${options};`;

  it.each([
    [`username='alice' password='alice-pw'`, 'alice', 'alice-pw'],
    [`username="alice" password="it's"`, 'alice', `it's`],
    [`username='a"b' password='c\\\\'d'`, 'a"b', `c'd`],
    ['username=alice password=alice-pw', 'alice', 'alice-pw'],
  ])('%s', async (options, username, password) => {
    expect((await settingsOf(jaas(options))).sasl).toEqual({ mechanism: 'PLAIN', username, password });
  });
});

describe('PEM in a properties file', () => {
  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }).toString();

  it.each([
    ['line ends as \\n', pem.replaceAll('\n', '\\n')],
    ['continued lines, with spaces for line ends', pem.trimEnd().replaceAll('\n', ' ')],
    ['continued lines, with nothing for line ends', pem.replaceAll('\n', '')],
    ['as files have it', pem],
    ['two blocks', `${pem.replaceAll('\n', ' ')}${pem.replaceAll('\n', ' ')}`],
  ])('%s', (_name, text) => {
    expect(createPublicKey(toPemText(text)).export({ type: 'spki', format: 'pem' })).toBe(pem);
  });

  it('stays as it is where it is none', () => {
    expect(toPemText('no certificate')).toBe('no certificate');
  });

  it('is read from continued lines of a trust store', async () => {
    const certificate = '-----BEGIN CERTIFICATE----- \\\n  AAAA \\\n  BBBB \\\n  -----END CERTIFICATE-----';
    const { tls } = await settingsOf(`security.protocol=SSL\nssl.truststore.certificates=${certificate}\n`);
    expect(tls?.authorities).toEqual(['-----BEGIN CERTIFICATE-----\nAAAABBBB\n-----END CERTIFICATE-----\n']);
  });
});
