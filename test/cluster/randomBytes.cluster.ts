/** A topic of random and broken bytes: what was written is what is read, and nothing in it stops a reader. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { openCluster } from '../../src/kafka/openCluster.js';
import { startCluster } from './lib/broker.mjs';
import { createTopic, plainSettings, runProgram, valueOf } from './lib/programs.js';

const count = 100_000;
/** A header's bytes: count 1 or 2, key length 3, `sum`, value length 4; lengths are zigzag. */
const sumAt = Buffer.from([6, 0x73, 0x75, 0x6d, 8]);

it(`reads ${count} records of random bytes`, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'streams-lens-random-'));
  const brokers = await startCluster({ version: '4.3.0', directory });
  const cluster = openCluster(plainSettings(brokers.bootstrap));
  try {
    await createTopic(brokers, 'random', 1);
    await runProgram(brokers, 'RandomBytes', 'random', String(count), '7');
    let records = 0;
    const wrong: number[] = [];
    const end = await cluster.scan(
      { topic: 'random', partition: 0, from: 0, to: count, isolation: 'committed' },
      (offset, _timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) => {
        const part = (from: number, to: number): Uint8Array => (from < 0 ? new Uint8Array() : bytes.subarray(from, to));
        const headers = Buffer.from(part(headersFrom, headersTo));
        const isMarked = headers.subarray(1, 6).equals(sumAt);
        const sum = crc32(part(valueFrom, valueTo), crc32(part(keyFrom, keyTo)));
        if (offset !== records || !isMarked || headers.readUInt32BE(6) !== sum) wrong.push(offset);
        records++;
      },
    );
    expect(valueOf(end)).toEqual({ kind: 'done', next: count });
    expect({ records, wrong }).toEqual({ records: count, wrong: [] });
  } finally {
    await cluster.close();
    await brokers.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}, 120_000);
