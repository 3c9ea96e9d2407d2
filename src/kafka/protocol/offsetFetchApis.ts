/** The requests that ask for committed offsets. */
import type { Api } from './api.js';
import type { WireReader } from './wireReader.js';

export interface OffsetFetchAnswer {
  readonly error: number;
  readonly topics: readonly {
    readonly name: string;
    readonly partitions: readonly {
      readonly partition: number;
      readonly offset: number;
      readonly metadata: string;
      readonly error: number;
    }[];
  }[];
}

/** Every committed offset of a group. */
export const offsetFetchApi: Api<string, OffsetFetchAnswer> = {
  key: 9,
  name: 'OffsetFetch',
  versions: [5],
  write(writer, group) {
    writer.string(group);
    writer.array<never>(null, () => {});
  },
  read(reader) {
    reader.int32();
    return { topics: readTopics(reader), error: reader.int16() };
  },
};

/** The same of many groups at once, which brokers since 3.0 answer. */
export const offsetFetchManyApi: Api<readonly string[], readonly (OffsetFetchAnswer & { readonly group: string })[]> = {
  key: 9,
  name: 'OffsetFetch',
  versions: [8],
  flexibleFrom: 6,
  write(writer, groups) {
    writer.array(groups, (group) => {
      writer.string(group);
      writer.array<never>(null, () => {});
      writer.tags();
    });
    writer.bool(false).tags();
  },
  read(reader) {
    reader.int32();
    const groups = reader.array(() => {
      const answer = { group: reader.string(), topics: readTopics(reader), error: reader.int16() };
      reader.tags();
      return answer;
    });
    reader.tags();
    return groups;
  },
};

function readTopics(reader: WireReader): OffsetFetchAnswer['topics'] {
  return reader.array(() => {
    const name = reader.string();
    const partitions = reader.array(() => {
      const partition = reader.int32();
      const offset = reader.int64();
      reader.int32();
      const answer = { partition, offset, metadata: reader.nullableString() ?? '', error: reader.int16() };
      reader.tags();
      return answer;
    });
    reader.tags();
    return { name, partitions };
  });
}
