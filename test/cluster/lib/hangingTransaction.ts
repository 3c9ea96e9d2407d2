/** Writes records of a transaction that no coordinator knows: what a bug of brokers before KIP-890 left behind. */
import { createKafkajsConnection } from '../../../src/kafka/kafkajs/createKafkajsConnection.js';
import { crc32c } from '../../../src/kafka/records/crc32c.js';
import { plainBatch } from '../../kafka/records/plainBatch.js';
import type { TestCluster } from './broker.mjs';
import { plainSettings, valueOf } from './programs.js';

export interface HangingTransaction {
  readonly topic: string;
  readonly partition: number;
  readonly transactionalId: string;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly count: number;
}

/** To the only broker, which must not verify transactions (transaction.partition.verification.enable). Rejects where it refuses. */
export async function writeHanging(cluster: TestCluster, of: HangingTransaction): Promise<void> {
  const connection = createKafkajsConnection(plainSettings(cluster.bootstrap));
  try {
    const request = { apiKey: 0, apiVersion: 8, apiName: 'Produce', flexible: false, body: produceBody(of) };
    const answer = Buffer.from(valueOf(await connection.send(request, { kind: 'any' })));
    // One topic with one partition: their counts, the topic's name and the partition's number stand before its error.
    const error = answer.readInt16BE(4 + 2 + Buffer.byteLength(of.topic) + 4 + 4);
    if (error !== 0) throw new Error(`the broker refused the batch: error ${error}`);
  } finally {
    await connection.close();
  }
}

/** ProduceRequest v8: transactional id, acks of all, timeout, then topics. */
function produceBody(of: HangingTransaction): Buffer {
  const batch = transactionalBatch(of);
  return Buffer.concat([
    text(of.transactionalId),
    int16(-1),
    int32(10_000),
    int32(1),
    text(of.topic),
    int32(1),
    int32(of.partition),
    int32(batch.length),
    batch,
  ]);
}

/** The record format's version 2, without compression. */
function transactionalBatch({ producerId, producerEpoch, count }: HangingTransaction): Buffer {
  const now = Date.now();
  const word = (value: string): Buffer => Buffer.from(value);
  const plain = plainBatch(
    Array.from({ length: count }, (_, i) => ({ offset: i, timestamp: now, key: word(`h${i}`), value: word('hangs') })),
  );
  const isTransactional = 0x10;
  const sealed = Buffer.concat([
    int16(isTransactional),
    int32(count - 1),
    int64(now),
    int64(now),
    int64(producerId),
    int16(producerEpoch),
    int32(0),
    int32(count),
    plain.bytes,
  ]);
  const version2 = Buffer.from([2]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32c(sealed, 0, sealed.length) >>> 0);
  return Buffer.concat([int64(0), int32(4 + 1 + 4 + sealed.length), int32(-1), version2, checksum, sealed]);
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

const text = (value: string): Buffer => Buffer.concat([int16(Buffer.byteLength(value)), Buffer.from(value)]);
