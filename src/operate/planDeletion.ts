/** The plan of a deletion: what the topics hold that are left behind, and whether they may be deleted now. */
import { succeed } from '../base/result.js';
import type { LeftBehind } from '../applications/leftBehind.js';
import type { Cluster } from '../kafka/cluster.js';
import type { ClusterError, ClusterResult } from '../kafka/clusterError.js';
import type { Call } from '../kafka/connection.js';
import { expectStopped } from './stopped.js';
import { readContent, type TopicContent } from './topicContent.js';

export interface DeletionAsk extends LeftBehind {
  readonly application: string;
}

export interface DeletedTopic {
  readonly name: string;
  readonly partitions: number;
  /** Or why it could not be read. */
  readonly content: TopicContent | ClusterError;
}

export interface DeletionPlan extends DeletionAsk {
  readonly topics: readonly DeletedTopic[];
  /** Why nothing may be deleted now; null: it may. */
  readonly refusal: ClusterError | null;
}

export async function planDeletion(
  cluster: Cluster,
  ask: DeletionAsk,
  progress: (line: string) => void,
  call?: Call,
): Promise<ClusterResult<DeletionPlan>> {
  const topics: DeletedTopic[] = [];
  for (const topic of ask.topics) {
    const content = await readContent(cluster, topic, progress, call);
    if (!content.ok && content.error.kind === 'cancelled') return content;
    topics.push({ ...topic, content: content.ok ? content.value : content.error });
  }
  const stopped = await expectStopped(cluster, [ask.application], call);
  if (!stopped.ok && stopped.error.kind !== 'refused') return stopped;
  return succeed({ ...ask, topics, refusal: stopped.ok ? null : stopped.error });
}
