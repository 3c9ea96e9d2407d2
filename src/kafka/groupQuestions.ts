/** The questions about groups of `Cluster`. Nothing is joined and nothing committed. */
import { succeed } from '../base/result.js';
import { askCoordinators } from './askCoordinators.js';
import type { Cluster, ConsumerGroup, GroupDescription, GroupListing, GroupType } from './cluster.js';
import type { ClusterResult, Problem } from './clusterError.js';
import type { Call, ClusterConnection } from './connection.js';
import type { Coordinators } from './coordinators.js';
import { inParts } from './inParts.js';
import { loadingPause, longestLoading, pause } from './pause.js';
import { errorOfCode } from './protocol/errorCodes.js';
import {
  consumerGroupDescribeApi,
  describeGroupsApi,
  listGroupsApi,
  streamsGroupDescribeApi,
  type DescribedConsumerGroup,
} from './protocol/groupApis.js';
import type { Requests } from './requests.js';

type GroupQuestions = Pick<Cluster, 'groups' | 'describeGroups'>;

const types: Readonly<Record<string, GroupType>> = { classic: 'classic', consumer: 'consumer', streams: 'streams', share: 'share' };
const groupGone = 69;
const groupsPerRequest = 100;

/** One group as it was answered for. */
type Answered = { readonly id: string; readonly error: number; readonly message: string | null; readonly description: GroupDescription };

export function createGroupQuestions(connection: ClusterConnection, requests: Requests, coordinators: Coordinators): GroupQuestions {
  const describe = async (
    type: GroupType,
    ids: readonly string[],
    broker: number,
    call?: Call,
  ): Promise<ClusterResult<readonly Answered[]>> => {
    const target = { kind: 'broker', id: broker } as const;
    if (type === 'streams') {
      const answer = await requests.ask(streamsGroupDescribeApi, { groups: ids, withDescription: false }, target, call);
      if (!answer.ok) return answer;
      return succeed(
        answer.value.map(({ error, message, group }) => ({ id: group.id, error, message, description: { type: 'streams', ...group } })),
      );
    }
    if (type === 'consumer') {
      const answer = await requests.ask(consumerGroupDescribeApi, ids, target, call);
      if (!answer.ok) return answer;
      return succeed(answer.value.map((group) => ({ ...group, description: toConsumerGroup(group) })));
    }
    const answer = await requests.ask(describeGroupsApi, ids, target, call);
    if (!answer.ok) return answer;
    return succeed(
      answer.value.map(({ error, ...one }) => ({ id: one.id, error, message: null, description: { type: 'classic', ...one } })),
    );
  };

  return {
    async groups(call) {
      const brokers = await connection.brokers(call);
      if (!brokers.ok) return brokers;
      const groups = new Map<string, GroupListing>();
      const problems: Problem[] = [];
      const answers = await Promise.all(brokers.value.map(async ({ id }) => ({ id, answer: await listOf(requests, id, call) })));
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
          groups.set(group.id, { id: group.id, protocolType: group.protocolType, state: group.state === '' ? null : group.state, type });
        }
      }
      return succeed({ values: [...groups.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), problems });
    },
    async describeGroups(groups, call) {
      const typeOf = new Map(groups.filter(({ type }) => type !== 'unknown' && type !== 'share').map(({ id, type }) => [id, type]));
      const values: GroupDescription[] = [];
      const problems = await askCoordinators<Answered>(
        coordinators,
        [...typeOf.keys()],
        {
          what: (id) => `group ${id}`,
          ask: async (brokers) =>
            succeed(
              await Promise.all(
                toQuestions(brokers, typeOf).map(async ({ broker, type, ids }) => ({
                  groups: ids,
                  answer: await describe(type, ids, broker, call),
                })),
              ),
            ),
          groupOf: ({ id }) => id,
          take({ id, error, message, description }, refuse) {
            // Brokers before 4.0 describe a group that is not there as dead.
            if (error === 0 && description.state !== 'Dead') values.push(description);
            else if (error !== 0 && error !== groupGone) refuse(id, errorOfCode(error, `group ${id}`, message));
          },
        },
        call,
      );
      return problems.ok ? succeed({ values, problems: problems.value }) : problems;
    },
  };
}

/** Waits for a broker that has just started, and loads the groups that it coordinates. */
async function listOf(requests: Requests, id: number, call?: Call) {
  for (const until = Date.now() + longestLoading; ;) {
    const answer = await requests.ask(listGroupsApi, null, { kind: 'broker', id }, call);
    const isLoading = answer.ok && answer.value.error !== 0 && errorOfCode(answer.value.error, '').isLoading === true;
    if (!isLoading || Date.now() > until || call?.signal?.aborted === true) return answer;
    await pause(loadingPause, call?.signal);
  }
}

/** One question for each broker and type, in parts. */
function toQuestions(
  brokers: ReadonlyMap<string, number>,
  typeOf: ReadonlyMap<string, GroupType>,
): readonly { readonly broker: number; readonly type: GroupType; readonly ids: readonly string[] }[] {
  const groups = new Map<string, { readonly broker: number; readonly type: GroupType; readonly ids: string[] }>();
  for (const [id, broker] of brokers) {
    const type = typeOf.get(id)!;
    const key = `${broker} ${type}`;
    const group = groups.get(key) ?? { broker, type, ids: [] };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ broker, type, ids }) =>
    inParts(ids, groupsPerRequest).map((some) => ({ broker, type, ids: some })),
  );
}

function toConsumerGroup({ id, state, members }: DescribedConsumerGroup): ConsumerGroup {
  return {
    type: 'consumer',
    id,
    state,
    members: members.map(({ topics, ...member }) => ({
      ...member,
      partitions: topics.flatMap(({ name, partitions }) => partitions.map((partition) => ({ topic: name, partition }))),
    })),
  };
}
