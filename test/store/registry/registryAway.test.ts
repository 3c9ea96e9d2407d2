/** A store whose schemas cannot be had, and then can: its rows are shown all the while. */
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createSessionReader } from '../../../src/platform/cluster/createSessionReader.js';
import { openSchemaRegistry } from '../../../src/platform/registry/openSchemaRegistry.js';
import { createOpenReading } from '../../../src/store/createOpenReading.js';
import { createStoreReader, type StoreReader } from '../../../src/store/createStoreReader.js';
import type { QueryResult, StoreTarget } from '../../../src/store/query.js';
import type { SchemaRegistry } from '../../../src/store/registry/schemaRegistry.js';
import { unknownTarget } from '../../support/storeTarget.js';
import { createFakeCluster } from '../fakeCluster.js';
import { registryVectors, startRegistry, type RegistryServer } from './registryServer.js';

const vectors = registryVectors.vectors.filter(({ topic }) => topic === 'avro-everything').slice(0, 5);
const records = vectors.map(({ bytes }, offset) => ({
  offset,
  timestamp: 1_700_000_000_000 + offset,
  key: Buffer.from(`order-${offset}`),
  value: Buffer.from(bytes, 'base64'),
}));
const values = vectors.map(({ expected }) => expected);

let isDown = true;
let server: RegistryServer;
beforeAll(async () => {
  server = await startRegistry({
    schemas: registryVectors.schemas,
    answer(_, response) {
      if (isDown) response.writeHead(503).end('{"message":"Starting"}');
      return isDown;
    },
  });
});
afterAll(() => server.close());

/** One that has asked for nothing yet. */
const openRegistry = (): SchemaRegistry => openSchemaRegistry({ url: server.url, authentication: { kind: 'none' }, tls: null });

function open(known: SchemaRegistry | null, valueSerde: StoreTarget['valueSerde']) {
  return queryOf(createStoreReader(createFakeCluster('orders', [records]), { openReading: createOpenReading(known) }), valueSerde);
}

function queryOf(reader: Pick<StoreReader, 'query'>, valueSerde: StoreTarget['valueSerde']) {
  const target = unknownTarget('orders', { kind: 'keyValue', kindOrigin: 'code', valueSerde });
  return async (cursor: string | null = null): Promise<QueryResult> => {
    const result = await reader.query({
      target,
      operation: { kind: 'all' },
      asOf: null,
      limit: 2,
      cursor,
      withBytes: false,
      withExpired: false,
    });
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };
}

it.each([
  ['told by the bytes', null, 'avro'],
  ['said by the code', { name: 'io.confluent.kafka.streams.serdes.avro.GenericAvroSerde', origin: 'code' }, 'avro'],
  ['chosen', { name: 'registry', origin: 'chosen' }, 'registry'],
] as const)('a registry that answers again is asked again by the next question: serde %s', async (_, valueSerde, serde) => {
  isDown = true;
  const query = open(openRegistry(), valueSerde);
  const down = await query();
  expect(down.rows.map(({ value }) => value)).toEqual(vectors.slice(0, 2).map(({ bytes }) => ({ base64: bytes })));
  expect(down.rows[0]?.trouble).toContain('answers 503');
  const why = /^Values are shown as bytes: the schema registry answers 503.* \(Starting\)\. Query again when it answers/;
  expect([down.lacking, down.warnings]).toEqual([[expect.stringMatching(why)], down.lacking]);
  isDown = false;
  const up = await query();
  expect([up.rows.map(({ value }) => value), up.lacking, up.warnings, up.serdes.value.serde]).toEqual([values.slice(0, 2), [], [], serde]);
  expect((await query(up.next)).rows.map(({ value }) => value)).toEqual(values.slice(2, 4));
  const asked = server.asked.length;
  await query();
  expect(server.asked.length).toBe(asked);
});

it('a later page asks what the first one did: the kind and serdes of a question stay', async () => {
  isDown = true;
  const query = open(openRegistry(), null);
  const first = await query();
  isDown = false;
  const next = await query(first.next);
  expect(next.serdes).toEqual(first.serdes);
  expect(next.rows.map(({ value }) => value)).toEqual(values.slice(2, 4));
});

it('a registry that does not answer in time is waited for once by all pages of a question, and again by the next question', async () => {
  const silent = await startRegistry({ answer: () => true });
  const schemaRegistry = { url: silent.url, authentication: { kind: 'none' }, tls: null } as const;
  const reader = createSessionReader(createFakeCluster('orders', [records]), { schemaRegistry }, { answerMs: 200 });
  onTestFinished(async () => {
    await reader.close();
    await silent.close();
  });
  const query = queryOf(reader, { name: 'avro', origin: 'chosen' });
  for (const question of [1, 2]) {
    const troubles: (string | undefined)[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await query(cursor);
      troubles.push(...page.rows.map(({ trouble }) => trouble));
      cursor = page.next;
    }
    expect(troubles).toEqual(records.map(() => `value: the schema registry at ${silent.url} does not answer within 0.2 s`));
    expect(silent.asked.length).toBe(question);
  }
});

it('where no registry is known, it is said which schemas would be needed', async () => {
  const { rows, lacking } = await open(null, null)();
  expect(lacking).toEqual([
    'Values are shown as bytes: schema id 6, and no schema registry is known (schema.registry.url). Add the registry to the settings of the connection.',
  ]);
  expect(rows).toHaveLength(2);
});
