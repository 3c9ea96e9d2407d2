/** Figures for people. */
import { retentionWords } from '../../core/features/words.js';
import type { Figure, TopicState } from '../../applications/model.js';

const unknown = '?';

export const numberText = ({ value }: Figure<number>): string => (value === null ? unknown : value.toLocaleString('en-US'));

export const wordText = ({ value }: Figure<string>): string => value ?? unknown;

const byteUnits = ['KiB', 'MiB', 'GiB', 'TiB'];

export function bytesWords(value: number): string {
  if (value < 1024) return `${value} B`;
  let size = value;
  let unit = 'B';
  for (const next of byteUnits) {
    if (size < 1024) break;
    size /= 1024;
    unit = next;
  }
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}

export const bytesText = ({ value }: Figure<number>): string => (value === null ? unknown : bytesWords(value));

const retentionText = ({ value }: Figure<number>): string => (value === null ? unknown : retentionWords(value));

/** Of a whole topic; where the policy deletes nothing by age, `retention.ms` says nothing of it. */
export const topicRetentionText = ({ cleanupPolicy, retentionMs }: TopicState): string =>
  cleanupPolicy.value !== null && !cleanupPolicy.value.includes('delete') ? '-' : retentionText(retentionMs);

/** Of a whole topic; where it is not known of some partitions, what is known of the others. */
export function lagText({ lag, partitions }: TopicState): string {
  const known = partitions.flatMap((partition) => partition.lag.value ?? []);
  if (lag.value !== null || known.length === 0) return numberText(lag);
  const sum = known.reduce((all, one) => all + one, 0);
  return `${sum.toLocaleString('en-US')} in ${known.length} of ${partitions.length} partitions`;
}

/** UTC, to the second. */
export function timeText({ value }: Figure<number>): string {
  if (value === null) return unknown;
  const date = new Date(value);
  return Number.isNaN(date.getTime())
    ? unknown
    : date
        .toISOString()
        .replace('T', ' ')
        .replace(/\.\d+Z$/, 'Z');
}

/** Why each figure that is null is; nothing where all are known. */
export function reasonsOf(figures: Readonly<Record<string, Figure<unknown>>>): { readonly reasons?: Readonly<Record<string, string>> } {
  const missing = Object.entries(figures).flatMap(([name, figure]) =>
    figure.value === null && 'why' in figure ? [[name, figure.why] as const] : [],
  );
  return missing.length === 0 ? {} : { reasons: Object.fromEntries(missing) };
}

/** Where each figure that is known came from. */
export function originsOf(figures: Readonly<Record<string, Figure<unknown>>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(figures).flatMap(([name, figure]) => ('from' in figure ? [[name, figure.from] as const] : [])));
}
