/** Avro's binary encoding, read with every length held against the bytes that are there. */
import { createByteReader, MalformedBytes, type ByteReader } from '../../formats/byteReader.js';
import { bytesJson, longJson } from '../../formats/shape.js';
import type { Json } from '../../query.js';
import type { RegisteredSchema } from '../../registry/schemaRegistry.js';
import { decimalJson, floatJson } from '../numbers.js';
import { encodeAvro } from './avroEncode.js';
import { logicalJson, type Plain } from './avroLogical.js';
import { createAvroType, type AvroType, type LogicalAttributes } from './avroType.js';
import type { SchemaCodec } from './codec.js';

/** Throws where the schema is none. */
export function createAvroCodec(schema: RegisteredSchema): SchemaCodec {
  const type = createAvroType(schema);
  return {
    decode(payload) {
      const reader = createByteReader(payload);
      // Java's serializer writes a schema of `bytes` as they are, without a length.
      if (type.typeName === 'bytes') return bytesJson(payload);
      const value = readValue(reader, type, 0);
      if (reader.left > 0) throw new MalformedBytes(`${reader.left} bytes follow the value`);
      return value;
    },
    encode: (text) => encodeAvro(type, text),
  };
}

const deepest = 1000;
/** Items without bytes, such as nulls, that are believed. */
const mostEmptyItems = 100_000;

function readValue(reader: ByteReader, type: AvroType, depth: number): Json {
  if (depth > deepest) throw new MalformedBytes(`values are nested more than ${deepest} deep`);
  switch (type.typeName) {
    case 'null':
      return null;
    case 'boolean':
      return readBoolean(reader);
    case 'float':
      return floatJson(littleEndian(reader.take(4)).getFloat32(0, true));
    case 'double':
      return decimalJson(littleEndian(reader.take(8)).getFloat64(0, true));
    case 'int':
    case 'long':
    case 'bytes':
    case 'fixed':
    case 'string':
      return plainJson(readPlain(reader, type));
    case 'enum':
      return readBranch(reader, type.symbols!, 'symbols');
    case 'record':
    case 'error':
      return Object.fromEntries(type.fields!.map((field) => [field.name, readValue(reader, field.type, depth + 1)]));
    case 'array': {
      const items: Json[] = [];
      readBlocks(reader, items, () => void items.push(readValue(reader, type.itemsType!, depth + 1)));
      return items;
    }
    case 'map': {
      const entries: (readonly [string, Json])[] = [];
      readBlocks(reader, entries, () => void entries.push([readText(reader), readValue(reader, type.valuesType!, depth + 1)]));
      return Object.fromEntries(entries);
    }
  }
  if (type.types !== undefined) {
    const branch = readBranch(reader, type.types, 'branches');
    const value = readValue(reader, branch, depth + 1);
    return isNamedIn(type.types, branch) ? { [branch.branchName!]: value } : value;
  }
  if (type.underlyingType !== undefined) return readLogical(reader, type.underlyingType, type.attributes!, depth);
  throw new MalformedBytes(`type ${type.typeName} is not known`);
}

/** Among several records, or texts and bytes, the value alone does not tell which it is; as Avro's own JSON does. */
function isNamedIn(types: readonly AvroType[], branch: AvroType): boolean {
  const shapeOf = ({ typeName: name }: AvroType): string => {
    if (name === 'record' || name === 'map' || name === 'error') return 'object';
    if (['int', 'long', 'float', 'double'].includes(name)) return 'number';
    if (['bytes', 'fixed'].includes(name)) return 'bytes';
    return name === 'enum' || name.startsWith('logical:') ? 'string' : name;
  };
  const shape = shapeOf(branch);
  return types.filter((one) => shapeOf(one) === shape).length > 1;
}

function readLogical(reader: ByteReader, type: AvroType, attributes: LogicalAttributes, depth: number): Json {
  if (!['int', 'long', 'bytes', 'fixed', 'string'].includes(type.typeName)) return readValue(reader, type, depth);
  const plain = readPlain(reader, type);
  return logicalJson(attributes, plain) ?? plainJson(plain);
}

function readPlain(reader: ByteReader, type: AvroType): Plain {
  if (type.typeName === 'fixed') return reader.take(type.size!);
  if (type.typeName === 'string') return readText(reader);
  return type.typeName === 'bytes' ? reader.take(readCount(reader)) : readLong(reader, type.typeName === 'int' ? 32 : 64);
}

const plainJson = (plain: Plain): Json =>
  typeof plain === 'string' ? plain : typeof plain === 'bigint' ? longJson(plain) : bytesJson(plain);

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readText(reader: ByteReader): string {
  const bytes = reader.take(readCount(reader));
  try {
    return utf8.decode(bytes);
  } catch {
    throw new MalformedBytes('a text is not UTF-8');
  }
}

function readBoolean(reader: ByteReader): boolean {
  const byte = reader.uint8();
  if (byte > 1) throw new MalformedBytes(`a boolean is 0 or 1, not ${byte}`);
  return byte === 1;
}

/** Zigzag. */
function readLong(reader: ByteReader, bits: 32 | 64): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = reader.uint8();
    value |= BigInt(byte & 0x7f) << shift;
    if (byte >= 0x80) continue;
    const signed = (value >> 1n) ^ -(value & 1n);
    if (BigInt.asIntN(bits, signed) !== signed) throw new MalformedBytes(`a number does not fit into ${bits} bits`);
    return signed;
  }
  throw new MalformedBytes('a variable-length number does not end');
}

/** A length that the bytes may have: `take` checks it. */
function readCount(reader: ByteReader): number {
  const count = Number(readLong(reader, 64));
  if (count > reader.left) throw new MalformedBytes(`${count} bytes should follow, ${reader.left} do`);
  return count;
}

function readBranch<T>(reader: ByteReader, of: readonly T[], what: string): T {
  const index = Number(readLong(reader, 32));
  const branch = of[index];
  if (branch === undefined) throw new MalformedBytes(`there is no number ${index} among ${of.length} ${what}`);
  return branch;
}

function readBlocks(reader: ByteReader, read: { readonly length: number }, readItem: () => void): void {
  for (;;) {
    let count = Number(readLong(reader, 64));
    if (count === 0) return;
    if (count < 0) {
      count = -count;
      // The length of the block in bytes, for those who skip it.
      readLong(reader, 64);
    }
    if (count + read.length > reader.left + mostEmptyItems)
      throw new MalformedBytes(`${count} items should follow in ${reader.left} bytes`);
    for (let i = 0; i < count; i++) readItem();
  }
}

const littleEndian = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
