/** The questions about topics of `Cluster`, in as few requests as brokers take. */
import { succeed } from '../base/result.js';
import type { Cluster, ConfigEntry, LogDirectory, OffsetAnswer, OffsetTime, TopicLayout, TopicPartition } from './cluster.js';
import type { ClusterResult, Problem } from './clusterError.js';
import type { Call, ClusterConnection } from './connection.js';
import { errorOfCode } from './protocol/errorCodes.js';
import {
  describeConfigsApi,
  describeLogDirsApi,
  listOffsetsApi,
  maxTimestampVersion,
  metadataApi,
  type MetadataAnswer,
} from './protocol/topicApis.js';
import type { Requests } from './requests.js';

type TopicQuestions = Pick<Cluster, 'topics' | 'configs' | 'offsets' | 'logDirectories'>;

const topicsPerRequest = 1_000;
const notFound = 3;

export function createTopicQuestions(connection: ClusterConnection, requests: Requests): TopicQuestions {
  const layoutsOf = async (names: readonly string[] | 'all', call?: Call): ReturnType<Cluster['topics']> => {
    const layouts: TopicLayout[] = [];
    const problems: Problem[] = [];
    for (const some of names === 'all' ? [null] : inParts(names, topicsPerRequest)) {
      const answer = await requests.ask(metadataApi, some, { kind: 'any' }, call);
      if (!answer.ok) return answer;
      for (const topic of answer.value.topics) {
        if (topic.error === 0) layouts.push(toLayout(topic));
        else if (topic.error !== notFound)
          problems.push({ what: `topic ${topic.name}`, error: errorOfCode(topic.error, `topic ${topic.name}`) });
      }
    }
    return succeed({ values: layouts, problems });
  };

  /** Asks each broker once. A broker that does not answer is a problem; only where none does, a failure. */
  const eachBroker = async <T>(
    ids: readonly number[],
    what: (id: number) => string,
    ask: (id: number) => Promise<ClusterResult<T>>,
  ): Promise<
    ClusterResult<{ readonly values: readonly { readonly id: number; readonly value: T }[]; readonly problems: readonly Problem[] }>
  > => {
    const answers = await Promise.all(ids.map(async (id) => ({ id, answer: await ask(id) })));
    const cancelled = answers.find(({ answer }) => !answer.ok && answer.error.kind === 'cancelled');
    if (cancelled !== undefined && !cancelled.answer.ok) return cancelled.answer;
    return succeed({
      values: answers.flatMap(({ id, answer }) => (answer.ok ? [{ id, value: answer.value }] : [])),
      problems: answers.flatMap(({ id, answer }) => (answer.ok ? [] : [{ what: what(id), error: answer.error }])),
    });
  };

  return {
    topics: layoutsOf,
    async configs(topics, keys, call) {
      const values = new Map<string, Readonly<Record<string, ConfigEntry>>>();
      const problems: Problem[] = [];
      for (const some of inParts(topics, topicsPerRequest)) {
        const answer = await requests.ask(describeConfigsApi, { topics: some, keys }, { kind: 'any' }, call);
        if (!answer.ok) return answer;
        for (const { error, message, name, entries } of answer.value.topics) {
          if (error === 0) values.set(name, Object.fromEntries(entries.map(({ key, value, isOwn }) => [key, { value, isOwn }])));
          else
            problems.push({ what: `configuration of ${name}`, error: errorOfCode(error, `the configuration of topic ${name}`, message) });
        }
      }
      return succeed({ values, problems });
    },
    async offsets(partitions, at, call) {
      const names = [...new Set(partitions.map(({ topic }) => topic))];
      const values: (TopicPartition & OffsetAnswer)[] = [];
      let wanted: readonly TopicPartition[] = partitions;
      let problems: Problem[] = [];
      // Leaders move: what a broker no longer leads is asked for once more where it is now.
      for (let round = 0; round < 2 && wanted.length > 0; round++) {
        const layouts = await layoutsOf(names, call);
        if (!layouts.ok) return layouts;
        problems = [...layouts.value.problems];
        const version = await requests.versionOf(listOffsetsApi, call);
        if (!version.ok) return version;
        if (at === 'maxTimestamp' && (version.value ?? 0) < maxTimestampVersion) {
          const error = {
            kind: 'unsupported' as const,
            message: 'The brokers are too old to tell the newest record: Kafka 3.0 or later is needed.',
          };
          return succeed({ values: [], problems: [{ what: 'the newest record', error }] });
        }
        const { byLeader, leaderless } = groupByLeader(wanted, layouts.value.values);
        problems.push(...leaderless.map(({ topic, partition }) => ({ what: `${topic}-${partition}`, error: noLeader(topic, partition) })));
        const question = (some: readonly TopicPartition[]) => ({
          committed: at === 'lastStable',
          topics: [...groupByTopic(some)].map(([name, list]) => ({
            name,
            partitions: list.map(({ partition }) => ({ partition, timestamp: toTimestamp(at) })),
          })),
        });
        const answers = await eachBroker(
          [...byLeader.keys()],
          (id) => `offsets of the partitions that broker ${id} leads`,
          (id) => requests.ask(listOffsetsApi, question(byLeader.get(id)!), { kind: 'broker', id }, call),
        );
        if (!answers.ok) return answers;
        problems.push(...answers.value.problems);
        const moved: TopicPartition[] = [];
        for (const { value } of answers.value.values) {
          for (const { name, partitions: answered } of value.topics) {
            for (const { partition, error, offset, timestamp } of answered) {
              const found = errorOfCode(error, `the offsets of ${name}-${partition}`);
              if (error === 0)
                values.push({ topic: name, partition, offset: offset < 0 ? null : offset, timestamp: timestamp < 0 ? null : timestamp });
              else if (found.kind === 'unavailable' && round === 0) moved.push({ topic: name, partition });
              else problems.push({ what: `${name}-${partition}`, error: found });
            }
          }
        }
        wanted = moved;
      }
      return succeed({ values, problems });
    },
    async logDirectories(topics, call) {
      const brokers = await connection.brokers(call);
      if (!brokers.ok) return brokers;
      const question =
        topics === 'all'
          ? null
          : topics.map(({ name, partitions }) => ({ name, partitions: partitions.map(({ partition }) => partition) }));
      const answers = await eachBroker(
        brokers.value.map(({ id }) => id),
        (id) => `log directories of broker ${id}`,
        (id) => requests.ask(describeLogDirsApi, question, { kind: 'broker', id }, call),
      );
      if (!answers.ok) return answers;
      const values: LogDirectory[] = [];
      const problems = [...answers.value.problems];
      for (const { id, value } of answers.value.values) {
        if (value.error !== 0)
          problems.push({
            what: `log directories of broker ${id}`,
            error: errorOfCode(value.error, `the log directories of broker ${id}`),
          });
        for (const directory of value.directories) {
          if (directory.error !== 0) {
            problems.push({
              what: `${directory.path} of broker ${id}`,
              error: errorOfCode(directory.error, `${directory.path} of broker ${id}`),
            });
            continue;
          }
          values.push({
            broker: id,
            path: directory.path,
            totalBytes: directory.totalBytes,
            usableBytes: directory.usableBytes,
            replicas: directory.topics.flatMap(({ name, partitions }) => partitions.map((replica) => ({ topic: name, ...replica }))),
          });
        }
        // Brokers before 3.2 refuse by an empty answer, without a code.
        if (value.error === 0 && value.directories.length === 0)
          problems.push({ what: `log directories of broker ${id}`, error: errorOfCode(31, `the log directories of broker ${id}`) });
      }
      return succeed({ values, problems });
    },
  };
}

