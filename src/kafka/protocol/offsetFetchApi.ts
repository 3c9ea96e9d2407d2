/** Every committed offset of groups. Schema: Kafka's OffsetFetchRequest and OffsetFetchResponse. */
import type { Api } from './api.js';
import type { WireReader } from './wireReader.js';

export interface FetchedOffsets {
  readonly group: string;
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

/** Version 8 is the first that takes several groups (KIP-709); those before answer for the first. */
export const manyGroupsVersion = 8;

export const offsetFetchApi: Api<readonly string[], (asked: readonly string[]) => readonly FetchedOffsets[]> = {
  key: 9,
  name: 'OffsetFetch',
  versions: [8, 5],
  flexibleFrom: 6,
  write(writer, groups, version) {
    if (version < manyGroupsVersion) {
      writer.string(groups[0] ?? '').array<never>(null, () => {});
      return;
    }
    writer.array(groups, (group) =>
      writer
        .string(group)
        .array<never>(null, () => {})
        .tags(),
    );
    writer.bool(false).tags();
  },
  read(reader, version) {
    reader.int32();
    if (version < manyGroupsVersion) {
      const fetched = { topics: readTopics(reader), error: reader.int16() };
      return ([group]) => (group === undefined ? [] : [{ group, ...fetched }]);
    }
    const fetched = reader.array(() => {
      const one = { group: reader.string(), topics: readTopics(reader), error: reader.int16() };
      reader.tags();
      return one;
    });
    reader.tags();
    return () => fetched;
  },
};

function readTopics(reader: WireReader): FetchedOffsets['topics'] {
  return reader.array(() => {
    const name = reader.string();
    const partitions = reader.array(() => {
      const partition = reader.int32();
      const offset = reader.int64();
      reader.int32();
      const committed = { partition, offset, metadata: reader.nullableString() ?? '', error: reader.int16() };
      reader.tags();
      return committed;
    });
    reader.tags();
    return { name, partitions };
  });
}
