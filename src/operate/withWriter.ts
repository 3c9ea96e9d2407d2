/** The gate: a writer is opened for a marked cluster only, and closed when it was used. */
import { fail } from '../base/result.js';
import type { ClusterResult } from '../kafka/clusterError.js';
import type { ConnectionSettings } from '../kafka/connectionSettings.js';
import { openClusterWriter, type ClusterWriter } from '../kafka/writing/clusterWriter.js';
import { isWritable } from '../kafka/writing/writableSettings.js';

export async function withWriter<T>(
  settings: ConnectionSettings,
  advice: string,
  use: (writer: ClusterWriter) => Promise<ClusterResult<T>>,
): Promise<ClusterResult<T>> {
  if (!isWritable(settings)) return fail({ kind: 'refused', message: 'This cluster is not marked as writable.', advice });
  const writer = openClusterWriter(settings);
  try {
    return await use(writer);
  } finally {
    await writer.close();
  }
}
