/** Where the instances of a running application say that they can be asked (application.server of the members of its group). */
import { succeed } from '../base/result.js';
import type { Cluster } from '../kafka/cluster.js';
import type { ClusterResult } from '../kafka/clusterError.js';
import type { Call } from '../kafka/connection.js';
import { serverText, type ServerAddress } from './applicationServer.js';
import { readMembers } from './instances.js';
import { neverAsked } from './metadataAddress.js';

export interface ApplicationServers {
  /** Each once. */
  readonly servers: readonly ServerAddress[];
  /** Of the members: one for each stream thread. */
  readonly clientIds: readonly string[];
  /** Why there are none, as a sentence; null: there are. */
  readonly why: string | null;
  /** The group rebalances, and its members are not told meanwhile: another look may tell. */
  readonly isPassing: boolean;
}

export async function readServers(cluster: Cluster, application: string, call?: Call): Promise<ClusterResult<ApplicationServers>> {
  const groups = await cluster.groups(call);
  if (!groups.ok) return groups;
  const listing = groups.value.values.find(({ id }) => id === application);
  if (listing === undefined)
    return succeed(none(`There is no group ${application}: the application does not run, or may not be described.`));
  const described = await cluster.describeGroups([listing], call);
  if (!described.ok) return described;
  const [group] = described.value.values;
  if (group === undefined) return succeed(none(`The group ${application} could not be described.`));
  const { instances } = readMembers(group);
  if (group.members.length === 0) return succeed(none(`The application ${application} does not run: its group has no members.`));
  const servers = new Map<string, ServerAddress>();
  for (const { endpoint } of instances)
    if (endpoint !== null && !('notAnAddress' in endpoint) && neverAsked(endpoint) === undefined)
      servers.set(serverText(endpoint), endpoint);
  const clientIds = group.members.map(({ clientId }) => clientId);
  if (servers.size > 0) return succeed({ servers: [...servers.values()], clientIds, why: null, isPassing: false });
  if (instances.length === 0)
    return succeed({ ...none(`The members of the group ${application} are not told while it is ${group.state}.`), isPassing: true });
  return succeed({ ...none(`The instances of ${application} set no application.server that is an address.`), clientIds });
}

const none = (why: string): ApplicationServers => ({ servers: [], clientIds: [], why, isPassing: false });
