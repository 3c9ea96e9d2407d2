/** Kafka's own serdes (org.apache.kafka.common.serialization.Serdes) and JSON: bytes to what a person reads, and keys back to bytes. */
import { fail, succeed, type Result } from '../../base/result.js';
import { longJson } from '../formats/shape.js';
import type { Json } from '../query.js';
import { toText, type PlainSerde } from './plainSerde.js';
import { json } from './jsonSerde.js';
import { createListSerde } from './listSerde.js';
import { decimalJson, floatJson } from './numbers.js';
import { isSerdeName, listItemOf } from './serdeNames.js';

function fixed(name: string, length: number, read: (bytes: Buffer) => Json, write: (text: string, bytes: Buffer) => void): PlainSerde {
  return {
    name,
    decode: (bytes) =>
      bytes.length === length
        ? readFixed(name, bytes, read)
        : fail(`${name} takes ${length} ${length === 1 ? 'byte' : 'bytes'}, these are ${bytes.length}`),
    encode(text) {
      const bytes = Buffer.alloc(length);
      try {
        write(text.trim(), bytes);
        return succeed(bytes);
      } catch {
        return fail(`${JSON.stringify(text)} is not of type ${name}.`);
      }
    },
  };
}

function readFixed(name: string, bytes: Uint8Array, read: (bytes: Buffer) => Json): Result<Json, string> {
  try {
    return succeed(read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  } catch (error) {
    return fail(`no ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Throws for what is no whole number. */
function whole(text: string): bigint {
  if (!/^[+-]?\d{1,20}$/.test(text)) throw new RangeError(text);
  return BigInt(text);
}

function decimal(text: string): number {
  if (text === '' || (Number.isNaN(Number(text)) && text !== 'NaN')) throw new RangeError(text);
  return Number(text);
}

const string: PlainSerde = { name: 'string', decode: toText, encode: (text) => succeed(Buffer.from(text, 'utf8')) };

const hex: PlainSerde = {
  name: 'hex',
  decode: (bytes) => succeed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')),
  encode(text) {
    const digits = text.replace(/^0x/i, '').replaceAll(/[\s:]/g, '');
    return /^(?:[0-9a-fA-F]{2})*$/.test(digits) ? succeed(Buffer.from(digits, 'hex')) : fail(`${JSON.stringify(text)} is not hexadecimal.`);
  },
};

const base64: PlainSerde = {
  name: 'base64',
  decode: (bytes) => succeed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')),
  encode(text) {
    const digits = text.trim();
    return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(digits)
      ? succeed(Buffer.from(digits, 'base64'))
      : fail(`${JSON.stringify(text)} is not Base64.`);
  },
};

/** Serdes.Void reads nothing but null. */
const voidSerde: PlainSerde = {
  name: 'void',
  decode: (bytes) => fail(`void takes null only, these are ${bytes.length} bytes`),
  encode: () => fail('No key is of type void.'),
};

const uuidPattern = /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

const table: readonly PlainSerde[] = [
  string,
  { ...string, name: 'text' },
  fixed(
    'long',
    8,
    (bytes) => longJson(bytes.readBigInt64BE()),
    (text, bytes) => void bytes.writeBigInt64BE(whole(text)),
  ),
  fixed(
    'integer',
    4,
    (bytes) => bytes.readInt32BE(),
    (text, bytes) => void bytes.writeInt32BE(Number(whole(text))),
  ),
  fixed(
    'short',
    2,
    (bytes) => bytes.readInt16BE(),
    (text, bytes) => void bytes.writeInt16BE(Number(whole(text))),
  ),
  fixed(
    'double',
    8,
    (bytes) => decimalJson(bytes.readDoubleBE()),
    (text, bytes) => void bytes.writeDoubleBE(decimal(text)),
  ),
  fixed(
    'float',
    4,
    (bytes) => floatJson(bytes.readFloatBE()),
    (text, bytes) => void bytes.writeFloatBE(decimal(text)),
  ),
  fixed(
    'boolean',
    1,
    (bytes) => {
      if (bytes[0]! > 1) throw new RangeError('a boolean is 0 or 1');
      return bytes[0] === 1;
    },
    (text, bytes) => {
      if (text !== 'true' && text !== 'false') throw new RangeError(text);
      bytes[0] = text === 'true' ? 1 : 0;
    },
  ),
  {
    name: 'uuid',
    decode(bytes) {
      const text = toText(bytes);
      return text.ok && uuidPattern.test(text.value) ? text : fail('no UUID in text');
    },
    encode: (text) =>
      uuidPattern.test(text.trim()) ? succeed(Buffer.from(text.trim().toLowerCase())) : fail(`${JSON.stringify(text)} is no UUID.`),
    // Kafka writes them in small letters, and reads both.
    alike: (text) => (uuidPattern.test(text) ? [Buffer.from(text)] : []),
  },
  json,
  hex,
  base64,
  voidSerde,
];

/** Names as in `serdeNames`, in any case. */
export function findPlainSerde(name: string): PlainSerde | undefined {
  if (!isSerdeName(name)) return undefined;
  const item = listItemOf(name);
  if (item !== undefined) return createListSerde(findPlainSerde(item)!);
  return table.find((serde) => serde.name === name.trim().toLowerCase());
}
