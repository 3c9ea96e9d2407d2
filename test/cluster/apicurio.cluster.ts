/** What Apicurio's own serializers write, read through a real Apicurio Registry. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSchemaRegistry } from '../../src/platform/registry/openSchemaRegistry.js';
import type { Header } from '../../src/store/formats/headers.js';
import type { SchemaRegistry } from '../../src/store/registry/schemaRegistry.js';
import { createRegistrySerdes } from '../../src/store/serdes/registrySerdes.js';
import { startApicurio, type Apicurio } from './apicurio/startApicurio.js';
import { runJava } from './lib/broker.mjs';

interface Written {
  readonly name: string;
  readonly topic: string;
  readonly bytes: Buffer;
  readonly headers: readonly Header[];
}

/** Of `ApicurioRecords.java`. */
const formats = [
  ['avro', 'avro', { id: 'o-1', cents: 1250, note: 'fragile' }],
  ['protobuf', 'protobuf', { currency_code: 'EUR', units: 12, nanos: 5 }],
  ['protobuf of several messages', 'protobuf', { request_id: 'r-1', serving_data: 'none' }],
  ['json', 'json-schema', { text: 'hello' }],
] as const;
const modes = [
  'as usual',
  'globalId in headers',
  'contentId in headers',
  'globalId of eight bytes',
  'contentId of eight bytes',
  'contentId of four bytes',
];

describe('Apicurio Registry', () => {
  let apicurio: Apicurio;
  let registry: SchemaRegistry;
  let written: readonly Written[];

  beforeAll(async () => {
    apicurio = await startApicurio();
    const noted = await fetch(`${apicurio.url}/apis/registry/v2/groups/default/artifacts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Registry-ArtifactId': 'notes-value', 'X-Registry-ArtifactType': 'JSON' },
      body: JSON.stringify({ type: 'object', properties: { text: { type: 'string' } } }),
    });
    if (!noted.ok) throw new Error(await noted.text());
    const program = join(import.meta.dirname, 'apicurio', 'ApicurioRecords.java');
    const { status, stdout, stderr } = await runJava(apicurio.serdes, program, [apicurio.url]);
    if (status !== 0) throw new Error(stderr);
    written = stdout.trimEnd().split('\n').map(toWritten);
    registry = openSchemaRegistry({ url: `${apicurio.url}/apis/ccompat/v7`, authentication: { kind: 'none' }, tls: null });
  });
  afterAll(() => apicurio?.stop());

  it.each(modes.flatMap((mode) => formats.map(([format, serde, value]) => ({ mode, format, serde, value }))))(
    '$format, $mode',
    async ({ mode, format, serde, value }) => {
      const one = written.find(({ name }) => name === `${format}, ${mode}`)!;
      expect(one.headers.length > 0).toBe(!mode.includes('bytes'));
      const told = await createRegistrySerdes(registry, one.topic, false).inspect([one, one]);
      expect(told?.choice).toMatchObject({ serde, origin: 'registry', certainty: 'certain' });
      expect(told?.serde.decode(one.bytes, one.headers)).toEqual({ ok: true, value });
    },
  );

  it('writes a key that is typed as the keys are written', async () => {
    for (const name of ['avro', 'protobuf', 'protobuf of several messages'])
      for (const mode of modes.filter((one) => one.includes('bytes'))) {
        const one = written.find((record) => record.name === `${name}, ${mode}`)!;
        const serde = createRegistrySerdes(registry, one.topic, false).find('registry')!;
        await serde.prepare!([one]);
        const value = formats.find(([format]) => format === name)![2];
        const encoded = serde.encode(JSON.stringify(value));
        expect([name, mode, encoded.ok && Buffer.from(encoded.value).toString('hex')]).toEqual([name, mode, one.bytes.toString('hex')]);
      }
  });
});

function toWritten(line: string): Written {
  const [name = '', topic = '', bytes = '', headers = ''] = line.split('\t');
  const pairs = headers === '' ? [] : headers.split(',');
  return {
    name,
    topic,
    bytes: Buffer.from(bytes, 'base64'),
    headers: pairs.map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: Buffer.from(pair.slice(at + 1), 'base64') };
    }),
  };
}
