/** Values whose few bytes, or whose schema that somebody else wrote, stand for very much: bytes with the reason, and soon. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import type { RegisteredSchema, SchemaType } from '../../src/store/registry/schemaRegistry.js';
import { createAvroCodec } from '../../src/store/serdes/schema/avroCodec.js';
import { createProtobufCodec } from '../../src/store/serdes/schema/protobufCodec.js';
import { findPlainSerde } from '../../src/store/serdes/plainSerdes.js';
import { createValueBudget, mostCharacters, mostItems } from '../../src/store/serdes/valueBudget.js';

const schemaOf = (type: SchemaType, text: unknown): RegisteredSchema => ({
  type,
  id: 1,
  references: [],
  text: typeof text === 'string' ? text : JSON.stringify(text),
});

interface Outcome {
  /** undefined: it was decoded. */
  readonly reason: string | undefined;
  readonly value: unknown;
  readonly items: number;
  readonly characters: number;
}

function decode(type: SchemaType, text: unknown, bytes: Uint8Array): Outcome {
  const budget = createValueBudget();
  try {
    const schema = schemaOf(type, text);
    const codec = type === 'AVRO' ? createAvroCodec(schema) : createProtobufCodec(schema, true);
    const value = codec.decode(bytes, null, budget);
    return { reason: undefined, value, items: budget.items, characters: budget.characters };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { reason: error.message, value: undefined, items: budget.items, characters: budget.characters };
  }
}

/** Zigzag, as Avro writes counts and numbers. */
function zig(value: number): Buffer {
  let rest = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
  const bytes: number[] = [];
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}

const repeat = (times: number, part: Uint8Array): Buffer => Buffer.concat(Array.from({ length: times }, () => part));
/** A length and what has it, as Protobuf writes fields of given length. */
function sized(tag: number, content: Uint8Array): Buffer {
  const length: number[] = [];
  let rest = content.length;
  for (; rest > 127; rest >>>= 7) length.push((rest & 127) | 128);
  return Buffer.concat([Buffer.from([tag, ...length, rest]), content]);
}

/** Each record holds the next one twice; the last has no fields. */
function doubling(depth: number): unknown {
  let type: { type: string; name: string; fields: unknown[] } = { type: 'record', name: 'Last', fields: [] };
  for (let i = 0; i < depth; i++)
    type = {
      type: 'record',
      name: `R${i}`,
      fields: [
        { name: 'a', type },
        { name: 'b', type: type.name },
      ],
    };
  return type;
}

const nulls = { type: 'array', items: 'null' };
const empty = { type: 'record', name: 'Empty', fields: [] };
const blockOf = (count: number): Buffer => Buffer.concat([zig(count), zig(0)]);
const long = 'n'.repeat(5000);
/** 1 and 2 are indexes of messages and fields below. */
const first = Buffer.from([0]);

