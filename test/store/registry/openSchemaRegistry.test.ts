import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SchemaRegistrySettings, TlsSettings } from '../../../src/kafka/connectionSettings.js';
import { fail } from '../../../src/base/result.js';
import { openSchemaRegistry } from '../../../src/platform/registry/openSchemaRegistry.js';
import { createRegistrySerdes } from '../../../src/store/serdes/registrySerdes.js';
import type { SerdeInput } from '../../../src/store/serdes/serde.js';
import { registryVectors, startRegistry, type RegistryServer, type ServerOptions } from './registryServer.js';

const { schemas } = registryVectors;

async function start(options: ServerOptions): Promise<RegistryServer> {
  const server = await startRegistry(options);
  onTestFinished(() => server.close());
  return server;
}

const settingsOf = (url: string, more: Partial<SchemaRegistrySettings> = {}): SchemaRegistrySettings => ({
  url,
  authentication: { kind: 'none' },
  tls: null,
  ...more,
});
const basic = { kind: 'basic', username: 'käte', password: 'pa:ss' } as const;
const basicHeader = `Basic ${Buffer.from('käte:pa:ss').toString('base64')}`;

/** Values of as many schemas, whose ids count from 1. */
const framedWith = (count: number): SerdeInput[] =>
  Array.from({ length: count }, (_, n) => ({ bytes: Buffer.of(0, 0, 0, 0, n + 1, 0), headers: [] }));

async function find(settings: SchemaRegistrySettings, id = 1, signal?: AbortSignal): Promise<string> {
  const found = await openSchemaRegistry(settings).find({ kind: 'id', id }, { signal });
  return found.ok ? `found ${found.value.text}` : `${found.error.kind}: ${found.error.message}`;
}

