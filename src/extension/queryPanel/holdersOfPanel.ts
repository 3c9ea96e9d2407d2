/** Who holds partitions of a panel's store, in words for its page. No vscode in here. */
import { fail } from '../../base/result.js';
import type { StoreHolders } from '../../applications/storeHolders.js';
import { sentenceOf, type ClusterResult } from '../../kafka/clusterError.js';
import { holdersText } from '../../present/cluster/holderTexts.js';
import type { StoreId } from '../../protocol/queryPanel.js';
import type { QuerySessions } from './querySessions.js';

/** Whoever goes from row to row asks the group once. */
const keptMs = 5_000;

/** Never rejects: what is not known is said, with the reason. */
export type HoldersOfPanel = (partitions: readonly number[]) => Promise<string>;

export function createHoldersOfPanel(
  id: StoreId,
  sessions: Pick<QuerySessions, 'session' | 'findTarget'>,
  signal: AbortSignal,
  now: () => number,
): HoldersOfPanel {
  let kept: { readonly at: number; readonly result: Promise<ClusterResult<StoreHolders>> } | undefined;
  const read = async (): Promise<ClusterResult<StoreHolders>> => {
    const target = await sessions.findTarget(id, { signal, anew: false });
    if (!target.ok) return target;
    const session = sessions.session(id.cluster);
    if (session === undefined) return fail({ kind: 'notFound', message: `There is no cluster ${id.cluster} any more.` });
    const { application, topic, isSourceTopic, isGlobal, reads } = target.value;
    if (application === '') return fail({ kind: 'notFound', message: 'The topic is of no known application.' });
    return session.holders({ application, topic, isSourceTopic, isGlobal, reads }, { signal });
  };
  return async (partitions) => {
    if (kept === undefined || now() - kept.at > keptMs) kept = { at: now(), result: read() };
    const holders = await kept.result;
    if (!holders.ok) return `who holds it is not known: ${sentenceOf(holders.error)}`;
    const wanted = holders.value.partitions.filter(({ partition }) => partitions.includes(partition));
    return wanted.map((one) => holdersText(one, holders.value)).join('; ');
  };
}
