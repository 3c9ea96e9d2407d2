/** Protobuf messages as JSON: names as in the schema, 64-bit integers exact, Google's well-known types as a person reads them. */
import { setOwn } from '../../formats/ownFields.js';
import { bytesJson, longJson } from '../../formats/shape.js';
import type { Json } from '../../query.js';
import { decimalJson, floatJson } from '../numbers.js';
import type { ValueBudget } from '../valueBudget.js';
import { defaultOf, type DecodedMessage, type FieldValue, type SingleValue } from './protobufDecode.js';
import type { FieldType } from './protobufTypes.js';

/** Names, symbols and fields that are not set are taken from the budget. Throws `MalformedBytes`. */
export function messageJson(message: DecodedMessage, budget: ValueBudget, depth = 0): Json {
  const known = wellKnown[message.type.fullName]?.(message, budget, depth);
  if (known !== undefined) return known;
  const { type, values } = message;
  // Without presence a field that is not set has its default; with it, it is left out.
  const unset = type.implicit.filter((field) => !values.has(field));
  const shown = [...unset, ...values.keys()].sort((a, b) => a.index - b.index);
  budget.take(unset.length, 0);
  const json: Record<string, Json> = {};
  for (const field of shown) {
    budget.take(0, field.name.length + 2 * depth);
    setOwn(json, field.name, fieldJson(field, values.get(field) ?? emptyOf(field), budget, depth + 1));
  }
  const unknown = unknownJson(message);
  if (unknown !== undefined) json['(unknown fields)'] = unknown;
  return json;
}

function emptyOf(field: FieldType): FieldValue {
  if (field.form === 'map') return new Map();
  return field.form === 'repeated' ? [] : defaultOf(field);
}

function fieldJson(field: FieldType, value: FieldValue, budget: ValueBudget, depth: number): Json {
  if (isMap(value)) {
    const entries: Record<string, Json> = {};
    for (const [key, one] of value) setOwn(entries, key, singleJson(field, one, budget, depth + 1));
    return entries;
  }
  return isList(value) ? value.map((one) => singleJson(field, one, budget, depth + 1)) : singleJson(field, value, budget, depth);
}

const isMap = (value: FieldValue): value is ReadonlyMap<string, SingleValue> => value instanceof Map;
const isList = (value: FieldValue): value is readonly SingleValue[] => Array.isArray(value);

function singleJson({ type, enumeration }: FieldType, value: SingleValue, budget: ValueBudget, depth: number): Json {
  if (value instanceof Uint8Array) return bytesJson(value);
  if (typeof value === 'object') return messageJson(value, budget, depth);
  if (typeof value === 'bigint') return longJson(value);
  if (typeof value !== 'number') return value;
  if (enumeration === undefined) return type === 'float' ? floatJson(value) : decimalJson(value);
  const symbol = enumeration.names.get(value);
  budget.take(0, symbol?.length ?? 0);
  return symbol ?? value;
}

/** Fields that the schema does not have, tags and all. */
const unknownJson = ({ unknown }: DecodedMessage): Json | undefined =>
  unknown.length === 0 ? undefined : bytesJson(Buffer.concat(unknown));

const isOdd = ({ unknown }: DecodedMessage): boolean => unknown.length > 0;

/** undefined: it has no such field of one value. A field that is not set has its default. */
function singleOf({ type, values }: DecodedMessage, name: string): { readonly field: FieldType; readonly value: SingleValue } | undefined {
  const field = type.byName.get(name);
  if (field === undefined || field.form !== 'single' || field.type === 'message') return undefined;
  const value = values.get(field) ?? defaultOf(field);
  return isMap(value) || isList(value) ? undefined : { field, value };
}

/** undefined: it has no such field of whole numbers. */
function integerOf(message: DecodedMessage, name: string): bigint | undefined {
  const value = singleOf(message, name)?.value;
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined;
}

type ShowKnown = (message: DecodedMessage, budget: ValueBudget, depth: number) => Json | undefined;

/** undefined: shown field by field, as what has fields of its own that should not be there, or is not what its name says. */
const wellKnown: Readonly<Partial<Record<string, ShowKnown>>> = {
  '.google.protobuf.Timestamp': (message) => {
    const [seconds, nanos] = [integerOf(message, 'seconds'), integerOf(message, 'nanos')];
    if (seconds === undefined || nanos === undefined || isOdd(message)) return undefined;
    if (seconds < -62_135_596_800n || seconds > 253_402_300_799n || nanos < 0n || nanos > 999_999_999n) return undefined;
    return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}${fraction(Number(nanos))}Z`;
  },
  '.google.protobuf.Duration': (message) => {
    const [seconds, nanos] = [integerOf(message, 'seconds'), integerOf(message, 'nanos')];
    if (seconds === undefined || nanos === undefined || isOdd(message)) return undefined;
    if (nanos < -999_999_999n || nanos > 999_999_999n || (seconds !== 0n && nanos !== 0n && seconds < 0n !== nanos < 0n)) return undefined;
    const sign = seconds < 0n || nanos < 0n ? '-' : '';
    return `${sign}${seconds < 0n ? -seconds : seconds}${fraction(Math.abs(Number(nanos)))}s`;
  },
  ...Object.fromEntries(
    ['Double', 'Float', 'Int64', 'UInt64', 'Int32', 'UInt32', 'Bool', 'String', 'Bytes'].map((name): [string, ShowKnown] => [
      `.google.protobuf.${name}Value`,
      (message, budget, depth) => {
        const found = singleOf(message, 'value');
        return isOdd(message) || found === undefined ? undefined : singleJson(found.field, found.value, budget, depth);
      },
    ]),
  ),
  '.google.protobuf.Struct': (message, budget, depth) => {
    const field = message.type.byName.get('fields');
    if (isOdd(message) || field?.form !== 'map') return undefined;
    return fieldJson(field, message.values.get(field) ?? emptyOf(field), budget, depth);
  },
  '.google.protobuf.ListValue': (message, budget, depth) => {
    const field = message.type.byName.get('values');
    if (isOdd(message) || field?.form !== 'repeated') return undefined;
    return fieldJson(field, message.values.get(field) ?? emptyOf(field), budget, depth);
  },
  '.google.protobuf.Value': (message, budget, depth) => {
    const [set, ...more] = message.values;
    if (set === undefined || more.length > 0 || isOdd(message)) return undefined;
    const [field, value] = set;
    return field.name === 'nullValue' || field.name === 'null_value' ? null : fieldJson(field, value, budget, depth);
  },
};

function fraction(nanos: number): string {
  if (nanos === 0) return '';
  const digits = String(nanos).padStart(9, '0');
  return `.${digits.endsWith('000000') ? digits.slice(0, 3) : digits.endsWith('000') ? digits.slice(0, 6) : digits}`;
}
