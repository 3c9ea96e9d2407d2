/** Trust stores and key stores that were written to be opened for hours: a message, or the certificates of honest ones. */
import { execFileSync } from 'node:child_process';
import { createCipheriv, createHash, pbkdf2Sync, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientCertificate } from '../../src/kafka/connectionSettings.js';
import { toTlsOptions } from '../../src/kafka/kafkajs/tlsOptions.js';
import { repeatDigest } from '../../src/kafka/keyStores/digestRounds.js';
import { parseClientProperties } from '../../src/kafka/settings/clientProperties.js';
import { rc2Of128BitsStore, rc2Store, tripleDesStore } from './support/oldStores.js';
import { oneFile } from '../support/settingsFiles.js';

/** Beside all other tests of the machine. */
const hangMs = 10_000;
const hour = 2 ** 31 - 1;
const password = 'secret';

/** What comes of it as a trust store: how many certificates, or why none. */
async function trust(file: Buffer, word = password): Promise<string> {
  const lines = ['bootstrap.servers=a:1', 'security.protocol=SSL', 'ssl.truststore.location=t.p12', `ssl.truststore.password=${word}`];
  const read = await parseClientProperties(lines.join('\n'), [], { readFile: oneFile(file), variable: () => undefined });
  return read.ok ? `${read.value.tls?.authorities.length} certificates` : read.error.message;
}

/** What comes of it where it is the client's own. */
function use(client: ClientCertificate): string {
  const options = toTlsOptions({ authorities: [], client, checkHostName: true });
  return options.ok ? 'used' : options.error.message;
}

const useStore = (file: Buffer, word = password): string => use({ form: 'pkcs12', base64: file.toString('base64'), password: word });

// ASN.1, as far as key stores need it.
function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const length = Buffer.alloc(5, 0x84);
  length.writeUInt32BE(content.length, 1);
  return Buffer.concat([Buffer.of(tag), length, content]);
}
const sequence = (...parts: readonly Uint8Array[]): Buffer => element(0x30, ...parts);
const octets = (bytes: Uint8Array): Buffer => element(0x04, bytes);
const tagged = (...parts: readonly Uint8Array[]): Buffer => element(0xa0, ...parts);
const name = (hex: string): Buffer => element(0x06, Buffer.from(hex, 'hex'));
const number = (value: number): Buffer => element(0x02, Buffer.from(value.toString(16).padStart(14, '0'), 'hex'));

const data = (bytes: Uint8Array): Buffer => sequence(name('2a864886f70d010701'), tagged(octets(bytes)));
const bag = (kind: number, value: Uint8Array): Buffer =>
  sequence(name(`2a864886f70d010c0a01${kind.toString(16).padStart(2, '0')}`), tagged(value));
const certificateBag = bag(3, sequence(name('2a864886f70d01091601'), tagged(octets(Buffer.from('no certificate')))));
const seal = (iterations: number, digest = '608648016503040201'): Buffer =>
  sequence(sequence(sequence(name(digest)), octets(Buffer.alloc(32))), octets(Buffer.alloc(8)), number(iterations));
const store = (contents: readonly Uint8Array[], ...after: readonly Uint8Array[]): Buffer =>
  sequence(number(3), data(sequence(...contents)), ...after);

const salt = Buffer.alloc(8, 1);
const iv = Buffer.alloc(16, 2);
const pbkdf2 = (iterations: number): Buffer =>
  sequence(name('2a864886f70d01050c'), sequence(octets(salt), number(iterations), sequence(name('2a864886f70d0209'))));
const pbes2 = (derivation: Uint8Array): Buffer =>
  sequence(name('2a864886f70d01050d'), sequence(derivation, sequence(name('60864801650304012a'), octets(iv))));
const pkcs12Scheme = (scheme: number, iterations: number): Buffer =>
  sequence(name(`2a864886f70d010c010${scheme}`), sequence(octets(salt), number(iterations)));
const scrypt = (cost: number, blocks: number, parallel: number): Buffer =>
  sequence(name('2b06010401da47040b'), sequence(octets(salt), number(cost), number(blocks), number(parallel)));
const encryptedData = (algorithm: Uint8Array, bytes: Uint8Array): Buffer =>
  sequence(name('2a864886f70d010706'), tagged(sequence(number(0), sequence(name('2a864886f70d010701'), algorithm, element(0x80, bytes)))));
const encryptedKey = (algorithm: Uint8Array, bytes = 100): Buffer => sequence(algorithm, octets(Buffer.alloc(bytes)));

