import { describe, expect, it } from 'vitest';
import type { ConfigEntry } from '../../src/kafka/cluster.js';
import { createOpenReading } from '../../src/store/createOpenReading.js';
import { storeKinds, type Json, type QueryRow, type StoreTarget } from '../../src/store/query.js';
import type { RegisteredSchema, SchemaRegistry } from '../../src/store/registry/schemaRegistry.js';
import { serdeNames } from '../../src/store/serdes/serdeNames.js';
import type { StoredRecord } from '../../src/store/views/partitionView.js';
import { registryVectors } from './registry/registryServer.js';
import { unknownTarget } from '../support/storeTarget.js';

/** mulberry32 */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Every id is some schema of the vectors, so that random payloads reach every decoder. */
const schemas = registryVectors.schemas.map(({ schemaType, schema, references = [] }): RegisteredSchema => {
  const texts = references.map(({ name, subject }) => ({
    name,
    text: registryVectors.schemas.find((one) => one.subject === subject)!.schema,
  }));
  return { type: schemaType as RegisteredSchema['type'], text: schema, id: null, references: texts };
});
const registry: SchemaRegistry = {
  find: (ref) => Promise.resolve({ ok: true, value: schemas[ref.kind === 'id' ? ref.id % schemas.length : 5]! }),
};

const vectorBytes = registryVectors.vectors.map(({ bytes }) => Buffer.from(bytes, 'base64'));

function createBytes(random: () => number): () => Uint8Array {
  const below = (n: number): number => Math.floor(random() * n);
  const noise = (): Buffer => Buffer.from(Array.from({ length: below(60) }, () => below(256)));
  const small = (): Buffer => Buffer.from(Array.from({ length: below(40) }, () => (random() < 0.7 ? below(4) : below(256))));
  // What begins as a format does goes further into its reader.
  const framed = (): Buffer => Buffer.concat([Buffer.of(below(4), 0, 0, 0, 1 + below(30)), random() < 0.5 ? small() : noise()]);
  const damaged = (): Buffer => {
    const bytes = Buffer.from(vectorBytes[below(vectorBytes.length)]!);
    for (let i = below(4); i > 0 && bytes.length > 0; i--) bytes[below(bytes.length)] = below(256);
    return random() < 0.3 ? bytes.subarray(0, below(bytes.length + 1)) : bytes;
  };
  const makers = [noise, small, framed, damaged, () => Buffer.from(JSON.stringify({ a: below(9) }))];
  return () => makers[below(makers.length)]!();
}

const configs: readonly Readonly<Record<string, ConfigEntry>>[] = ['compact', 'delete', 'compact,delete', ''].map((value) =>
  value === '' ? {} : { 'cleanup.policy': { value, isOwn: true }, 'retention.ms': { value: '90000000', isOwn: true } },
);

const targetOf = (kind: StoreTarget['kind'], serde: string | null): StoreTarget =>
  unknownTarget('app-store-changelog', {
    store: 'store',
    kind,
    kindOrigin: kind === null ? 'topic' : 'chosen',
    keySerde: serde === null ? null : { name: serde, origin: 'chosen' },
    valueSerde: serde === null ? null : { name: serde, origin: 'chosen' },
  });

const kinds: readonly StoreTarget['kind'][] = [...storeKinds, null];
const serdes: readonly (string | null)[] = [...serdeNames, 'list<integer>', 'list<list<string>>', null];
const recordsOfOne = Math.ceil(100_000 / (kinds.length * serdes.length));

describe.each(kinds.map((kind) => [kind ?? 'told', kind] as const))('random bytes as records of kind %s', (_name, kind) => {
  it.each(serdes.map((serde) => [serde ?? 'told', serde] as const))(
    'with serde %s are rows, none of which hides a thing',
    async (_serde, serde) => {
      const random = createRandom(kinds.indexOf(kind) * 1000 + serdes.indexOf(serde));
      const bytes = createBytes(random);
      const headersOf = (): Uint8Array =>
        random() < 0.6 ? new Uint8Array() : random() < 0.5 ? bytes() : Buffer.of(2, 2, 0x76, 2, Math.floor(random() * 5));
      const records = Array.from({ length: recordsOfOne }, (_, offset): StoredRecord => ({
        key: bytes(),
        value: random() < 0.1 ? null : bytes(),
        headers: headersOf(),
        timestamp: random() < 0.1 ? -1 : Math.floor(random() * 2e12),
        offset,
      }));
      const config = configs[Math.floor(random() * configs.length)]!;
      const samples = records.slice(0, 40);
      const reading = await createOpenReading(registry)({ target: targetOf(kind, serde), configs: config, samples });
      if (!reading.ok) throw new Error(reading.error.message);
      await reading.value.prepare(records);
      const rows = records.map((record) => reading.value.toRow(record, 0));
      expect(rows.length).toBe(recordsOfOne);
      expect(rows.filter((row, i) => !isWhole(row, records[i]!, reading.value.kind))).toEqual([]);
      // What a person types is taken or refused in words.
      for (const text of [
        'a',
        '1',
        '{"a":1}',
        '[1,null]',
        '',
        '{"foreignKey":"a","primaryKey":1}',
        '{"joinTimestamp":1,"side":"left","key":"1"}',
      ])
        expect(typeof reading.value.encodeKey({ text }).ok).toBe('boolean');
    },
  );
});

/** Parts of values are shown one by one. */
const wrapped: ReadonlySet<string> = new Set(['suppressBuffer', 'foreignKeySubscription', 'outerJoin']);

/** Can be sent and printed; and what was not read is there to the last byte, with the reason. */
function isWhole(row: QueryRow, record: StoredRecord, kind: string): boolean {
  if (JSON.stringify(row) === undefined || row.tombstone !== (record.value === null)) return false;
  const [key, value] = [Buffer.from(record.key), Buffer.from(record.value ?? [])];
  const pieces = base64In([row.key, row.value, row.details ?? null]).map((text) => Buffer.from(text, 'base64'));
  if (row.trouble === undefined) return true;
  if (row.trouble === '' || pieces.length === 0) return false;
  if (/(?:^|; )value: |(?:^|; )no value of/.test(row.trouble) && !wrapped.has(kind)) return pieces.some((piece) => piece.equals(value));
  if (row.trouble.includes('no value of')) return pieces.some((piece) => piece.equals(value));
  if (row.trouble.includes('no key of')) return pieces.some((piece) => piece.equals(key));
  return pieces.some((piece) => key.includes(piece) || value.includes(piece));
}

function base64In(json: Json): string[] {
  if (typeof json !== 'object' || json === null) return [];
  if (Array.isArray(json)) return (json as readonly Json[]).flatMap(base64In);
  const fields = json as { readonly [key: string]: Json };
  return typeof fields['base64'] === 'string' ? [fields['base64']] : Object.values(fields).flatMap(base64In);
}
