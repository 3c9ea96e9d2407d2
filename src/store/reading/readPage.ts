/** One page of rows out of the views of several partitions, merged in the order of rows. */
import type { QueryRow } from '../query.js';
import { compareKeys, lowerBound } from '../views/keyOrder.js';
import type { StoredRecord } from '../views/partitionView.js';
import type { ViewRules } from '../views/viewRules.js';
import type { Cursor } from './cursor.js';
import { expiryOf, type PastRetention, type Retention } from './expiry.js';
import { everything, type Selection } from './selection.js';
import type { HeldPartition } from './topicView.js';

export interface PlacedRecord {
  readonly partition: number;
  readonly record: StoredRecord;
  readonly expired?: QueryRow['expired'];
}

export interface Page {
  readonly records: readonly PlacedRecord[];
  /** null: the last page. */
  readonly next: Cursor | null;
}

export interface PageAsk {
  readonly suffix: ViewRules['suffix'];
  readonly selection: Selection;
  readonly after: Cursor | null;
  readonly limit: number;
  /** null: the store keeps all. */
  readonly retention: Retention | null;
  readonly withExpired: boolean;
}

/** A page that is larger ends where it is: its bytes, and what they are shown as, are in memory at once. */
export const largestPage = 128 * 1024 * 1024;

export const sizeOf = ({ key, value, headers }: StoredRecord): number => key.length + (value?.length ?? 0) + headers.length;

export function readPage(held: readonly HeldPartition[], ask: PageAsk): Page {
  const { suffix, limit, retention } = ask;
  const heads = held.map((one) => createHead(one, ask));
  const records: PlacedRecord[] = [];
  let size = 0;
  for (;;) {
    let least: Head | undefined;
    for (const head of heads) if (head.entry !== -1 && (least === undefined || isBefore(suffix, head, least))) least = head;
    if (least === undefined) return { records, next: null };
    if (records.length === limit || size > largestPage) {
      const last = records.at(-1)!;
      return { records, next: { kind: 'key', key: last.record.key, partition: last.partition } };
    }
    const { partition, view } = least;
    const record = view.read(least.entry);
    size += sizeOf(record);
    records.push({ partition, record, expired: expiryOf(retention, suffix, record.key, view.newestTime) });
    least.advance();
  }
}

/** Keys of the selection, whether they are in a page or not. */
export function countPastRetention(held: readonly HeldPartition[], suffix: ViewRules['suffix'], selection: Selection): PastRetention {
  const { lower, test } = selection;
  let [expired, atEdge] = [0, 0];
  for (const { view, logStart } of held) {
    const all = view.countExpired(logStart);
    const allAtEdge = view.countAtEdge(logStart);
    if (all + allAtEdge === 0) continue;
    // No order is needed to count all: making one costs more than a first page.
    if (selection === everything) {
      expired += all;
      atEdge += allAtEdge;
      continue;
    }
    const { keys } = view;
    const sorted = view.sorted();
    const first = lower === null ? 0 : lowerBound(sorted, keys, suffix, whole(lower), false);
    for (let at = first; at < sorted.length; at++) {
      const entry = sorted[at]!;
      const tested = test(keys.chunkOf(entry), keys.fromOf(entry), keys.toOf(entry));
      if (tested === 'past') break;
      if (tested !== 'in' || !view.isHeld(entry, logStart)) continue;
      if (!view.isVisible(entry, logStart)) expired++;
      else if (view.isAtEdge(entry)) atEdge++;
    }
  }
  return { expired, atEdge };
}

const whole = (bytes: Uint8Array): { bytes: Uint8Array; from: number; to: number } => ({ bytes, from: 0, to: bytes.length });

interface Head {
  readonly partition: number;
  readonly view: HeldPartition['view'];
  /** -1: at the end. */
  entry: number;
  advance(): void;
}

function createHead({ partition, view, logStart }: HeldPartition, { suffix, selection, after, limit, withExpired }: PageAsk): Head {
  const { keys } = view;
  // A first page needs no more than the first rows of each partition, and one to know that there are more.
  const isFirst = selection.lower === null && after === null && !withExpired;
  const sorted = isFirst ? view.leading(limit + 1, logStart) : view.sorted();
  const isShown = withExpired ? view.isHeld : view.isVisible;
  let at = selection.lower === null ? 0 : lowerBound(sorted, keys, suffix, whole(selection.lower), false);
  if (after?.kind === 'key') {
    let behind = lowerBound(sorted, keys, suffix, whole(after.key), true);
    const entry = sorted[behind];
    // Rows of one key come by partition: those of partitions up to the last row's were shown.
    if (entry !== undefined && partition <= after.partition) {
      const same = compareKeys(suffix, keys.chunkOf(entry), keys.fromOf(entry), keys.toOf(entry), after.key, 0, after.key.length);
      if (same === 0) behind++;
    }
    at = Math.max(at, behind);
  }
  const head: Head = {
    partition,
    view,
    entry: -1,
    advance() {
      for (; at < sorted.length; at++) {
        const entry = sorted[at]!;
        const test = selection.test(keys.chunkOf(entry), keys.fromOf(entry), keys.toOf(entry));
        if (test === 'past') break;
        if (test === 'in' && isShown(entry, logStart)) {
          at++;
          head.entry = entry;
          return;
        }
      }
      at = sorted.length;
      head.entry = -1;
    },
  };
  head.advance();
  return head;
}

function isBefore(suffix: ViewRules['suffix'], a: Head, b: Head): boolean {
  const [left, right] = [a.view.keys, b.view.keys];
  const order = compareKeys(
    suffix,
    left.chunkOf(a.entry),
    left.fromOf(a.entry),
    left.toOf(a.entry),
    right.chunkOf(b.entry),
    right.fromOf(b.entry),
    right.toOf(b.entry),
  );
  return order < 0 || (order === 0 && a.partition < b.partition);
}
