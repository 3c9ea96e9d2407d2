/** What the state of an earlier time cannot show any more. */
import type { ViewRules } from '../views/viewRules.js';
import type { FrozenPartition } from './frozenTopic.js';
import type { HeldPartition } from './topicView.js';

export function asOfWarnings(
  asOf: number | null,
  rules: ViewRules,
  partitions: readonly FrozenPartition[],
  held: readonly HeldPartition[],
): string[] {
  if (asOf === null) return [];
  const warnings = [
    'As of a time by the timestamps of the records: what compaction has removed since is not in it, so a key that was overwritten later may be missing.',
  ];
  const cut = partitions.filter(({ start }) => start > 0);
  if (cut.length > 0)
    warnings.push(
      `${cut.length} of ${partitions.length} partitions no longer begin at offset 0: retention or a deletion of records took what was before.`,
    );
  const laterOnly = held.reduce((sum, { view }) => sum + view.countLaterOnly(), 0);
  if (laterOnly > 0)
    warnings.push(
      `${laterOnly} ${laterOnly === 1 ? 'key has' : 'keys have'} only records of later: whether ${laterOnly === 1 ? 'it was' : 'they were'} there at the time, the topic no longer tells.`,
    );
  if (rules.materialise === 'versions') warnings.push('Versions are those that were valid then, also where they came later.');
  return warnings;
}
