/** Why there are no rows, as far as the answer tells. */
import type { Answer, Question } from '../../src/protocol/queryPanel.js';
import { spanOf } from './statusLine.js';
import { formatCount } from './times.js';

/** Of an answer without rows; `asOf` null: of now. A query that finds no row has looked into all partitions. */
export function emptyText(answer: Answer, { asOf, search }: Pick<Question, 'asOf' | 'search'>): string {
  const { topic, partitions, liveKeys, found } = answer;
  if (search !== '' && found !== null && found.looked > 0) return `No row matches: ${formatCount(found.looked)} were searched.`;
  if (topic === null) return 'No rows.';
  if (partitions.length > 0 && spanOf(answer) === 0) return `The store is empty: its topic ${topic} has no records.`;
  if (liveKeys !== 0) return 'No rows.';
  return asOf === null
    ? `The store is empty: all that its topic ${topic} has of keys is deleted or expired.`
    : 'The store was empty at that time.';
}