describe('a value of more items than the budget is bytes with the reason', () => {
  it.each<[string, SchemaType, unknown, Uint8Array]>([
    ['of records that double, without a byte', 'AVRO', doubling(45), Buffer.alloc(0)],
    ['of arrays of nulls', 'AVRO', { type: 'array', items: nulls }, Buffer.concat([zig(1000), repeat(1000, blockOf(100_000)), zig(0)])],
    ['of one array of nulls', 'AVRO', nulls, blockOf(2 ** 40)],
    ['of empty records', 'AVRO', { type: 'array', items: empty }, blockOf(2 ** 31)],
    ['of fixed types of no size', 'AVRO', { type: 'array', items: { type: 'fixed', name: 'F', size: 0 } }, blockOf(50_000_000)],
    [
      'of unions of null',
      'AVRO',
      { type: 'array', items: { type: 'array', items: ['null', 'int'] } },
      Buffer.concat([zig(3000), repeat(3000, Buffer.concat([zig(1000), Buffer.alloc(1000), zig(0)])), zig(0)]),
    ],
    [
      'of maps of arrays of nulls',
      'AVRO',
      { type: 'map', values: nulls },
      Buffer.concat([
        zig(20),
        ...Array.from({ length: 20 }, (_, i) => Buffer.concat([zig(2), Buffer.from(`k${i % 10}`), blockOf(90_000)])),
        zig(0),
      ]),
    ],
    ['with the most negative count of a block', 'AVRO', nulls, Buffer.from('ffffffffffffffffff010000', 'hex')],
    ['of messages that show their defaults', 'PROTOBUF', withDefaults(1000), Buffer.concat([first, repeat(5000, Buffer.from([10, 0]))])],
    [
      'of packed numbers',
      'PROTOBUF',
      'syntax="proto3"; message A { repeated int32 a = 1; }',
      Buffer.concat([first, sized(10, Buffer.alloc(2_000_000))]),
    ],
    [
      'of fields that the schema does not have',
      'PROTOBUF',
      'syntax="proto3"; message A {}',
      Buffer.concat([first, repeat(1_100_000, Buffer.from([8, 0]))]),
    ],
  ])('%s', (_name, type, schema, bytes) => {
    const { reason, items } = decode(type, schema, bytes);
    expect(reason).toMatch(/^the value (holds more than 1,000,000 items|would be a text of more than 33,554,432 characters)$/);
    expect(items).toBeLessThan(mostItems + 2000);
  });

  it('in JSON, and in lists of it', () => {
    const json = Buffer.from(`[${'0,'.repeat(mostItems + 1)}0]`);
    expect(findPlainSerde('json')!.decode(json)).toEqual({
      ok: false,
      error: 'no JSON that can be shown: the value holds more than 1,000,000 items',
    });
    const half = Buffer.from(`[${'0,'.repeat(mostItems / 2 + 10)}0]`);
    const length = Buffer.alloc(4);
    length.writeInt32BE(half.length);
    const list = Buffer.concat([Buffer.from([1, 0, 0, 0, 2]), length, half, length, half]);
    expect(findPlainSerde('json')!.decode(half).ok).toBe(true);
    expect(findPlainSerde('list<json>')!.decode(list)).toMatchObject({ ok: false });
  });

  it('in a list of as many nulls as there may be', () => {
    const bytes = Buffer.alloc(9 + 4 * (mostItems + 1));
    bytes.writeInt32BE(mostItems + 1, 1);
    bytes.writeInt32BE(mostItems + 1, 5 + 4 * (mostItems + 1));
    expect(findPlainSerde('list<long>')!.decode(bytes)).toMatchObject({ ok: false });
  });
});

describe('a value of more text than the budget is bytes with the reason', () => {
  it.each<[string, SchemaType, unknown, Uint8Array]>([
    [
      'by long names of fields',
      'AVRO',
      { type: 'array', items: { type: 'record', name: 'R', fields: [{ name: long, type: 'boolean' }] } },
      Buffer.concat([zig(100_000), Buffer.alloc(100_000), zig(0)]),
    ],
    [
      'by long symbols',
      'AVRO',
      { type: 'array', items: { type: 'enum', name: 'E', symbols: [long] } },
      Buffer.concat([zig(100_000), Buffer.alloc(100_000), zig(0)]),
    ],
    [
      'by decimals of many places',
      'AVRO',
      { type: 'array', items: { type: 'bytes', logicalType: 'decimal', precision: 4096, scale: 4096 } },
      Buffer.concat([zig(100_000), repeat(100_000, Buffer.from([2, 5])), zig(0)]),
    ],
    [
      'by long names of messages’ fields',
      'PROTOBUF',
      `syntax="proto3"; message A { repeated B b = 1; } message B { bool ${long} = 1; }`,
      Buffer.concat([first, repeat(20_000, Buffer.from([10, 0]))]),
    ],
    [
      'by long symbols of Protobuf',
      'PROTOBUF',
      `syntax="proto3"; message A { repeated E e = 1; } enum E { ${long} = 0; }`,
      Buffer.concat([first, sized(10, Buffer.alloc(100_000))]),
    ],
  ])('%s', (_name, type, schema, bytes) => {
    const { reason, characters } = decode(type, schema, bytes);
    expect(reason).toBe('the value would be a text of more than 33,554,432 characters');
    expect(characters).toBeLessThan(mostCharacters + 10_000);
  });
});

