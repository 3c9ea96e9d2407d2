/** Batches that are right, damaged or lie, read record by record and into a view: both find the same, or that it is broken. */
import zlib from 'node:zlib';
import { BrokenBatch } from '../../../src/kafka/records/brokenBatch.js';
import { crc32c } from '../../../src/kafka/records/crc32c.js';
import { createDecompress, type Decompress } from '../../../src/kafka/records/decompress.js';
import { readBatches, wholeBatchesEnd } from '../../../src/kafka/records/readBatches.js';
import { oneByOne } from '../../../src/kafka/records/readRecords.js';
import { createMemoryBudget } from '../../../src/store/views/memoryBudget.js';
import { createPartitionView } from '../../../src/store/views/partitionView.js';
import { plainBatch } from '../../kafka/records/plainBatch.js';
import { recordBatch } from '../support/recordBatch.js';
import { snappyLiterals, snappyFrame, storedLz4, storedZstd } from '../support/bombs.js';
import type { FuzzTarget } from './fuzzTarget.js';
import { createWireBytes, type WireBytes } from './randomBytes.js';

const everything = { from: 0, to: Number.MAX_SAFE_INTEGER, aborted: [] };
const rules = { materialise: 'latest', suffix: 'none', retentionMs: null, historyRetentionMs: null } as const;
const header = 61;

const compressed: readonly ((plain: Buffer) => Buffer)[] = [
  (plain) => plain,
  (plain) => zlib.gzipSync(plain),
  (plain) => snappyFrame([snappyLiterals(plain)]),
  storedLz4,
  storedZstd,
];

export const recordBatches: FuzzTarget = {
  name: 'record batches',
  async prepare() {
    const decompress = await createDecompress();
    return (random) => {
      const bytes = randomBatches(createWireBytes(random));
      return { input: bytes.toString('base64'), run: () => compare(bytes, decompress) };
    };
  },
};

function randomBatches(random: WireBytes): Buffer {
  const batches: Buffer[] = [];
  let base = 0;
  for (let count = 1 + random.number(4); count > 0; count--) {
    const batch = randomBatch(random, base);
    batches.push(batch);
    base += 40;
  }
  const all = Buffer.concat(batches);
  return random.number(4) === 0 ? random.damaged(all) : all;
}

/** Whatever is wrong in it, the checksum mostly fits. */
function randomBatch(random: WireBytes, base: number): Buffer {
  const records = Array.from({ length: 1 + random.number(20) }, (_, i) => ({
    offset: base + i * (1 + random.number(2)),
    timestamp: random.pick([0, 1, 1_700_000_000_000, -1]),
    key: random.number(9) === 0 ? null : Buffer.from(`k${random.number(8)}`),
    value: random.number(5) === 0 ? null : random.bytes(random.number(random.number(9) === 0 ? 300 : 12)),
  }));
  records.sort((a, b) => a.offset - b.offset);
  const plain = plainBatch(records);
  const damagedPlain = random.number(3) === 0 ? random.damaged(plain.bytes) : Buffer.from(plain.bytes);
  const codec = random.number(compressed.length);
  let payload = compressed[codec]!(damagedPlain);
  if (random.number(8) === 0) payload = random.damaged(payload);
  const batch = recordBatch({
    base,
    payload,
    codec: random.number(20) === 0 ? random.number(64) : codec,
    records: records.length,
    count: random.number(10) === 0 ? random.int32().readInt32BE(0) : records.length,
    lastDelta: random.number(10) === 0 ? random.int32().readInt32BE(0) : records.at(-1)!.offset - base,
  });
  if (random.number(10) > 0) return batch;
  batch[random.number(header)] = random.number(256);
  batch.writeUInt32BE(crc32c(batch, 21, batch.length), 17);
  return batch;
}

function compare(bytes: Buffer, decompress: Decompress): void {
  wholeBatchesEnd(bytes);
  const expected = new Map<string, string>();
  const brokenPlainly = isBroken(() =>
    readBatches(
      bytes,
      everything,
      decompress,
      oneByOne((offset, timestamp, lent, keyFrom, keyTo, valueFrom, valueTo) => {
        if (keyFrom < 0) return;
        const key = hex(lent.subarray(keyFrom, keyTo));
        if (valueFrom < 0) expected.delete(key);
        else expected.set(key, `${offset} ${timestamp} ${hex(lent.subarray(valueFrom, valueTo))}`);
      }),
    ),
  );
  const view = createPartitionView({ rules, asOf: null, budget: createMemoryBudget(1 << 28) });
  try {
    const brokenAtOnce = isBroken(() => readBatches(bytes, everything, decompress, view));
    view.settle();
    const brokenInView = brokenAtOnce || view.brokenAt !== undefined;
    if (brokenInView !== brokenPlainly) throw new Error(`broken in the view: ${brokenInView}, record by record: ${brokenPlainly}`);
    if (brokenInView) return;
    const found = new Map<string, string>();
    for (const entry of view.sorted()) {
      if (!view.isHeld(entry, 0)) continue;
      const { key, value, offset, timestamp } = view.read(entry);
      found.set(hex(key), `${offset} ${timestamp} ${hex(value!)}`);
    }
    for (const key of new Set([...expected.keys(), ...found.keys()]))
      if (found.get(key) !== expected.get(key))
        throw new Error(`key ${key}: ${found.get(key)} in the view, ${expected.get(key)} record by record`);
  } finally {
    view.close();
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function isBroken(read: () => unknown): boolean {
  try {
    read();
    return false;
  } catch (error) {
    if (error instanceof BrokenBatch) return true;
    throw error;
  }
}
