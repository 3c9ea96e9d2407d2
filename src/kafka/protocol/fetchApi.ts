/** Fetch without a group. Schema: Kafka's FetchRequest and FetchResponse. */
import type { Api } from './api.js';

export interface FetchQuestion {
  readonly topic: string;
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

/** null: the answer has no such partition. */
export const fetchApi: Api<FetchQuestion, FetchAnswer | null> = {
  key: 1,
  name: 'Fetch',
  versions: [11, 10],
  write(writer, { topic, partition, offset, committed, maxBytes, maxWaitMs }, version) {
    writer.int32(-1).int32(maxWaitMs).int32(1).int32(maxBytes);
    writer
      .int8(committed ? 1 : 0)
      .int32(0)
      .int32(-1);
    writer.array([topic], (name) => {
      writer.string(name);
      writer.array([partition], (index) => writer.int32(index).int32(-1).int64(offset).int64(-1).int32(maxBytes));
    });
    writer.array<never>([], () => {});
    if (version >= 11) writer.string('');
  },
  read(reader, version) {
    reader.int32();
    const error = reader.int16();
    reader.int32();
    const answers = reader.array(() => {
      reader.string();
      return reader.array(() => {
        reader.int32();
        const partition = { error: reader.int16(), highWatermark: reader.int64(), lastStable: reader.int64(), logStart: reader.int64() };
        const aborted = reader.array(() => ({ producerId: reader.int64(), firstOffset: reader.int64() }));
        if (version >= 11) reader.int32();
        return { ...partition, aborted, records: reader.byteRange() };
      });
    });
    const answer = answers[0]?.[0] ?? null;
    return answer === null || error === 0 ? answer : { ...answer, error };
  },
};
