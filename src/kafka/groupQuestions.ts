/** The questions about groups of `Cluster`. Nothing is joined and nothing committed. */
import { fail, succeed } from '../base/result.js';
import type { Cluster, GroupDescription, GroupListing, GroupType } from './cluster.js';
import type { Problem } from './clusterError.js';
import type { ClusterConnection } from './connection.js';
import { errorOfCode } from './protocol/errorCodes.js';
import {
  consumerGroupDescribeApi,
  describeGroupsApi,
  listGroupsApi,
  offsetFetchApi,
  streamsGroupDescribeApi,
} from './protocol/groupApis.js';
import type { Requests } from './requests.js';

type GroupQuestions = Pick<Cluster, 'groups' | 'describeGroups' | 'committed'>;

const types: Readonly<Record<string, GroupType>> = { classic: 'classic', consumer: 'consumer', streams: 'streams', share: 'share' };
const groupGone = 69;

export function createGroupQuestions(connection: ClusterConnection, requests: Requests): GroupQuestions {
  return {
    async groups(call) {
      const brokers = await connection.brokers(call);
      if (!brokers.ok) return brokers;
      const groups: GroupListing[] = [];
      const problems: Problem[] = [];
      const answers = await Promise.all(
        brokers.value.map(async ({ id }) => ({ id, answer: await requests.ask(listGroupsApi, null, { kind: 'broker', id }, call) })),
      );
      for (const { id, answer } of answers) {
        const what = `groups that broker ${id} coordinates`;
        if (!answer.ok) {
          if (answer.error.kind === 'cancelled') return answer;
          problems.push({ what, error: answer.error });
          continue;
        }
        if (answer.value.error !== 0) problems.push({ what, error: errorOfCode(answer.value.error, `the ${what}`) });
        for (const group of answer.value.groups) {
          // Before types were told, there were classic groups only.
          const type = group.type === null ? 'classic' : (types[group.type.toLowerCase()] ?? 'unknown');
          groups.push({ id: group.id, protocolType: group.protocolType, state: group.state === '' ? null : group.state, type });
        }
      }
      return succeed({ values: groups.sort((a, b) => (a.id < b.id ? -1 : 1)), problems });
    },
    async describeGroups(groups, call) {
      const values: GroupDescription[] = [];
      const problems: Problem[] = [];
      const describe = async (group: GroupListing): Promise<void> => {
        const target = { kind: 'coordinator', group: group.id } as const;
        const what = `group ${group.id}`;
        const refuse = (code: number, message: string | null): void => {
          if (code !== groupGone) problems.push({ what, error: errorOfCode(code, what, message) });
        };
        if (group.type === 'streams') {
          const answer = await requests.ask(streamsGroupDescribeApi, [group.id], target, call);
          if (!answer.ok) problems.push({ what, error: answer.error });
          else
            for (const { error, message, ...one } of answer.value) {
              if (error === 0) values.push({ type: 'streams', ...one });
              else refuse(error, message);
            }
        } else if (group.type === 'consumer') {
          const answer = await requests.ask(consumerGroupDescribeApi, [group.id], target, call);
          if (!answer.ok) problems.push({ what, error: answer.error });
          else
            for (const { error, message, id, state, members } of answer.value) {
              if (error === 0) values.push({ type: 'consumer', id, state, members: members.map(toConsumer) });
              else refuse(error, message);
            }
        } else if (group.type === 'classic') {
          const answer = await requests.ask(describeGroupsApi, [group.id], target, call);
          if (!answer.ok) problems.push({ what, error: answer.error });
          else
            for (const { error, ...one } of answer.value) {
              if (error === 0) values.push({ type: 'classic', ...one });
              else refuse(error, null);
            }
        }
      };
      // Each has a coordinator of its own to be found: a few at a time.
      const waiting = [...groups];
      const lane = async (): Promise<void> => {
        for (let group = waiting.shift(); group !== undefined && call?.signal?.aborted !== true; group = waiting.shift())
          await describe(group);
      };
      await Promise.all(Array.from({ length: 8 }, lane));
      if (call?.signal?.aborted === true) return fail({ kind: 'cancelled', message: 'Cancelled.' });
      return succeed({ values, problems });
    },
    async committed(group, call) {
      const answer = await requests.ask(offsetFetchApi, group, { kind: 'coordinator', group }, call);
      if (!answer.ok) return answer;
      if (answer.value.error !== 0) return fail(errorOfCode(answer.value.error, `the committed offsets of group ${group}`));
      return succeed(
        answer.value.topics.flatMap(({ name, partitions }) =>
          partitions
            .filter(({ offset, error }) => error === 0 && offset >= 0)
            .map(({ partition, offset, metadata }) => ({ topic: name, partition, offset, metadata })),
        ),
      );
    },
  };
}

function toConsumer({
  memberId,
  clientId,
  clientHost,
  topics,
}: {
  memberId: string;
  clientId: string;
  clientHost: string;
  topics: readonly { name: string; partitions: readonly number[] }[];
}) {
  return {
    memberId,
    clientId,
    clientHost,
    partitions: topics.flatMap(({ name, partitions }) => partitions.map((partition) => ({ topic: name, partition }))),
  };
}
