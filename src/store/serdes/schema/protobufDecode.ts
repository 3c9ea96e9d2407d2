/** Protobuf's binary encoding to the values of a message's fields, by the message's type. */
import protobuf from 'protobufjs';
import { MalformedBytes } from '../../formats/byteReader.js';
import type { ValueBudget } from '../valueBudget.js';
import { wireTypeOf, type FieldType, type MessageType, type ScalarName } from './protobufTypes.js';

/** 64 bits are a bigint where a number does not hold them. */
export type Scalar = number | bigint | boolean | string | Uint8Array;
export type SingleValue = Scalar | DecodedMessage;
export type FieldValue = SingleValue | readonly SingleValue[] | ReadonlyMap<string, SingleValue>;

export interface DecodedMessage {
  readonly type: MessageType;
  /** Of the fields that are set. */
  readonly values: Map<FieldType, FieldValue>;
  /** Of each `oneof`, the field that is set. */
  readonly chosen: Map<string, FieldType>;
  /** Fields that the schema does not have, tags and all. */
  readonly unknown: Uint8Array[];
}

/** Throws with the reason. */
export function decodeMessage(bytes: Uint8Array, type: MessageType, budget: ValueBudget): DecodedMessage {
  const reader = protobuf.Reader.create(bytes);
  return readMessage({ reader, budget }, { type, end: bytes.length, endTag: undefined, depth: 0 }, undefined);
}

interface Input {
  readonly reader: protobuf.Reader;
  readonly budget: ValueBudget;
}

interface Place {
  readonly type: MessageType;
  readonly end: number;
  /** The tag that ends it before; undefined: its length does. */
  readonly endTag: number | undefined;
  readonly depth: number;
}

/** As Google's own readers have it. */
const deepest = 100;

/** `before`: what came of the same field before, to which this adds. */
function readMessage(input: Input, place: Place, before: DecodedMessage | undefined): DecodedMessage {
  const { reader, budget } = input;
  const { type, end, endTag, depth } = place;
  if (depth > deepest) throw new MalformedBytes(`messages are nested more than ${deepest} deep`);
  const message = before ?? emptyMessage(type);
  let isEnded = endTag === undefined;
  while (reader.pos < end) {
    const start = reader.pos;
    const tag = reader.tag();
    if (tag === endTag) {
      isEnded = true;
      break;
    }
    const field = type.byId.get(tag >>> 3);
    if (field !== undefined && readField(input, message, field, tag & 7, depth)) continue;
    budget.take(1, 0);
    reader.pos = start;
    reader.tag();
    reader.skipType(tag & 7, depth, tag >>> 3);
    message.unknown.push(reader.raw(start, reader.pos));
  }
  if (!isEnded) throw new MalformedBytes('a group does not end');
  for (const field of type.required)
    if (!message.values.has(field)) throw new MalformedBytes(`the required field ${field.name} is missing`);
  return message;
}

/** Whether it is one: what is written otherwise, or has a number that a closed enum lacks, is a field that the schema does not have. */
function readField(input: Input, message: DecodedMessage, field: FieldType, wireType: number, depth: number): boolean {
  if (field.form === 'map') return wireType === 2 && readEntry(input, message, field, depth);
  if (field.form === 'repeated') {
    if (wireType === 2 && field.type !== 'message' && wireTypeOf(field.type) !== 2) {
      readPacked(input, message, field, depth);
      return true;
    }
    const value = wireType === field.wireType ? readSingle(input, field, depth, undefined) : undefined;
    if (value !== undefined) listOf(message, field).push(value);
    return value !== undefined;
  }
  if (wireType !== field.wireType) return false;
  const before = message.values.get(field);
  const value = readSingle(input, field, depth, before as DecodedMessage | undefined);
  if (value === undefined) return false;
  message.values.set(field, value);
  if (field.oneof === undefined) return true;
  // The last one counts.
  const other = message.chosen.get(field.oneof);
  if (other !== undefined && other !== field) message.values.delete(other);
  message.chosen.set(field.oneof, field);
  return true;
}

const emptyMessage = (type: MessageType): DecodedMessage => ({ type, values: new Map(), chosen: new Map(), unknown: [] });

/** undefined: a number that a closed enum does not have. */
function readSingle(
  { reader, budget }: Input,
  field: FieldType,
  depth: number,
  before: DecodedMessage | undefined,
): SingleValue | undefined {
  budget.take(1, 2 * depth);
  if (field.type !== 'message') {
    const value = readScalar(reader, field.type, field.isVerified);
    return isMissing(field, value) ? undefined : value;
  }
  const place = { type: field.message(), depth: depth + 1 };
  if (field.wireType === 3) return readMessage({ reader, budget }, { ...place, end: reader.len, endTag: field.id * 8 + 4 }, before);
  return within(reader, (end) => readMessage({ reader, budget }, { ...place, end, endTag: undefined }, before));
}

