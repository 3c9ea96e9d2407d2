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
  for (let length = 0; length < bytes.length; length += 1 + (length % 7)) {
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

test.each(fixtures)('reads a batch of $topic with any damaged byte, or says that it is damaged', ({ base64, aborted }) => {
  const bytes = Buffer.from(base64, 'base64');
  const end = 12 + bytes.readInt32BE(8);
  const damage = ' (its checksum does not fit: the bytes are damaged)';
  let unread = 0;
  for (let at = 21; at < Math.min(end, 400); at++) {
    const damaged = Buffer.from(bytes.subarray(0, end));
    damaged[at] = damaged[at]! ^ 0x55;
    const error = failureOf(damaged, aborted);
    if (error === undefined) continue;
    unread++;
    expect(error).toBeInstanceOf(BrokenBatch);
    expect(error.message).toContain(damage);
    // Sent as it is: whoever wrote it made a checksum that fits.
    damaged.writeUInt32BE(crc32c(damaged, 21, end), 17);
    expect(failureOf(damaged, aborted)?.message).toBe(error.message.replace(damage, ''));
  }
  expect(unread).toBeGreaterThan(0);
});

test('refuses records of before format 2 in words', () => {
  const old = Buffer.alloc(40);
  old.writeInt32BE(28, 8);
  old[16] = 1;
  expect(() => read(old, { aborted: [] })).toThrow('records of format 1, from before Kafka 0.11, are not read');
});
