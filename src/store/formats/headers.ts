/** The headers of a record, out of the record format's own bytes. */
import type { Json } from '../query.js';
import { createByteReader } from './byteReader.js';
import { textOrBytes } from './shape.js';

export interface Header {
  readonly name: string;
  readonly value: Uint8Array | null;
}

/** Empty where the bytes are none of a record's headers. */
export function readHeaders(bytes: Uint8Array): readonly Header[] {
  if (bytes.length === 0) return [];
  try {
    const reader = createByteReader(bytes);
    const headers: Header[] = [];
    for (let left = reader.varint(); left > 0; left--) {
      const name = Buffer.from(reader.take(reader.varint())).toString('utf8');
      const length = reader.varint();
      headers.push({ name, value: length < 0 ? null : reader.take(length) });
    }
    return headers;
  } catch {
    return [];
  }
}

/** In order, one object each: names may come twice. */
export const headersJson = (headers: readonly Header[]): Json =>
  headers.map(({ name, value }) => ({ [name]: value === null ? null : textOrBytes(value) }));
