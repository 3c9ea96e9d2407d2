/** Requests about transactions (KIP-664). Schemas: Kafka's message definitions. */
import type { Api } from './api.js';

export interface DescribedProducers {
  readonly name: string;
  readonly partitions: readonly {
    readonly partition: number;
    readonly error: number;
    readonly message: string | null;
    readonly producers: readonly {
      readonly id: number;
      readonly epoch: number;
      /** Below 0: it has no transaction open there. */
      readonly startOffset: number;
    }[];
  }[];
}

/** Only leaders answer. */
export const describeProducersApi: Api<
  readonly { readonly name: string; readonly partitions: readonly number[] }[],
  readonly DescribedProducers[]
> = {
  key: 61,
  name: 'DescribeProducers',
  versions: [0],
  flexibleFrom: 0,
  write(writer, topics) {
    writer.array(topics, ({ name, partitions }) => {
      writer.string(name);
      writer.array(partitions, (partition) => writer.int32(partition)).tags();
    });
    writer.tags();
  },
  read(reader) {
    reader.int32();
    const topics = reader.array(() => {
      const name = reader.string();
      const partitions = reader.array(() => {
        const answer = { partition: reader.int32(), error: reader.int16(), message: reader.nullableString() };
        const producers = reader.array(() => {
          const producer = { id: reader.int64(), epoch: reader.int32() };
          reader.int32();
          reader.int64();
          reader.int32();
          const startOffset = reader.offset();
          reader.tags();
          return { ...producer, startOffset };
        });
        reader.tags();
        return { ...answer, producers };
      });
      reader.tags();
      return { name, partitions };
    });
    reader.tags();
    return topics;
  },
};

export interface ListedTransactions {
  readonly error: number;
  readonly transactions: readonly { readonly id: string; readonly producerId: number }[];
}

/** Of these producers, those that the broker coordinates and the user may describe. */
export const listTransactionsApi: Api<readonly number[], ListedTransactions> = {
  key: 66,
  name: 'ListTransactions',
  versions: [0],
  flexibleFrom: 0,
  write(writer, producerIds) {
    writer.array<string>([], (state) => writer.string(state));
    writer.array(producerIds, (id) => writer.int64(id)).tags();
  },
  read(reader) {
    reader.int32();
    const error = reader.int16();
    reader.array(() => reader.string());
    const transactions = reader.array(() => {
      const transaction = { id: reader.string(), producerId: reader.int64() };
      reader.string();
      reader.tags();
      return transaction;
    });
    reader.tags();
    return { error, transactions };
  },
};

export interface DescribedTransaction {
  readonly error: number;
  readonly id: string;
  readonly state: string;
  readonly timeoutMs: number;
  /** Below 0: none is open. */
  readonly startedAt: number;
  readonly producerId: number;
  /** Of those that the user may describe; while it ends, those that have not been told yet. */
  readonly topics: readonly { readonly name: string; readonly partitions: readonly number[] }[];
}

/** To the coordinator of each. */
export const describeTransactionsApi: Api<readonly string[], readonly DescribedTransaction[]> = {
  key: 65,
  name: 'DescribeTransactions',
  versions: [0],
  flexibleFrom: 0,
  write(writer, ids) {
    writer.array(ids, (id) => writer.string(id)).tags();
  },
  read(reader) {
    reader.int32();
    const transactions = reader.array(() => {
      const transaction = {
        error: reader.int16(),
        id: reader.string(),
        state: reader.string(),
        timeoutMs: reader.int32(),
        startedAt: reader.int64(),
        producerId: reader.int64(),
      };
      reader.int16();
      const topics = reader.array(() => {
        const topic = { name: reader.string(), partitions: reader.array(() => reader.int32()) };
        reader.tags();
        return topic;
      });
      reader.tags();
      return { ...transaction, topics };
    });
    reader.tags();
    return transactions;
  },
};
