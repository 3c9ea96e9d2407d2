/** One run of a query: what it has read, and which row is a state of which key. No vscode in here. */
import type { Question } from '../../protocol/queryPanel.js';
import type { KeyPlace, QueryRow } from '../../store/query.js';
import { weigh } from './toPanelRow.js';

/** What a run keeps of answers: beyond it a panel is full. */
const mostBytes = 256 * 1024 * 1024;

export interface Run {
  readonly id: number;
  readonly question: Question;
  readonly rows: QueryRow[];
  /** Identity of a state to its index: live changes replace it. */
  readonly indices: Map<string, number>;
  readonly abort: AbortController;
  /** Aborted: nothing more is followed, whatever is read. */
  readonly following: AbortController;
  bytes: number;
  /** Keys that are new have been left out since, and that was said. */
  leavesOut: boolean;
  /** What its pages say to be lost. */
  readonly lost: string[];
  /** The newest state of a key is the one with the latest time, not the last that was written. */
  isVersioned: boolean;
  /** Where the key that it asks for is, as its first page says. */
  place: KeyPlace | null;
  /** What was said last of an application that is followed. */
  news: string;
  /** Its rows are all that the query has. */
  isWhole: boolean;
}

export function createRun(id: number, question: Question): Run {
  return {
    id,
    question,
    rows: [],
    indices: new Map(),
    abort: new AbortController(),
    following: new AbortController(),
    bytes: 0,
    leavesOut: false,
    lost: [],
    isVersioned: false,
    place: null,
    news: '',
    isWhole: false,
  };
}

export const isFull = ({ bytes }: Run): boolean => bytes > mostBytes;

/** Of a changelog: what each record changed is told. Versions that an application gives are states. */
export const isHistory = ({ question }: Run): boolean => question.operation.kind === 'history' && question.via === 'changelog';

/** The row's index. */
export function keep(run: Run, row: QueryRow): number {
  const index = run.rows.push(row) - 1;
  run.bytes += weigh(row);
  run.indices.set(nameOf(run, row), index);
  return index;
}

export const indexOf = (run: Run, row: QueryRow): number | undefined => run.indices.get(nameOf(run, row));

/** What was read may be newer than a change that waited meanwhile. */
export function isNewer(row: QueryRow, known: QueryRow, isVersioned: boolean): boolean {
  if (row.offset !== null && known.offset !== null && BigInt(row.offset) <= BigInt(known.offset)) return false;
  return !isVersioned || row.timestamp === null || known.timestamp === null || row.timestamp >= known.timestamp;
}

/** Of a record of a history its place; else two rows with the same are states of one key. */
function nameOf(run: Run, { key, keyBytes, window, partition, offset, timestamp }: QueryRow): string {
  if (run.question.operation.kind === 'history') return `${partition}:${offset ?? timestamp}`;
  return JSON.stringify([partition, keyBytes ?? key, window?.start, keyBytes === undefined ? window?.end : undefined]);
}
