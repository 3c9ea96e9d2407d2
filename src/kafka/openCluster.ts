/** A cluster by its settings, over the client that we use. */
import type { Cluster } from './cluster.js';
import type { ConnectionSettings } from './connectionSettings.js';
import { createCluster } from './createCluster.js';
import { createLazyConnection } from './lazyConnection.js';
import type { ConnectionWatch } from './unnamedBrokers.js';

/** Nothing is sent before the first question. */
export function openCluster(settings: ConnectionSettings, watch?: ConnectionWatch): Cluster {
  return createCluster(
    createLazyConnection(async () => {
      const { createKafkajsConnection } = await import('./kafkajs/createKafkajsConnection.js');
      return createKafkajsConnection(settings, watch);
    }),
  );
}
