/** Reads the rows of a run, in pages or by a search, and posts them as they come. No vscode in here. */
import { type ClusterResult, sentenceOf } from '../../kafka/clusterError.js';
import type { ClusterSession } from '../../platform/cluster/clusterService.js';
import type { Question, QueryToPage } from '../../protocol/queryPanel.js';
import type { QueryProgress, QueryRow, StoreQuery } from '../../store/query.js';
import { toHistoryRows } from './historyRows.js';
import { isFull, isHistory, keep, type Run } from './queryRun.js';
import { toAnswer, toPanelRow } from './toPanelRow.js';

const pageSize = 1000;
const progressEveryMs = 100;

export interface Reading {
  readonly session: ClusterSession;
  readonly query: StoreQuery;
  /** Drops what is of a run that is over. */
  post(message: QueryToPage): void;
  now(): number;
  /** What was asked was answered: the rows are of this run from now on. */
  shown(): void;
}

export interface Outcome {
  readonly state: 'done' | 'full' | 'cancelled' | 'failed';
  readonly message: string | null;
  /** The topic is not where it was found. */
  readonly isLost: boolean;
  /** Where the next page begins, where there is one and that is known. */
  readonly next: string | null;
}

export const isSearch = ({ search, sort }: Question): boolean => search.trim() !== '' || sort.trim() !== '';

/** `cursor`: where the page begins. */
export async function readPages(run: Run, { session, query, post, now, shown }: Reading, from: string | null): Promise<Outcome> {
  const { signal } = run.abort;
  const { limit } = run.question;
  const onProgress = sayProgress(run, post, now);
  for (let cursor = from; ;) {
    const page = await session.query({ ...query, limit: Math.min(pageSize, limit - run.rows.length), cursor }, { signal, onProgress });
    if (signal.aborted || !page.ok) return ended(page, signal);
    const first = run.rows.length;
    run.place ??= page.value.place;
    run.isVersioned = page.value.storeKind === 'versionedKeyValue';
    for (const row of page.value.rows) keep(run, row);
    shown();
    const { next } = page.value;
    const answer = toAnswer(page.value, run.lost, { more: next !== null, found: null });
    post({ type: 'rows', run: run.id, from: first, rows: page.value.rows.map((row) => toPanelRow(row)), answer });
    run.lost.push(...page.value.lost);
    if (next === null) return { ...reached, state: 'done' };
    if (isFull(run)) return { ...reached, state: 'full', message: fullMessage(run), next };
    if (run.rows.length >= limit) return { ...reached, state: 'full', next };
    if (next === cursor) return { ...reached, state: 'failed', message: 'The next page is the same page: the rest cannot be read.' };
    cursor = next;
  }
}

/** Looks at all rows of the query. */
export async function searchPage(run: Run, { session, query, post, now, shown }: Reading): Promise<Outcome> {
  const { signal } = run.abort;
  const { search: text, sort, skip, limit } = run.question;
  const take = (rows: readonly QueryRow[]): void => {
    if (signal.aborted || isFull(run)) return;
    const from = run.rows.length;
    for (const row of rows) keep(run, row);
    // What a record changed is known when the one before it is.
    if (isHistory(run)) return;
    shown();
    post({ type: 'rows', run: run.id, from, rows: rows.map((row) => toPanelRow(row)), answer: null });
  };
  const ask = { query: { ...query, limit, cursor: null }, text, sort, skip };
  const result = await session.search(ask, take, { signal, onProgress: sayProgress(run, post, now) });
  if (signal.aborted || !result.ok) return ended(result, signal);
  const { matched, looked, place, storeKind } = result.value;
  run.place = place;
  run.isVersioned = storeKind === 'versionedKeyValue';
  shown();
  const more = matched > skip + run.rows.length;
  const history = isHistory(run) ? toHistoryRows(run.rows, !more && text.trim() === '') : [];
  for (let from = 0; from < history.length; from += pageSize)
    post({ type: 'rows', run: run.id, from, rows: history.slice(from, from + pageSize), answer: null });
  post({
    type: 'rows',
    run: run.id,
    from: run.rows.length,
    rows: [],
    answer: toAnswer(result.value, [], { more, found: { matched, looked } }),
  });
  return { ...reached, state: more ? 'full' : 'done', message: isFull(run) && more ? fullMessage(run) : null };
}

const reached = { message: null, isLost: false, next: null } as const;

function ended(result: ClusterResult<unknown>, { aborted }: AbortSignal): Outcome {
  if (aborted || result.ok) return { ...reached, state: 'cancelled' };
  const { error } = result;
  return {
    ...reached,
    state: error.kind === 'cancelled' ? 'cancelled' : 'failed',
    message: sentenceOf(error),
    isLost: error.kind === 'notFound',
  };
}

const fullMessage = ({ rows }: Run): string =>
  `The first ${rows.length.toLocaleString('en')} rows: they fill the panel's memory. Narrow the query, or read its next page.`;

function sayProgress(run: Run, post: Reading['post'], now: () => number): (progress: QueryProgress) => void {
  let last = -Infinity;
  return ({ records, bytes, done, span, secondsLeft }) => {
    if (now() - last < progressEveryMs) return;
    last = now();
    post({ type: 'progress', run: run.id, records, bytes, done, span, secondsLeft });
  };
}
