/** What is written is what is read: by the reader of record batches, which checks their seals. */
import { expect, test } from 'vitest';
import { createDecompress } from '../../../src/kafka/records/decompress.js';
import { readBatches } from '../../../src/kafka/records/readBatches.js';
import { readHeaders } from '../../../src/kafka/records/readHeaders.js';
import { oneByOne } from '../../../src/kafka/records/readRecords.js';
import { bytesOf, encodeBatch, type NewRecord } from '../../../src/kafka/writing/recordBatch.js';
import { isWritable, markedBy } from '../../../src/kafka/writing/writableSettings.js';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const noHeaders = Uint8Array.of(0);

async function readBack(batch: Uint8Array): Promise<NewRecord[]> {
  const records: NewRecord[] = [];
  const part = (of: Uint8Array, from: number, to: number): Uint8Array | null => (from < 0 ? null : Buffer.from(of.subarray(from, to)));
  readBatches(
    batch,
    { from: 0, to: Number.MAX_SAFE_INTEGER, aborted: [] },
    await createDecompress(),
    oneByOne((_, timestamp, of, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) =>
      records.push({
        timestamp,
        key: part(of, keyFrom, keyTo),
        value: part(of, valueFrom, valueTo),
        headers: Buffer.from(of.subarray(headersFrom, headersTo)),
      }),
    ),
  );
  return records;
}

test('records keep timestamps of any order, nulls, empty fields, headers and lengths of several bytes', async () => {
  const records: NewRecord[] = [
    { timestamp: 1_700_000_000_000, key: bytes('k'), value: bytes('v'), headers: noHeaders },
    { timestamp: 0, key: null, value: bytes(''), headers: noHeaders },
    { timestamp: 1_900_000_000_123, key: bytes(''), value: null, headers: Buffer.from([2, 2, 0x68, 2, 0x78]) },
    { timestamp: 1_699_999_999_999, key: bytes('k'.repeat(70)), value: bytes('v'.repeat(20_000)), headers: noHeaders },
  ];
  const batch = encodeBatch(records, { producerId: 4, producerEpoch: 1, sequence: 9 });
  expect(batch.length).toBeLessThanOrEqual(61 + records.reduce((sum, record) => sum + bytesOf(record), 0));
  const read = await readBack(batch);
  expect(read).toEqual(records.map((record) => ({ ...record, ...copied(record) })));
  expect(readHeaders(read[2]!.headers, 0, read[2]!.headers.length)).toEqual([{ key: 'h', value: Buffer.from('x') }]);
});

const copied = ({ key, value, headers }: NewRecord): Omit<NewRecord, 'timestamp'> => ({
  key: key === null ? null : Buffer.from(key),
  value: value === null ? null : Buffer.from(value),
  headers: Buffer.from(headers),
});

test('a cluster is writable only where its file says so', () => {
  const settings = { bootstrap: ['localhost:9092'], tls: null, sasl: null, schemaRegistry: null };
  expect(isWritable(markedBy(settings, 'kslens.writable=true'))).toBe(true);
  for (const text of ['', '#kslens.writable=true', 'kslens.writable=yes', 'kslens.writable=', 'writable=true'])
    expect(isWritable(markedBy(settings, text))).toBe(false);
});
