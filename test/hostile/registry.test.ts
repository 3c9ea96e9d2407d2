/** A schema registry that is somebody's trap: bytes with the reason, soon, and nothing asked anywhere else. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { openSchemaRegistry, type OpenRegistry, type RegistryLimits } from '../../src/platform/registry/openSchemaRegistry.js';
import type { SchemaRef } from '../../src/store/registry/schemaRegistry.js';
import { createRegistrySerdes } from '../../src/store/serdes/registrySerdes.js';
import { startRegistry, type RegistryServer } from '../store/registry/registryServer.js';

const servers: RegistryServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(answer: Answer): Promise<RegistryServer> {
  const server = await startRegistry({
    answer(request, response) {
      answer(request, response);
      return true;
    },
  });
  servers.push(server);
  return server;
}

const open = ({ url }: RegistryServer, limits: RegistryLimits = {}): OpenRegistry =>
  openSchemaRegistry({ url, authentication: { kind: 'basic', username: 'alice', password: 's3cret' }, tls: null }, limits);

const schema =
  (text: string, references: readonly unknown[] = []): Answer =>
  (_, response) =>
    response.end(JSON.stringify({ schema: text, references }));

const first: SchemaRef = { kind: 'id', id: 1 };

async function reasonOf(registry: OpenRegistry, ref: SchemaRef = first): Promise<string> {
  const found = await registry.find(ref);
  return found.ok ? 'found' : found.error.message;
}

describe('names that no address can hold', () => {
  it.each(['\ud800', 'a\udfff', '..', '.', ''])('are refused as subjects that a schema refers to: %j', async (subject) => {
    const server = await serve(schema('"string"', [{ name: 'a', subject, version: 1 }]));
    expect(await reasonOf(open(server))).toMatch(/a name that no address can hold/);
    expect(server.asked).toEqual(['/schemas/ids/1']);
  });

  it('are refused as subjects of a topic', async () => {
    const server = await serve(schema('"string"'));
    expect(await reasonOf(open(server), { kind: 'subject', subject: '\ud800-value' })).toMatch(/no address can hold/);
    expect(server.asked).toEqual([]);
  });

  it('of others lead nowhere else', async () => {
    const server = await serve(schema('"string"', [{ name: 'a', subject: '../../../admin?x=#@evil:1/', version: 1 }]));
    await reasonOf(open(server));
    expect(server.asked[1]).toBe('/subjects/..%2F..%2F..%2Fadmin%3Fx%3D%23%40evil%3A1%2F/versions/1?deleted=true');
  });

  it('are an address that cannot be used, where they are in one', async () => {
    const registry = openSchemaRegistry({ url: 'http://al%E0%A4:x@localhost:1', authentication: { kind: 'none' }, tls: null });
    expect(await registry.find(first)).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });
});

describe('what a schema refers to', () => {
  it('has one time limit together with it, and then the registry is left alone', async () => {
    let asked = 0;
    const server = await serve((_, response) => {
      asked++;
      const name = `n${asked}`;
      setTimeout(() => schema('"string"', [{ name, subject: name, version: 1 }])(_, response), 40);
    });
    const registry = open(server, { schemaMs: 400 });
    const said = 'the schema registry does not give schema id 1 with all that it refers to within 0.4 s';
    expect(await reasonOf(registry)).toBe(said);
    expect(asked).toBeLessThan(30);
    const before = asked;
    expect(await reasonOf(registry, { kind: 'id', id: 2 })).toBe(said);
    expect(asked).toBe(before);
    registry.askAgain();
    expect(await reasonOf(registry, { kind: 'id', id: 2 })).toMatch(/schema id 2/);
  });

  it('is not more than a number of schemas', async () => {
    let number = 0;
    const server = await serve((request, response) => {
      const names = [++number, ++number].map((one) => `n${one}`);
      schema(
        '"string"',
        names.map((name) => ({ name, subject: name, version: 1 })),
      )(request, response);
    });
    expect(await reasonOf(open(server, { schemaMs: 20_000 }))).toBe('it refers to more than 500 other schemas');
    expect(server.asked.length).toBeLessThan(510);
  });

  it('may go in circles', async () => {
    const server = await serve(
      schema('"string"', [
        { name: 'a', subject: 'a', version: 1 },
        { name: 'b', subject: 'a', version: 1 },
      ]),
    );
    expect(await reasonOf(open(server))).toBe('found');
  });

  it('is not larger than can be used', async () => {
    const large = `"${'x'.repeat(1_500_000)}"`;
    const references = ['a', 'b', 'c', 'd'].map((name) => ({ name, subject: name, version: 1 }));
    const server = await serve(schema(large, references));
    expect(await reasonOf(open(server, { schemaMs: 20_000 }))).toBe('what it refers to has more than 4,194,304 characters');
  });
});

describe('answers', () => {
  it.each<[string, Answer, RegExp]>([
    ['to another host', (_, response) => response.writeHead(302, { location: 'http://127.0.0.2:1/steal' }).end(), /answers 302/],
    ['to a file', (_, response) => response.writeHead(301, { location: 'file:///etc/passwd' }).end(), /answers 301/],
    ['without end', endless(200), /its answer is too large/],
    ['without end, of an error', endless(404), /its answer is too large/],
    ['nested very deep', (_, response) => response.end(`{"schema":${'['.repeat(1e6)}${']'.repeat(1e6)}}`), /holds no schema|no JSON/],
    [
      'that steer a terminal',
      (_, response) => response.writeHead(500).end(JSON.stringify({ message: '\u001b[31mEVIL\u202e' })),
      /^[^\p{C}]*$/u,
    ],
    [
      'of no known type',
      (_, response) => response.end(JSON.stringify({ schema: 'x', schemaType: { a: 1 } })),
      /is of a type that is not known/,
    ],
  ])('%s are a reason', async (_name, answer, expected) => {
    const server = await serve(answer);
    expect(await reasonOf(open(server))).toMatch(expected);
    expect(server.asked).toEqual(['/schemas/ids/1']);
  });

  it('for one schema that is a trap leave the rows of the others', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/schemas/ids/1') schema('"string"', [{ name: 'a', subject: '\ud800', version: 1 }])(request, response);
      else if (request.url === '/schemas/ids/2') schema(`[${'"null",'.repeat(3)}"int"]`)(request, response);
      else schema('"string"')(request, response);
    });
    const serde = createRegistrySerdes(open(server), 't', false).find('registry')!;
    const inputs = [1, 2, 3].map((id) => ({ bytes: Buffer.from([0, 0, 0, 0, id, 2, 97]), headers: [] }));
    await serde.prepare!(inputs);
    const decoded = inputs.map(({ bytes }) => serde.decode(bytes, []));
    expect(decoded.map(({ ok }) => ok)).toEqual([false, false, true]);
    expect(decoded[2]).toEqual({ ok: true, value: 'a' });
  });
});

function endless(status: number): Answer {
  return (_, response) => {
    response.writeHead(status);
    const part = Buffer.alloc(1 << 20, 32);
    const write = (): void => {
      while (!response.destroyed && response.write(part));
      response.once('drain', write);
    };
    write();
  };
}
