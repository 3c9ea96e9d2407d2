/** What changes a cluster, of one that was marked writable. Every method never rejects; none is tried beyond its patience. */
import { fail, succeed } from '../../base/result.js';
import type { Cluster, TopicPartition } from '../cluster.js';
import { cancelled, type ClusterError, type ClusterResult } from '../clusterError.js';
import type { Call, ClusterConnection, Target } from '../connection.js';
import { createCoordinators } from '../coordinators.js';
import { createLazyConnection } from '../lazyConnection.js';
import { createLeaders } from '../leaders.js';
import { pause } from '../pause.js';
import { errorOfCode } from '../protocol/errorCodes.js';
import { metadataApi } from '../protocol/topicApis.js';
import { createRequests, type Requests } from '../requests.js';
import { createTopicQuestions } from '../topicQuestions.js';
import { encodeBatch, type BatchSeal, type NewRecord } from './recordBatch.js';
import type { WritableSettings } from './writableSettings.js';
import {
  createTopicsApi,
  deleteTopicsApi,
  initProducerIdApi,
  offsetCommitApi,
  produceApi,
  type NewOffset,
  type NewTopic,
  type Produced,
} from './writeApis.js';

export interface Append extends TopicPartition {
  readonly records: readonly NewRecord[];
  /** The offset that the first of them gets: where it gets another one, somebody else writes. */
  readonly expected: number;
}

export interface ClusterWriter {
  /** One that is there already is left as it is. */
  createTopic(topic: NewTopic, call?: Call): Promise<ClusterResult<void>>;
  /** One that is gone already is no failure. */
  deleteTopic(name: string, call?: Call): Promise<ClusterResult<void>>;
  /** All in one batch, once, when all in-sync replicas have it. What it gives: the offset after the last. */
  append(records: Append, call?: Call): Promise<ClusterResult<number>>;
  /** For a group without members. */
  commitOffsets(group: string, offsets: readonly NewOffset[], call?: Call): Promise<ClusterResult<void>>;
  close(): Promise<void>;
}

const answerTimeoutMs = 30_000;
const patienceMs = 60_000;
const backOffMs = 250;
const alreadyThere = 36;
const notFound = 3;
const writtenBefore = 46;

const passing: ReadonlySet<ClusterError['kind']> = new Set(['unavailable', 'timeout', 'unreachable', 'notFound']);

export function openClusterWriter(settings: WritableSettings): ClusterWriter {
  return createClusterWriter(
    createLazyConnection(async () => {
      const { createKafkajsConnection } = await import('../kafkajs/createKafkajsConnection.js');
      return createKafkajsConnection(settings);
    }),
  );
}

function createClusterWriter(connection: ClusterConnection): ClusterWriter {
  const requests = createRequests(connection);
  const { topics } = createTopicQuestions(connection, requests, createLeaders());
  const coordinators = createCoordinators(requests, topics);
  return {
    async createTopic(topic, call) {
      const target = await controllerOf(requests, call);
      if (!target.ok) return target;
      const answer = await requests.ask(createTopicsApi, { topic, timeoutMs: answerTimeoutMs }, target.value, patient(call));
      if (!answer.ok) return answer;
      const change = answer.value[0];
      if (change === undefined || change.error === 0 || change.error === alreadyThere) return whenThere(topic, topics, call);
      return fail(errorOfCode(change.error, `to make the topic ${topic.name}`, change.message, 'Create on the topic or the cluster'));
    },
    async deleteTopic(name, call) {
      const target = await controllerOf(requests, call);
      if (!target.ok) return target;
      const answer = await requests.ask(deleteTopicsApi, { name, timeoutMs: answerTimeoutMs }, target.value, patient(call));
      if (!answer.ok) return answer;
      const change = answer.value[0];
      if (change === undefined || change.error === 0 || change.error === notFound) return succeed(undefined);
      return fail(errorOfCode(change.error, `to delete the topic ${name}`, change.message, 'Delete on the topic'));
    },
    append: createAppend(requests, topics),
    async commitOffsets(group, offsets, call) {
      const found = await coordinators.find([group], call);
      if (!found.ok) return found;
      const broker = found.value.values.get(group);
      if (broker === undefined)
        return fail(
          found.value.problems[0]?.error ?? { kind: 'notFound', message: `The cluster never had a group: ${group} has no offsets.` },
        );
      const answer = await requests.ask(offsetCommitApi, { group, offsets }, { kind: 'broker', id: broker }, patient(call));
      if (!answer.ok) return answer;
      const refused = answer.value[0];
      if (refused === undefined) return succeed(undefined);
      return fail(
        errorOfCode(refused.error, `the offset of ${refused.topic}-${refused.partition} for group ${group}`, null, 'Read on the group'),
      );
    },
    close: () => connection.close(),
  };
}

