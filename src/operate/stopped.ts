/** Whether applications are stopped: nothing is written while one may run. */
import { fail, succeed } from '../base/result.js';
import type { Cluster, GroupDescription } from '../kafka/cluster.js';
import type { ClusterError, ClusterResult } from '../kafka/clusterError.js';
import type { Call } from '../kafka/connection.js';

/** Fails where a group has members, and where nobody says whether it has. What it gives: the groups that there are, by id. */
export async function expectStopped(
  cluster: Cluster,
  applications: readonly string[],
  call?: Call,
): Promise<ClusterResult<ReadonlyMap<string, GroupDescription>>> {
  const groups = await cluster.groups(call);
  if (!groups.ok) return groups;
  const unheard = groups.value.problems[0];
  if (unheard !== undefined) return fail(unheard.error);
  const listed = groups.value.values.filter(({ id }) => applications.includes(id));
  const described = await cluster.describeGroups(listed, call);
  if (!described.ok) return described;
  const problem = described.value.problems[0];
  if (problem !== undefined) return fail(problem.error);
  const byId = new Map(described.value.values.map((group) => [group.id, group]));
  for (const { id, state } of listed) {
    const group = byId.get(id);
    const now = group?.state ?? state ?? 'Empty';
    if ((group?.members.length ?? 0) > 0 || !/^(?:Empty|Dead)$/i.test(now)) return fail(running(id, group?.members.length ?? 0, now));
  }
  return succeed(byId);
}

const running = (id: string, members: number, state: string): ClusterError => ({
  kind: 'refused',
  message: `The application ${id} is not stopped: its group is ${state}, with ${members} members.`,
  advice:
    'Stop all of its instances. One that was killed stays a member until session.timeout.ms (45 s by default) has passed. Then run the command again.',
});
