/** What verifying the checksums of batches costs, beside reading the records of 100 bytes out of them; without a broker or a network. */
import { crc32c } from '../../src/kafka/records/crc32c.js';
import { readBatches } from '../../src/kafka/records/readBatches.js';
import { oneByOne } from '../../src/kafka/records/readRecords.js';
import { plainRecords, recordBatch } from '../hostile/support/recordBatch.js';
import { inTurn, ratio, words } from './figures.js';

const rounds = 15;
const perBatch = 150;
const batchCount = 3000;

const payload = plainRecords(perBatch, Buffer.alloc(90, 'v'));
const batches = Array.from({ length: batchCount }, (_, i) => recordBatch({ base: i * perBatch, records: perBatch, payload }));
const answer = Buffer.concat(batches);
let read = 0;
const sink = oneByOne(() => {
  read++;
});

const [verified, whole] = inTurn(
  rounds,
  () => {
    for (const batch of batches) crc32c(batch, 21, batch.length);
  },
  () => {
    read = 0;
    readBatches(answer, { from: 0, to: Infinity, aborted: [] }, (_, bytes) => bytes, sink);
    if (read !== batchCount * perBatch) throw new Error(`${read} records were read`);
  },
);
const rate = (answer.length / verified.least / 1e6).toFixed(2);
console.log(`${batchCount * perBatch} records of 100 bytes in batches of ${batches[0]!.length} bytes, not compressed`);
console.log(
  `  checksums ${words(verified)}, ${rate} GB/s; records with checksums ${words(whole)}: checksums are ${ratio(verified, whole)} of it`,
);
