import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSchemaRegistry } from '../../../src/platform/registry/openSchemaRegistry.js';
import type { Header } from '../../../src/store/formats/headers.js';
import type { SchemaRegistry } from '../../../src/store/registry/schemaRegistry.js';
import { createRegistrySerdes } from '../../../src/store/serdes/registrySerdes.js';
import type { Serde } from '../../../src/store/serdes/serde.js';
import { registryVectors, startRegistry, type RegistryServer, type RegistryVector } from './registryServer.js';

const { schemas, vectors } = registryVectors;
let server: RegistryServer;
let registry: SchemaRegistry;
beforeAll(async () => {
  server = await startRegistry({ schemas });
  registry = openSchemaRegistry({ url: server.url, authentication: { kind: 'none' }, tls: null });
});
afterAll(() => server.close());

const toHeaders = ({ headers }: RegistryVector): readonly Header[] =>
  headers.map(([name, value]) => ({ name, value: Buffer.from(value, 'base64') }));
const toInput = (vector: RegistryVector) => ({ bytes: Buffer.from(vector.bytes, 'base64'), headers: toHeaders(vector) });

/** Numbers and bytes as the JSON of Protobuf writes them: texts. */
function loosely(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(loosely);
  if (typeof value !== 'object' || value === null) return value;
  if ('base64' in value) return value.base64;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, loosely(one)]));
}

const topics = [...new Set(vectors.map(({ topic }) => topic))];

describe.each(topics)('%s, as Confluent wrote it', (topic) => {
  const own = vectors.filter((vector) => vector.topic === topic);
  const [{ isKey }] = own as [RegistryVector];
  const name = topic.startsWith('json') ? 'json-schema' : topic.split('-')[0]!;

  it('is told by the registry, and read', async () => {
    const serdes = createRegistrySerdes(registry, topic, isKey);
    const told = await serdes.inspect(own.map(toInput));
    expect(told?.choice).toMatchObject({ serde: name, origin: 'registry', certainty: own.length > 1 ? 'certain' : 'likely' });
    for (const vector of own) {
      const { bytes, headers } = toInput(vector);
      const decoded = told!.serde.decode(bytes, headers);
      if (!decoded.ok) throw new Error(`${vector.name}: ${decoded.error}`);
      expect(vector.loose ? loosely(decoded.value) : decoded.value).toEqual(vector.loose ? loosely(vector.expected) : vector.expected);
    }
  });
});

describe.each(topics.filter((topic) => vectors.some((vector) => vector.topic === topic && vector.isKey)))('keys of %s', (topic) => {
  it('that are typed are the bytes that were written', async () => {
    const own = vectors.filter((vector) => vector.topic === topic);
    const name = topic.split('-')[0]!;
    for (const vector of own) {
      const { bytes, headers } = toInput(vector);
      const serde: Serde = createRegistrySerdes(registry, topic, true).find(name)!;
      await serde.prepare!([toInput(vector)]);
      const decoded = serde.decode(bytes, headers);
      if (!decoded.ok) throw new Error(decoded.error);
      const text = typeof decoded.value === 'string' ? decoded.value : JSON.stringify(decoded.value);
      const encoded = serde.encode(text);
      // Times and the like are not taken from JSON: said, never written otherwise.
      expect(encoded.ok ? Buffer.from(encoded.value).toString('hex') : encoded.error).toMatch(
        encoded.ok ? new RegExp(`^${bytes.toString('hex')}$`) : /cannot be written from JSON|The key is not of the schema/,
      );
    }
  });
});

