/** What a record format finds in key or value: parts that serdes read, and facts of the format's own around them. */
import type { Json } from '../query.js';

/** Parts that one serde reads: foreign-key stores have two kinds of keys, outer joins two kinds of values. */
export type ColumnName = 'key' | 'primaryKey' | 'value' | 'otherValue';

export type Shape =
  | { readonly kind: 'column'; readonly column: ColumnName; readonly bytes: Uint8Array }
  | { readonly kind: 'json'; readonly value: Json }
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, Shape>> }
  | { readonly kind: 'list'; readonly items: readonly Shape[] };

export const column = (name: ColumnName, bytes: Uint8Array | null): Shape =>
  bytes === null ? { kind: 'json', value: null } : { kind: 'column', column: name, bytes };
export const plainShape = (value: Json): Shape => ({ kind: 'json', value });
export const objectShape = (fields: Readonly<Record<string, Shape>>): Shape => ({ kind: 'object', fields });

export type ReadColumn = (column: ColumnName, bytes: Uint8Array) => Json;

export function renderShape(shape: Shape, read: ReadColumn): Json {
  switch (shape.kind) {
    case 'column':
      return read(shape.column, shape.bytes);
    case 'json':
      return shape.value;
    case 'list':
      return shape.items.map((item) => renderShape(item, read));
    case 'object':
      return Object.fromEntries(Object.entries(shape.fields).map(([name, field]) => [name, renderShape(field, read)]));
  }
}

export function eachColumn(shape: Shape, visit: (column: ColumnName, bytes: Uint8Array) => void): void {
  if (shape.kind === 'column') visit(shape.column, shape.bytes);
  else if (shape.kind === 'list') for (const item of shape.items) eachColumn(item, visit);
  else if (shape.kind === 'object') for (const field of Object.values(shape.fields)) eachColumn(field, visit);
}

export const bytesJson = (bytes: Uint8Array): Json => ({
  base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
});

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes that may be text and of which nothing else is known. */
export function textOrBytes(bytes: Uint8Array): Json {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytesJson(bytes);
  }
}

/** 64-bit integers that a JSON number does not hold are text. */
export const longJson = (value: bigint): Json =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value);
