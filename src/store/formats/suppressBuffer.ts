/** Values of suppress buffers (InMemoryTimeOrderedKeyValueChangeBuffer), all versions from 2.1 on. */
import { createByteReader, MalformedBytes, type ByteReader } from './byteReader.js';
import { headersJson, type Header } from './headers.js';
import { column, longJson, plainShape, type Shape } from './shape.js';
import type { ValueParts } from './storeFormat.js';

interface Change {
  readonly old: Uint8Array | null;
  readonly new: Uint8Array | null;
}

interface RecordContext {
  readonly timestamp: bigint;
  readonly offset: bigint;
  readonly topic: string;
  readonly partition: number;
  readonly headers: readonly Header[];
}

export interface BufferedValue extends Change {
  readonly prior: Uint8Array | null;
  /** null: version 0 has none. */
  readonly context: RecordContext | null;
  readonly bufferTime: bigint;
}

/** Throws `MalformedBytes`. `version`: of the record's header `v`; undefined: there is none, so version 0. */
export function decodeBufferedValue(bytes: Uint8Array, version: number | undefined): BufferedValue {
  switch (version) {
    case undefined:
      return decodeWhole(bytes, readVersion0);
    case 1:
      return decodeWhole(bytes, readVersion1);
    case 2:
      // 2.4.0 to 2.5.0 wrote version 3 under this number.
      try {
        return decodeWhole(bytes, readVersion2);
      } catch {
        return decodeWhole(bytes, readVersion3);
      }
    case 3:
      return decodeWhole(bytes, readVersion3);
    default:
      throw new MalformedBytes(`version ${version} of the suppress buffer's format is not known`);
  }
}

/** undefined: version 0, or no suppress buffer's record. */
export const formatVersionOf = (headers: readonly Header[]): number | undefined => headers.find(({ name }) => name === 'v')?.value?.[0];

export function readBufferedValue(bytes: Uint8Array, headers: readonly Header[]): ValueParts {
  const { prior, old, new: pending, context, bufferTime } = decodeBufferedValue(bytes, formatVersionOf(headers));
  const details: Record<string, Shape> = {
    prior: column('value', prior),
    old: column('value', old),
    bufferTime: plainShape(longJson(bufferTime)),
  };
  if (context !== null) {
    details['recordTimestamp'] = plainShape(longJson(context.timestamp));
    details['inputTopic'] = plainShape(context.topic);
    details['inputPartition'] = plainShape(context.partition);
    details['inputOffset'] = plainShape(longJson(context.offset));
    if (context.headers.length > 0) details['inputHeaders'] = plainShape(headersJson(context.headers));
  }
  return { value: column('value', pending), details };
}

function decodeWhole(bytes: Uint8Array, read: (reader: ByteReader) => BufferedValue): BufferedValue {
  const reader = createByteReader(bytes);
  const value = read(reader);
  if (reader.left > 0) throw new MalformedBytes(`${reader.left} bytes follow the suppress buffer's value`);
  return value;
}

function readVersion0(reader: ByteReader): BufferedValue {
  const bufferTime = reader.int64();
  return { ...readLegacyChange(reader), prior: null, context: null, bufferTime };
}

function readVersion1(reader: ByteReader): BufferedValue {
  const bufferTime = reader.int64();
  const context = readContext(reader);
  return { ...readSizedChange(reader), prior: null, context, bufferTime };
}

function readVersion2(reader: ByteReader): BufferedValue {
  const context = readContext(reader);
  const change = readSizedChange(reader);
  const prior = reader.nullable();
  return { ...change, prior, context, bufferTime: reader.int64() };
}

function readVersion3(reader: ByteReader): BufferedValue {
  const context = readContext(reader);
  const prior = reader.nullable();
  const oldLength = reader.int32();
  // -2: the same bytes as prior.
  const old = oldLength === -2 ? prior : oldLength === -1 ? null : reader.take(oldLength);
  const pending = reader.nullable();
  return { prior, old, new: pending, context, bufferTime: reader.int64() };
}

function readContext(reader: ByteReader): RecordContext {
  const timestamp = reader.int64();
  const offset = reader.int64();
  const topic = toText(reader.nullable() ?? new Uint8Array());
  const partition = reader.int32();
  const headers: Header[] = [];
  for (let left = reader.int32(); left > 0; left--) headers.push({ name: toText(reader.take(reader.int32())), value: reader.nullable() });
  return { timestamp, offset, topic, partition, headers };
}

function readSizedChange(reader: ByteReader): Change {
  const bytes = reader.nullable();
  if (bytes === null) throw new MalformedBytes('the buffered change is missing');
  const inner = createByteReader(bytes);
  const change = readLegacyChange(inner);
  if (inner.left > 0) throw new MalformedBytes(`${inner.left} bytes follow the buffered change`);
  return change;
}

function readLegacyChange(reader: ByteReader): Change {
  const old = reader.nullable();
  return { old, new: reader.nullable() };
}

const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
