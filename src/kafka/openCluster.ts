/** A cluster by its settings, over the client that we use. */
import type { Cluster } from './cluster.js';
import type { ConnectionSettings } from './connectionSettings.js';
import { createCluster } from './createCluster.js';
import { createKafkajsConnection } from './kafkajs/createKafkajsConnection.js';

/** Nothing is sent before the first question. */
export function openCluster(settings: ConnectionSettings): Cluster {
  return createCluster(createKafkajsConnection(settings));
}
