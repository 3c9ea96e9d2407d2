/** The addresses of an application's instances, once its group tells them. */
import { readServers, type ApplicationServers } from '../../applications/readServers.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { Call } from '../../kafka/connection.js';
import { pause } from '../../kafka/pause.js';

const lookMs = 500;

/** Brokers tell no members of a classic group that rebalances: such a group is looked at again for so long. */
export async function awaitServers(
  cluster: Cluster,
  application: string,
  patienceMs: number,
  call?: Call,
): Promise<ClusterResult<ApplicationServers>> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const servers = await readServers(cluster, application, call);
    if (!servers.ok || !servers.value.isPassing || Date.now() > until || call?.signal?.aborted === true) return servers;
    await pause(lookMs, call?.signal);
  }
}
