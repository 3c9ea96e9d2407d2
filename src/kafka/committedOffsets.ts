/** The questions about committed offsets of `Cluster`. */
import { fail, succeed } from '../base/result.js';
import type { Cluster, CommittedOffset } from './cluster.js';
import type { ClusterError, ClusterResult, Problem } from './clusterError.js';
import type { Call } from './connection.js';
import type { Coordinators } from './coordinators.js';
import { inParts } from './inParts.js';
import { errorOfCode } from './protocol/errorCodes.js';
import { offsetFetchApi, offsetFetchManyApi, type OffsetFetchAnswer } from './protocol/offsetFetchApis.js';
import type { Requests } from './requests.js';

const groupsPerRequest = 100;
/** For brokers that answer for one group only. */
const sideBySide = 8;
/** A coordinator that moved is looked for once more. */
const rounds = 2;

type Answered = ClusterResult<readonly (OffsetFetchAnswer & { readonly group: string })[]>;

export function createCommittedOffsets(requests: Requests, coordinators: Coordinators): Pick<Cluster, 'committed' | 'committedOfMany'> {
  const ask = async (groups: readonly string[], broker: number, call?: Call): Promise<Answered> => {
    const target = { kind: 'broker', id: broker } as const;
    const [group] = groups;
    if (group === undefined || groups.length > 1) return requests.ask(offsetFetchManyApi, groups, target, call);
    const answer = await requests.ask(offsetFetchApi, group, target, call);
    return answer.ok ? succeed([{ group, ...answer.value }]) : answer;
  };

  const committedOfMany: Cluster['committedOfMany'] = async (groups, call) => {
    const values = new Map<string, readonly CommittedOffset[]>();
    const problems: Problem[] = [];
    const version = await requests.versionOf(offsetFetchManyApi, call);
    if (!version.ok) return version;
    const atOnce = version.value === undefined ? 1 : groupsPerRequest;
    let wanted: readonly string[] = [...new Set(groups)];
    for (let round = 1; wanted.length > 0; round++) {
      const found = await coordinators.find(wanted, call);
      if (!found.ok) return found;
      problems.push(...found.value.problems.map(({ what, error }) => ({ what: `committed offsets of ${what}`, error })));
      const again: string[] = [];
      const refuse = (group: string, error: ClusterError): void => {
        if (error.kind === 'unavailable') coordinators.forget(group);
        if (error.kind === 'unavailable' && round < rounds) again.push(group);
        else problems.push({ what: `committed offsets of group ${group}`, error });
      };
      for (const some of inParts(toQuestions(found.value.values, atOnce), sideBySide)) {
        const answers = await Promise.all(
          some.map(async (question) => ({ question, answer: await ask(question.groups, question.broker, call) })),
        );
        for (const { question, answer } of answers) {
          if (!answer.ok && answer.error.kind === 'cancelled') return answer;
          if (!answer.ok) for (const group of question.groups) refuse(group, answer.error);
          else
            for (const { group, error, topics } of answer.value)
              if (error === 0) values.set(group, toCommitted(topics));
              else refuse(group, errorOfCode(error, `the committed offsets of group ${group}`));
        }
      }
      wanted = again;
    }
    return succeed({ values, problems });
  };

  return {
    committedOfMany,
    async committed(group, call) {
      const answer = await committedOfMany([group], call);
      if (!answer.ok) return answer;
      const [problem] = answer.value.problems;
      return problem === undefined ? succeed(answer.value.values.get(group) ?? []) : fail(problem.error);
    },
  };
}

function toQuestions(
  brokers: ReadonlyMap<string, number>,
  atOnce: number,
): readonly { readonly broker: number; readonly groups: readonly string[] }[] {
  const byBroker = new Map<number, string[]>();
  for (const [group, broker] of brokers) byBroker.set(broker, [...(byBroker.get(broker) ?? []), group]);
  return [...byBroker].flatMap(([broker, groups]) => inParts(groups, atOnce).map((some) => ({ broker, groups: some })));
}

function toCommitted(topics: OffsetFetchAnswer['topics']): readonly CommittedOffset[] {
  return topics.flatMap(({ name, partitions }) =>
    partitions
      .filter(({ offset, error }) => error === 0 && offset >= 0)
      .map(({ partition, offset, metadata }) => ({ topic: name, partition, offset, metadata })),
  );
}
