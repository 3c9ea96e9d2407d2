/** Protobuf payloads: first which message it is, by indexes (Confluent) or by name (Apicurio), then the message. */
import { isInteger, parse } from 'lossless-json';
import protobuf from 'protobufjs';
import { createByteReader, MalformedBytes } from '../../formats/byteReader.js';
import type { RegisteredSchema } from '../../registry/schemaRegistry.js';
import type { SchemaCodec, ToldMessage } from './codec.js';
import { createValueBudget } from '../valueBudget.js';
import { decodeMessage } from './protobufDecode.js';
import { writeMessage } from './protobufEncode.js';
import { messageJson } from './protobufJson.js';
import { loadProtobuf, messagesOf, type ProtobufFile } from './protobufRoot.js';
import type { MessageType } from './protobufTypes.js';

interface Located {
  readonly type: MessageType;
  /** Where the message begins in the payload. */
  readonly from: number;
}

/** Throws where the schema is none. `isFramed` false: payloads are the message alone, the schema's first. */
export function createProtobufCodec(schema: RegisteredSchema, isFramed: boolean): SchemaCodec {
  const { messages, find } = loadProtobuf(schema);
  const locate = (payload: Uint8Array, told: ToldMessage): Located => {
    if (!isFramed) return { type: find(findMessage(messages, [0])), from: 0 };
    if (told instanceof Uint8Array) return { type: find(findMessage(messages, readIndexes(createByteReader(told)))), from: 0 };
    const named = readName(payload);
    // Its name may stand before the message, too: from version 3 of Apicurio's serializers on.
    if (told !== null) return { type: find(findNamed(messages, told, find)), from: named?.name === told ? named.end : 0 };
    if (named !== undefined) return { type: find(findNamed(messages, named.name, find)), from: named.end };
    const reader = createByteReader(payload);
    const type = find(findMessage(messages, readIndexes(reader)));
    return { type, from: payload.length - reader.left };
  };
  return {
    decode(payload, told, budget = createValueBudget()) {
      const { type, from } = locate(payload, told);
      return messageJson(decodeMessage(payload.subarray(from), type, budget), budget);
    },
    encode(text, like) {
      if (like === undefined) return encodeMessage(find(findMessage(messages, [0])), text);
      const { type, from } = locate(like, null);
      return Buffer.concat([like.subarray(0, from), encodeMessage(type, text)]);
    },
  };
}

/** Apicurio's reference to a message: a message of its own, of known length, whose only field is the name. undefined: it is none. */
function readName(payload: Uint8Array): { readonly name: string; readonly end: number } | undefined {
  const reader = protobuf.Reader.create(payload);
  try {
    const end = reader.uint32() + reader.pos;
    if (reader.uint32() !== nameTag) return undefined;
    const name = reader.string();
    return reader.pos === end && /^[A-Za-z_]\w*$/.test(name) ? { name, end } : undefined;
  } catch {
    return undefined; // shorter than it would have to be
  }
}

/** Field 1, of given length. */
const nameTag = 10;

/** By its short name, at any depth. */
function findNamed(messages: readonly protobuf.Type[], name: string, find: ProtobufFile['find']): protobuf.Type {
  const found = [...messages];
  for (const type of found) found.push(...messagesOf(type));
  const named = found.filter((type) => find(type).name === name);
  if (named.length !== 1) throw new MalformedBytes(`the schema has ${named.length === 0 ? 'no message' : 'several messages'} ${name}`);
  return named[0]!;
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

/** Keys are short, so what was written is read again: what is not taken from JSON, such as times, is said. */
function encodeMessage(type: MessageType, text: string): Uint8Array {
  const given = parseJson(text);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new MalformedBytes('the key is no object of JSON');
  const unknown = Object.keys(given).find((name) => !type.byName.has(name));
  if (unknown !== undefined) throw new MalformedBytes(`${type.name} has no field ${unknown}`);
  const bytes = writeMessage(type, given);
  const budget = createValueBudget();
  const written = messageJson(decodeMessage(bytes, type, budget), budget) as Readonly<Record<string, unknown>>;
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
