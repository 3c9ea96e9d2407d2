/** Offsets of many partitions: one question for each leader, and once more where leaders moved. */
import { succeed } from '../base/result.js';
import type { Cluster, OffsetAnswer, OffsetTime, TopicPartition } from './cluster.js';
import type { ClusterError, ClusterResult, Problem } from './clusterError.js';
import type { Call } from './connection.js';
import { inParts } from './inParts.js';
import { groupByLeader, type Leaders } from './leaders.js';
import { errorOfCode, rights } from './protocol/errorCodes.js';
import { listOffsetsApi, maxTimestampVersion, type ListOffsetsAnswer } from './protocol/topicApis.js';
import type { Requests } from './requests.js';

type Found = TopicPartition & OffsetAnswer;

/** For a broker to look into each: the newest timestamp of a partition takes a search in its files. */
const partitionsPerRequest = 5_000;
const timestampsPerRequest = 500;
const rounds = 2;

export function createOffsetQuestion(requests: Requests, topics: Cluster['topics'], leaders: Leaders): Cluster['offsets'] {
  const askBroker = async (
    id: number,
    partitions: readonly TopicPartition[],
    at: OffsetTime,
    call?: Call,
  ): Promise<ClusterResult<ListOffsetsAnswer['topics']>> => {
    const isSearch = at === 'maxTimestamp' || typeof at === 'object';
    const answered: ListOffsetsAnswer['topics'][number][] = [];
    for (const some of inParts(partitions, isSearch ? timestampsPerRequest : partitionsPerRequest)) {
      const answer = await requests.ask(listOffsetsApi, toQuestion(some, at), { kind: 'broker', id }, call);
      if (!answer.ok) return answer;
      answered.push(...answer.value.topics);
    }
    return succeed(answered);
  };

  return async (partitions, at, call) => {
    const version = await requests.versionOf(listOffsetsApi, call);
    if (!version.ok) return version;
    if (at === 'maxTimestamp' && (version.value ?? 0) < maxTimestampVersion) {
      const message = 'The brokers are too old to tell the newest record: Kafka 3.0 or later is needed.';
      return succeed({ values: [], problems: [{ what: 'the newest records', error: { kind: 'unsupported', message } }] });
    }
    const values: Found[] = [];
    const problems: Problem[] = [];
    let wanted = partitions;
    for (let round = 1; wanted.length > 0; round++) {
      const unknown = new Set(wanted.filter((one) => (leaders.of(one) ?? null) === null).map(({ topic }) => topic));
      const refused = new Map<string, ClusterError>();
      if (unknown.size > 0) {
        const layouts = await topics([...unknown], call);
        if (!layouts.ok) return layouts;
        for (const { what, error } of layouts.value.problems) refused.set(what, error);
      }
      const { byLeader, without } = groupByLeader(wanted, leaders);
      for (const one of without) problems.push(toProblem(one, refused.get(`topic ${one.topic}`) ?? noLeader(one)));
      const again: TopicPartition[] = [];
      const refuse = (one: TopicPartition, error: ClusterError): void => {
        const moved = ['unavailable', 'unreachable', 'notFound'].includes(error.kind);
        if (moved) leaders.forget(one.topic);
        if (moved && round < rounds) again.push({ topic: one.topic, partition: one.partition });
        else problems.push(toProblem(one, error));
      };
      const answers = await Promise.all([...byLeader].map(async ([id, led]) => ({ id, led, answer: await askBroker(id, led, at, call) })));
      const first = answers.find(({ answer }) => !answer.ok)?.answer;
      for (const { id, led, answer } of answers) {
        if (!answer.ok) {
          if (answer.error.kind === 'cancelled') return answer;
          if (['unavailable', 'unreachable'].includes(answer.error.kind) && round < rounds)
            for (const one of led) refuse(one, answer.error);
          else problems.push({ what: `offsets of the ${led.length} partitions that broker ${id} leads`, error: answer.error });
          continue;
        }
        for (const { name, partitions: answered } of answer.value) {
          for (const { partition, error, offset, timestamp } of answered) {
            if (error !== 0)
              refuse({ topic: name, partition }, errorOfCode(error, `the offsets of ${name}-${partition}`, null, rights.offsets));
            else values.push({ topic: name, partition, offset: offset < 0 ? null : offset, timestamp: timestamp < 0 ? null : timestamp });
          }
        }
      }
      const nobody = values.length === 0 && again.length === 0 && answers.every(({ answer }) => !answer.ok);
      if (nobody && first !== undefined && !first.ok) return first;
      wanted = again;
    }
    return succeed({ values, problems });
  };
}

function toQuestion(partitions: readonly TopicPartition[], at: OffsetTime) {
  const byTopic = new Map<string, { readonly partition: number; readonly timestamp: number }[]>();
  for (const { topic, partition } of partitions) {
    const asked = byTopic.get(topic);
    if (asked === undefined) byTopic.set(topic, [{ partition, timestamp: toTimestamp(at) }]);
    else asked.push({ partition, timestamp: toTimestamp(at) });
  }
  return { committed: at === 'lastStable', topics: [...byTopic].map(([name, asked]) => ({ name, partitions: asked })) };
}

const toProblem = ({ topic, partition }: TopicPartition, error: ClusterError): Problem => ({ what: `${topic}-${partition}`, error });

const noLeader = ({ topic, partition }: TopicPartition): ClusterError => ({
  kind: 'unavailable',
  message: `Partition ${partition} of ${topic} has no leader now, or does not exist.`,
});

/** ListOffsetsRequest: -1 latest, -2 earliest, -3 the largest timestamp. */
function toTimestamp(at: OffsetTime): number {
  if (typeof at === 'object') return at.timestamp;
  return at === 'earliest' ? -2 : at === 'maxTimestamp' ? -3 : -1;
}
