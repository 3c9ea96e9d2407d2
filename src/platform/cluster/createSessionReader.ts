/** What reads the stores of one session's cluster: the views that it keeps, and the files that they spill to. */
import type { Cluster } from '../../kafka/cluster.js';
import type { ConnectionSettings } from '../../kafka/connectionSettings.js';
import { createOpenReading } from '../../store/createOpenReading.js';
import { createStoreReader } from '../../store/createStoreReader.js';
import { openSchemaRegistry } from '../registry/openSchemaRegistry.js';
import { createSpillFolder } from '../spillFolder.js';
import type { ClusterSession } from './clusterService.js';

/** What it holds, on disk too, goes with `close`. */
export type SessionReader = Pick<ClusterSession, 'query' | 'follow' | 'close'>;

export type CreateSessionReader = (cluster: Cluster, settings: ConnectionSettings) => SessionReader;

export const createSessionReader: CreateSessionReader = (cluster, { schemaRegistry }) => {
  const spills = createSpillFolder();
  const openReading = createOpenReading(schemaRegistry === null ? null : openSchemaRegistry(schemaRegistry));
  const reader = createStoreReader(cluster, { openReading, openSpill: spills.open });
  return {
    query: (query, call) => reader.query(query, call),
    follow: (query, onRows, call) => reader.follow(query, onRows, call),
    async close() {
      await reader.close();
      spills.close();
    },
  };
};