const isMissing = ({ enumeration }: FieldType, value: Scalar): boolean =>
  enumeration?.isClosed === true && !enumeration.names.has(Number(value));

function readPacked({ reader, budget }: Input, message: DecodedMessage, field: FieldType, depth: number): void {
  const list = listOf(message, field);
  within(reader, (end) => {
    while (reader.pos < end) {
      const start = reader.pos;
      budget.take(1, 2 * depth);
      const value = readScalar(reader, field.type as ScalarName, false);
      if (isMissing(field, value)) message.unknown.push(unpacked(field, reader.raw(start, reader.pos)));
      else list.push(value);
    }
  });
  if (list.length === 0) message.values.delete(field);
}

/** With a tag of its own. */
const unpacked = ({ id }: FieldType, value: Uint8Array): Uint8Array =>
  Buffer.concat([
    protobuf.Writer.create()
      .uint32(id * 8)
      .finish(),
    value,
  ]);

function listOf({ values }: DecodedMessage, field: FieldType): SingleValue[] {
  const list = values.get(field) as SingleValue[] | undefined;
  if (list !== undefined) return list;
  const made: SingleValue[] = [];
  values.set(field, made);
  return made;
}

function readEntry(input: Input, message: DecodedMessage, field: FieldType, depth: number): boolean {
  const { reader, budget } = input;
  budget.take(1, 2 * depth);
  const keyType = field.keyType ?? 'string';
  let key: Scalar = keyType === 'string' ? '' : keyType === 'bool' ? false : 0;
  let value: SingleValue | undefined = field.type === 'message' ? undefined : defaultOf(field);
  within(reader, (end) => {
    while (reader.pos < end) {
      const tag = reader.tag();
      if (tag >>> 3 === 1 && (tag & 7) === wireTypeOf(keyType)) key = readScalar(reader, keyType, field.isVerified);
      else if (tag >>> 3 === 2 && (tag & 7) === wireTypeOf(field.type)) {
        if (field.type !== 'message') value = readScalar(reader, field.type, field.isVerified);
        else {
          const before = value as DecodedMessage | undefined;
          value = within(reader, (last) =>
            readMessage(input, { type: field.message(), end: last, endTag: undefined, depth: depth + 1 }, before),
          );
        }
      } else reader.skipType(tag & 7, depth, tag >>> 3);
    }
  });
  value ??= emptyMessage(field.message());
  if (field.enumeration !== undefined && isMissing(field, value as Scalar)) return false;
  const { values } = message;
  const entries = values.get(field) as Map<string, SingleValue> | undefined;
  if (entries === undefined) values.set(field, new Map([[String(key), value]]));
  else entries.set(String(key), value);
  return true;
}

/** Reads what a length stands before, and no more. */
function within<T>(reader: protobuf.Reader, read: (end: number) => T): T {
  const outer = reader.len;
  const end = reader.size() + reader.pos;
  if (end > outer) throw new MalformedBytes(`${end - reader.pos} bytes should follow, ${outer - reader.pos} do`);
  reader.len = end;
  const value = read(end);
  if (reader.pos !== end) throw new MalformedBytes('a field does not end where its length says');
  reader.len = outer;
  return value;
}

/** What a field without presence has where it is not set. */
export function defaultOf({ type, enumeration }: FieldType): Scalar {
  if (enumeration !== undefined) return enumeration.first;
  if (type === 'string') return '';
  if (type === 'bool') return false;
  return type === 'bytes' ? new Uint8Array() : 0;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readScalar(reader: protobuf.Reader, type: ScalarName, isVerified: boolean): Scalar {
  switch (type) {
    case 'string': {
      const bytes = reader.bytes();
      if (!isVerified) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
      try {
        return utf8.decode(bytes);
      } catch {
        throw new MalformedBytes('a text is not UTF-8');
      }
    }
    case 'bytes':
      return reader.bytes();
    case 'bool':
      return reader.bool();
    case 'enum':
    case 'int32':
      return reader.int32();
    case 'uint32':
      return reader.uint32();
    case 'sint32':
      return reader.sint32();
    case 'fixed32':
      return reader.fixed32();
    case 'sfixed32':
      return reader.sfixed32();
    case 'float':
      return reader.float();
    case 'double':
      return reader.double();
    case 'int64':
      return toInteger(reader.int64());
    case 'uint64':
      return toInteger(reader.uint64());
    case 'sint64':
      return toInteger(reader.sint64());
    case 'fixed64':
      return toInteger(reader.fixed64());
    case 'sfixed64':
      return toInteger(reader.sfixed64());
  }
}

function toInteger({ low, high, unsigned }: { readonly low: number; readonly high: number; readonly unsigned: boolean }): number | bigint {
  const upper = unsigned ? high >>> 0 : high;
  const lower = low >>> 0;
  const value = upper * 0x1_0000_0000 + lower;
  return Number.isSafeInteger(value) ? value : BigInt(upper) * 0x1_0000_0000n + BigInt(lower);
}
