/** Trust stores that the JDK's own keytool makes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseClientProperties } from '../../src/kafka/settings/clientProperties.js';
import { succeed } from '../../src/base/result.js';

const folder = mkdtempSync(join(tmpdir(), 'streams-lens-trust-'));
const at = (name: string): string => join(folder, name);
const keytool = (...args: readonly string[]): void =>
  void execFileSync('keytool', [...args, '-storepass', 'secret-1', '-noprompt'], { stdio: 'pipe' });

beforeAll(() => {
  for (const algorithm of ['RSA', 'EC']) {
    keytool(
      '-genkeypair',
      '-alias',
      algorithm,
      '-keyalg',
      algorithm,
      '-dname',
      `CN=${algorithm}`,
      '-keystore',
      at('keys.p12'),
      '-storetype',
      'PKCS12',
    );
    keytool('-exportcert', '-rfc', '-alias', algorithm, '-file', at(`${algorithm}.pem`), '-keystore', at('keys.p12'));
    for (const type of ['PKCS12', 'JKS'])
      keytool('-importcert', '-alias', algorithm, '-file', at(`${algorithm}.pem`), '-keystore', at(`trust.${type}`), '-storetype', type);
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settingsOf = (...lines: readonly string[]) =>
  parseClientProperties(['bootstrap.servers=localhost:9093', 'security.protocol=SSL', ...lines].join('\n'), [], {
    readFile: (path) => succeed(readFileSync(at(path))),
    variable: () => undefined,
  });

test('every certificate of a PKCS#12 trust store is trusted, of RSA and of elliptic curves', async () => {
  const settings = await settingsOf('ssl.truststore.location=trust.PKCS12', 'ssl.truststore.password=secret-1');
  if (!settings.ok) throw new Error(settings.error.message);
  const prints = (settings.value.tls?.authorities ?? []).map((pem) => new X509Certificate(pem).fingerprint256).sort();
  expect(prints).toEqual(['RSA', 'EC'].map((name) => new X509Certificate(readFileSync(at(`${name}.pem`))).fingerprint256).sort());
});

test.each([
  {
    what: 'another password',
    lines: ['ssl.truststore.location=trust.PKCS12', 'ssl.truststore.password=other'],
    says: 'the password does not open it',
  },
  { what: 'no password', lines: ['ssl.truststore.location=trust.PKCS12'], says: 'the password does not open it' },
  { what: 'a file of another kind', lines: ['ssl.truststore.location=trust.JKS'], says: "Java's own form (JKS)" },
])('$what is said', async ({ lines, says }) => {
  const settings = await settingsOf(...lines);
  expect(settings).toMatchObject({ ok: false, error: { kind: 'badSettings', message: expect.stringContaining(says) } });
});
