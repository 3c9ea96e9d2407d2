/** Protobuf messages as JSON: names as in the schema, 64-bit integers exact, Google's well-known types as a person reads them. */
import protobuf from 'protobufjs';
import { bytesJson, longJson } from '../../formats/shape.js';
import type { Json } from '../../query.js';
import { decimalJson, floatJson } from '../numbers.js';

export function messageJson(message: protobuf.Message): Json {
  const type = message.$type;
  const known = wellKnown[type.fullName]?.(message);
  if (known !== undefined) return known;
  const fields: (readonly [string, Json])[] = [];
  for (const field of type.fieldsArray) {
    field.resolve();
    const isSet = Object.hasOwn(message, field.name);
    // Without presence a field that is not set has its default; with it, it is left out.
    const hasPresence = field.hasPresence || field.resolvedType instanceof protobuf.Type;
    if (!isSet && (hasPresence || field.repeated || field.map)) continue;
    fields.push([field.name, fieldJson(field, (message as unknown as Readonly<Record<string, unknown>>)[field.name])]);
  }
  const unknown = unknownJson(message);
  return Object.fromEntries(unknown === undefined ? fields : [...fields, ['(unknown fields)', unknown]]);
}

function fieldJson(field: protobuf.Field, value: unknown): Json {
  if (field.map) {
    const entries = Object.entries(value as Readonly<Record<string, unknown>>);
    const keyType = field instanceof protobuf.MapField ? field.keyType : 'string';
    return Object.fromEntries(entries.map(([key, one]) => [mapKey(keyType, key), singleJson(field, one)]));
  }
  return field.repeated ? (value as readonly unknown[]).map((one) => singleJson(field, one)) : singleJson(field, value);
}

/** protobufjs keeps keys of 64 bits as eight characters. */
function mapKey(keyType: string, key: string): string {
  if (!keyType.endsWith('64') || key.length !== 8) return key;
  const bits = Buffer.from(key, 'latin1');
  return String(keyType.startsWith('u') || keyType === 'fixed64' ? bits.readBigUInt64LE() : bits.readBigInt64LE());
}

function singleJson(field: protobuf.Field, value: unknown): Json {
  if (value instanceof protobuf.Message) return messageJson(value);
  // What is not set, protobufjs has as an array.
  if (field.type === 'bytes') return bytesJson(value instanceof Uint8Array ? value : new Uint8Array());
  if (field.resolvedType instanceof protobuf.Enum) return field.resolvedType.valuesById[value as number] ?? (value as number);
  if (typeof value === 'number') return field.type === 'float' ? floatJson(value) : decimalJson(value);
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  return longJson(longOf(value));
}

/** Fields that the schema does not have, tags and all. */
function unknownJson(message: protobuf.Message): Json | undefined {
  const { $unknowns } = message as { readonly $unknowns?: readonly Uint8Array[] };
  return $unknowns === undefined || $unknowns.length === 0 ? undefined : bytesJson(Buffer.concat($unknowns));
}

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (message: protobuf.Message): Fields => message as unknown as Fields;
const longOf = (value: unknown): bigint => (isLong(value) ? BigInt(value.toString()) : 0n);

/** 64 bits as protobufjs has them. */
const isLong = (value: unknown): value is { toString(): string } => typeof value === 'object' && value !== null && 'low' in value;

/** undefined: shown field by field, as what has fields of its own that should not be there. */
const wellKnown: Readonly<Record<string, (message: protobuf.Message) => Json | undefined>> = {
  '.google.protobuf.Timestamp': (message) => {
    const seconds = longOf(fieldsOf(message)['seconds']);
    const nanos = Number(fieldsOf(message)['nanos'] ?? 0);
    if (seconds < -62_135_596_800n || seconds > 253_402_300_799n || nanos < 0 || nanos > 999_999_999 || isOdd(message)) return undefined;
    return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}${fraction(nanos)}Z`;
  },
  '.google.protobuf.Duration': (message) => {
    const seconds = longOf(fieldsOf(message)['seconds']);
    const nanos = Number(fieldsOf(message)['nanos'] ?? 0);
    if (Math.abs(nanos) > 999_999_999 || (seconds !== 0n && nanos !== 0 && seconds < 0n !== nanos < 0) || isOdd(message)) return undefined;
    const sign = seconds < 0n || nanos < 0 ? '-' : '';
    return `${sign}${seconds < 0n ? -seconds : seconds}${fraction(Math.abs(nanos))}s`;
  },
  ...Object.fromEntries(
    ['Double', 'Float', 'Int64', 'UInt64', 'Int32', 'UInt32', 'Bool', 'String', 'Bytes'].map((name) => [
      `.google.protobuf.${name}Value`,
      (message: protobuf.Message) => (isOdd(message) ? undefined : singleJson(message.$type.fieldsArray[0]!, fieldsOf(message)['value'])),
    ]),
  ),
  '.google.protobuf.Struct': (message) => {
    const entries = Object.entries((fieldsOf(message)['fields'] ?? {}) as Readonly<Record<string, protobuf.Message>>);
    return isOdd(message) ? undefined : Object.fromEntries(entries.map(([name, value]) => [name, messageJson(value)]));
  },
  '.google.protobuf.ListValue': (message) => {
    const values = (fieldsOf(message)['values'] ?? []) as readonly protobuf.Message[];
    return isOdd(message) ? undefined : values.map((value) => messageJson(value));
  },
  '.google.protobuf.Value': (message) => {
    const set = message.$type.fieldsArray.filter(({ name }) => Object.hasOwn(message, name));
    const [field] = set;
    if (field === undefined || set.length > 1 || isOdd(message)) return undefined;
    return field.name === 'nullValue' || field.name === 'null_value' ? null : singleJson(field, fieldsOf(message)[field.name]);
  },
};

const isOdd = (message: protobuf.Message): boolean => unknownJson(message) !== undefined;

function fraction(nanos: number): string {
  if (nanos === 0) return '';
  const digits = String(nanos).padStart(9, '0');
  return `.${digits.endsWith('000000') ? digits.slice(0, 3) : digits.endsWith('000') ? digits.slice(0, 6) : digits}`;
}
