/** Fetches from one partition of one topic, wherever its leader is: a topic that was deleted and made again is another one. */
import { fail, succeed } from '../base/result.js';
import type { Cluster, TopicPartition } from './cluster.js';
import type { ClusterResult } from './clusterError.js';
import type { Call } from './connection.js';
import { errorOfCode } from './protocol/errorCodes.js';
import { fetchByIdApi, fetchByNameApi, type FetchAnswer } from './protocol/fetchApi.js';
import type { Requests } from './requests.js';

export interface PartitionReader {
  /** Fails with what the broker answers, too: `notFound` may be transient, `locate` tells. */
  fetch(offset: number, maxBytes: number): Promise<ClusterResult<FetchAnswer> | 'gone'>;
  /** Asks anew where the leader is. */
  locate(): Promise<ClusterResult<void> | 'gone'>;
  /** The leader is asked for anew before the next fetch. */
  lose(): void;
}

/** How long a broker may wait for a record: fetches are asked for what is there already, so this is for open transactions. */
const maxWaitMs = 500;

export function createPartitionReader(
  { topic, partition }: TopicPartition,
  committed: boolean,
  requests: Requests,
  topics: Cluster['topics'],
  call: Call,
): PartitionReader {
  let topicId: string | null | undefined;
  let leader: number | undefined;

  const locate: PartitionReader['locate'] = async () => {
    leader = undefined;
    const answer = await topics([topic], call);
    if (!answer.ok) return answer;
    const layout = answer.value.values[0];
    const at = layout?.partitions.find((one) => one.partition === partition);
    const problem = answer.value.problems[0];
    if (problem !== undefined) return fail(problem.error);
    if (layout === undefined || at === undefined || (topicId !== undefined && topicId !== layout.id)) return 'gone';
    topicId = layout.id;
    if (at.leader === null) return fail({ kind: 'unavailable', message: `Partition ${partition} of ${topic} has no leader now.` });
    leader = at.leader;
    return succeed(undefined);
  };

  return {
    locate,
    lose() {
      leader = undefined;
    },
    async fetch(offset, maxBytes) {
      if (leader === undefined) {
        const located = await locate();
        if (located === 'gone' || !located.ok) return located;
      }
      const id = topicId ?? null;
      const question = { topic, topicId: id, partition, offset, committed, maxBytes, maxWaitMs };
      const answer = await requests.ask(id === null ? fetchByNameApi : fetchByIdApi, question, { kind: 'broker', id: leader! }, call);
      if (!answer.ok) return answer;
      const what = `the records of ${topic}-${partition}`;
      if (answer.value === null) return fail({ kind: 'broken', message: `The answer to a question for ${what} is about something else.` });
      return answer.value.error === 0 ? succeed(answer.value) : fail(errorOfCode(answer.value.error, what));
    },
  };
}
