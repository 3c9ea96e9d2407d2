import { expect, it } from 'vitest';
import { fail, succeed } from '../../src/base/result.js';
import type { ClusterConnection } from '../../src/kafka/connection.js';
import { createLeaders } from '../../src/kafka/leaders.js';
import { createOpenTransactionQuestion } from '../../src/kafka/openTransactionQuestion.js';
import type { DescribedProducers, DescribedTransaction } from '../../src/kafka/protocol/transactionApis.js';
import type { Requests } from '../../src/kafka/requests.js';

interface Broker {
  /** Of one look after another; the last one stays. */
  readonly producers: readonly (readonly { readonly id: number; readonly epoch: number; readonly startOffset: number }[])[];
  readonly transactions?: readonly DescribedTransaction[];
  readonly mayDescribe?: boolean;
  readonly isDown?: boolean;
}

/** One broker leads t-0 and coordinates all. */
async function ask({ producers, transactions = [], mayDescribe = true, isDown = false }: Broker) {
  let looks = 0;
  const answers: Readonly<Record<string, (question: never) => unknown>> = {
    DescribeProducers(): readonly DescribedProducers[] {
      const now = producers[Math.min(looks++, producers.length - 1)]!;
      return [{ name: 't', partitions: [{ partition: 0, error: 0, message: null, producers: now }] }];
    },
    ListTransactions: () => ({ error: 0, transactions: transactions.map(({ id, producerId }) => ({ id, producerId })) }),
    DescribeTransactions: (ids: readonly string[]) =>
      ids.map((id) => transactions.find((one) => one.id === id) ?? { id, error: mayDescribe ? 105 : 53, topics: [] }),
  };
  const requests = {
    versionOf: () => Promise.resolve(succeed(0)),
    ask: ({ name }: { readonly name: string }, question: unknown) =>
      Promise.resolve(
        isDown && name !== 'DescribeProducers'
          ? fail({ kind: 'timeout', message: 'It does not answer.' })
          : succeed(answers[name]!(question as never)),
      ),
  } as unknown as Requests;
  const brokers = [{ id: 1, host: 'a', port: 1, rack: null }];
  const connection = { brokers: () => Promise.resolve(succeed(brokers)) } as unknown as ClusterConnection;
  const leaders = createLeaders();
  const partitions = [{ partition: 0, leader: 1, replicas: [1], inSync: [1], offline: [] }];
  leaders.learn([{ name: 't', id: null, internal: false, partitions }]);
  const topics = () => Promise.resolve(succeed({ values: [], problems: [] }));
  const answer = await createOpenTransactionQuestion(connection, requests, topics, leaders)([{ topic: 't', partition: 0 }]);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.values.map(({ producerId, coordinator }) => ({ producerId, ...coordinator }));
}

const open = { id: 7, epoch: 1, startOffset: 25 };
const transaction = (state: string, topics: DescribedTransaction['topics'] = [{ name: 't', partitions: [0] }]): DescribedTransaction => ({
  ...{ error: 0, id: 'a', state, timeoutMs: 60_000, startedAt: 5, producerId: 7, topics },
});

it('goes on where its coordinator has it for the partition', async () => {
  const told = {
    producerId: 7,
    kind: 'open',
    transactionalId: 'a',
    timeoutMs: 60_000,
    startedAt: 5,
    partitions: [{ topic: 't', partition: 0 }],
  };
  for (const state of ['Ongoing', 'PrepareCommit'])
    expect(await ask({ producers: [[open, { id: 8, epoch: 0, startOffset: -1 }]], transactions: [transaction(state)] })).toEqual([
      { ...told, state },
    ]);
});

it('hangs where its coordinator ended it, goes on without the partition, or nobody knows it', async () => {
  const hangs = { producerId: 7, kind: 'hangs', transactionalId: 'a' };
  expect(await ask({ producers: [[open]], transactions: [transaction('CompleteAbort', [])] })).toEqual([hangs]);
  expect(await ask({ producers: [[open]], transactions: [transaction('Ongoing', [{ name: 't', partitions: [1] }])] })).toEqual([hangs]);
  expect(await ask({ producers: [[open]] })).toEqual([{ ...hangs, transactionalId: null }]);
});

it('does not hang where it ended, or another one began, while the coordinators were asked', async () => {
  expect(await ask({ producers: [[open], []], transactions: [transaction('CompleteCommit', [])] })).toEqual([]);
  expect(await ask({ producers: [[open], [{ ...open, startOffset: 40 }]] })).toEqual([]);
});

it('is not told of where the user may not describe transactional ids, or a coordinator does not answer', async () => {
  expect(await ask({ producers: [[open]], mayDescribe: false })).toMatchObject([{ kind: 'notKnown', error: { kind: 'unauthorised' } }]);
  expect(await ask({ producers: [[open]], isDown: true })).toMatchObject([{ kind: 'notKnown', error: { kind: 'timeout' } }]);
});
