/** Committed offsets: of many groups in one question to each coordinator, where brokers take that. */
import { fail, succeed } from '../base/result.js';
import { askCoordinators } from './askCoordinators.js';
import type { Cluster, CommittedOffset } from './cluster.js';
import type { ClusterResult } from './clusterError.js';
import type { Call } from './connection.js';
import type { Coordinators } from './coordinators.js';
import { inParts } from './inParts.js';
import { errorOfCode } from './protocol/errorCodes.js';
import { manyGroupsVersion, offsetFetchApi, type FetchedOffsets } from './protocol/offsetFetchApi.js';
import type { Requests } from './requests.js';

const groupsPerRequest = 100;
/** To one broker that answers for one group only: it takes them one after another in any case. */
const sideBySide = 8;

interface BrokerAnswer {
  readonly groups: readonly string[];
  readonly answer: ClusterResult<readonly FetchedOffsets[]>;
}

export function createCommittedQuestions(requests: Requests, coordinators: Coordinators): Pick<Cluster, 'committed' | 'committedOf'> {
  const askBroker = async (
    broker: number,
    groups: readonly string[],
    perRequest: number,
    call?: Call,
  ): Promise<readonly BrokerAnswer[]> => {
    const answers: BrokerAnswer[] = [];
    for (const some of inParts(inParts(groups, perRequest), sideBySide)) {
      const next = await Promise.all(
        some.map(async (asked) => {
          const answer = await requests.ask(offsetFetchApi, asked, { kind: 'broker', id: broker }, call);
          return { groups: asked, answer: answer.ok ? succeed(answer.value(asked)) : answer };
        }),
      );
      answers.push(...next);
      if (next.some(({ answer }) => !answer.ok && answer.error.kind === 'cancelled')) break;
    }
    return answers;
  };

  const committedOf: Cluster['committedOf'] = async (groups, call) => {
    const values = new Map<string, readonly CommittedOffset[]>();
    const problems = await askCoordinators<FetchedOffsets>(
      coordinators,
      groups,
      {
        what: (group) => `committed offsets of group ${group}`,
        async ask(brokers) {
          const version = await requests.versionOf(offsetFetchApi, call);
          if (!version.ok) return version;
          const perRequest = (version.value ?? 0) >= manyGroupsVersion ? groupsPerRequest : 1;
          const answers = await Promise.all([...byBroker(brokers)].map(([broker, led]) => askBroker(broker, led, perRequest, call)));
          return succeed(answers.flat());
        },
        groupOf: ({ group }) => group,
        take({ group, error, topics }, refuse) {
          if (error === 0) values.set(group, toCommitted(topics));
          else refuse(group, errorOfCode(error, `the committed offsets of group ${group}`));
        },
      },
      call,
    );
    return problems.ok ? succeed({ values, problems: problems.value }) : problems;
  };

  return {
    committedOf,
    async committed(group, call) {
      const answer = await committedOf([group], call);
      if (!answer.ok) return answer;
      const problem = answer.value.problems[0];
      return problem === undefined ? succeed(answer.value.values.get(group) ?? []) : fail(problem.error);
    },
  };
}

function byBroker(brokers: ReadonlyMap<string, number>): ReadonlyMap<number, readonly string[]> {
  const groups = new Map<number, string[]>();
  for (const [group, broker] of brokers) {
    const others = groups.get(broker);
    if (others === undefined) groups.set(broker, [group]);
    else others.push(group);
  }
  return groups;
}

function toCommitted(topics: FetchedOffsets['topics']): readonly CommittedOffset[] {
  return topics.flatMap(({ name, partitions }) =>
    partitions
      .filter(({ offset, error }) => error === 0 && offset >= 0)
      .map(({ partition, offset, metadata }) => ({ topic: name, partition, offset, metadata })),
  );
}
