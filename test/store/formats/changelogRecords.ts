/** Records that real applications wrote (2.8.2, 3.9.1, 4.3.0), and what the library's own deserializers made of them. */
import { readFileSync } from 'node:fs';
import type { StoredRecord } from '../../../src/store/views/partitionView.js';

export interface ExpectedRecord {
  readonly offset: number;
  readonly timestamp: number;
  readonly key: string;
  readonly value: string | null;
  readonly headers: readonly (readonly [string, string | null])[];
  readonly expected: Readonly<Record<string, unknown>>;
}

export interface RecordedTopic {
  readonly topic: string;
  readonly store: string;
  readonly kind: string;
  readonly configs: Readonly<Record<string, string>>;
  readonly records: readonly ExpectedRecord[];
}

export const recordedTopics: readonly (RecordedTopic & { readonly appId: string })[] = (
  JSON.parse(readFileSync(new URL('../fixtures/changelog-records.json', import.meta.url), 'utf8')) as {
    readonly apps: readonly { readonly appId: string; readonly topics: readonly RecordedTopic[] }[];
  }
).apps.flatMap(({ appId, topics }) => topics.map((topic) => ({ appId, ...topic })));

export function toStoredRecord({ key, value, headers, timestamp, offset }: ExpectedRecord): StoredRecord {
  return {
    key: Buffer.from(key, 'base64'),
    value: value === null ? null : Buffer.from(value, 'base64'),
    headers: toHeaderBytes(headers),
    timestamp,
    offset,
  };
}

function toHeaderBytes(headers: ExpectedRecord['headers']): Uint8Array {
  if (headers.length === 0) return new Uint8Array();
  const parts = [varint(headers.length)];
  for (const [name, value] of headers) {
    const nameBytes = Buffer.from(name, 'utf8');
    parts.push(varint(nameBytes.length), nameBytes);
    const bytes = value === null ? null : Buffer.from(value, 'base64');
    parts.push(varint(bytes?.length ?? -1), bytes ?? Buffer.alloc(0));
  }
  return Buffer.concat(parts);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return Buffer.from([...bytes, rest]);
}
