import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SchemaCodec } from '../../../src/store/serdes/schema/codec.js';
import { createAvroCodec } from '../../../src/store/serdes/schema/avroCodec.js';

/** Written by Avro's Java library: see test/store/oracle/makeAvroVectors.mjs. */
const { schema, vectors } = JSON.parse(readFileSync(new URL('../fixtures/avro-vectors.json', import.meta.url), 'utf8')) as {
  readonly schema: string;
  readonly vectors: readonly { readonly bytes: string; readonly expected: unknown }[];
};

const codecOf = (text: unknown): SchemaCodec =>
  createAvroCodec({ type: 'AVRO', id: 1, references: [], text: typeof text === 'string' ? text : JSON.stringify(text) });
const decode = (text: unknown, digits: string): unknown => {
  try {
    return codecOf(text).decode(Buffer.from(digits.replaceAll(' ', ''), 'hex'), null);
  } catch (error) {
    return `! ${error instanceof Error ? error.message : String(error)}`;
  }
};

describe('values of every type, as Avro’s own library writes them', () => {
  const codec = codecOf(schema);
  it('are read', () => {
    expect(vectors.length).toBe(200);
    for (const { bytes, expected } of vectors) expect(codec.decode(Buffer.from(bytes, 'base64'), null)).toEqual(expected);
  });

  it('are the same bytes again, where they are typed', () => {
    for (const { bytes, expected } of vectors) expect(Buffer.from(codec.encode(JSON.stringify(expected))).toString('base64')).toBe(bytes);
  });

  it('are never read past their end', () => {
    for (const { bytes } of vectors.slice(0, 20)) {
      const whole = Buffer.from(bytes, 'base64');
      for (let length = 0; length < whole.length; length += 3) expect(() => codec.decode(whole.subarray(0, length), null)).toThrow(/\w/);
      expect(() => codec.decode(Buffer.concat([whole, Buffer.of(0)]), null)).toThrow('1 bytes follow the value');
    }
  });
});

describe('lengths that no bytes stand behind', () => {
  it.each<[string, unknown, string]>([
    ['nulls without end', { type: 'array', items: 'null' }, 'feffffffffffffffff01'],
    ['longs without end', { type: 'array', items: 'long' }, 'feffffffffffffffff01 02'],
    ['entries without end', { type: 'map', values: 'null' }, 'feffffffffffffffff01'],
    ['a negative count', { type: 'array', items: 'null' }, 'ffffffffffffffffff01 00'],
    ['a long text', 'string', 'feffffffffffffffff01 61'],
    ['a negative text', 'string', '03'],
    ['a record in itself', { type: 'record', name: 'A', fields: [{ name: 'a', type: 'A' }] }, ''],
    ['a number without end', 'long', 'ffffffffffffffffffffff01'],
    ['too large a number', 'int', 'feffffffffff01'],
    ['no such branch', ['null', 'int'], '04'],
    ['no such symbol', { type: 'enum', name: 'E', symbols: ['A'] }, '02'],
    ['no boolean', 'boolean', '02'],
    ['no UTF-8', 'string', '02ff'],
  ])('%s', (_name, type, digits) => {
    expect(decode(type, digits)).toMatch(/^! /);
  });

  it('of items without bytes are believed up to a bound', () => {
    expect(decode({ type: 'array', items: 'null' }, '06 00')).toEqual([null, null, null]);
  });
});

describe('schemas', () => {
  it.each<[string, unknown, string, unknown]>([
    ['primitive, without quotes', 'long', '02', 1],
    ['of bytes, which Java writes without a length', 'bytes', '0102', { base64: 'AQI=' }],
    ['blocks with their size', { type: 'array', items: 'int' }, '03 04 02 04 00', [1, 2]],
    [
      'duration',
      { type: 'fixed', name: 'D', size: 12, logicalType: 'duration' },
      '01000000 02000000 03000000',
      { months: 1, days: 2, milliseconds: 3 },
    ],
    [
      'a UUID of 16 bytes',
      { type: 'fixed', name: 'U', size: 16, logicalType: 'uuid' },
      '0f8fad5bd9cb469fa16570867728950e',
      '0f8fad5b-d9cb-469f-a165-70867728950e',
    ],
    ['a logical type that is not known', { type: 'int', logicalType: 'acme' }, '02', 1],
    ['a time beyond the calendar', { type: 'long', logicalType: 'timestamp-millis' }, 'feffffffffffffffff01', '9223372036854775807'],
    [
      'a default that Avro’s Java library takes',
      { type: 'record', name: 'R', fields: [{ name: 'a', type: 'long', default: 'x' }] },
      '02',
      { a: 1 },
    ],
    [
      'a field of the name __proto__',
      { type: 'record', name: 'R', fields: [{ name: '__proto__', type: 'int' }] },
      '02',
      JSON.parse('{"__proto__":1}'),
    ],
  ])('%s', (_name, type, digits, expected) => {
    expect(decode(type, digits)).toEqual(expected);
  });

  it.each(['', '{', '{"type":"nope"}', '[]x', '{"type":"record","name":"R","fields":[{"name":"a","type":"Missing"}]}'])(
    'none in %j',
    (text) => {
      expect(() => codecOf(text)).toThrow(/\w/);
    },
  );
});
