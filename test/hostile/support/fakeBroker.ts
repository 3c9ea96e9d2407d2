/** A broker on loopback that answers as a test wants, right but for that: one topic `records` of one partition with ten records, one group `app`. */
import net from 'node:net';
import { WireWriter } from '../../../src/kafka/protocol/wireWriter.js';
import { recordBatch } from './recordBatch.js';

/** By api key; none of their answers has tag sections. */
const versions: Readonly<Record<number, readonly [least: number, most: number]>> = {
  1: [11, 11],
  2: [5, 5],
  3: [7, 7],
  9: [5, 5],
  10: [1, 1],
  15: [4, 4],
  16: [2, 2],
  17: [0, 1],
  18: [0, 2],
  32: [1, 1],
  35: [1, 1],
  36: [0, 1],
};

export const apiKeys = { fetch: 1, listOffsets: 2, metadata: 3, handshake: 17, apiVersions: 18, authenticate: 36 } as const;

export interface FakeRequest {
  readonly key: number;
  /** Without the header. */
  readonly body: Buffer;
  readonly port: number;
}

/** The body of the answer. */
export type Answer = (request: FakeRequest) => Uint8Array;

export interface FakeBroker {
  readonly bootstrap: string;
  /** Keys of the requests, in their order. */
  readonly asked: readonly number[];
  /** Connections that are open now. */
  open(): number;
  close(): Promise<void>;
}

export const answer = (write: (writer: WireWriter) => void): Buffer => {
  const writer = new WireWriter(false);
  write(writer);
  return Buffer.from(writer.toBytes());
};

export async function startFakeBroker(answers: Readonly<Record<number, Answer>> = {}): Promise<FakeBroker> {
  const asked: number[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    let waiting = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      waiting = Buffer.concat([waiting, bytes]);
      while (waiting.length >= 4 && waiting.length >= 4 + waiting.readInt32BE(0)) {
        const request = waiting.subarray(4, 4 + waiting.readInt32BE(0));
        waiting = waiting.subarray(4 + request.length);
        const key = request.readInt16BE(0);
        asked.push(key);
        const body = request.subarray(10 + Math.max(request.readInt16BE(8), 0));
        const answered = (answers[key] ?? honest[key])?.({ key, body, port: portOf(server) });
        if (answered === undefined) {
          socket.destroy();
          return;
        }
        const head = Buffer.alloc(8);
        head.writeInt32BE(answered.length + 4, 0);
        head.writeInt32BE(request.readInt32BE(4), 4);
        socket.write(head);
        socket.write(answered);
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    bootstrap: `127.0.0.1:${portOf(server)}`,
    asked,
    open: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

const portOf = (server: net.Server): number => (server.address() as net.AddressInfo).port;

export interface FakeTopic {
  readonly name: string;
  readonly partitions: number;
}

export const metadata = (
  brokers: readonly { readonly id: number; readonly host: string; readonly port: number }[],
  topics: readonly FakeTopic[] = [{ name: 'records', partitions: 1 }],
): Buffer =>
  answer((writer) => {
    writer.int32(0).array(brokers, ({ id, host, port }) => writer.int32(id).string(host).int32(port).nullableString(null));
    writer
      .string('fake')
      .int32(1)
      .array(topics, ({ name, partitions }) => {
        writer
          .int16(0)
          .string(name)
          .bool(false)
          .array(
            Array.from({ length: partitions }, (_, partition) => partition),
            (partition) => {
              writer.int16(0).int32(partition).int32(1).int32(0);
              writer
                .array([1], (id) => writer.int32(id))
                .array([1], (id) => writer.int32(id))
                .array<never>([], () => {});
            },
          );
      });
  });

/** One broker: this one. */
export const itself = (port: number) => [{ id: 1, host: '127.0.0.1', port }];

export const offsets =
  (end: number): Answer =>
  ({ body }) => {
    const isEarliest = body.readBigInt64BE(body.length - 8) === -2n;
    return answer((writer) =>
      writer.int32(0).array(['records'], (name) =>
        writer.string(name).array([0], (partition) =>
          writer
            .int32(partition)
            .int16(0)
            .int64(-1)
            .int64(isEarliest ? 0 : end)
            .int32(0),
        ),
      ),
    );
  };

/** Answers each fetch with these batches. */
export const fetched =
  (batches: (offset: number) => Uint8Array): Answer =>
  ({ body }) => {
    const records = batches(Number(body.readBigInt64BE(body.indexOf('records') + 'records'.length + 12)));
    const head = answer((writer) => {
      writer.int32(0).int16(0).int32(0).int32(1).string('records').int32(1);
      writer.int32(0).int16(0).int64(10).int64(10).int64(0).int32(0).int32(-1).int32(records.length);
    });
    return Buffer.concat([head, records]);
  };

const honest: Readonly<Record<number, Answer>> = {
  1: fetched(() => recordBatch({ records: 10 })),
  2: offsets(10),
  3: ({ port }) => metadata(itself(port)),
  9: () => answer((writer) => writer.int32(0).int32(0).int16(0)),
  10: ({ port }) => answer((writer) => writer.int32(0).int16(0).nullableString(null).int32(1).string('127.0.0.1').int32(port)),
  15: () => answer((writer) => writer.int32(0).int32(0)),
  16: () =>
    answer((writer) =>
      writer
        .int32(0)
        .int16(0)
        .array(['app'], (group) => writer.string(group).string('consumer')),
    ),
  18: () =>
    answer((writer) =>
      writer
        .int16(0)
        .array(Object.entries(versions), ([key, [least, most]]) => writer.int16(Number(key)).int16(least).int16(most))
        .int32(0),
    ),
  32: () => answer((writer) => writer.int32(0).int32(0)),
  35: () => answer((writer) => writer.int32(0).int32(0)),
};
