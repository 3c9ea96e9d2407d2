/** Avro's binary encoding: a type becomes a tree of readers, which hold every length against the bytes that are there. */
import { createByteReader, MalformedBytes, type ByteReader } from '../../formats/byteReader.js';
import { bytesJson, longJson } from '../../formats/shape.js';
import { setOwn } from '../../formats/ownFields.js';
import type { Json } from '../../query.js';
import type { RegisteredSchema } from '../../registry/schemaRegistry.js';
import { decimalJson, floatJson } from '../numbers.js';
import { createValueBudget, type ValueBudget } from '../valueBudget.js';
import { encodeAvro } from './avroEncode.js';
import { logicalJson, type Plain } from './avroLogical.js';
import { branchNameOf, createAvroType, type AvroType, type LogicalAttributes } from './avroType.js';
import type { SchemaCodec } from './codec.js';

/** Throws where the schema is none. */
export function createAvroCodec(schema: RegisteredSchema): SchemaCodec {
  const type = createAvroType(schema);
  const read = createReader(type, new Map());
  return {
    decode(payload, _told, budget = createValueBudget()) {
      // Java's serializer writes a schema of `bytes` as they are, without a length.
      if (type.typeName === 'bytes') return bytesJson(payload);
      const input = { bytes: createByteReader(payload), budget };
      const value = read(input, 0);
      if (input.bytes.left > 0) throw new MalformedBytes(`${input.bytes.left} bytes follow the value`);
      return value;
    },
    encode: (text) => encodeAvro(type, text),
  };
}

interface Input {
  readonly bytes: ByteReader;
  readonly budget: ValueBudget;
}

/** `depth` is that of the value in the whole; each value is taken from the budget before it is made. */
type Reader = (input: Input, depth: number) => Json;

const deepest = 1000;

/** `known` are the readers of records: one that holds itself is read by itself. */
function createReader(type: AvroType, known: Map<AvroType, Reader>): Reader {
  const read = createPlainReader(type, known);
  return (input, depth) => {
    if (depth > deepest) throw new MalformedBytes(`values are nested more than ${deepest} deep`);
    input.budget.take(1, 2 * depth);
    return read(input, depth);
  };
}

function createPlainReader(type: AvroType, known: Map<AvroType, Reader>): Reader {
  switch (type.typeName) {
    case 'null':
      return () => null;
    case 'boolean':
      return ({ bytes }) => readBoolean(bytes);
    case 'float':
      return ({ bytes }) => floatJson(littleEndian(bytes.take(4)).getFloat32(0, true));
    case 'double':
      return ({ bytes }) => decimalJson(littleEndian(bytes.take(8)).getFloat64(0, true));
    case 'int':
      return ({ bytes }) => integerJson(readInteger(bytes, 32));
    case 'long':
      return ({ bytes }) => integerJson(readInteger(bytes, 64));
    case 'bytes':
    case 'fixed':
    case 'string':
      return ({ bytes }) => plainJson(readPlain(bytes, type));
    case 'enum': {
      const symbols = type.symbols!;
      return ({ bytes, budget }) => {
        const symbol = readBranch(bytes, symbols, 'symbols');
        budget.take(0, symbol.length);
        return symbol;
      };
    }
    case 'record':
    case 'error':
      return createRecordReader(type, known);
    case 'array': {
      const readItem = createReader(type.itemsType!, known);
      return (input, depth) => {
        const items: Json[] = [];
        readBlocks(input.bytes, () => void items.push(readItem(input, depth + 1)));
        return items;
      };
    }
    case 'map': {
      const readItem = createReader(type.valuesType!, known);
      return (input, depth) => {
        const entries: Record<string, Json> = {};
        readBlocks(input.bytes, () => setOwn(entries, readText(input.bytes), readItem(input, depth + 1)));
        return entries;
      };
    }
    case 'union':
      return createUnionReader(type.types!, known);
    case 'logical':
      return createLogicalReader(type.underlyingType!, type.attributes!, known);
  }
}

function createRecordReader(type: AvroType, known: Map<AvroType, Reader>): Reader {
  const made = known.get(type);
  if (made !== undefined) return made;
  const fields: { readonly name: string; readonly read: Reader }[] = [];
  const reader: Reader = (input, depth) => {
    const value: Record<string, Json> = {};
    for (const { name, read } of fields) {
      input.budget.take(0, name.length);
      setOwn(value, name, read(input, depth + 1));
    }
    return value;
  };
  known.set(type, reader);
  for (const field of type.fields!) fields.push({ name: field.name, read: createReader(field.type, known) });
  return reader;
}

