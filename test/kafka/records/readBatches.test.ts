/** Record batches of a real broker (recordFixtures.ts made them), as they are and damaged. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crc32c } from '../../../src/kafka/records/crc32c.js';
import { createDecompress } from '../../../src/kafka/records/decompress.js';
import { BrokenBatch } from '../../../src/kafka/records/brokenBatch.js';
import { readBatches, wholeBatchesEnd, type BatchesAsked } from '../../../src/kafka/records/readBatches.js';
import { readHeaders } from '../../../src/kafka/records/readHeaders.js';
import { oneByOne } from '../../../src/kafka/records/readRecords.js';

export interface Fixture {
  readonly topic: string;
  /** After the last whole batch. */
  readonly next: number;
  readonly aborted: BatchesAsked['aborted'];
  readonly base64: string;
  /** OFFSET TIMESTAMP KEY VALUE [HEADER=VALUE]..., in hexadecimal digits. */
  readonly lines: readonly string[];
}

const fixtures = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures.json'), 'utf8')) as readonly Fixture[];
const decompress = await createDecompress();
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function read(bytes: Uint8Array, asked: Partial<BatchesAsked> & Pick<BatchesAsked, 'aborted'>) {
  const lines: string[] = [];
  const { next } = readBatches(
    bytes,
    { from: 0, to: Number.MAX_SAFE_INTEGER, ...asked },
    decompress,
    oneByOne((offset, timestamp, lent, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) => {
      const part = (from: number, to: number): string => (from < 0 ? '-' : hex(lent.subarray(from, to)));
      const headers = readHeaders(lent, headersFrom, headersTo).map(
        ({ key, value }) => `${hex(Buffer.from(key))}=${value === null ? '-' : hex(value)}`,
      );
      lines.push([offset, timestamp, part(keyFrom, keyTo), part(valueFrom, valueTo), ...headers].join(' '));
    }),
  );
  return { next, lines };
}

test.each(fixtures)('reads $topic as Java’s consumer does', ({ base64, aborted, next, lines }) => {
  const bytes = Buffer.from(base64, 'base64');
  expect(lines.length).toBeGreaterThan(3);
  expect(read(bytes, { aborted })).toEqual({ next, lines });
  const offsets = lines.map((line) => Number(line.split(' ')[0]));
  const [from, to] = [offsets[1]!, offsets.at(-1)!];
  expect(read(bytes, { aborted, from, to }).lines).toEqual(lines.slice(1, -1));
});

test.each(fixtures)('says where $topic is cut off, at any byte', ({ base64, aborted, lines }) => {
  const bytes = Buffer.from(base64, 'base64');
  // Each reads all before it again: a few thousand places, of every kind.
  for (let length = 0; length < bytes.length; length += 1 + (length % 41)) {
    const cut = bytes.subarray(0, length);
    const whole = wholeBatchesEnd(cut);
    const got = read(cut, { aborted });
    expect(got.next).toBe(whole);
    expect(got.lines).toEqual(lines.slice(0, got.lines.length));
  }
});

/** What reading these throws, if it does. */
function failureOf(records: Uint8Array, aborted: BatchesAsked['aborted']): Error | undefined {
  try {
    readBatches(
      records,
      { from: 0, to: Number.MAX_SAFE_INTEGER, aborted },
      decompress,
      oneByOne(() => {}),
    );
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

test.each(fixtures)('says that a batch of $topic is damaged, whichever byte it is', ({ base64, aborted }) => {
  const bytes = Buffer.from(base64, 'base64');
  const end = 12 + bytes.readInt32BE(8);
  const errors = new Set<unknown>();
  for (let at = 17; at < Math.min(end, 400); at++) {
    const damaged = Buffer.from(bytes.subarray(0, end));
    damaged[at] = damaged[at]! ^ 0x55;
    expect(failureOf(damaged, aborted)?.message).toBe('the batch at offset 0 is damaged: its checksum does not fit');
    // Sent as it is: whoever wrote it made a checksum that fits.
    damaged.writeUInt32BE(crc32c(damaged, 21, end), 17);
    errors.add(failureOf(damaged, aborted)?.constructor);
  }
  expect(errors).toEqual(new Set([undefined, BrokenBatch]));
});

test.each([
  [1, 'from before Kafka 0.11'],
  [9, 'which no Kafka has that is known here'],
])('refuses records of format %i in words', (format, age) => {
  const batch = Buffer.alloc(40);
  batch.writeInt32BE(28, 8);
  batch[16] = format;
  expect(() => read(batch, { aborted: [] })).toThrow(`records of format ${format}, ${age}, are not read`);
});
