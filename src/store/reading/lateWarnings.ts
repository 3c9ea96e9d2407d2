/** Versions of a versioned store that came too late (RocksDBVersionedStore.put): they are in the changelog, and in no store. */
import { durationWords, plural } from '../../core/features/words.js';
import type { ViewRules } from '../views/viewRules.js';
import type { HeldPartition } from './topicView.js';

export function lateWarnings({ historyRetentionMs }: ViewRules, held: readonly HeldPartition[]): string[] {
  const tooLate = held.reduce((sum, { view }) => sum + view.tooLate, 0);
  if (tooLate === 0 || historyRetentionMs === null) return [];
  const [are, them] = tooLate === 1 ? ['is', 'it'] : ['are', 'them'];
  const length = durationWords(historyRetentionMs);
  return [
    `${plural(tooLate, 'version', 'versions')} ${are} left out, which came later than the history retention of ${length} allows: the store did not take ${them} either.`,
  ];
}
