/** Fetch without a group or session. Schema: Kafka's FetchRequest and FetchResponse. */
import type { Api } from './api.js';

export interface FetchQuestion {
  readonly topic: string;
  /** Of the topic that is meant; null: whatever has the name now. */
  readonly topicId: string | null;
  readonly partition: number;
  readonly offset: number;
  readonly committed: boolean;
  readonly maxBytes: number;
  readonly maxWaitMs: number;
}

export interface FetchAnswer {
  readonly error: number;
  readonly highWatermark: number;
  readonly lastStable: number;
  readonly logStart: number;
  /** Transactions that were aborted among the records: where each begins. */
  readonly aborted: readonly { readonly producerId: number; readonly firstOffset: number }[];
  /** Record batches; the last may be cut off. */
  readonly records: Uint8Array;
}

/** The first version that asks by the topic's id (KIP-516): a topic that was deleted and made again is not taken for the former. */
const topicIdVersion = 13;

/** null: the answer has no such partition. */
export const fetchByIdApi: Api<FetchQuestion, FetchAnswer | null> = {
  key: 1,
  name: 'Fetch',
  versions: [13, 11, 10],
  flexibleFrom: 12,
  write(writer, { topic, topicId, partition, offset, committed, maxBytes, maxWaitMs }, version) {
    writer.int32(-1).int32(maxWaitMs).int32(1).int32(maxBytes);
    writer
      .int8(committed ? 1 : 0)
      .int32(0)
      .int32(-1);
    writer.array([topic], (name) => {
      if (version >= topicIdVersion) writer.uuid(topicId ?? '');
      else writer.string(name);
      writer.array([partition], (index) => {
        writer.int32(index).int32(-1).int64(offset);
        if (version >= 12) writer.int32(-1);
        writer.int64(-1).int32(maxBytes).tags();
      });
      writer.tags();
    });
    writer.array<never>([], () => {});
    if (version >= 11) writer.string('');
    writer.tags();
  },
  read(reader, version) {
    reader.int32();
    const error = reader.int16();
    reader.int32();
    const answers = reader.array(() => {
      if (version >= topicIdVersion) reader.uuid();
      else reader.string();
      const partitions = reader.array(() => {
        reader.int32();
        const partition = { error: reader.int16(), highWatermark: reader.offset(), lastStable: reader.offset(), logStart: reader.offset() };
        const aborted = reader.array(() => {
          const transaction = { producerId: reader.int64(), firstOffset: reader.offset() };
          reader.tags();
          return transaction;
        });
        if (version >= 11) reader.int32();
        const records = reader.byteRange();
        reader.tags();
        return { ...partition, aborted, records };
      });
      reader.tags();
      return partitions;
    });
    reader.tags();
    const answer = answers[0]?.[0] ?? null;
    return answer === null || error === 0 ? answer : { ...answer, error };
  },
};

/** For brokers that tell no ids of topics. */
export const fetchByNameApi: typeof fetchByIdApi = { ...fetchByIdApi, versions: [11, 10] };
