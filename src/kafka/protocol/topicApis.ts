/** Requests about topics: where they are, how they are set up, how long and how big they are. Schemas: Kafka's message definitions. */
import type { Api } from './api.js';
import { BrokenAnswer } from './wireReader.js';

export interface MetadataAnswer {
  readonly clusterId: string | null;
  readonly controller: number;
  readonly brokers: readonly { readonly id: number; readonly host: string; readonly port: number; readonly rack: string | null }[];
  readonly topics: readonly {
    readonly error: number;
    readonly name: string;
    readonly id: string | null;
    readonly internal: boolean;
    readonly partitions: readonly {
      readonly error: number;
      readonly partition: number;
      readonly leader: number;
      readonly replicas: readonly number[];
      readonly inSync: readonly number[];
      readonly offline: readonly number[];
    }[];
  }[];
}

/** Some questions go to each. */
const mostBrokers = 1_000;

/** null: all topics; none: the brokers alone. Never makes a topic. */
export const metadataApi: Api<readonly string[] | null, MetadataAnswer> = {
  key: 3,
  name: 'Metadata',
  versions: [12, 9, 7, 5],
  flexibleFrom: 9,
  write(writer, topics, version) {
    writer.array(topics, (name) => {
      if (version >= 10) writer.uuid('0'.repeat(32)); // asked for by name
      writer.string(name).tags();
    });
    writer.bool(false);
    if (version >= 8 && version <= 10) writer.bool(false);
    if (version >= 8) writer.bool(false);
    writer.tags();
  },
  read(reader, version) {
    reader.int32();
    const brokers = reader.array(() => {
      const broker = { id: reader.int32(), host: reader.string(), port: reader.int32(), rack: reader.nullableString() };
      reader.tags();
      return broker;
    });
    if (brokers.length > mostBrokers) throw new BrokenAnswer(`it names ${brokers.length} brokers`);
    const clusterId = reader.nullableString();
    const controller = reader.int32();
    const topics = reader.array(() => {
      const error = reader.int16();
      const name = reader.string();
      const id = version >= 10 ? reader.uuid() : null;
      const internal = reader.bool();
      const partitions = reader.array(() => {
        const partition = { error: reader.int16(), partition: reader.int32(), leader: reader.int32() };
        if (version >= 7) reader.int32();
        const replicas = reader.array(() => reader.int32());
        const inSync = reader.array(() => reader.int32());
        const offline = reader.array(() => reader.int32());
        reader.tags();
        return { ...partition, replicas, inSync, offline };
      });
      if (version >= 8) reader.int32();
      reader.tags();
      return { error, name, id, internal, partitions };
    });
    if (version >= 8 && version <= 10) reader.int32();
    reader.tags();
    return { clusterId, controller, brokers, topics };
  },
};

export interface DescribeConfigsAnswer {
  readonly topics: readonly {
    readonly error: number;
    readonly message: string | null;
    readonly name: string;
    readonly entries: readonly { readonly key: string; readonly value: string | null; readonly isOwn: boolean }[];
  }[];
}

const topicResource = 2;
/** DescribeConfigsResponse.ConfigSource.TOPIC_CONFIG */
const ownSource = 1;

export const describeConfigsApi: Api<{ readonly topics: readonly string[]; readonly keys: readonly string[] }, DescribeConfigsAnswer> = {
  key: 32,
  name: 'DescribeConfigs',
  versions: [1],
  write(writer, { topics, keys }) {
    writer.array(topics, (topic) => {
      writer.int8(topicResource).string(topic);
      writer.array(keys, (key) => writer.string(key));
    });
    writer.bool(false);
  },
  read(reader) {
    reader.int32();
    const topics = reader.array(() => {
      const error = reader.int16();
      const message = reader.nullableString();
      reader.int8();
      const name = reader.string();
      const entries = reader.array(() => {
        const key = reader.string();
        const value = reader.nullableString();
        reader.bool();
        const isOwn = reader.int8() === ownSource;
        reader.bool();
        reader.array(() => [reader.string(), reader.nullableString(), reader.int8()]);
        return { key, value, isOwn };
      });
      return { error, message, name, entries };
    });
    return { topics };
  },
};

