/** Committed offsets: of many groups in one question to each coordinator, where brokers take that. */
import { fail, succeed } from '../base/result.js';
import type { Cluster, CommittedOffset } from './cluster.js';
import type { ClusterError, ClusterResult, Problem } from './clusterError.js';
import type { Call } from './connection.js';
import type { Coordinators } from './coordinators.js';
import { inParts } from './inParts.js';
import { errorOfCode } from './protocol/errorCodes.js';
import { manyGroupsVersion, offsetFetchApi, type FetchedOffsets } from './protocol/offsetFetchApi.js';
import type { Requests } from './requests.js';

const groupsPerRequest = 100;
/** To one broker that answers for one group only: it takes them one after another in any case. */
const sideBySide = 8;
/** A coordinator that moved is looked for once more. */
const rounds = 2;

export function createCommittedQuestions(requests: Requests, coordinators: Coordinators): Pick<Cluster, 'committed' | 'committedOf'> {
  const askBroker = async (
    broker: number,
    groups: readonly string[],
    perRequest: number,
    call?: Call,
  ): Promise<readonly { readonly asked: readonly string[]; readonly answer: ClusterResult<readonly FetchedOffsets[]> }[]> => {
    const answers: { asked: readonly string[]; answer: ClusterResult<readonly FetchedOffsets[]> }[] = [];
    for (const some of inParts(inParts(groups, perRequest), sideBySide)) {
      const next = await Promise.all(
        some.map(async (asked) => {
          const answer = await requests.ask(offsetFetchApi, asked, { kind: 'broker', id: broker }, call);
          return { asked, answer: answer.ok ? succeed(answer.value(asked)) : answer };
        }),
      );
      answers.push(...next);
      if (next.some(({ answer }) => !answer.ok && answer.error.kind === 'cancelled')) break;
    }
    return answers;
  };

  const committedOf: Cluster['committedOf'] = async (groups, call) => {
    const values = new Map<string, readonly CommittedOffset[]>();
    const problems: Problem[] = [];
    let wanted = groups;
    for (let round = 1; wanted.length > 0; round++) {
      const found = await coordinators.find(wanted, call);
      if (!found.ok) return found;
      for (const { group, error } of found.value.problems) problems.push(toProblem(group, error));
      const version = await requests.versionOf(offsetFetchApi, call);
      if (!version.ok) return version;
      const byBroker = new Map<number, string[]>();
      for (const [group, broker] of found.value.values) {
        const others = byBroker.get(broker);
        if (others === undefined) byBroker.set(broker, [group]);
        else others.push(group);
      }
      const again: string[] = [];
      const refuse = (group: string, error: ClusterError): void => {
        if (error.kind === 'unavailable') coordinators.forget(group);
        if (error.kind === 'unavailable' && round < rounds) again.push(group);
        else problems.push(toProblem(group, error));
      };
      const perRequest = (version.value ?? 0) >= manyGroupsVersion ? groupsPerRequest : 1;
      const answers = await Promise.all([...byBroker].map(([broker, led]) => askBroker(broker, led, perRequest, call)));
      for (const { asked, answer } of answers.flat()) {
        if (!answer.ok) {
          if (answer.error.kind === 'cancelled') return answer;
          for (const group of asked) refuse(group, answer.error);
          continue;
        }
        for (const { group, error, topics } of answer.value) {
          if (error === 0) values.set(group, toCommitted(topics));
          else refuse(group, errorOfCode(error, `the committed offsets of group ${group}`));
        }
      }
      wanted = again;
    }
    return succeed({ values, problems });
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

const toProblem = (group: string, error: ClusterError): Problem => ({ what: `committed offsets of group ${group}`, error });

function toCommitted(topics: FetchedOffsets['topics']): readonly CommittedOffset[] {
  return topics.flatMap(({ name, partitions }) =>
    partitions
      .filter(({ offset, error }) => error === 0 && offset >= 0)
      .map(({ partition, offset, metadata }) => ({ topic: name, partition, offset, metadata })),
  );
}
