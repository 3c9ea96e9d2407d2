/** Rows of several partitions as those of one store: by key bytes, then by window, and no more of a partition in memory than a page. */
import type { LiveRow, RowsAnswer } from './contract.js';
import type { Trouble } from './askInstance.js';
import { inParallel } from '../../base/inParallel.js';
import type { PartitionAnswer } from './readPartition.js';

/** Where a row stands. `start` and `end`: of its window; `start` alone: when its version begins; -1: it has none. */
export interface Place {
  readonly key: Uint8Array;
  readonly start: number;
  readonly end: number;
}

function comparePlaces(a: Place, b: Place): number {
  return Buffer.compare(a.key, b.key) || a.start - b.start || a.end - b.end;
}

export interface PlacedRow extends Place {
  readonly partition: number;
  readonly row: LiveRow;
}

export interface MergeAsk {
  readonly partitions: readonly number[];
  /** Rows after this place; null: from the start. */
  readonly after: Place | null;
  readonly limit: number;
  placeOf(row: LiveRow): Place;
  readPage(partition: number, after: Place | null, limit: number): Promise<PartitionAnswer<RowsAnswer>>;
  /** Gets the rows as they come in order. */
  take(rows: readonly PlacedRow[]): Promise<void>;
  /** An answer of a partition, of each page. */
  onAnswer(partition: number, answer: PartitionAnswer<RowsAnswer>): void;
}

export interface Merged {
  /** The place of the last row, if there are more; null: that was all. */
  readonly next: Place | null;
}

const rowsOfPage = 1000;
const atOnce = 8;
const rowsTaken = 500;

class PartitionRows {
  private rows: readonly PlacedRow[] = [];
  private at = 0;
  private last: Place | null;
  private hasMore = true;

  constructor(
    readonly partition: number,
    private readonly ask: MergeAsk,
  ) {
    this.last = ask.after;
  }

  get head(): PlacedRow | undefined {
    return this.rows[this.at];
  }

  next(): void {
    this.at++;
  }

  /** Whether there may be something that is not here yet. */
  get isDue(): boolean {
    return this.head === undefined && this.hasMore;
  }

  async fill(): Promise<void> {
    const { ask, partition, last } = this;
    const answer = checked(await ask.readPage(partition, last, Math.min(rowsOfPage, ask.limit)), ask, last);
    ask.onAnswer(partition, answer);
    this.at = 0;
    this.rows = answer.ok ? answer.value.rows.map((row) => ({ ...ask.placeOf(row), row, partition })) : [];
    this.hasMore = answer.ok && answer.value.next !== null;
    this.last = this.rows.at(-1) ?? last;
  }
}

/** An answer that goes back would never come to an end. */
function checked(answer: PartitionAnswer<RowsAnswer>, { placeOf }: MergeAsk, after: Place | null): PartitionAnswer<RowsAnswer> {
  if (!answer.ok) return answer;
  let last = after;
  for (const [i, row] of answer.value.rows.entries()) {
    const place = placeOf(row);
    const order = last === null ? 1 : comparePlaces(place, last);
    if (order < 0 || (order === 0 && i === 0)) return broken(answer.host, 'gives rows that are not in the order of their keys');
    last = place;
  }
  if (answer.value.rows.length === 0 && answer.value.next !== null)
    return broken(answer.host, 'says that there are more rows, and gives none');
  return answer;
}

const broken = (host: string, what: string): { readonly ok: false; readonly trouble: Trouble } => ({
  ok: false,
  trouble: { reason: 'failed', message: `${host} ${what}`, host },
});

/** A page does not end between rows of one place: partitions may have the same key. */
export async function mergeRows(ask: MergeAsk): Promise<Merged> {
  const all = ask.partitions.map((partition) => new PartitionRows(partition, ask));
  let count = 0;
  let last: PlacedRow | undefined;
  let ready: PlacedRow[] = [];
  for (;;) {
    const due = all.filter((one) => one.isDue);
    if (due.length > 0) await inParallel(due, atOnce, (one) => one.fill());
    const first = firstOf(all);
    const isOver = first?.head === undefined || (count >= ask.limit && (last === undefined || comparePlaces(first.head, last) !== 0));
    if (ready.length >= rowsTaken || isOver) {
      await ask.take(ready);
      ready = [];
    }
    if (first?.head === undefined || isOver) return { next: first?.head === undefined ? null : (last ?? null) };
    ready.push(first.head);
    last = first.head;
    count++;
    first.next();
  }
}

function firstOf(all: readonly PartitionRows[]): PartitionRows | undefined {
  let first: PartitionRows | undefined;
  for (const one of all) {
    if (one.head === undefined) continue;
    const order = first?.head === undefined ? -1 : comparePlaces(one.head, first.head);
    if (order < 0 || (order === 0 && one.partition < (first?.partition ?? 0))) first = one;
  }
  return first;
}
