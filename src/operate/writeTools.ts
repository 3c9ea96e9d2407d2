/** What every change of a cluster is carried out with. */
import type { Cluster } from '../kafka/cluster.js';
import type { ClusterWriter } from '../kafka/writing/clusterWriter.js';

export interface WriteTools {
  readonly cluster: Cluster;
  readonly writer: ClusterWriter;
  /** What it is at, in words. */
  progress(line: string): void;
  readonly signal?: AbortSignal | undefined;
}
