/** What query panels need of the clusters: the tree's connections, and where a store's contents lie. */
import type { Clusters } from '../cluster/session/clusters.js';

export type QuerySessions = Pick<Clusters, 'names' | 'settledIds' | 'session' | 'askedInstances' | 'readApplication' | 'findTarget'>;