/** Encrypted as the password says, after one round: what it holds is seen by whoever decrypts it. */
function hidden(bags: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(password, salt, 1, 32, 'sha256'), iv);
  return encryptedData(pbes2(pbkdf2(1)), Buffer.concat([cipher.update(bags), cipher.final()]));
}

function nested(levels: number): Buffer {
  let bags = sequence(certificateBag);
  for (let level = 0; level < levels; level++) bags = sequence(bag(6, bags));
  return bags;
}

const asked = (times: number): string => `its password would have to be hashed ${times} times for one key, and at most 1000000 are done`;

const hostile: readonly (readonly [what: string, file: () => Buffer, says: string])[] = [
  ['a checksum of hours', () => store([data(sequence(certificateBag))], seal(hour)), asked(hour)],
  ['a checksum of SHA-1 for hours', () => store([data(sequence(certificateBag))], seal(hour, '2b0e03021a')), asked(hour)],
  [
    'a number that no integer holds',
    () =>
      store(
        [data(sequence())],
        sequence(sequence(sequence(name('2b0e03021a')), octets(salt)), octets(salt), element(0x02, Buffer.alloc(1000, 1))),
      ),
    'more times than can be counted for one key',
  ],
  ['PBKDF2 for hours', () => store([encryptedData(pbes2(pbkdf2(hour)), Buffer.alloc(16))]), asked(hour)],
  ...[1, 3, 4, 5, 6].map(
    (scheme) =>
      [
        `PKCS#12's scheme ${scheme} for hours`,
        () => store([encryptedData(pkcs12Scheme(scheme, hour), Buffer.alloc(16))]),
        asked(hour),
      ] as const,
  ),
  ['scrypt for hours', () => store([encryptedData(pbes2(scrypt(131_072, 1, 131_072)), Buffer.alloc(16))]), asked(2 ** 34)],
  ['one iteration more than is done', () => store([encryptedData(pbes2(pbkdf2(1_000_001)), Buffer.alloc(16))]), asked(1_000_001)],
  ['a key of hours', () => store([data(sequence(bag(2, encryptedKey(pbes2(pbkdf2(hour))))))]), asked(hour)],
  ['a key of hours in encrypted bags', () => store([hidden(sequence(bag(2, encryptedKey(pbes2(pbkdf2(hour))))))]), asked(hour)],
  [
    'a key of hours in bags of bags',
    () => store([hidden(sequence(bag(6, sequence(bag(2, encryptedKey(pkcs12Scheme(3, hour)))))))]),
    asked(hour),
  ],
  [
    'many keys that are hours together',
    () => store([data(sequence(...Array<Buffer>(1000).fill(bag(2, encryptedKey(pbes2(pbkdf2(600_000)))))))]),
    'hashed more than 2000000 times for all of its keys',
  ],
  [
    'several encrypted parts, each with its own key',
    () => store(Array<Buffer>(3).fill(encryptedData(pbes2(pbkdf2(1_000_000)), Buffer.alloc(16)))),
    'hashed more than 2000000 times for all of its keys',
  ],
  [
    'more certificates than any store has',
    () => store([data(sequence(...Array<Buffer>(2001).fill(certificateBag)))]),
    'it holds more than 2000 certificates and keys',
  ],
  ['bags in bags in bags', () => store([data(nested(20))]), 'it is nested deeper than 30 levels'],
  ['parts in parts in parts', () => Buffer.alloc(1_000_000, Buffer.of(0x30, 0x80)), 'it is nested deeper than 30 levels'],
  ['a million parts', () => sequence(Buffer.alloc(2_000_000, Buffer.of(0x05, 0x00))), 'it has more than 100000 parts'],
  ['a length that is beyond its end', () => Buffer.of(0x30, 0x86, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), 'it is not a PKCS#12 file'],
  [
    'a key as long as no key is',
    () => store([data(sequence(bag(2, encryptedKey(pbes2(pbkdf2(1)), 100_000))))]),
    'it holds a key of 100000 bytes, and 10240 are the most',
  ],
  ['nothing', () => Buffer.alloc(0), 'it is not a PKCS#12 file'],
];

describe('a store that asks for too much is refused before anything is computed', { timeout: hangMs }, () => {
  it.each(hostile)('%s, to be trusted', async (_, file, says) => {
    const message = await trust(file());
    expect(message).toMatch(/^ssl\.truststore\.location: t\.p12 cannot be read: [^\n]*\.$/);
    expect(message).toContain(says);
  });
  it.each(hostile)('%s, as the client', (_, file, says) => {
    const message = useStore(file());
    expect(message).toMatch(
      /^The client certificate of the connection cannot be used: the PKCS#12 file \(ssl\.keystore\.location or pkcs12File\) is refused: /,
    );
    expect(message).toContain(says);
  });
});

