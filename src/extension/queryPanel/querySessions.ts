/** What query panels need of the clusters: the tree's connections, and where a store's contents lie. */
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { ApplicationAsk } from '../../kafka/applications/readApplication.js';
import type { ClusterSession } from '../../platform/cluster/clusterService.js';
import type { StoreId } from '../../protocol/queryPanel.js';
import type { StoreTarget } from '../../store/query.js';

export interface QuerySessions {
  /** Clusters that the person set up, by name. */
  readonly names: readonly string[];
  /** undefined: there is no such cluster any more. */
  session(cluster: string): ClusterSession | undefined;
  /** How to ask for an application: with the code that it was matched with, and the ids that are known. */
  ask(cluster: string, application: string): ApplicationAsk;
  /** Topic, kind and serdes of a store, from the cluster and from code. */
  findTarget(id: StoreId, signal: AbortSignal): Promise<ClusterResult<StoreTarget>>;
}
