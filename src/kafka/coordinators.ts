/** Which broker coordinates a group: asked for many at once, and remembered until it moves. */
import { fail, succeed } from '../base/result.js';
import type { Cluster } from './cluster.js';
import { cancelled, type ClusterError, type ClusterResult } from './clusterError.js';
import type { Call } from './connection.js';
import { inParts } from './inParts.js';
import { errorOfCode } from './protocol/errorCodes.js';
import { findCoordinatorsApi, manyCoordinatorsVersion } from './protocol/groupApis.js';
import type { Requests } from './requests.js';

export interface FoundCoordinators {
  readonly values: ReadonlyMap<string, number>;
  readonly problems: readonly { readonly group: string; readonly error: ClusterError }[];
}

export interface Coordinators {
  /** By group. Empty where the cluster has never had a group: asking for a coordinator would make the topic of committed offsets. */
  find(groups: readonly string[], call?: Call): Promise<ClusterResult<FoundCoordinators>>;
  forget(group: string): void;
}

const offsetsTopic = '__consumer_offsets';
const groupsPerRequest = 200;
/** For brokers that answer for one group only. */
const sideBySide = 8;

export function createCoordinators(requests: Requests, topics: Cluster['topics']): Coordinators {
  const known = new Map<string, number>();
  let hasOffsetsTopic = false;

  const ask = async (
    groups: readonly string[],
    problems: FoundCoordinators['problems'][number][],
    call?: Call,
  ): Promise<ClusterResult<void>> => {
    const answer = await requests.ask(findCoordinatorsApi, groups, { kind: 'any' }, call);
    if (!answer.ok) return answer;
    for (const { group, error, message, broker } of answer.value(groups)) {
      if (error === 0) known.set(group, broker);
      else problems.push({ group, error: errorOfCode(error, `the coordinator of group ${group}`, message) });
    }
    return succeed(undefined);
  };

  return {
    async find(groups, call) {
      const problems: FoundCoordinators['problems'][number][] = [];
      const unknown = groups.filter((group) => !known.has(group));
      if (unknown.length > 0 && !hasOffsetsTopic) {
        const layouts = await topics([offsetsTopic], call);
        if (!layouts.ok) return layouts;
        // May not be described: it is there, as far as we can tell.
        hasOffsetsTopic = layouts.value.values.length > 0 || layouts.value.problems.length > 0;
        if (!hasOffsetsTopic) return succeed({ values: new Map(), problems });
      }
      const version = await requests.versionOf(findCoordinatorsApi, call);
      if (!version.ok) return version;
      const parts = inParts(unknown, (version.value ?? 0) >= manyCoordinatorsVersion ? groupsPerRequest : 1);
      for (const some of inParts(parts, sideBySide)) {
        if (call?.signal?.aborted === true) return fail(cancelled);
        const answers = await Promise.all(some.map((part) => ask(part, problems, call)));
        const failure = answers.find(({ ok }) => !ok);
        if (failure !== undefined && !failure.ok) return failure;
      }
      return succeed({ values: new Map(groups.flatMap((group) => (known.has(group) ? [[group, known.get(group)!]] : []))), problems });
    },
    forget(group) {
      known.delete(group);
    },
  };
}
