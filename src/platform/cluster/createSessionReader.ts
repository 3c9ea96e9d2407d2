/** What reads the stores of one session's cluster: the views that it keeps, and the files that they spill to. */
import type { Cluster } from '../../kafka/cluster.js';
import type { ConnectionSettings } from '../../kafka/connectionSettings.js';
import { createStoreReader } from '../../store/createStoreReader.js';
import { createOpenReading } from '../../store/createOpenReading.js';
import { noRegistrySerdes } from '../../store/serdes/registrySerdes.js';
import { createSpillFolder } from '../spillFolder.js';
import type { ClusterSession } from './clusterService.js';

/** What it holds, on disk too, goes with `close`. */
export type SessionReader = Pick<ClusterSession, 'query' | 'follow' | 'close'>;

export type CreateSessionReader = (cluster: Cluster, settings: ConnectionSettings) => SessionReader;

export const createSessionReader: CreateSessionReader = (cluster) => {
  const spills = createSpillFolder();
  const reader = createStoreReader(cluster, {
    openReading: createOpenReading({ registrySerdes: () => noRegistrySerdes }),
    openSpill: spills.open,
  });
  return {
    query: (query, call) => reader.query(query, call),
    follow: (query, onRows, call) => reader.follow(query, onRows, call),
    async close() {
      await reader.close();
      spills.close();
    },
  };
};