describe('values without a frame', () => {
  it('are of the schema of the subject, where the headers were lost', async () => {
    const own = vectors.filter(({ topic }) => topic === 'avro-everything-in-header');
    const inputs = own.map((vector) => ({ ...toInput(vector), headers: [] }));
    const told = await createRegistrySerdes(registry, 'avro-everything-in-header', false).inspect(inputs);
    expect(told?.choice).toMatchObject({ serde: 'avro', certainty: 'certain' });
    expect(told?.choice.reason).toContain('subject avro-everything-in-header-value');
    for (const [i, { bytes }] of inputs.entries()) expect(told!.serde.decode(bytes, [])).toEqual({ ok: true, value: own[i]!.expected });
  });

  it('are nobody’s where the subject does not read them', async () => {
    const inputs = ['plain', 'text'].map((text) => ({ bytes: Buffer.from(text), headers: [] }));
    expect(await createRegistrySerdes(registry, 'avro-everything', false).inspect(inputs)).toBeUndefined();
    expect(await createRegistrySerdes(registry, 'no-such', false).inspect(inputs)).toBeUndefined();
  });
});

describe('frames', () => {
  const payload = Buffer.from(vectors.find(({ topic }) => topic === 'avro-string')!.bytes, 'base64').subarray(5);
  const decodeOne = async (bytes: Buffer, own: SchemaRegistry | null = registry): Promise<ReturnType<Serde['decode']>> => {
    const serde = createRegistrySerdes(own, 't', false).find('registry')!;
    await serde.prepare!([{ bytes, headers: [] }]);
    return serde.decode(bytes, []);
  };

  it('of a GUID are read', async () => {
    const guid = Buffer.from(schemas[0]!.guid.replaceAll('-', ''), 'hex');
    expect(await decodeOne(Buffer.concat([Buffer.of(1), guid, payload]))).toEqual({ ok: true, value: 'alice' });
  });

  it('of Apicurio’s eight bytes ask Apicurio', async () => {
    const apicurio = await startRegistry({
      answer(request, response) {
        const isSchema = request.url === '/apis/registry/v2/ids/globalIds/7';
        const isList = request.url === '/apis/registry/v2/ids/globalIds/7/references';
        response.writeHead(isSchema || isList ? 200 : 404).end(isSchema ? '"string"' : '[]');
        return true;
      },
    });
    const own = openSchemaRegistry({ url: `${apicurio.url}/apis/ccompat/v7`, authentication: { kind: 'none' }, tls: null });
    expect(await decodeOne(Buffer.concat([Buffer.from('000000000000000007', 'hex'), payload]), own)).toEqual({ ok: true, value: 'alice' });
    await apicurio.close();
  });

  describe('of Apicurio’s Protobuf', () => {
    // The payloads and headers are what its serializers of versions 2.6.13 and 3.1.7 wrote.
    const schema = `syntax = "proto3"; package google.rpc;
      message RetryInfo { string wait = 1; }
      message RequestInfo { string request_id = 1; string serving_data = 2; message Inner { int32 x = 1; } }`;
    const message = '0a03722d3112046e6f6e65';
    const name = '0d0a0b52657175657374496e666f';
    const value = { request_id: 'r-1', serving_data: 'none' };
    const header = (id: 'globalId' | 'contentId'): Header => ({
      name: `apicurio.value.${id}`,
      value: Buffer.from('0000000000000005', 'hex'),
    });
    const typeHeader = { name: 'apicurio.protobuf.type', value: Buffer.from('RequestInfo') };
    let apicurio: RegistryServer;
    let own: SchemaRegistry;
    beforeAll(async () => {
      apicurio = await startRegistry({
        answer(request, response) {
          const paths: Readonly<Record<string, string>> = {
            '/apis/registry/v3/ids/contentIds/5': schema,
            '/apis/registry/v3/ids/contentIds/5/references': '[]',
            '/apis/registry/v3/ids/globalIds/6': schema,
            '/apis/registry/v3/ids/globalIds/6/references': '[]',
            '/apis/ccompat/v7/schemas/ids/5': JSON.stringify({ schema, schemaType: 'PROTOBUF' }),
          };
          const found = paths[request.url ?? ''];
          response.writeHead(found === undefined ? 404 : 200).end(found);
          return true;
        },
      });
      own = openSchemaRegistry({ url: `${apicurio.url}/apis/ccompat/v7`, authentication: { kind: 'none' }, tls: null });
    });
    afterAll(() => apicurio.close());
    const read = async (hex: string, headers: readonly Header[] = []): Promise<ReturnType<Serde['decode']>> => {
      const bytes = Buffer.from(hex, 'hex');
      const serde = createRegistrySerdes(own, 't', false).find('registry')!;
      await serde.prepare!([{ bytes, headers }]);
      return serde.decode(bytes, headers);
    };

    it.each([
      ['four bytes and the name', `0000000005${name}${message}`],
      ['eight bytes of a global id and the name', `000000000000000006${name}${message}`],
      ['eight bytes of a content id, of which there is no global one', `000000000000000005${name}${message}`],
    ])('%s stand before the message', async (_, hex) => {
      expect(await read(hex)).toEqual({ ok: true, value });
    });

    it('the name is in a header, and from version 3 on before the message, too', async () => {
      expect(await read(message, [header('contentId'), typeHeader])).toEqual({ ok: true, value });
      expect(await read(name + message, [header('contentId'), typeHeader])).toEqual({ ok: true, value });
    });

    it('a message that the schema does not have is said', async () => {
      const other = `070a054d6f6e6579${message}`;
      expect(await read(`0000000005${other}`)).toEqual({
        ok: false,
        error: 'not of the Protobuf schema (schema id 5): the schema has no message Money',
      });
    });

    it('Confluent’s indexes are read as before', async () => {
      expect(await read(`00000000050202${message}`)).toEqual({ ok: true, value });
      expect(await read('00000000050402000807')).toEqual({ ok: true, value: { x: 7 } });
      expect(await read('0000000005000a023173')).toEqual({ ok: true, value: { wait: '1s' } });
    });

    it('a key is written as the message that the keys are of', async () => {
      const serde = createRegistrySerdes(own, 't', true).find('registry')!;
      for (const start of [`0000000005${name}`, '00000000050202']) {
        await serde.prepare!([{ bytes: Buffer.from(start + message, 'hex'), headers: [] }]);
        expect(serde.encode(JSON.stringify(value))).toEqual({ ok: true, value: Buffer.from(start + message, 'hex') });
      }
    });
  });

  it('of AWS Glue name their schema version; JSON is read all the same', async () => {
    const version = Buffer.from('0123456789abcdef0123456789abcdef', 'hex');
    expect(await decodeOne(Buffer.concat([Buffer.of(3, 0), version, Buffer.of(6, 1, 2)]))).toMatchObject({
      ok: false,
      error: expect.stringContaining('01234567-89ab-cdef-0123-456789abcdef') as string,
    });
    expect(await decodeOne(Buffer.concat([Buffer.of(3, 0), version, Buffer.from('{"a":1}')]))).toEqual({ ok: true, value: { a: 1 } });
  });

  it('say what is missing where no registry is known', async () => {
    const bytes = Buffer.concat([Buffer.from('0000000007', 'hex'), payload]);
    expect(await decodeOne(bytes, null)).toMatchObject({ ok: false, error: expect.stringContaining('schema.registry.url') as string });
    const told = await createRegistrySerdes(null, 't', false).inspect([bytes, bytes].map((one) => ({ bytes: one, headers: [] })));
    expect(told?.choice).toMatchObject({ serde: 'registry', origin: 'bytes', certainty: 'likely' });
  });

  it('are not seen in longs and lists', async () => {
    const inspect = (all: readonly Buffer[]) =>
      createRegistrySerdes(null, 't', false).inspect(all.map((bytes) => ({ bytes, headers: [] })));
    const longs = [1_700_000_000_000n, 1_700_000_000_500n].map((value) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64BE(value);
      return bytes;
    });
    expect(await inspect(longs)).toBeUndefined();
    expect(await inspect([Buffer.from('000000000000000003000000010000000200000003', 'hex')])).toBeUndefined();
  });
});
