/** Trust stores and key stores that the JDK's own keytool makes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPrivateKey, X509Certificate } from 'node:crypto';
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
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settingsOf = (...lines: readonly string[]) =>
  parseClientProperties(['bootstrap.servers=localhost:9093', 'security.protocol=SSL', ...lines].join('\n'), [], {
    readFile: (path) => succeed(readFileSync(at(path))),
    variable: () => undefined,
  });

const printsOf = (pems: readonly string[]): string[] => pems.map((pem) => new X509Certificate(pem).fingerprint256).toSorted();

test.each(['PKCS12', 'JKS'])('every certificate of a %s trust store is trusted, of RSA and of elliptic curves', async (type) => {
  const settings = await settingsOf(`ssl.truststore.location=trust.${type}`, 'ssl.truststore.password=secret-1');
  if (!settings.ok) throw new Error(settings.error.message);
  expect(printsOf(settings.value.tls?.authorities ?? [])).toEqual(
    printsOf(['RSA', 'EC'].map((name) => readFileSync(at(`${name}.pem`), 'utf8'))),
  );
});

test('a JKS trust store is trusted without a password, as Java has it', async () => {
  const settings = await settingsOf('ssl.truststore.location=trust.JKS');
  if (!settings.ok) throw new Error(settings.error.message);
  expect(settings.value.tls?.authorities).toHaveLength(2);
});

/** Each kind of key, with a password of its own; keytool takes no letters beyond ASCII from here, Java does. */
test.each(['RSA', 'EC'])('the %s key of a JKS key store is that which keytool put there, with its certificate', async (algorithm) => {
  const file = `key.${algorithm}.JKS`;
  const into = ['-destkeystore', at(file), '-deststoretype', 'JKS', '-deststorepass', 'store-1', '-destkeypass', 'other-key-1'];
  const from = ['-srckeystore', at('keys.p12'), '-srcstorepass', 'secret-1', '-srcalias', algorithm];
  execFileSync('keytool', ['-importkeystore', ...from, ...into, '-noprompt'], { stdio: 'pipe' });
  const opened = await settingsOf(`ssl.keystore.location=${file}`, 'ssl.keystore.password=store-1', 'ssl.key.password=other-key-1');
  if (!opened.ok) throw new Error(opened.error.message);
  const client = opened.value.tls?.client;
  if (client?.form !== 'pem') throw new Error('no key');
  const certificate = new X509Certificate(client.certificate);
  expect(certificate.fingerprint256).toBe(new X509Certificate(readFileSync(at(`${algorithm}.pem`))).fingerprint256);
  expect(certificate.checkPrivateKey(createPrivateKey(client.key))).toBe(true);
  const told = async (...lines: readonly string[]): Promise<string> => {
    const result = await settingsOf(`ssl.keystore.location=${file}`, ...lines);
    return result.ok ? 'opened' : `${result.error.message} ${result.error.advice}`;
  };
  expect(await told('ssl.keystore.password=other')).toMatch(
    /JKS cannot be read: the password does not open it\. .*ssl\.keystore\.password/,
  );
  expect(await told('ssl.keystore.password=store-1')).toMatch(
    /JKS cannot be read: the password does not open its key\. .*ssl\.key\.password/,
  );
  expect(await told('ssl.keystore.password=store-1', 'ssl.key.password=wrong')).toContain('the password does not open its key');
});

test('a JKS key store with several keys is not guessed at', async () => {
  const all = ['-srckeystore', at('keys.p12'), '-srcstorepass', 'secret-1', '-destkeystore', at('two.JKS'), '-deststoretype', 'JKS'];
  execFileSync('keytool', ['-importkeystore', ...all, '-deststorepass', 'secret-1', '-noprompt'], { stdio: 'pipe' });
  expect(await settingsOf('ssl.keystore.location=two.JKS', 'ssl.keystore.password=secret-1')).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/it holds 2 private keys \((?:rsa, ec|ec, rsa)\), and which of them is meant cannot be told/) },
  });
});

test.each([
  {
    what: 'another password',
    lines: ['ssl.truststore.location=trust.PKCS12', 'ssl.truststore.password=other'],
    says: 'the password does not open it',
  },
  { what: 'no password', lines: ['ssl.truststore.location=trust.PKCS12'], says: 'the password does not open it' },
  {
    what: 'another password of a JKS file',
    lines: ['ssl.truststore.location=trust.JKS', 'ssl.truststore.password=other'],
    says: 'the password does not open it',
  },
])('$what is said', async ({ lines, says }) => {
  const settings = await settingsOf(...lines);
  expect(settings).toMatchObject({ ok: false, error: { kind: 'badSettings', message: expect.stringContaining(says) } });
});
