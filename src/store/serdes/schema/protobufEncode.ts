/** Messages typed as JSON, in Protobuf's binary encoding: fields by their numbers, as Google's own writers do. */
import protobuf from 'protobufjs';
import { MalformedBytes } from '../../formats/byteReader.js';
import { defaultOf, type Scalar } from './protobufDecode.js';
import { wireTypeOf, type FieldType, type MessageType, type ScalarName } from './protobufTypes.js';

/** Throws `MalformedBytes`. 64-bit integers may be texts. What is of no field is left out: whoever asks reads again what was written. */
export function writeMessage(type: MessageType, given: object): Uint8Array {
  const writer = protobuf.Writer.create();
  writeFields(writer, type, given, 0);
  return writer.finish();
}

const deepest = 100;

function writeFields(writer: protobuf.Writer, type: MessageType, given: object, depth: number): void {
  if (depth > deepest) throw new MalformedBytes(`messages are nested more than ${deepest} deep`);
  const values = new Map(Object.entries(given) as [string, unknown][]);
  for (const field of [...type.fields].sort((a, b) => a.id - b.id)) {
    const value = values.get(field.name);
    if (value === undefined || value === null) continue;
    if (field.form === 'map') writeEntries(writer, field, value, depth);
    else if (field.form === 'repeated') writeList(writer, field, value, depth);
    else if (field.type === 'message' || field.hasPresence || !isDefault(field, toScalar(field.type, field, value)))
      writeSingle(writer, field, value, depth);
  }
}

function writeSingle(writer: protobuf.Writer, field: FieldType, value: unknown, depth: number): void {
  writer.uint32(tagOf(field.id, field.wireType));
  writeValue(writer, field, value, depth);
  if (field.wireType === 3) writer.uint32(tagOf(field.id, 4));
}

function writeValue(writer: protobuf.Writer, field: FieldType, value: unknown, depth: number): void {
  if (field.type !== 'message') return writeScalar(writer, field.type, toScalar(field.type, field, value));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(field);
  if (field.wireType === 3) return writeFields(writer, field.message(), value, depth + 1);
  writer.fork();
  writeFields(writer, field.message(), value, depth + 1);
  writer.ldelim();
}

function writeList(writer: protobuf.Writer, field: FieldType, value: unknown, depth: number): void {
  if (!Array.isArray(value)) throw wrong(field);
  const items = value as readonly unknown[];
  if (items.length === 0) return;
  if (!field.isPacked) {
    for (const item of items) writeSingle(writer, field, item, depth);
    return;
  }
  writer.uint32(tagOf(field.id, 2)).fork();
  for (const item of items) writeValue(writer, field, item, depth);
  writer.ldelim();
}

function writeEntries(writer: protobuf.Writer, field: FieldType, value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(field);
  const keyType = field.keyType ?? 'string';
  for (const [name, item] of Object.entries(value) as [string, unknown][]) {
    writer.uint32(tagOf(field.id, 2)).fork();
    writer.uint32(tagOf(1, wireTypeOf(keyType)));
    writeScalar(writer, keyType, keyType === 'bool' ? name === 'true' : toScalar(keyType, field, name));
    writer.uint32(tagOf(2, wireTypeOf(field.type)));
    writeValue(writer, field, item, depth);
    writer.ldelim();
  }
}

const tagOf = (id: number, wireType: number): number => ((id << 3) | wireType) >>> 0;

function isDefault(field: FieldType, value: Scalar): boolean {
  if (value instanceof Uint8Array) return value.length === 0;
  return typeof value === 'bigint' ? value === 0n : Object.is(value, defaultOf(field));
}

/** 64 bits as bigint. */
function toScalar(type: ScalarName | 'message', field: FieldType, value: unknown): Scalar {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  switch (type) {
    case 'string':
      if (typeof value === 'string') return value;
      break;
    case 'bool':
      if (typeof value === 'boolean') return value;
      break;
    case 'bytes':
      if (typeof value === 'string') return Buffer.from(value, 'base64');
      break;
    case 'enum': {
      const number = typeof value === 'number' ? value : field.enumeration?.numbers.get(text ?? '');
      if (number !== undefined && Number.isInteger(number)) return number;
      break;
    }
    case 'double':
    case 'float':
      if (text !== undefined && text.trim() !== '' && (text === 'NaN' || !Number.isNaN(Number(text)))) return Number(text);
      break;
    case 'message':
      break;
    default:
      if (text !== undefined && /^-?\d{1,20}$/.test(text)) return type.endsWith('64') ? BigInt(text) : Number(text);
  }
  throw wrong(field);
}

const wrong = ({ name }: FieldType): MalformedBytes => new MalformedBytes(`${name} is given another value than its type has`);

function writeScalar(writer: protobuf.Writer, type: ScalarName, value: Scalar): void {
  if (typeof value === 'string') writer.string(value);
  else if (typeof value === 'boolean') writer.bool(value);
  else if (value instanceof Uint8Array) writer.bytes(value);
  else if (typeof value === 'bigint') writeLong(writer, type, value);
  else writeNumber(writer, type, value);
}

function writeLong(writer: protobuf.Writer, type: ScalarName, value: bigint): void {
  const bits = BigInt.asUintN(64, value);
  const unsigned = type === 'uint64' || type === 'fixed64';
  const long = new protobuf.util.LongBits(Number(bits & 0xffff_ffffn), Number(bits >> 32n)).toLong(unsigned);
  if (type === 'sint64') writer.sint64(long);
  else if (type === 'int64') writer.int64(long);
  else if (type === 'uint64') writer.uint64(long);
  else if (type === 'fixed64') writer.fixed64(long);
  else writer.sfixed64(long);
}

function writeNumber(writer: protobuf.Writer, type: ScalarName, value: number): void {
  switch (type) {
    case 'double':
      writer.double(value);
      break;
    case 'float':
      writer.float(value);
      break;
    case 'uint32':
      writer.uint32(value >>> 0);
      break;
    case 'sint32':
      writer.sint32(value);
      break;
    case 'fixed32':
      writer.fixed32(value >>> 0);
      break;
    case 'sfixed32':
      writer.sfixed32(value);
      break;
    default:
      writer.int32(value);
  }
}
