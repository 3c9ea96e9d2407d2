/** Which transactions are open in partitions, by what their leaders and then the transactions' coordinators say (KIP-664). */
import { randomUUID } from 'node:crypto';
import { succeed } from '../base/result.js';
import type { Cluster, CoordinatorWord, OpenTransaction, Partial, TopicPartition } from './cluster.js';
import type { ClusterError, ClusterResult, Problem } from './clusterError.js';
import type { Call, ClusterConnection } from './connection.js';
import { eachBroker } from './eachBroker.js';
import { inParts } from './inParts.js';
import { groupByLeader, type Leaders } from './leaders.js';
import { errorOfCode, rights } from './protocol/errorCodes.js';
import {
  describeProducersApi,
  describeTransactionsApi,
  listTransactionsApi,
  type DescribedTransaction,
} from './protocol/transactionApis.js';
import type { Requests } from './requests.js';

type Held = Omit<OpenTransaction, 'coordinator'>;

const partitionsPerRequest = 1_000;
const authorisationFailed = 53;
/** TransactionState: the coordinator has not ended it in all partitions. */
const openStates = new Set(['Ongoing', 'PrepareCommit', 'PrepareAbort', 'PrepareEpochFence']);

export function createOpenTransactionQuestion(
  connection: ClusterConnection,
  requests: Requests,
  topics: Cluster['topics'],
  leaders: Leaders,
): Cluster['openTransactions'] {
  const askLeaders = createLeaderQuestion(requests, topics, leaders);
  const askCoordinators = createCoordinatorQuestion(connection, requests);
  return async (partitions, call) => {
    const first = await askLeaders(partitions, call);
    if (!first.ok || first.value.values.length === 0) return first.ok ? succeed({ values: [], problems: first.value.problems }) : first;
    const said = await askCoordinators(first.value.values, call);
    if (!said.ok) return said;
    const told = first.value.values.map((held): OpenTransaction => ({ ...held, coordinator: said.value(held) }));
    const doubtful = told.filter(({ coordinator }) => coordinator.kind !== 'open');
    if (doubtful.length === 0) return succeed({ values: told, problems: first.value.problems });
    // The partition was asked before the coordinator: what ended between the two would seem to hang.
    const again = await askLeaders(doubtful, call);
    if (!again.ok) return again;
    const still = new Set(again.value.values.map(identityOf));
    const values = told.filter((one) => one.coordinator.kind === 'open' || still.has(identityOf(one)));
    return succeed({ values, problems: first.value.problems });
  };
}

const identityOf = ({ topic, partition, producerId, producerEpoch, startOffset }: Held): string =>
  JSON.stringify([topic, partition, producerId, producerEpoch, startOffset]);

type LeaderQuestion = (partitions: readonly TopicPartition[], call?: Call) => Promise<ClusterResult<Partial<readonly Held[]>>>;

function createLeaderQuestion(requests: Requests, topics: Cluster['topics'], leaders: Leaders): LeaderQuestion {
  return async (partitions, call) => {
    const unknown = new Set(partitions.filter((one) => (leaders.of(one) ?? null) === null).map(({ topic }) => topic));
    if (unknown.size > 0) {
      const layouts = await topics([...unknown], call);
      if (!layouts.ok) return layouts;
    }
    const { byLeader, without } = groupByLeader(partitions, leaders);
    const values: Held[] = [];
    const problems: Problem[] = without.map((one) =>
      refused(one, { kind: 'unavailable', message: `Partition ${nameOf(one)} has no leader now.` }),
    );
    const questions = [...byLeader].flatMap(([id, led]) => inParts(led, partitionsPerRequest).map((some) => ({ id, some })));
    const answers = await Promise.all(
      questions.map(async ({ id, some }) => ({
        some,
        answer: await requests.ask(describeProducersApi, byTopic(some), { kind: 'broker', id }, call),
      })),
    );
    for (const { some, answer } of answers) {
      if (!answer.ok) {
        if (answer.error.kind === 'cancelled') return answer;
        problems.push(...some.map((one) => refused(one, answer.error)));
        continue;
      }
      for (const { name: topic, partitions: answered } of answer.value)
        for (const { partition, error, message, producers } of answered) {
          const one = { topic, partition };
          if (error !== 0) problems.push(refused(one, errorOfCode(error, `the producers of ${nameOf(one)}`, message, rights.producers)));
          for (const { id: producerId, epoch: producerEpoch, startOffset } of producers)
            if (startOffset >= 0) values.push({ ...one, producerId, producerEpoch, startOffset });
        }
    }
    return succeed({ values, problems });
  };
}

