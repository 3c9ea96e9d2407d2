/** What reads the stores of one session's cluster: the views that it keeps, and the files that they spill to. */
import type { Cluster } from '../../kafka/cluster.js';
import type { ConnectionSettings } from '../../kafka/connectionSettings.js';
import { createOpenReading } from '../../store/createOpenReading.js';
import { createStoreReader, type StoreReader } from '../../store/createStoreReader.js';
import { openSchemaRegistry, type RegistryLimits } from '../registry/openSchemaRegistry.js';
import { createSpillFolder } from '../files/spillFolder.js';

/** What it holds, on disk too, goes with `close`. */
export type SessionReader = Pick<StoreReader, 'query' | 'follow' | 'close'>;

export type CreateSessionReader = (cluster: Cluster, settings: ConnectionSettings) => SessionReader;

export function createSessionReader(
  cluster: Cluster,
  { schemaRegistry }: Pick<ConnectionSettings, 'schemaRegistry'>,
  limits?: RegistryLimits,
): SessionReader {
  const spills = createSpillFolder();
  const registry = schemaRegistry === null ? null : openSchemaRegistry(schemaRegistry, limits);
  const reader = createStoreReader(cluster, { openReading: createOpenReading(registry), openSpill: spills.open });
  return {
    query(query, call, take) {
      // Later pages are of the same question.
      if (query.cursor === null) registry?.askAgain();
      return reader.query(query, call, take);
    },
    follow(query, onRows, call) {
      registry?.askAgain();
      return reader.follow(query, onRows, call);
    },
    async close() {
      await reader.close();
      spills.close();
    },
  };
}
