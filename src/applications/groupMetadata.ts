/**
 * What Kafka Streams members of a classic group wrote for their own assignor (StreamsPartitionAssignor): private bytes, but versioned,
 * and unchanged in form from 2.0 to 4.3. Decoded with suspicion: undefined for versions that are not known and for broken bytes.
 */
import type { TopicPartition } from '../kafka/cluster.js';
import { parseApplicationServer, type ApplicationServer } from './applicationServer.js';
import type { TaskId } from './model.js';
import { taskName } from './memberNames.js';

/** SubscriptionInfo, of the member's last JoinGroup. */
export interface MemberSubscription {
  /** That its consumer subscribes to; empty where it subscribes to a pattern and nothing matches. */
  readonly topics: readonly string[];
  readonly processId: string;
  /** application.server; null: not set. */
  readonly endpoint: ApplicationServer | null;
  /** The sum of a task's changelog positions; `running`: it was the active task; null: not known. */
  readonly offsetSums: readonly (TaskId & { readonly sum: number | 'running' | null })[];
}

/** AssignmentInfo. */
export interface MemberAssignment {
  readonly active: readonly TaskId[];
  readonly standby: readonly TaskId[];
  /** What its consumer reads: inputs and repartition topics. */
  readonly topics: readonly string[];
  /** Which sub-topology reads which topic, as far as this member's active tasks tell. */
  readonly reads: readonly { readonly topic: string; readonly subtopology: string }[];
}

const newestVersion = 11;
const runningSum = -2;
/** Of one member: topics, partitions and tasks. A cluster of 100,000 partitions has no member that reads more of them. */
const mostItems = 200_000;

export function parseSubscription(bytes: Uint8Array): MemberSubscription | undefined {
  return guarded(() => {
    const outer = createReader(bytes);
    outer.int16();
    const topics = outer.list(() => outer.text(outer.int16()));
    const reader = createReader(outer.range(outer.int32()));
    const version = reader.int32();
    if (version < 1 || version > newestVersion) return undefined;
    if (version >= 3) reader.int32();
    const processId = reader.uuid();
    if (version <= 6) for (let i = 0; i < 2; i++) reader.list(() => reader.range(8));
    const server = version >= 2 ? reader.text(reader.int32()) : '';
    const offsetSums: { subtopology: string; partition: number; sum: number | 'running' | null }[] = [];
    const add = (subtopology: number, partition: number, sum: number, name = ''): void => {
      const known = sum === runningSum ? 'running' : sum < 0 ? null : sum;
      offsetSums.push({ subtopology: name === '' ? String(subtopology) : `${name}__${subtopology}`, partition, sum: known });
    };
    if (version >= 10) reader.list(() => add(reader.int32(), reader.int32(), reader.int64(), reader.text(reader.int16())));
    else if (version >= 7) {
      reader.list(() => {
        const subtopology = reader.int32();
        reader.list(() => add(subtopology, reader.int32(), reader.int64()));
      });
    }
    return { topics, processId, endpoint: server === '' ? null : parseApplicationServer(server), offsetSums };
  });
}

export function parseAssignment(bytes: Uint8Array): MemberAssignment | undefined {
  return guarded(() => {
    if (bytes.length === 0) return { active: [], standby: [], topics: [], reads: [] }; // between two rebalances
    const outer = createReader(bytes);
    outer.int16();
    const assigned: TopicPartition[] = [];
    outer.list(() => {
      const topic = outer.text(outer.int16());
      outer.list(() => assigned.push({ topic, partition: outer.int32() }));
    });
    const reader = createReader(outer.range(outer.int32()));
    const version = reader.int32();
    if (version < 1 || version > newestVersion) return undefined;
    if (version >= 3) reader.int32();
    const task = (): TaskId => {
      const id = { subtopology: String(reader.int32()), partition: reader.int32() };
      const name = version >= 10 ? reader.wideText(reader.int32()) : '';
      return name === '' ? id : { ...id, subtopology: `${name}__${id.subtopology}` };
    };
    const active = reader.list(task);
    const standby = reader.list(() => {
      const id = task();
      reader.list(() => {
        reader.text(reader.int16());
        reader.int32();
      });
      return id;
    });
    const topics = [...new Set(assigned.map(({ topic }) => topic))];
    return { active: distinct(active), standby: distinct(standby), topics, reads: toReads(assigned, active) };
  });
}

/** The active list has one entry for each partition. */
function distinct(tasks: readonly TaskId[]): TaskId[] {
  return [...new Map(tasks.map((task) => [taskName(task), task])).values()];
}

/** The library writes the tasks in the order of the partitions, by topic and then by number: the nth task is the nth partition's. */
function toReads(assigned: readonly TopicPartition[], tasks: readonly TaskId[]): MemberAssignment['reads'] {
  const sorted = [...assigned].sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
  if (sorted.length !== tasks.length || sorted.some(({ partition }, i) => partition !== tasks[i]?.partition)) return [];
  return [...new Map(sorted.map(({ topic }, i) => [topic, { topic, subtopology: tasks[i]!.subtopology }])).values()];
}

class Broken extends Error {}

function guarded<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Broken) return undefined;
    throw error;
  }
}

function createReader(bytes: Uint8Array) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let items = 0;
  const take = (count: number): number => {
    const from = at;
    if (count < 0 || from + count > buffer.length) throw new Broken();
    at += count;
    return from;
  };
  const range = (length: number): Buffer => {
    const from = take(Math.max(length, 0));
    return buffer.subarray(from, at);
  };
  const int32 = (): number => buffer.readInt32BE(take(4));
  return {
    int16: (): number => buffer.readInt16BE(take(2)),
    int32,
    int64: (): number => Number(buffer.readBigInt64BE(take(8))),
    range,
    /** A negative length is a null, and read as no text. */
    text: (length: number): string => range(length).toString('utf8'),
    /** UTF-16BE, by the number of its characters. */
    wideText: (characters: number): string =>
      Buffer.from(range(characters * 2))
        .swap16()
        .toString('utf16le'),
    uuid: (): string =>
      range(16)
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    list<T>(read: () => T): T[] {
      const count = int32();
      items += Math.max(count, 0);
      if (count > buffer.length - at || items > mostItems) throw new Broken();
      return Array.from({ length: Math.max(count, 0) }, read);
    },
  };
}
