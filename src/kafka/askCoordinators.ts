/** A question about groups, to the coordinator of each. */
import { succeed } from '../base/result.js';
import type { ClusterError, ClusterResult, Problem } from './clusterError.js';
import type { Call } from './connection.js';
import type { Coordinators } from './coordinators.js';
import { loadingPause, longestLoading, pause } from './pause.js';

/** A coordinator that moved is looked for once more; one that loads its groups is waited for. */
const rounds = 2;

export interface CoordinatorQuestion<T> {
  /** What could not be had, where a group's answer is missing. */
  what(group: string): string;
  /** To the broker that coordinates each; a failure ends all. */
  ask(
    brokers: ReadonlyMap<string, number>,
  ): Promise<ClusterResult<readonly { readonly groups: readonly string[]; readonly answer: ClusterResult<readonly T[]> }[]>>;
  /** Which group the answer is of. */
  groupOf(answer: T): string;
  /** An answer of one group, to be kept or refused. */
  take(answer: T, refuse: (group: string, error: ClusterError) => void): void;
}

const leftOut = (group: string): ClusterError => ({
  kind: 'broken',
  message: `The broker was asked for group ${group}, and its answer leaves it out.`,
});

/** Groups that could not be asked are problems; a failure only where no coordinator can be looked for, or it was cancelled. */
export async function askCoordinators<T>(
  coordinators: Coordinators,
  groups: readonly string[],
  { what, ask, groupOf, take }: CoordinatorQuestion<T>,
  call?: Call,
): Promise<ClusterResult<readonly Problem[]>> {
  const problems: Problem[] = [];
  const until = Date.now() + longestLoading;
  let wanted = groups;
  for (let round = 1; wanted.length > 0; round++) {
    const found = await coordinators.find(wanted, call);
    if (!found.ok) return found;
    for (const { group, error } of found.value.problems) problems.push({ what: what(group), error });
    const again: string[] = [];
    let isLoading = false;
    const refuse = (group: string, error: ClusterError): void => {
      const loads = error.isLoading === true && Date.now() < until && call?.signal?.aborted !== true;
      isLoading ||= loads;
      if (error.kind === 'unavailable') coordinators.forget(group);
      if (loads || (error.kind === 'unavailable' && round < rounds)) again.push(group);
      else problems.push({ what: what(group), error });
    };
    const answers = await ask(found.value.values);
    if (!answers.ok) return answers;
    for (const { groups: asked, answer } of answers.value) {
      if (answer.ok) {
        for (const one of answer.value) take(one, refuse);
        const told = new Set(answer.value.map(groupOf));
        for (const group of asked) if (!told.has(group)) problems.push({ what: what(group), error: leftOut(group) });
        continue;
      }
      if (answer.error.kind === 'cancelled') return answer;
      for (const group of asked) refuse(group, answer.error);
    }
    wanted = again;
    if (isLoading) await pause(loadingPause, call?.signal);
  }
  return succeed(problems);
}