const patient = (call: Call | undefined): Call => ({ ...call, timeoutMs: call?.timeoutMs ?? answerTimeoutMs });

/** A topic that was just made is not known to all brokers at once. */
async function whenThere({ name, partitions }: NewTopic, topics: Cluster['topics'], call: Call | undefined): Promise<ClusterResult<void>> {
  for (const until = Date.now() + patienceMs; ;) {
    const layouts = await topics([name], call);
    if (!layouts.ok) return layouts;
    const led = layouts.value.values[0]?.partitions.filter(({ leader }) => leader !== null) ?? [];
    if (led.length === partitions) return succeed(undefined);
    if (Date.now() > until) return fail({ kind: 'unavailable', message: `The topic ${name} was made, and has no leaders yet.` });
    await pause(backOffMs, call?.signal);
    if (call?.signal?.aborted === true) return fail(cancelled);
  }
}

/** Brokers with ZooKeeper take such requests from the controller only; others pass them on. */
async function controllerOf(requests: Requests, call: Call | undefined): Promise<ClusterResult<Target>> {
  const answer = await requests.ask(metadataApi, [], { kind: 'any' }, call);
  if (!answer.ok) return answer;
  const { controller } = answer.value;
  return succeed(controller < 0 ? { kind: 'any' } : { kind: 'broker', id: controller });
}

/** One producer without transactions: a batch that is sent again, as its answer was lost, is taken once. */
function createAppend(requests: Requests, topics: Cluster['topics']): ClusterWriter['append'] {
  const sequences = new Map<string, number>();
  let producer: Omit<BatchSeal, 'sequence'> | undefined;

  const leaderOf = async ({ topic, partition }: TopicPartition, call: Call | undefined): Promise<ClusterResult<number>> => {
    const layouts = await topics([topic], call);
    if (!layouts.ok) return layouts;
    const leader = layouts.value.values[0]?.partitions.find((one) => one.partition === partition)?.leader ?? null;
    if (leader !== null) return succeed(leader);
    return fail(
      layouts.value.problems[0]?.error ?? { kind: 'unavailable', message: `Partition ${partition} of ${topic} has no leader now.` },
    );
  };
  const send = async (to: TopicPartition, batch: Uint8Array, call: Call | undefined): Promise<ClusterResult<Produced>> => {
    const leader = await leaderOf(to, call);
    if (!leader.ok) return leader;
    const { topic, partition } = to;
    const answer = await requests.ask(
      produceApi,
      { topic, partition, batch, timeoutMs: answerTimeoutMs },
      { kind: 'broker', id: leader.value },
      patient(call),
    );
    if (!answer.ok) return answer;
    const produced = answer.value;
    if (produced === null)
      return fail({ kind: 'broken', message: `The answer to records for ${topic}-${partition} is about something else.` });
    if (produced.error === 0 || produced.error === writtenBefore) return succeed(produced);
    return fail(errorOfCode(produced.error, `records for ${topic}-${partition}`, null, 'Write on the topic'));
  };

  return async ({ topic, partition, records, expected }, call) => {
    if (producer === undefined) {
      const answer = await requests.ask(initProducerIdApi, undefined, { kind: 'any' }, patient(call));
      if (!answer.ok) return answer;
      if (answer.value.error !== 0) return fail(errorOfCode(answer.value.error, 'a producer id', null, 'Write on a topic'));
      producer = answer.value;
    }
    const key = `${topic}-${partition}`;
    const sequence = sequences.get(key) ?? 0;
    const batch = encodeBatch(records, { ...producer, sequence });
    for (const until = Date.now() + patienceMs; ;) {
      if (call?.signal?.aborted === true) return fail(cancelled);
      const sent = await send({ topic, partition }, batch, call);
      if (!sent.ok) {
        if (!passing.has(sent.error.kind) || Date.now() > until) return sent;
        await pause(backOffMs, call?.signal);
        continue;
      }
      sequences.set(key, sequence + records.length);
      const { baseOffset, error } = sent.value;
      if (error === 0 && baseOffset !== expected) return fail(somebodyElse(key, expected, baseOffset));
      return succeed(expected + records.length);
    }
  };
}

const somebodyElse = (partition: string, expected: number, actual: number): ClusterError => ({
  kind: 'refused',
  message: `Somebody else writes to ${partition}: records got offset ${actual} there, and not ${expected}.`,
});