describe('a key in PEM that asks for too much is refused before anything is computed', { timeout: hangMs }, () => {
  const pem = (label: string, bytes: Buffer): string => `-----BEGIN ${label}-----\n${bytes.toString('base64')}\n-----END ${label}-----\n`;
  const useKey = (key: string): string => use({ form: 'pem', certificate: key, key, password });
  it.each([
    ['PBKDF2', pbes2(pbkdf2(hour)), asked(hour)],
    ['scrypt', pbes2(scrypt(131_072, 1, 131_072)), asked(2 ** 34)],
    ["PKCS#12's own", pkcs12Scheme(3, hour), asked(hour)],
    ['PKCS#5 of old', sequence(name('2a864886f70d010503'), sequence(octets(salt), number(hour))), asked(hour)],
    ['something that nobody knows', sequence(name('2a03'), sequence()), 'it is encrypted in a way that is not supported'],
  ])('%s', (_, algorithm, says) => {
    const message = useKey(pem('ENCRYPTED PRIVATE KEY', encryptedKey(algorithm)));
    expect(message).toContain(`its key (ssl.keystore.key, ssl.keystore.location or keyFile) is refused: ${says}`);
  });
  it('behind another key', () => {
    const keys =
      pem('ENCRYPTED PRIVATE KEY', encryptedKey(pbes2(pbkdf2(1)))) + pem('ENCRYPTED PRIVATE KEY', encryptedKey(pbes2(pbkdf2(hour))));
    expect(useKey(keys)).toContain(asked(hour));
  });
  it('with headers before it, which may encrypt it once more', () => {
    const inside = encryptedKey(pbes2(pbkdf2(hour))).toString('base64');
    const text = `-----BEGIN ENCRYPTED PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n${inside}\n-----END ENCRYPTED PRIVATE KEY-----\n`;
    expect(useKey(text)).toContain('its encrypted key is damaged');
  });
  it.each(['PRIVATE KEY', 'RSA PRIVATE KEY'])('as long as no key is: %s', (label) => {
    expect(useKey(pem(label, Buffer.alloc(100_000)))).toContain('it holds a key of 100000 bytes, and 10240 are the most');
  });
});

describe('an honest store is opened', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kslens-key-stores-'));
  const read = (file: string): Buffer => readFileSync(path.join(folder, file));
  const openssl = (command: string): void => void execFileSync('openssl', command.split(' '), { cwd: folder, stdio: 'pipe' });
  beforeAll(() => {
    openssl('req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout a.key -out a.pem -days 2 -subj /CN=a');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['as openssl makes it', ''],
    ['of 600,000 iterations', ' -iter 600000'],
    ["of keytool's 10,000", ' -iter 10000'],
    ['of other ciphers and digests', ' -certpbe AES-128-CBC -keypbe AES-192-CBC -macalg sha512'],
    ['of SHA-1 and 3DES', ' -certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg sha1'],
    ['whose certificates are not encrypted', ' -certpbe NONE'],
  ])('%s', async (_, options) => {
    openssl(`pkcs12 -export -in a.pem -inkey a.key -out a.p12 -passout pass:${password}${options}`);
    openssl(`pkcs12 -export -in a.pem -nokeys -out t.p12 -passout pass:${password}${options.replace(/ -keypbe \S+/, '')}`);
    expect(await trust(read('t.p12'))).toBe('1 certificates');
    expect(await trust(read('a.p12'))).toBe('1 certificates');
    expect(useStore(read('a.p12'))).toBe('used');
    expect(await trust(read('t.p12'), 'wrong')).toBe('ssl.truststore.location: t.p12 cannot be read: the password does not open it.');
    expect(useStore(read('a.p12'), 'wrong')).toContain('the password does not open the PKCS#12 file');
  });
  it('without a checksum, to be trusted', async () => {
    openssl(`pkcs12 -export -in a.pem -nokeys -out t.p12 -passout pass:${password} -nomac`);
    expect(await trust(read('t.p12'))).toBe('1 certificates');
  });
  it('and a changed one is not', async () => {
    openssl(`pkcs12 -export -in a.pem -nokeys -out t.p12 -passout pass:${password} -certpbe NONE`);
    const file = read('t.p12');
    file[Math.floor(file.length / 2)]! ^= 1;
    expect(await trust(file)).toBe('ssl.truststore.location: t.p12 cannot be read: the password does not open it.');
  });
  it('with its key in PEM', () => {
    const certificate = read('a.pem').toString();
    for (const options of ['-iter 600000', '-scrypt', '-v1 PBE-SHA1-3DES']) {
      openssl(`pkcs8 -topk8 -in a.key -out e.key -passout pass:${password} ${options}`);
      expect(use({ form: 'pem', certificate, key: read('e.key').toString(), password })).toBe('used');
    }
    expect(use({ form: 'pem', certificate, key: read('a.key').toString(), password: null })).toBe('used');
  });
  it.each([
    ['RC2 of 40 bits, as Java 8 makes it', rc2Store],
    ['RC2 of 128 bits', rc2Of128BitsStore],
    ['3DES', tripleDesStore],
  ])('encrypted with %s', async (_, base64) => {
    const file = Buffer.from(base64, 'base64');
    const lines = ['bootstrap.servers=a:1', 'security.protocol=SSL', 'ssl.truststore.location=t', 'ssl.truststore.password=geheim'];
    const settings = await parseClientProperties(lines.join('\n'), [], { readFile: oneFile(file), variable: () => undefined });
    const authorities = settings.ok ? (settings.value.tls?.authorities ?? []) : [];
    expect(authorities.map((pem) => new X509Certificate(pem).subject)).toEqual(['CN=old']);
  });
});

