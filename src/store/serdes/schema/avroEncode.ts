/** Keys typed as JSON, in Avro's binary encoding. */
import { isLosslessNumber, parse } from 'lossless-json';
import { MalformedBytes } from '../../formats/byteReader.js';
import { decimalBytes, logicalNumber, scaleOf } from './avroLogical.js';
import { branchNameOf, type AvroType } from './avroType.js';

/** A type of texts takes the text as it is, all else is JSON. Throws `MalformedBytes` with the reason. */
export function encodeAvro(type: AvroType, text: string): Uint8Array {
  const base = type.underlyingType ?? type;
  if (base.typeName === 'bytes' && type === base) return decodeBytes(text);
  const isText = base.typeName === 'string' || base.typeName === 'enum' || (type !== base && !/^\s*[{[]/.test(text));
  const parts: Uint8Array[] = [];
  writeValue(parts, type, isText ? text : parseJson(text));
  return Buffer.concat(parts);
}

function parseJson(text: string): unknown {
  try {
    return parse(text);
  } catch {
    throw new MalformedBytes('the key is no JSON');
  }
}

function writeValue(parts: Uint8Array[], type: AvroType, value: unknown): void {
  const wrong = (): MalformedBytes => new MalformedBytes(`a value is no ${type.name ?? type.typeName}`);
  if (type.types !== undefined) return writeUnion(parts, type.types, value);
  if (type.underlyingType !== undefined) return writeLogical(parts, type, value);
  switch (type.typeName) {
    case 'null':
      if (value !== null) throw wrong();
      return;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrong();
      parts.push(Uint8Array.of(value ? 1 : 0));
      return;
    case 'int':
    case 'long': {
      const text = isLosslessNumber(value) || typeof value === 'string' ? String(value) : '';
      if (!/^-?\d{1,19}$/.test(text)) throw wrong();
      const number = BigInt(text);
      if (BigInt.asIntN(type.typeName === 'int' ? 32 : 64, number) !== number) throw wrong();
      parts.push(zigzag(number));
      return;
    }
    case 'float':
    case 'double': {
      const number = isLosslessNumber(value) || typeof value === 'string' ? Number(String(value)) : Number.NaN;
      if (Number.isNaN(number) && value !== 'NaN') throw wrong();
      const bytes = Buffer.alloc(type.typeName === 'float' ? 4 : 8);
      if (type.typeName === 'float') bytes.writeFloatLE(number);
      else bytes.writeDoubleLE(number);
      parts.push(bytes);
      return;
    }
    case 'string':
      if (typeof value !== 'string') throw wrong();
      writeSized(parts, Buffer.from(value, 'utf8'));
      return;
    case 'bytes':
      writeSized(parts, bytesOf(value, wrong));
      return;
    case 'fixed': {
      const bytes = bytesOf(value, wrong);
      if (bytes.length !== type.size) throw wrong();
      parts.push(bytes);
      return;
    }
    case 'enum': {
      const index = typeof value === 'string' ? type.symbols!.indexOf(value) : -1;
      if (index < 0) throw wrong();
      parts.push(zigzag(BigInt(index)));
      return;
    }
    case 'record':
    case 'error': {
      const given = objectOf(value, wrong);
      const unknown = Object.keys(given).find((name) => !type.fields!.some((field) => field.name === name));
      if (unknown !== undefined) throw new MalformedBytes(`${type.name} has no field ${unknown}`);
      for (const field of type.fields!) {
        if (!Object.hasOwn(given, field.name)) throw new MalformedBytes(`field ${field.name} of ${type.name} is missing`);
        writeValue(parts, field.type, given[field.name]);
      }
      return;
    }
    case 'array': {
      if (!Array.isArray(value)) throw wrong();
      const items = value as readonly unknown[];
      if (items.length > 0) parts.push(zigzag(BigInt(items.length)));
      for (const item of items) writeValue(parts, type.itemsType!, item);
      parts.push(zigzag(0n));
      return;
    }
    case 'map': {
      const entries = Object.entries(objectOf(value, wrong));
      if (entries.length > 0) parts.push(zigzag(BigInt(entries.length)));
      for (const [name, item] of entries) {
        writeSized(parts, Buffer.from(name, 'utf8'));
        writeValue(parts, type.valuesType!, item);
      }
      parts.push(zigzag(0n));
      return;
    }
    default:
      throw wrong();
  }
}

/** The branch that is named, as Avro's JSON does, else the first that takes the value. */
function writeUnion(parts: Uint8Array[], types: readonly AvroType[], value: unknown): void {
  const names = typeof value === 'object' && value !== null && !isLosslessNumber(value) ? Object.keys(value) : [];
  const named = names.length === 1 ? types.findIndex((branch) => branchNameOf(branch) === names[0]) : -1;
  const tries = [
    ...(named < 0 ? [] : [{ index: named, given: (value as Readonly<Record<string, unknown>>)[names[0]!] }]),
    ...types.map((_, index) => ({ index, given: value })),
  ];
  let reason: MalformedBytes | undefined;
  for (const { index, given } of tries) {
    const own: Uint8Array[] = [zigzag(BigInt(index))];
    try {
      writeValue(own, types[index]!, given);
      parts.push(...own);
      return;
    } catch (error) {
      if (!(error instanceof MalformedBytes)) throw error;
      reason ??= error;
    }
  }
  throw reason ?? new MalformedBytes('a union has no branches');
}

function writeLogical(parts: Uint8Array[], { underlyingType, attributes }: AvroType, value: unknown): void {
  const plain = underlyingType!;
  const text = isLosslessNumber(value) || typeof value === 'string' ? String(value) : undefined;
  if (text !== undefined && (plain.typeName === 'int' || plain.typeName === 'long')) {
    const number = logicalNumber(attributes!, text);
    return writeValue(parts, plain, number === undefined ? value : String(number));
  }
  if (text !== undefined && attributes!.logicalType === 'decimal') {
    const bytes = decimalBytes(text, scaleOf(attributes!), plain.size);
    if (plain.typeName === 'bytes') writeSized(parts, bytes);
    else parts.push(bytes);
    return;
  }
  writeValue(parts, plain, value);
}

function objectOf(value: unknown, wrong: () => Error): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isLosslessNumber(value)) throw wrong();
  return value as Readonly<Record<string, unknown>>;
}

function bytesOf(value: unknown, wrong: () => Error): Uint8Array {
  const { base64 } = objectOf(value, wrong);
  if (typeof base64 !== 'string') throw wrong();
  return decodeBytes(base64);
}

const decodeBytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');

function writeSized(parts: Uint8Array[], bytes: Uint8Array): void {
  parts.push(zigzag(BigInt(bytes.length)), bytes);
}

function zigzag(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return Uint8Array.from([...bytes, Number(rest)]);
}