const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}-${partition}`;
const refused = (one: TopicPartition, error: ClusterError): Problem => ({ what: nameOf(one), error });

function byTopic(partitions: readonly TopicPartition[]): { readonly name: string; readonly partitions: readonly number[] }[] {
  const topics = new Map<string, number[]>();
  for (const { topic, partition } of partitions) topics.set(topic, [...(topics.get(topic) ?? []), partition]);
  return [...topics].map(([name, numbers]) => ({ name, partitions: numbers }));
}

type CoordinatorQuestion = (held: readonly Held[], call?: Call) => Promise<ClusterResult<(held: Held) => CoordinatorWord>>;

function createCoordinatorQuestion(connection: ClusterConnection, requests: Requests): CoordinatorQuestion {
  return async (held, call) => {
    const brokers = await connection.brokers(call);
    if (!brokers.ok) return brokers;
    const ids = brokers.value.map(({ id }) => id);
    const producers = [...new Set(held.map(({ producerId }) => producerId))];
    const described = new Map<number, DescribedTransaction>();
    let mayDescribeAny = true;
    const ask = async (id: number): Promise<ClusterResult<void>> => {
      const to = { kind: 'broker', id } as const;
      const listed = await requests.ask(listTransactionsApi, producers, to, call);
      if (!listed.ok) return listed;
      if (listed.value.error !== 0)
        return { ok: false, error: errorOfCode(listed.value.error, `the transactions of broker ${id}`, null, rights.transactions) };
      // Nobody has the last one: whether it is refused tells whether the user may describe those that were not listed.
      const asked = [...listed.value.transactions.map((one) => one.id), `kslens-${randomUUID()}`];
      const answer = await requests.ask(describeTransactionsApi, asked, to, call);
      if (!answer.ok) return answer;
      for (const one of answer.value) {
        if (one.error === 0) described.set(one.producerId, one);
        else if (one.id === asked.at(-1)) mayDescribeAny &&= one.error !== authorisationFailed;
        else return { ok: false, error: errorOfCode(one.error, `transactional id ${one.id}`, null, rights.transactions) };
      }
      return succeed(undefined);
    };
    const answers = await eachBroker(ids, (id) => `transactions of broker ${id}`, ask);
    if (!answers.ok && answers.error.kind === 'cancelled') return answers;
    const missing = answers.ok ? answers.value.problems[0]?.error : answers.error;
    return succeed((one) => wordOn(one, described.get(one.producerId), missing ?? (mayDescribeAny ? undefined : notListed)));
  };
}

const notListed: ClusterError = {
  kind: 'unauthorised',
  message: 'No coordinator lists a transaction of its producer.',
  advice: `The user needs the permission ${rights.transactions}; with it, that would say that the transaction hangs.`,
};

/** `whyNot`: why a transaction may be there that no coordinator told of; undefined: it would have been told. */
function wordOn({ topic, partition }: Held, said: DescribedTransaction | undefined, whyNot: ClusterError | undefined): CoordinatorWord {
  if (said === undefined) return whyNot === undefined ? { kind: 'hangs', transactionalId: null } : { kind: 'notKnown', error: whyNot };
  const partitions = said.topics.flatMap(({ name, partitions: numbers }) => numbers.map((one) => ({ topic: name, partition: one })));
  const hasIt = partitions.some((one) => one.topic === topic && one.partition === partition);
  if (!openStates.has(said.state) || !hasIt) return { kind: 'hangs', transactionalId: said.id };
  const { id: transactionalId, state, timeoutMs, startedAt } = said;
  return { kind: 'open', transactionalId, state, timeoutMs, startedAt: startedAt < 0 ? null : startedAt, partitions };
}