describe('values that are nested deep', () => {
  it.each<[string, SchemaType, unknown, Uint8Array]>([
    ['records in themselves', 'AVRO', { type: 'record', name: 'R', fields: [{ name: 'r', type: 'R' }] }, Buffer.alloc(0)],
    ['a list of records', 'AVRO', { type: 'record', name: 'R', fields: [{ name: 'r', type: ['null', 'R'] }] }, Buffer.alloc(500_000, 2)],
    [
      'arrays in arrays',
      'AVRO',
      { type: 'record', name: 'R', fields: [{ name: 'r', type: { type: 'array', items: 'R' } }] },
      Buffer.alloc(500_000, 2),
    ],
    [
      'groups that are not known',
      'PROTOBUF',
      'syntax="proto3"; message A { int32 a = 1; }',
      Buffer.concat([first, Buffer.alloc(200_000, 0x1b)]),
    ],
    ['messages in themselves', 'PROTOBUF', 'syntax="proto3"; message A { A a = 1; }', Buffer.concat([first, nested(3000)])],
  ])('%s are bytes with the reason', (_name, type, schema, bytes) => {
    expect(decode(type, schema, bytes).reason).toMatch(/deep|depth/);
  });

  it('as schemas are none', () => {
    let schema = '"null"';
    for (let i = 0; i < 20_000; i++) schema = `{"type":"array","items":${schema}}`;
    expect(decode('AVRO', schema, Buffer.alloc(1)).reason).toBe('types are nested more than 500 deep');
  });
});

describe('names that mean something to JavaScript are names', () => {
  it('of Avro’s fields and types', () => {
    const fields = ['__proto__', 'constructor', 'toJSON', 'hasOwnProperty'].map((name) => ({ name, type: 'int' }));
    const { value } = decode('AVRO', { type: 'record', name: 'constructor', fields }, Buffer.from([2, 4, 6, 8]));
    expect(JSON.stringify(value)).toBe('{"__proto__":1,"constructor":2,"toJSON":3,"hasOwnProperty":4}');
    const of = (type: string): string | undefined =>
      decode('AVRO', { type: 'record', name: 'R', fields: [{ name: 'r', type }] }, Buffer.from([2])).reason;
    expect([of('constructor'), of('__proto__')]).toEqual(['type "constructor" is not defined', 'type "__proto__" is not defined']);
  });

  it('of Avro’s maps', () => {
    const bytes = Buffer.concat([zig(1), zig(9), Buffer.from('__proto__'), zig(7), zig(0)]);
    expect(JSON.stringify(decode('AVRO', { type: 'map', values: 'int' }, bytes).value)).toBe('{"__proto__":7}');
  });

  it('of Protobuf’s fields, symbols and entries', () => {
    const schema = `syntax="proto3"; message A { int32 constructor = 1; int32 __proto__ = 2; int32 toJSON = 3; map<string, int32> m = 4; E e = 5; }
      enum E { NONE = 0; __proto__ = 1; }`;
    const entry = sized(34, Buffer.concat([sized(10, Buffer.from('__proto__')), Buffer.from([16, 7])]));
    const { value } = decode('PROTOBUF', schema, Buffer.concat([Buffer.from([0, 8, 1, 16, 2, 24, 5]), entry, Buffer.from([40, 1])]));
    expect(JSON.stringify(value)).toBe('{"constructor":1,"__proto__":2,"toJSON":5,"m":{"__proto__":7},"e":"__proto__"}');
  });

  it('of JSON', () => {
    const text = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toJSON":5,"isLosslessNumber":true}';
    const decoded = findPlainSerde('json')!.decode(Buffer.from(text));
    expect(decoded.ok ? JSON.stringify(decoded.value) : decoded.error).toBe(text);
    expect('polluted' in {}).toBe(false);
  });
});

