/** Chooses how a question is answered: from a view that is kept, by looking for one key, or by reading what is about it. */
import { succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { KeptViews } from './keptViews.js';
import { readKey } from './readKey.js';
import type { ReadCall } from './readProgress.js';
import { readView, type Answer, type OpenedQuery } from './readView.js';

export async function answerQuery(
  cluster: Cluster,
  views: KeptViews,
  opened: OpenedQuery,
  call?: ReadCall,
): Promise<ClusterResult<Answer>> {
  const { selection } = opened;
  return selection.keys === null ? readWhole(views, opened, call) : readKey(cluster, views, opened, selection.keys, call);
}

async function readWhole(views: KeptViews, opened: OpenedQuery, call?: ReadCall): Promise<ClusterResult<Answer>> {
  const { query, frozen, reading, take } = opened;
  return views.use({ topic: frozen.topic, rules: reading.rules, asOf: query.asOf }, async (view) => {
    const viewed = await readView(view, opened, frozen.partitions, call, take);
    if (!viewed.ok) return viewed;
    const { own, ...answer } = viewed.value;
    const { past } = answer;
    // What the topic tells of the retention is an assumption: no count of the living rests on it.
    const isAssumed = reading.retention?.origin === 'topic' && past !== null && past.expired + past.atEdge > 0;
    const countsAll = query.operation.kind === 'all' && !isAssumed;
    const liveKeys = countsAll ? own.reduce((sum, { view: one, logStart }) => sum + one.countVisible(logStart), 0) : null;
    return succeed({ ...answer, liveKeys, place: null });
  });
}