describe('a schema registry', () => {
  it('is asked once for each schema, also by two at once', async () => {
    const server = await start({ schemas });
    const registry = openSchemaRegistry(settingsOf(`${server.url}/`));
    const [first, second] = await Promise.all([registry.find({ kind: 'id', id: 9 }), registry.find({ kind: 'id', id: 9 })]);
    expect(first).toEqual(second);
    expect(await registry.find({ kind: 'id', id: 9 })).toMatchObject({ ok: true, value: { references: [{ name: 'com.acme.Address' }] } });
    expect(server.asked).toEqual(['/schemas/ids/9', '/subjects/com.acme.Address/versions/1?deleted=true']);
  });

  it('takes a name and password, a token, or what stands in the address', async () => {
    const server = await start({ schemas, authorization: basicHeader });
    expect(await find(settingsOf(server.url, { authentication: basic }))).toBe('found "string"');
    expect(await find(settingsOf(server.url.replace('://', '://k%C3%A4te:pa%3Ass@')))).toBe('found "string"');
    expect(await find(settingsOf(server.url))).toMatch(/^refused: the schema registry does not accept/);
    const bearer = await start({ schemas, authorization: 'Bearer secret-token' });
    expect(await find(settingsOf(bearer.url, { authentication: { kind: 'bearer', token: 'secret-token' } }))).toBe('found "string"');
    const refused = await find(settingsOf(bearer.url, { authentication: { kind: 'bearer', token: 'wrong-secret' } }));
    expect(refused).toMatch(/^refused/);
    expect(refused).not.toContain('wrong-secret');
  });

  it('may be one of several addresses', async () => {
    const server = await start({ schemas });
    const closed = await startRegistry();
    await closed.close();
    expect(await find(settingsOf(`${closed.url}, ${server.url}`))).toBe('found "string"');
    expect(await find(settingsOf(closed.url))).toBe(
      `unavailable: the schema registry at ${closed.url} cannot be reached: nothing listens there`,
    );
  });

  it('says what is not there, and what is something else', async () => {
    const server = await start({ schemas });
    expect(await find(settingsOf(server.url), 4711)).toBe('notFound: the schema registry has no schema id 4711 (Schema not found)');
    expect(await find(settingsOf('registry:8081'))).toMatch(/^unavailable: the address of the schema registry cannot be used/);
    const html = await start({
      answer(_request, response) {
        response.end('<html>\u001b[31m</html>');
        return true;
      },
    });
    expect(await find(settingsOf(html.url))).toMatch(/^refused: the answer for schema id 1 is no JSON/);
    const hostile = await start({
      answer(_request, response) {
        response.writeHead(500).end(JSON.stringify({ message: `\u001b[2J${'x'.repeat(10_000)}` }));
        return true;
      },
    });
    const said = await find(settingsOf(hostile.url));
    expect(said).toMatch(/^unavailable: the schema registry answers 500 for schema id 1/);
    expect(said).not.toContain('\u001b');
    expect(said.length).toBeLessThan(400);
    const noHttp = createServer((socket) => void socket.end('SSH-2.0-OpenSSH_9\r\n'));
    await new Promise<void>((resolve) => noHttp.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void noHttp.close());
    expect(await find(settingsOf(`http://localhost:${(noHttp.address() as AddressInfo).port}`))).toMatch(/^unavailable: .*http and https/);
    expect(await find(settingsOf(server.url.replace('http:', 'https:')))).toMatch(/^unavailable: .*http and https/);
  });

  it('that refers to itself without end is left', async () => {
    const endless = await start({
      answer(request, response) {
        const next = Number(/\d+/.exec(request.url?.split('/').at(-1) ?? '')?.[0] ?? 0) + 1;
        response.end(JSON.stringify({ schema: '"string"', references: [{ name: `n${next}`, subject: 's', version: next }] }));
        return true;
      },
    });
    expect(await find(settingsOf(endless.url))).toMatch(/refers to more than 500 other schemas/);
  });

  it('of Apicurio gives no schema while it does not say what that refers to', async () => {
    let isUp = false;
    const apicurio = await start({
      answer(request, response) {
        const isSchema = request.url === '/apis/registry/v3/ids/globalIds/7';
        response.writeHead(isSchema || isUp ? 200 : 503).end(isSchema ? '"string"' : '[]');
        return true;
      },
    });
    const registry = openSchemaRegistry(settingsOf(apicurio.url));
    const ref = { kind: 'globalId', id: 7n } as const;
    expect(await registry.find(ref)).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    isUp = true;
    expect(await registry.find(ref)).toMatchObject({ ok: true, value: { references: [] } });
  });

  it('is left when the person cancels, and asked once where it does not answer', async () => {
    const silent = await start({ answer: () => true });
    const controller = new AbortController();
    const cancelled = find(settingsOf(silent.url), 1, controller.signal);
    setTimeout(() => controller.abort(), 50);
    expect(await cancelled).toMatch(/^unavailable: .*cancelled/);

    const closed = await startRegistry();
    await closed.close();
    const serde = createRegistrySerdes(openSchemaRegistry(settingsOf(closed.url)), 't', false).find('avro')!;
    const inputs = framedWith(20);
    await serde.prepare!(inputs);
    const said = inputs.map(({ bytes }) => serde.decode(bytes, []));
    expect(said[0]).toEqual({ ok: false, error: expect.stringContaining('nothing listens there') as string });
    expect(said[19]).toEqual({ ok: false, error: 'schema id 20 was not asked for: the schema registry does not answer' });
  });

  it('is asked for the schemas of a page together, for eight at most', async () => {
    const held: ServerResponse[] = [];
    const together: number[] = [];
    const answerAll = (): void => {
      together.push(held.length);
      for (const response of held.splice(0)) response.end(JSON.stringify({ schema: '"string"' }));
    };
    const server = await start({
      answer(_, response) {
        if (held.push(response) === 1) setTimeout(answerAll, 200);
        return true;
      },
    });
    const serde = createRegistrySerdes(openSchemaRegistry(settingsOf(server.url)), 't', false).find('avro')!;
    const inputs = framedWith(20);
    await serde.prepare!(inputs);
    expect(together).toEqual([8, 8, 4]);
    expect(inputs.map(({ bytes }) => serde.decode(bytes, []).ok)).toEqual(inputs.map(() => true));
  });

  it('that does not answer in time is left alone for a while, until it is asked anew', async () => {
    const silent = await start({ answer: () => true });
    let seconds = 0;
    const registry = openSchemaRegistry(settingsOf(silent.url), { answerMs: 100, now: () => seconds * 1000 });
    const ask = async (id: number): Promise<void> => {
      const found = await registry.find({ kind: 'id', id });
      expect(found).toEqual(fail({ kind: 'unavailable', message: `the schema registry at ${silent.url} does not answer within 0.1 s` }));
    };
    await ask(1);
    seconds = 29;
    await ask(1);
    await ask(2);
    expect(silent.asked).toEqual(['/schemas/ids/1']);
    seconds = 30;
    await ask(3);
    await ask(4);
    registry.askAgain();
    await ask(5);
    expect(silent.asked).toEqual([1, 3, 5].map((id) => `/schemas/ids/${id}`));
  });

  it('of two addresses is waited for once where the first does not answer in time', async () => {
    const silent = await start({ answer: () => true });
    const server = await start({ schemas });
    const registry = openSchemaRegistry(settingsOf(`${silent.url},${server.url}`), { answerMs: 500 });
    for (const id of [1, 9]) expect(await registry.find({ kind: 'id', id })).toMatchObject({ ok: true });
    expect(silent.asked).toEqual(['/schemas/ids/1']);
  });

  it('is trusted by its authority', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kslens-registry-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [keyFile, certFile] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, '-keyout', keyFile, '-out', certFile],
      {
        stdio: 'ignore',
      },
    );
    const cert = readFileSync(certFile, 'utf8');
    const server = await start({ schemas, tls: { key: readFileSync(keyFile, 'utf8'), cert }, authorization: basicHeader });
    const tls: TlsSettings = { authorities: [cert], client: null, checkHostName: true };
    expect(await find(settingsOf(server.url, { authentication: basic, tls }))).toBe('found "string"');
    expect(await find(settingsOf(server.url, { authentication: basic }))).toMatch(/^unavailable: .*certificate that is not accepted/);
    const byAddress = server.url.replace('localhost', '127.0.0.1');
    expect(await find(settingsOf(byAddress, { authentication: basic, tls }))).toMatch(/certificate that is not accepted/);
    expect(await find(settingsOf(byAddress, { authentication: basic, tls: { ...tls, checkHostName: false } }))).toBe('found "string"');
  });
});