describe('schemas that cannot be meant', () => {
  it.each([500_000_000, -500_000_000, 1.5, '"x"', '{}'])('decimals of scale %s are bytes with the reason', (scale) => {
    const schema = `{"type":"bytes","logicalType":"decimal","precision":4,"scale":${scale}}`;
    const inside = `{"type":"record","name":"R","fields":[{"name":"d","type":${schema}}]}`;
    expect(decode('AVRO', inside, Buffer.from([2, 5])).reason).toMatch(/^a decimal has .+ for its scale$/);
  });

  it('unions of very many branches are read', () => {
    const count = 50_000;
    const union = Array.from({ length: count }, (_, i) => ({ type: 'record', name: `R${i}`, fields: [] }));
    expect(decode('AVRO', union, zig(count - 1)).value).toEqual({ [`R${count - 1}`]: {} });
    const items = Buffer.concat([zig(100_000), repeat(100_000, zig(count - 1)), zig(0)]);
    expect(decode('AVRO', { type: 'array', items: union }, items).reason).toBeUndefined();
  });

  it('messages of more fields than the library can parse are refused', () => {
    const fields = (count: number): string => Array.from({ length: count }, (_, i) => `bool f${i} = ${i + 1};`).join(' ');
    const hidden = `/* } message C { */ ${fields(10_000)} // }\n`;
    for (const schema of [
      `message A { ${fields(20_000)} }`,
      `message A { oneof x { ${fields(20_000)} } }`,
      `message A { ${hidden.repeat(2)} }`,
      `message A { string s = 1 [x = "}{"]; ${fields(20_000)} }`,
      `message A { reserved ${'9, '.repeat(20_000)} 9; }`,
      `message A { extensions 1 to max; } ${'extend A { bool f = 1; } '.repeat(20_000)}`,
      Array.from({ length: 2000 }, (_, i) => `message A${i} { ${fields(100)} }`).join(' '),
    ])
      expect(decode('PROTOBUF', `syntax="proto2"; ${schema}`, Buffer.from([0])).reason).toMatch(/fields are more than can be read/);
  });

  it('messages of many fields and of one of them, again and again, are read', () => {
    const fields = Array.from({ length: 1000 }, (_, i) => `bool f${i} = ${i + 1};`).join(' ');
    const schema = `syntax="proto3"; message A { repeated B b = 1; } message B { oneof x { ${fields} } }`;
    const { value, reason } = decode('PROTOBUF', schema, Buffer.concat([first, repeat(100_000, Buffer.from([10, 2, 8, 1]))]));
    expect(reason).toBeUndefined();
    expect((value as { b: unknown[] }).b.at(-1)).toEqual({ f0: true });
  });
});

it('no code is made of schemas: values are read and written where making any is forbidden', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kslens-hostile-'));
  try {
    const outfile = path.join(folder, 'read.cjs');
    const contents = `
      import { createAvroCodec } from './src/store/serdes/schema/avroCodec.ts';
      import { createProtobufCodec } from './src/store/serdes/schema/protobufCodec.ts';
      const schema = (type, text) => ({ type, id: 1, references: [], text });
      const avro = createAvroCodec(schema('AVRO', '{"type":"record","name":"R","fields":[{"name":"a","type":["null","long"]}]}'));
      const protobuf = createProtobufCodec(schema('PROTOBUF', 'syntax="proto3"; import "google/protobuf/timestamp.proto"; message A { map<string, int64> m = 1; google.protobuf.Timestamp t = 2; repeated A a = 3; }'), true);
      const written = protobuf.encode('{"m":{"x":5},"a":[{}]}');
      let forbids = false;
      try { new Function('return 1')(); } catch { forbids = true; }
      console.log(JSON.stringify([forbids, avro.decode(avro.encode('{"a":7}'), null), protobuf.decode(Buffer.concat([Buffer.from([0]), written]), null)]));`;
    const root = path.resolve(import.meta.dirname, '../..');
    await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'silent',
    });
    const { stdout, stderr } = spawnSync(process.execPath, ['--disallow-code-generation-from-strings', outfile], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([true, { a: 7 }, { m: { x: 5 }, a: [{ m: {}, a: [] }] }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function withDefaults(count: number): string {
  const fields = Array.from({ length: count }, (_, i) => `int32 f${i} = ${i + 1};`).join(' ');
  return `syntax="proto3"; message A { repeated B b = 1; } message B { ${fields} }`;
}

function nested(depth: number): Buffer {
  let bytes: Buffer = Buffer.alloc(0);
  for (let i = 0; i < depth; i++) bytes = sized(10, bytes);
  return bytes;
}