export interface ListOffsetsQuestion {
  readonly committed: boolean;
  readonly topics: readonly {
    readonly name: string;
    readonly partitions: readonly { readonly partition: number; readonly timestamp: number }[];
  }[];
}

export interface ListOffsetsAnswer {
  readonly topics: readonly {
    readonly name: string;
    readonly partitions: readonly {
      readonly partition: number;
      readonly error: number;
      readonly timestamp: number;
      readonly offset: number;
    }[];
  }[];
}

/** Version 7 is the first that knows the offset of the largest timestamp (KIP-734). */
export const maxTimestampVersion = 7;

export const listOffsetsApi: Api<ListOffsetsQuestion, ListOffsetsAnswer> = {
  key: 2,
  name: 'ListOffsets',
  versions: [7, 5, 4, 2],
  flexibleFrom: 6,
  write(writer, { committed, topics }, version) {
    writer.int32(-1).int8(committed ? 1 : 0);
    writer.array(topics, ({ name, partitions }) => {
      writer.string(name);
      writer.array(partitions, ({ partition, timestamp }) => {
        writer.int32(partition);
        if (version >= 4) writer.int32(-1);
        writer.int64(timestamp).tags();
      });
      writer.tags();
    });
    writer.tags();
  },
  read(reader, version) {
    reader.int32();
    const topics = reader.array(() => {
      const name = reader.string();
      const partitions = reader.array(() => {
        const answer = { partition: reader.int32(), error: reader.int16(), timestamp: reader.int64(), offset: reader.offset() };
        if (version >= 4) reader.int32();
        reader.tags();
        return answer;
      });
      reader.tags();
      return { name, partitions };
    });
    reader.tags();
    return { topics };
  },
};

export interface LogDirsAnswer {
  readonly error: number;
  readonly directories: readonly {
    readonly error: number;
    readonly path: string;
    readonly topics: readonly {
      readonly name: string;
      readonly partitions: readonly {
        readonly partition: number;
        readonly bytes: number;
        readonly offsetLag: number;
        readonly isFuture: boolean;
      }[];
    }[];
    readonly totalBytes: number | null;
    readonly usableBytes: number | null;
  }[];
}

/** null: all topics. */
export const describeLogDirsApi: Api<readonly { readonly name: string; readonly partitions: readonly number[] }[] | null, LogDirsAnswer> = {
  key: 35,
  name: 'DescribeLogDirs',
  versions: [4, 3, 2, 1],
  flexibleFrom: 2,
  write(writer, topics) {
    writer.array(topics, ({ name, partitions }) => {
      writer.string(name);
      writer.array(partitions, (partition) => writer.int32(partition));
      writer.tags();
    });
    writer.tags();
  },
  read(reader, version) {
    reader.int32();
    const error = version >= 3 ? reader.int16() : 0;
    const directories = reader.array(() => {
      const directory = { error: reader.int16(), path: reader.string() };
      const topics = reader.array(() => {
        const name = reader.string();
        const partitions = reader.array(() => {
          const replica = { partition: reader.int32(), bytes: reader.int64(), offsetLag: reader.int64(), isFuture: reader.bool() };
          reader.tags();
          return replica;
        });
        reader.tags();
        return { name, partitions };
      });
      const known = (bytes: number): number | null => (bytes < 0 ? null : bytes);
      const totalBytes = version >= 4 ? known(reader.int64()) : null;
      const usableBytes = version >= 4 ? known(reader.int64()) : null;
      reader.tags();
      return { ...directory, topics, totalBytes, usableBytes };
    });
    reader.tags();
    return { error, directories };
  },
};