it.each(['sha1', 'sha256', 'sha512'])('rounds of %s are those of OpenSSL', (algorithm) => {
  const first = createHash(algorithm).update('a').digest();
  let last = first;
  for (let time = 0; time < 100; time++) {
    expect(repeatDigest(algorithm, first, time)).toEqual(last);
    last = createHash(algorithm).update(last).digest();
  }
});

describe('a JKS file that was written to be opened for hours', { timeout: hangMs }, () => {
  const int32 = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const entry = (tag: number, ...parts: readonly Uint8Array[]): Buffer =>
    Buffer.concat([int32(tag), Buffer.of(0, 1), Buffer.from('a'), Buffer.alloc(8), ...parts]);
  const type = Buffer.concat([Buffer.of(0, 5), Buffer.from('X.509')]);
  const certificate = Buffer.concat([type, int32(3), Buffer.from('der')]);
  const key = (length: number, chain: number, ...certificates: readonly Uint8Array[]): Buffer =>
    entry(1, int32(length), Buffer.alloc(length), int32(chain), ...certificates);
  const file = (count: number, ...entries: readonly Uint8Array[]): Buffer =>
    Buffer.concat([int32(0xfeedfeed), int32(2), int32(count), ...entries, Buffer.alloc(20)]);
  /** As Java seals it. */
  const sealed = (bytes: Buffer): Buffer => {
    const whole = bytes.subarray(0, -20);
    const digest = createHash('sha1').update(Buffer.from(password, 'utf16le').swap16()).update('Mighty Aphrodite').update(whole).digest();
    return Buffer.concat([whole, digest]);
  };

  it('is one that can be opened where nothing is wrong', async () => {
    expect(await trust(sealed(file(2, entry(2, certificate), key(100, 1, certificate))))).toBe('2 certificates');
  });
  it.each([
    ['more entries than any store has', file(2001), 'it holds more than 2000 certificates and keys'],
    ['more entries than it holds', file(2000), 'it is damaged'],
    ['a length that is beyond its end', file(1, entry(2, type, int32(2 ** 32 - 1))), 'it is damaged'],
    ['a chain without end', file(1, key(100, 2 ** 32 - 1, certificate)), 'it holds a chain of more than 100 certificates'],
    ['a key as long as no key is', file(1, key(100_000, 0)), 'it holds a key of 100000 bytes, and 10240 are the most'],
    ['something behind its entries', file(0, certificate), 'it is damaged'],
    ['an entry of no kind', file(1, entry(3)), 'it is damaged'],
    ['another version', Buffer.concat([int32(0xfeedfeed), int32(3), Buffer.alloc(24)]), 'it is a JKS file of version 3'],
    ['another password', file(1, entry(2, certificate)), 'the password does not open it'],
    ['its first bytes only', int32(0xfeedfeed), 'it is not a PKCS#12 file'],
  ])('%s', async (_, bytes, says) => {
    const message = await trust(bytes);
    expect(message).toMatch(/^ssl\.truststore\.location: t\.p12 cannot be read: [^\n]*\.$/);
    expect(message).toContain(says);
  });
  it('cut short anywhere', async () => {
    const whole = sealed(file(2, entry(2, certificate), key(100, 1, certificate)));
    for (let length = 0; length < whole.length; length++) expect(await trust(whole.subarray(0, length))).toContain(' cannot be read: ');
  });
});
