/** The requests that change a cluster: only here. Schemas: Kafka's message definitions. */
import type { Api } from '../protocol/api.js';

const allReplicas = -1;

export interface Produced {
  readonly error: number;
  readonly baseOffset: number;
}

export interface ProduceQuestion {
  readonly topic: string;
  readonly partition: number;
  readonly batch: Uint8Array;
  readonly timeoutMs: number;
}

/** One batch of one partition. null: the answer is about something else. */
export const produceApi: Api<ProduceQuestion, Produced | null> = {
  key: 0,
  name: 'Produce',
  versions: [7, 3],
  write(writer, { topic, partition, batch, timeoutMs }) {
    writer.nullableString(null).int16(allReplicas).int32(timeoutMs);
    writer.array([topic], (name) => {
      writer.string(name);
      writer.array([partition], (number) => writer.int32(number).bytes(batch));
    });
  },
  read(reader, version) {
    const answers = reader.array(() => {
      reader.string();
      return reader.array(() => {
        reader.int32();
        const produced = { error: reader.int16(), baseOffset: reader.int64() };
        reader.int64();
        if (version >= 5) reader.int64();
        return produced;
      });
    });
    reader.int32();
    return answers[0]?.[0] ?? null;
  },
};

export interface ProducerIdAnswer {
  readonly error: number;
  readonly producerId: number;
  readonly producerEpoch: number;
}

/** For a producer without transactions. */
export const initProducerIdApi: Api<void, ProducerIdAnswer> = {
  key: 22,
  name: 'InitProducerId',
  versions: [1, 0],
  write(writer) {
    writer.nullableString(null).int32(60_000);
  },
  read(reader) {
    reader.int32();
    return { error: reader.int16(), producerId: reader.int64(), producerEpoch: reader.int16() };
  },
};

export interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replicas: number;
  readonly configs: Readonly<Record<string, string>>;
}

export interface TopicChange {
  readonly name: string;
  readonly error: number;
  readonly message: string | null;
}

export const createTopicsApi: Api<{ readonly topic: NewTopic; readonly timeoutMs: number }, readonly TopicChange[]> = {
  key: 19,
  name: 'CreateTopics',
  versions: [4, 2],
  write(writer, { topic, timeoutMs }) {
    writer.array([topic], ({ name, partitions, replicas, configs }) => {
      writer.string(name).int32(partitions).int16(replicas);
      writer.array<never>([], () => {});
      writer.array(Object.entries(configs), ([key, value]) => writer.string(key).string(value));
    });
    writer.int32(timeoutMs).bool(false);
  },
  read(reader) {
    reader.int32();
    return reader.array(() => ({ name: reader.string(), error: reader.int16(), message: reader.nullableString() }));
  },
};

export const deleteTopicsApi: Api<{ readonly name: string; readonly timeoutMs: number }, readonly TopicChange[]> = {
  key: 20,
  name: 'DeleteTopics',
  versions: [3, 1],
  write(writer, { name, timeoutMs }) {
    writer.array([name], (one) => writer.string(one)).int32(timeoutMs);
  },
  read(reader) {
    reader.int32();
    return reader.array(() => ({ name: reader.string(), error: reader.int16(), message: null }));
  },
};

export interface NewOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

const noGeneration = -1;

/** As a consumer commits that is no member of the group. What it answers: the partitions that were refused. */
export const offsetCommitApi: Api<
  { readonly group: string; readonly offsets: readonly NewOffset[] },
  readonly { readonly topic: string; readonly partition: number; readonly error: number }[]
> = {
  key: 8,
  name: 'OffsetCommit',
  versions: [5],
  write(writer, { group, offsets }) {
    writer.string(group).int32(noGeneration).string('');
    writer.array(offsets, ({ topic, partition, offset }) => {
      writer.string(topic);
      writer.array([partition], (number) => writer.int32(number).int64(offset).nullableString(''));
    });
  },
  read(reader) {
    reader.int32();
    const topics = reader.array(() => {
      const topic = reader.string();
      return reader.array(() => ({ topic, partition: reader.int32(), error: reader.int16() }));
    });
    return topics.flat().filter(({ error }) => error !== 0);
  },
};
