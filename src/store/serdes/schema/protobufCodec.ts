/** Protobuf payloads: message indexes first, then the message. */
import { isInteger, parse } from 'lossless-json';
import type protobuf from 'protobufjs';
import { createByteReader, MalformedBytes } from '../../formats/byteReader.js';
import type { RegisteredSchema } from '../../registry/schemaRegistry.js';
import type { SchemaCodec } from './codec.js';
import { messageJson } from './protobufJson.js';
import { loadProtobuf, messagesOf } from './protobufRoot.js';

export interface ProtobufCodec extends SchemaCodec {
  /** Bytes before the message that a key is written with, as `payload` has them. */
  indexesOf(payload: Uint8Array): Uint8Array;
}

/** Throws where the schema is none. */
export function createProtobufCodec(schema: RegisteredSchema, isFramed: boolean): ProtobufCodec {
  const { messages } = loadProtobuf(schema);
  const decode = (payload: Uint8Array, indexes: Uint8Array | null): ReturnType<SchemaCodec['decode']> => {
    const reader = createByteReader(indexes ?? payload);
    const path = isFramed ? readIndexes(reader) : [0];
    return messageJson(findMessage(messages, path).decode(indexes === null && isFramed ? reader.rest() : payload));
  };
  return {
    decode,
    encode: (text) => encodeMessage(findMessage(messages, [0]), text),
    indexesOf(payload) {
      const reader = createByteReader(payload);
      readIndexes(reader);
      return payload.subarray(0, payload.length - reader.left);
    },
  };
}

const deepestMessage = 100;

/** `[0]` may be written as a count of zero. An empty header's end is the same. */
function readIndexes(reader: { readonly left: number; varint(): number }): readonly number[] {
  const count = reader.left === 0 ? 0 : reader.varint();
  if (count === 0) return [0];
  if (count < 0 || count > deepestMessage) throw new MalformedBytes(`${count} message indexes`);
  return Array.from({ length: count }, () => reader.varint());
}

function findMessage(messages: readonly protobuf.Type[], path: readonly number[]): protobuf.Type {
  let [among, found]: [readonly protobuf.Type[], protobuf.Type | undefined] = [messages, undefined];
  for (const index of path) {
    found = among[index];
    if (found === undefined) throw new MalformedBytes(`the schema has no message with the indexes ${path.join(', ')}`);
    among = messagesOf(found);
  }
  return found!;
}

/** Keys are short, so what was written is read again: what the library does not take from JSON, such as times, is said. */
function encodeMessage(type: protobuf.Type, text: string): Uint8Array {
  const given = parseJson(text);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new MalformedBytes('the key is no object of JSON');
  const unknown = Object.keys(given).find((name) => type.fields[name] === undefined);
  if (unknown !== undefined) throw new MalformedBytes(`${type.name} has no field ${unknown}`);
  const bytes = type.encode(type.fromObject(given)).finish();
  const written = messageJson(type.decode(bytes)) as Readonly<Record<string, unknown>>;
  const other = Object.entries(given).find(([name, value]) => !isAlike(written[name], value));
  if (other !== undefined) throw new MalformedBytes(`${other[0]} of ${type.name} cannot be written from JSON; give the bytes of the key`);
  return bytes;
}

/** Numbers that a double does not hold stay texts, which the library takes for 64 bits. */
function parseJson(text: string): unknown {
  const parseNumber = (digits: string): unknown => (isInteger(digits) && !Number.isSafeInteger(Number(digits)) ? digits : Number(digits));
  try {
    return parse(text, undefined, { parseNumber });
  } catch {
    throw new MalformedBytes('the key is no JSON');
  }
}

/** Numbers are as good as their texts, and bytes as their Base64. */
function isAlike(written: unknown, given: unknown): boolean {
  if (typeof given !== 'object' || given === null) return toText(written) === toText(given);
  if (typeof written !== 'object' || written === null) return false;
  const entries = Object.entries(given);
  return entries.every(([name, value]) => isAlike((written as Readonly<Record<string, unknown>>)[name], value));
}

const toText = (value: unknown): string => {
  const plain = typeof value === 'object' && value !== null && 'base64' in value ? value.base64 : value;
  return typeof plain === 'string' ? plain : JSON.stringify(plain);
};