function toLayout({ name, id, internal, partitions }: MetadataAnswer['topics'][number]): TopicLayout {
  return {
    name,
    id: id === null || /^0*$/.test(id) ? null : id,
    internal,
    partitions: partitions
      .map(({ partition, leader, replicas, inSync, offline }) => ({
        partition,
        leader: leader < 0 ? null : leader,
        replicas,
        inSync,
        offline,
      }))
      .sort((a, b) => a.partition - b.partition),
  };
}

function groupByLeader(
  partitions: readonly TopicPartition[],
  layouts: readonly TopicLayout[],
): { readonly byLeader: ReadonlyMap<number, readonly TopicPartition[]>; readonly leaderless: readonly TopicPartition[] } {
  const leaders = new Map(
    layouts.flatMap(({ name, partitions }) => partitions.map(({ partition, leader }) => [`${name}/${partition}`, leader])),
  );
  const byLeader = new Map<number, TopicPartition[]>();
  const leaderless: TopicPartition[] = [];
  for (const one of partitions) {
    const leader = leaders.get(`${one.topic}/${one.partition}`);
    if (leader === undefined || leader === null) leaderless.push(one);
    else {
      const led = byLeader.get(leader);
      if (led === undefined) byLeader.set(leader, [one]);
      else led.push(one);
    }
  }
  return { byLeader, leaderless };
}

function groupByTopic(partitions: readonly TopicPartition[]): ReadonlyMap<string, readonly TopicPartition[]> {
  const groups = new Map<string, TopicPartition[]>();
  for (const one of partitions) {
    const group = groups.get(one.topic);
    if (group === undefined) groups.set(one.topic, [one]);
    else group.push(one);
  }
  return groups;
}

const noLeader = (topic: string, partition: number) =>
  ({ kind: 'unavailable', message: `Partition ${partition} of ${topic} has no leader now, or does not exist.` }) as const;

/** ListOffsetsRequest: -1 latest, -2 earliest, -3 the largest timestamp. */
function toTimestamp(at: OffsetTime): number {
  if (typeof at === 'object') return at.timestamp;
  return at === 'earliest' ? -2 : at === 'maxTimestamp' ? -3 : -1;
}

function inParts<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
