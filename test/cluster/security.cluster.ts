/** Every way into a real broker, and every way to be kept out, with what a person is told. */
import { createServer as createHttpServer, type Server } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClusterError } from '../../src/kafka/clusterError.js';
import type { ClientCertificate, ConnectionSettings, SaslSettings, TlsSettings } from '../../src/kafka/connectionSettings.js';
import { succeed } from '../../src/base/result.js';
import { openCluster } from '../../src/kafka/openCluster.js';
import { parseClientProperties } from '../../src/kafka/settings/clientProperties.js';
import { createCertificates } from './lib/certificates.js';
import { startCluster, type TestCluster } from './lib/broker.mjs';
import { plainSettings, valueOf } from './lib/programs.js';

const directory = mkdtempSync(join(tmpdir(), 'streams-lens-security-'));
const { at, read, makeAuthority, makeCertificate, makePkcs12, makeJks, makeJksTrust } = createCertificates(directory);

const keyStore = (name: string): Record<string, string> => ({
  'ssl.keystore.type': 'PEM',
  'ssl.keystore.location': at(`${name}.store.pem`),
});
const plainUsers = 'org.apache.kafka.common.security.plain.PlainLoginModule required user_alice="alice-secret";';

describe('a broker with every kind of listener', () => {
  let brokers: TestCluster;
  let http: Server;
  let silent: net.Server;
  let tokens: Server;
  let tokensGiven = 0;
  const portOf = (server: { address(): string | net.AddressInfo | null }): number => (server.address() as net.AddressInfo).port;

  beforeAll(async () => {
    makeAuthority('authority');
    makeAuthority('stranger');
    makeCertificate('broker', 'authority', 'IP:127.0.0.1');
    makeCertificate('elsewhere', 'authority', 'DNS:broker.example.com');
    makeCertificate('old', 'authority', 'IP:127.0.0.1', -1);
    makeCertificate('client', 'authority', 'DNS:client');
    makePkcs12('client', 'p12-secret');
    makeJks('client', 'p12-secret');
    makeJksTrust('authority', 'trust-secret');
    makeCertificate('impostor', 'stranger', 'DNS:client');
    const oauth = 'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";';
    brokers = await startCluster({
      version: '4.3.0',
      directory: at('cluster'),
      scram: [
        { user: 'carol', password: 'carol-secret' },
        { user: 'dave', password: 'dave-secret', mechanism: 'SCRAM-SHA-512' },
      ],
      listeners: [
        { name: 'TLS', protocol: 'SSL', properties: keyStore('broker') },
        { name: 'OLD', protocol: 'SSL', properties: keyStore('old') },
        { name: 'ELSEWHERE', protocol: 'SSL', properties: keyStore('elsewhere') },
        {
          name: 'MUTUAL',
          protocol: 'SSL',
          properties: {
            ...keyStore('broker'),
            'ssl.client.auth': 'required',
            'ssl.truststore.type': 'PEM',
            'ssl.truststore.location': at('authority.pem'),
          },
        },
        {
          name: 'PASSWORD',
          protocol: 'SASL_SSL',
          properties: { ...keyStore('broker'), 'sasl.enabled.mechanisms': 'PLAIN', 'plain.sasl.jaas.config': plainUsers },
        },
        {
          name: 'SCRAM',
          protocol: 'SASL_PLAINTEXT',
          properties: {
            'sasl.enabled.mechanisms': 'SCRAM-SHA-256,SCRAM-SHA-512',
            'scram-sha-256.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
            'scram-sha-512.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
          },
        },
        {
          name: 'TOKEN',
          protocol: 'SASL_PLAINTEXT',
          properties: {
            'sasl.enabled.mechanisms': 'OAUTHBEARER',
            'oauthbearer.sasl.jaas.config': oauth,
            'oauthbearer.sasl.server.callback.handler.class':
              'org.apache.kafka.common.security.oauthbearer.internals.unsecured.OAuthBearerUnsecuredValidatorCallbackHandler',
          },
        },
      ],
    });
    http = createHttpServer((_, response) => response.end('hello')).listen(0, '127.0.0.1');
    silent = net.createServer(() => {}).listen(0, '127.0.0.1');
    tokens = createHttpServer((request, response) => {
      const wanted = `Basic ${Buffer.from('lens:token-secret').toString('base64')}`;
      if (request.headers.authorization !== wanted) {
        response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}');
        return;
      }
      tokensGiven++;
      const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
      const now = Math.floor(Date.now() / 1000);
      const token = `${part({ alg: 'none' })}.${part({ sub: 'lens', iat: now, exp: now + 600 })}.`;
      response.end(JSON.stringify({ access_token: request.url === '/bad' ? 'no.token.' : token, expires_in: 600 }));
    }).listen(0, '127.0.0.1');
    await new Promise((done) => tokens.once('listening', done));
  });

  afterAll(async () => {
    for (const server of [http, silent, tokens]) server?.close();
    await brokers?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const tls = (changes: Partial<TlsSettings> = {}): TlsSettings => ({
    authorities: [read('authority.pem')],
    client: null,
    checkHostName: true,
    ...changes,
  });
  const pem = (name: string, key = name): ClientCertificate => ({
    form: 'pem',
    certificate: read(`${name}.pem`),
    key: read(`${key}.key`),
    password: null,
  });
  const user = (mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512', username: string, password: string): SaslSettings => ({
    mechanism,
    username,
    password,
  });
  const oauth = (clientSecret: string, path = '/token', port = portOf(tokens)): SaslSettings => ({
    mechanism: 'OAUTHBEARER',
    tokenEndpoint: `http://127.0.0.1:${port}${path}`,
    clientId: 'lens',
    clientSecret,
    scope: null,
  });
  const to = (listener: string, changes: Partial<ConnectionSettings> = {}): ConnectionSettings => ({
    ...plainSettings(brokers.bootstrapOf(listener)),
    ...changes,
  });

  it.each<[string, () => ConnectionSettings]>([
    ['plain text', () => to('PLAIN')],
    ['TLS', () => to('TLS', { tls: tls() })],
    ['TLS with a certificate for another host, unchecked', () => to('ELSEWHERE', { tls: tls({ checkHostName: false }) })],
    ['a client certificate in PEM', () => to('MUTUAL', { tls: tls({ client: pem('client') }) })],
    [
      'a client certificate in PKCS#12',
      () =>
        to('MUTUAL', {
          tls: tls({ client: { form: 'pkcs12', base64: readFileSync(at('client.p12')).toString('base64'), password: 'p12-secret' } }),
        }),
    ],
    ['PLAIN over TLS', () => to('PASSWORD', { tls: tls(), sasl: user('PLAIN', 'alice', 'alice-secret') })],
    ['SCRAM-SHA-256', () => to('SCRAM', { sasl: user('SCRAM-SHA-256', 'carol', 'carol-secret') })],
    ['SCRAM-SHA-512', () => to('SCRAM', { sasl: user('SCRAM-SHA-512', 'dave', 'dave-secret') })],
    ['OAUTHBEARER', () => to('TOKEN', { sasl: oauth('token-secret') })],
  ])('lets us in by %s', async (_, settings) => {
    const cluster = openCluster(settings());
    try {
      expect(valueOf(await cluster.describe()).brokers).toHaveLength(1);
      expect(valueOf(await cluster.topics('all')).problems).toEqual([]);
    } finally {
      await cluster.close();
    }
  });

  it('lets us in by the JKS files of a Java client', async () => {
    const lines = [
      `bootstrap.servers=${brokers.bootstrapOf('MUTUAL')}`,
      'security.protocol=SSL',
      ...['ssl.truststore.location=authority.trust.jks', 'ssl.truststore.password=trust-secret'],
      ...['ssl.keystore.location=client.jks', 'ssl.keystore.password=p12-secret'],
    ];
    const port = { readFile: (path: string) => succeed(readFileSync(at(path))), variable: () => undefined };
    const cluster = openCluster(valueOf(await parseClientProperties(lines.join('\n'), [], port)));
    try {
      expect(valueOf(await cluster.topics('all')).problems).toEqual([]);
    } finally {
      await cluster.close();
    }
  });

  it.each<[string, () => ConnectionSettings, ClusterError['kind'], RegExp]>([
    ['a closed port', () => plainSettings('127.0.0.1:1'), 'unreachable', /Nothing listens on 127\.0\.0\.1:1/],
    [
      'a host that is not known',
      () => plainSettings('no-such-host.invalid:9092'),
      'unreachable',
      /host of no-such-host\.invalid:9092 is not known/,
    ],
    ['a web server', () => plainSettings(`127.0.0.1:${portOf(http)}`), 'wrongProtocol', /is a web server.*not a Kafka broker/],
    ['a port that never answers', () => plainSettings(`127.0.0.1:${portOf(silent)}`), 'timeout', /does not answer/],
    ['plain text against TLS', () => to('TLS'), 'wrongProtocol', /speaks TLS, and the connection is plain text/],
    ['TLS against plain text', () => to('PLAIN', { tls: tls() }), 'wrongProtocol', /does not speak TLS|TLS handshake.*expects plain text/s],
    [
      'an authority that nobody trusts',
      () => to('TLS', { tls: tls({ authorities: [read('stranger.pem')] }) }),
      'certificate',
      /not trusted/,
    ],
    ['a certificate that has expired', () => to('OLD', { tls: tls() }), 'certificate', /has expired/],
    ['a certificate for another host', () => to('ELSEWHERE', { tls: tls() }), 'certificate', /another host/],
    ['no client certificate', () => to('MUTUAL', { tls: tls() }), 'certificate', /wants a client certificate, and the connection has none/],
    [
      'a client certificate that nobody trusts',
      () => to('MUTUAL', { tls: tls({ client: pem('impostor') }) }),
      'certificate',
      /did not accept our client certificate/,
    ],
    [
      'a certificate with the key of another',
      () => to('MUTUAL', { tls: tls({ client: pem('client', 'broker') }) }),
      'badSettings',
      /do not belong together/,
    ],
    [
      'an authority that is no certificate',
      () => to('TLS', { tls: tls({ authorities: ['hello'] }) }),
      'badSettings',
      /not a certificate in PEM/,
    ],
    ['an address without a port', () => plainSettings('localhost'), 'badSettings', /not of the form HOST:PORT/],
    [
      'several addresses that never answer',
      () => plainSettings(['127.0.0.1', 'localhost', '127.0.0.2'].map((host) => `${host}:${portOf(silent)}`).join(',')),
      'timeout',
      /does not answer/,
    ],
    [
      'SASL where none is spoken',
      () => to('PLAIN', { sasl: user('PLAIN', 'alice', 'alice-secret') }),
      'wrongProtocol',
      /its listener is without SASL/,
    ],
    [
      'a key store that its password does not open',
      () =>
        to('MUTUAL', {
          tls: tls({ client: { form: 'pkcs12', base64: readFileSync(at('client.p12')).toString('base64'), password: 'wrong' } }),
        }),
      'badSettings',
      /the password does not open the PKCS#12 file/,
    ],
    [
      'a wrong password, PLAIN',
      () => to('PASSWORD', { tls: tls(), sasl: user('PLAIN', 'alice', 'not-it') }),
      'unauthenticated',
      /did not let us in as alice/,
    ],
    [
      'a wrong password, SCRAM',
      () => to('SCRAM', { sasl: user('SCRAM-SHA-256', 'carol', 'not-it') }),
      'unauthenticated',
      /did not let us in as carol/,
    ],
    [
      'a mechanism that is not offered',
      () => to('SCRAM', { sasl: user('PLAIN', 'carol', 'carol-secret') }),
      'unauthenticated',
      /does not offer the mechanism PLAIN/,
    ],
    ['a wrong client secret', () => to('TOKEN', { sasl: oauth('not-it') }), 'unauthenticated', /status 401 \(invalid_client\)/],
    [
      'a token that the broker refuses',
      () => to('TOKEN', { sasl: oauth('token-secret', '/bad') }),
      'unauthenticated',
      /refused the token \(invalid_token\)/,
    ],
    [
      'a token endpoint that is not there',
      () => to('TOKEN', { sasl: oauth('token-secret', '/token', 1) }),
      'unreachable',
      /token endpoint .* cannot be reached/,
    ],
    ['no SASL where it is asked for', () => to('SCRAM'), 'wrongProtocol', /closed the connection.*SASL/s],
  ])('says what is wrong with %s within ten seconds, and no secret', async (_, settings, kind, message) => {
    const cluster = openCluster(settings());
    const started = Date.now();
    const result = await cluster.describe();
    await cluster.close();
    expect(Date.now() - started).toBeLessThan(10_000);
    if (result.ok) throw new Error('it let us in');
    const text = `${result.error.message} ${result.error.advice ?? ''}`;
    expect(`${result.error.kind}: ${text}`).toMatch(message);
    expect(result.error.kind).toBe(kind);
    expect(text).not.toMatch(/-secret|not-it/);
  });

  it('finds the broker behind addresses that do not answer, in time', async () => {
    const cluster = openCluster(plainSettings(`127.0.0.1:1,127.0.0.1:${portOf(silent)},${brokers.bootstrap}`));
    const started = Date.now();
    expect(valueOf(await cluster.describe()).brokers).toHaveLength(1);
    expect(Date.now() - started).toBeLessThan(10_000);
    await cluster.close();
  });

  it('asks for one token only, and for another where the broker refused it', async () => {
    const before = tokensGiven;
    const cluster = openCluster(to('TOKEN', { sasl: oauth('token-secret') }));
    await Promise.all([cluster.describe(), cluster.groups(), cluster.topics('all')]);
    await cluster.close();
    expect(tokensGiven - before).toBe(1);
    const refused = openCluster(to('TOKEN', { sasl: oauth('token-secret', '/bad') }));
    await refused.describe();
    await refused.describe();
    await refused.close();
    expect(tokensGiven - before).toBe(3);
  });

  it('can be cancelled while nothing answers', async () => {
    const cluster = openCluster(plainSettings(`127.0.0.1:${portOf(silent)}`));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const started = Date.now();
    expect(await cluster.describe({ signal: controller.signal })).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(Date.now() - started).toBeLessThan(1000);
    await cluster.close();
  });
});