/** Among several records, or texts and bytes, the value alone does not tell which it is: then it is named, as Avro's own JSON does. */
function createUnionReader(types: readonly AvroType[], known: Map<AvroType, Reader>): Reader {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(shapeOf(type), (counts.get(shapeOf(type)) ?? 0) + 1);
  const branches = types.map((type) => ({
    read: createReader(type, known),
    name: counts.get(shapeOf(type)) === 1 ? undefined : branchNameOf(type),
  }));
  return (input, depth) => {
    const { read, name } = readBranch(input.bytes, branches, 'branches');
    if (name === undefined) return read(input, depth + 1);
    input.budget.take(0, name.length);
    return { [name]: read(input, depth + 1) };
  };
}

function shapeOf({ typeName }: AvroType): string {
  if (typeName === 'record' || typeName === 'map' || typeName === 'error') return 'object';
  if (['int', 'long', 'float', 'double'].includes(typeName)) return 'number';
  if (typeName === 'bytes' || typeName === 'fixed') return 'bytes';
  return typeName === 'enum' || typeName === 'logical' ? 'string' : typeName;
}

function createLogicalReader(type: AvroType, attributes: LogicalAttributes, known: Map<AvroType, Reader>): Reader {
  if (!['int', 'long', 'bytes', 'fixed', 'string'].includes(type.typeName)) return createReader(type, known);
  return ({ bytes, budget }) => {
    const plain = readPlain(bytes, type);
    const value = logicalJson(attributes, plain) ?? plainJson(plain);
    if (typeof value === 'string') budget.take(0, value.length);
    return value;
  };
}

function readPlain(bytes: ByteReader, type: AvroType): Plain {
  if (type.typeName === 'fixed') return bytes.take(type.size!);
  if (type.typeName === 'string') return readText(bytes);
  return type.typeName === 'bytes' ? bytes.take(readCount(bytes)) : BigInt(readInteger(bytes, type.typeName === 'int' ? 32 : 64));
}

const plainJson = (plain: Plain): Json =>
  typeof plain === 'string' ? plain : typeof plain === 'bigint' ? longJson(plain) : bytesJson(plain);

const integerJson = (value: number | bigint): Json => (typeof value === 'number' ? value : longJson(value));

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readText(bytes: ByteReader): string {
  const text = bytes.take(readCount(bytes));
  try {
    return utf8.decode(text);
  } catch {
    throw new MalformedBytes('a text is not UTF-8');
  }
}

function readBoolean(bytes: ByteReader): boolean {
  const byte = bytes.uint8();
  if (byte > 1) throw new MalformedBytes(`a boolean is 0 or 1, not ${byte}`);
  return byte === 1;
}

/** Bytes of seven bits each whose sum a double holds. */
const plainBytes = 7;

/** Zigzag. A number where it has few bytes, which most have: a bigint for each takes several times as long. */
function readInteger(bytes: ByteReader, bits: 32 | 64): number | bigint {
  let [value, place] = [0, 1];
  for (let i = 0; i < plainBytes; i++) {
    const byte = bytes.uint8();
    value += (byte & 0x7f) * place;
    if (byte < 0x80) return inBits(value % 2 === 0 ? value / 2 : -(value + 1) / 2, bits);
    place *= 128;
  }
  let wide = BigInt(value);
  for (let shift = 7n * BigInt(plainBytes); shift < 70n; shift += 7n) {
    const byte = bytes.uint8();
    wide |= BigInt(byte & 0x7f) << shift;
    if (byte >= 0x80) continue;
    const signed = (wide >> 1n) ^ -(wide & 1n);
    if (BigInt.asIntN(bits, signed) !== signed) throw tooWide(bits);
    return signed;
  }
  throw new MalformedBytes('a variable-length number does not end');
}

function inBits(value: number, bits: 32 | 64): number {
  if (bits === 32 && (value | 0) !== value) throw tooWide(bits);
  return value;
}

const tooWide = (bits: number): MalformedBytes => new MalformedBytes(`a number does not fit into ${bits} bits`);

/** A length that the bytes may have: `take` checks it. */
function readCount(bytes: ByteReader): number {
  const count = Number(readInteger(bytes, 64));
  if (count > bytes.left) throw new MalformedBytes(`${count} bytes should follow, ${bytes.left} do`);
  return count;
}

function readBranch<T>(bytes: ByteReader, of: readonly T[], what: string): T {
  const index = Number(readInteger(bytes, 32));
  const branch = of[index];
  if (branch === undefined) throw new MalformedBytes(`there is no number ${index} among ${of.length} ${what}`);
  return branch;
}

/** Items may have no bytes: the budget ends a count that nothing stands behind. */
function readBlocks(bytes: ByteReader, readItem: () => void): void {
  for (;;) {
    let count = Number(readInteger(bytes, 64));
    if (count === 0) return;
    if (count < 0) {
      count = -count;
      // The length of the block in bytes, for those who skip it.
      readInteger(bytes, 64);
    }
    for (let i = 0; i < count; i++) readItem();
  }
}

const littleEndian = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
