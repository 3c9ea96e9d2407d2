/** Values of Avro's logical types as a person writes them, and back. */
import { MalformedBytes } from '../../formats/byteReader.js';
import { bytesJson, longJson } from '../../formats/shape.js';
import type { Json } from '../../query.js';
import type { LogicalAttributes } from './avroType.js';

/** What stands in the bytes: int, long and their kin as bigint, bytes as they are, texts. */
export type Plain = bigint | Uint8Array | string;

const unitsPerSecond: Readonly<Record<string, bigint>> = { millis: 1_000n, micros: 1_000_000n, nanos: 1_000_000_000n };

/** undefined: shown as its plain type is. Throws `MalformedBytes` where the attributes cannot be used. */
export function logicalJson(attributes: LogicalAttributes, plain: Plain): Json | undefined {
  const { logicalType } = attributes;
  if (typeof plain === 'string') return undefined;
  if (typeof plain === 'bigint') {
    if (logicalType === 'date') return dateText(plain);
    const [, kind, unit] = /^(timestamp|local-timestamp|time)-(millis|micros|nanos)$/.exec(logicalType) ?? [];
    if (unit === undefined) return undefined;
    const units = unitsPerSecond[unit]!;
    return kind === 'time' ? timeText(plain, units) : momentText(plain, units, kind === 'timestamp' ? 'Z' : '');
  }
  if (logicalType === 'decimal') return decimalText(plain, scaleOf(attributes));
  if (logicalType === 'uuid' && plain.length === 16)
    return Buffer.from(plain)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  if (logicalType !== 'duration' || plain.length !== 12) return undefined;
  const view = new DataView(plain.buffer, plain.byteOffset, 12);
  return { months: view.getUint32(0, true), days: view.getUint32(4, true), milliseconds: view.getUint32(8, true) };
}

/** What `logicalJson` made, back; undefined: not written so. */
export function logicalNumber({ logicalType }: LogicalAttributes, text: string): bigint | undefined {
  if (/^-?\d+$/.test(text)) return BigInt(text);
  const [, unit] = /-(millis|micros|nanos)$/.exec(logicalType) ?? [];
  const moment = /^(\d{4}-\d\d-\d\d)?T?(?:(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z?)?$/.exec(text);
  if (moment === null) return undefined;
  const [, date = '1970-01-01', time = '00:00:00', fraction = ''] = moment;
  const milliseconds = Date.parse(`${date}T${time}Z`);
  if (text === '' || Number.isNaN(milliseconds)) return undefined;
  const seconds = BigInt(milliseconds) / 1000n;
  if (logicalType === 'date') return seconds / 86_400n;
  const units = unit === undefined ? 1n : unitsPerSecond[unit]!;
  return seconds * units + (BigInt(fraction.padEnd(9, '0')) * units) / 1_000_000_000n;
}

/** Outside of the calendar: the number. */
function dateText(days: bigint): Json {
  const text = isoText(days * 86_400n);
  return text === undefined ? longJson(days) : text.slice(0, 10);
}

function momentText(value: bigint, units: bigint, zone: string): Json {
  const [seconds, rest] = floorDivide(value, units);
  const text = isoText(seconds);
  return text === undefined ? longJson(value) : `${text}${fractionText(rest, units)}${zone}`;
}

function timeText(value: bigint, units: bigint): Json {
  const [seconds, rest] = floorDivide(value, units);
  return seconds < 0n || seconds >= 86_400n ? longJson(value) : `${isoText(seconds)!.slice(11)}${fractionText(rest, units)}`;
}

/** To the second, without a zone. Years of four digits only. */
function isoText(seconds: bigint): string | undefined {
  if (seconds < -62_135_596_800n || seconds > 253_402_300_799n) return undefined;
  return new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
}

const fractionText = (rest: bigint, units: bigint): string => `.${String(rest).padStart(String(units).length - 1, '0')}`;

function floorDivide(value: bigint, by: bigint): readonly [bigint, bigint] {
  const rest = ((value % by) + by) % by;
  return [(value - rest) / by, rest];
}

/** More digits than anyone writes would take a day to convert. */
const longestDecimal = 4096;

/** Throws `MalformedBytes`: a value with another scale would be another value. */
export function scaleOf({ scale = 0 }: LogicalAttributes): number {
  if (typeof scale === 'number' && Number.isInteger(scale) && scale >= 0 && scale <= longestDecimal) return scale;
  const shown = typeof scale === 'number' || typeof scale === 'string' ? String(scale).slice(0, 40) : typeof scale;
  throw new MalformedBytes(`a decimal has ${shown} for its scale`);
}

/** Two's complement, big endian. */
function decimalText(bytes: Uint8Array, scale: number): Json {
  if (bytes.length > longestDecimal) return bytesJson(bytes);
  const unsigned = bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  const value = BigInt.asIntN(bytes.length * 8, unsigned);
  if (scale === 0) return String(value);
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** `size` undefined: the fewest bytes. Throws `MalformedBytes`. */
export function decimalBytes(text: string, scale: number, size: number | undefined): Uint8Array {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || fraction.length > scale) throw new MalformedBytes(`${text} is no decimal of ${scale} places`);
  if (whole.length > longestDecimal || (size ?? 0) > longestDecimal)
    throw new MalformedBytes(`a decimal has more than ${longestDecimal} digits`);
  const value = BigInt(`${sign}${whole}${fraction.padEnd(scale, '0')}`);
  let length = 1;
  while (BigInt.asIntN(length * 8, value) !== value) length++;
  if (size !== undefined) length = size;
  if (BigInt.asIntN(length * 8, value) !== value) throw new MalformedBytes(`${text} does not fit into ${length} bytes`);
  const digits = BigInt.asUintN(length * 8, value)
    .toString(16)
    .padStart(length * 2, '0');
  return Buffer.from(digits, 'hex');
}
