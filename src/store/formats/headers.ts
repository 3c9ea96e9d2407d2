/** The headers of a record, out of the record format's own bytes. */
import { readHeaders as readRecordHeaders } from '../../kafka/records/readHeaders.js';
import type { Json } from '../query.js';
import { textOrBytes } from './shape.js';

export interface Header {
  readonly name: string;
  readonly value: Uint8Array | null;
}

/** Empty where the bytes are none of a record's headers. */
export function readHeaders(bytes: Uint8Array): readonly Header[] {
  try {
    return readRecordHeaders(bytes, 0, bytes.length).map(({ key, value }) => ({ name: key, value }));
  } catch {
    return [];
  }
}

/** In order, one object each: names may come twice. */
export const headersJson = (headers: readonly Header[]): Json =>
  headers.map(({ name, value }) => ({ [name]: value === null ? null : textOrBytes(value) }));
