/** Reads the rows of a run, in pages or by a search, and posts them as they come. No vscode in here. */
import { type ClusterResult, sentenceOf } from '../../kafka/clusterError.js';
import type { ServiceCall } from '../../platform/cluster/clusterService.js';
import type { Question, QueryToPage } from '../../protocol/queryPanel.js';
import type { QueryRow } from '../../store/query.js';
import { toHistoryRows } from './historyRows.js';
import { isFull, isHistory, keep, type Run } from './queryRun.js';
import type { RowSource } from './rowSource.js';
import { toPanelRow } from './toPanelRow.js';

const pageSize = 1000;
const progressEveryMs = 100;

export interface Reading {
  readonly source: RowSource;
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
  /** Instances of the application are there that nobody agreed to ask. */
  readonly mayAsk: boolean;
}

export const isSearch = ({ search, sort }: Question): boolean => search.trim() !== '' || sort.trim() !== '';

/** `cursor`: where the page begins. */
export async function readPages(run: Run, { source, post, now, shown }: Reading, from: string | null): Promise<Outcome> {
  const { signal } = run.abort;
  const { limit } = run.question;
  const call = { signal, ...sayProgress(run, post, now) };
  for (let cursor = from; ;) {
    const page = await source.page({ limit: Math.min(pageSize, limit - run.rows.length), cursor }, call);
    if (signal.aborted || !page.ok) return ended(page, signal);
    const { next, rows, place, isVersioned, lost, failure, mayAsk } = page.value;
    const first = run.rows.length;
    run.place ??= place;
    run.isVersioned = isVersioned;
    for (const row of rows) keep(run, row);
    shown();
    const answer = page.value.toAnswer(run.lost, { more: next !== null, found: null });
    for (let at = 0; at === 0 || at < rows.length; at += pageSize) {
      const some = rows.slice(at, at + pageSize).map((row) => toPanelRow(row));
      post({ type: 'rows', run: run.id, from: first + at, rows: some, answer: at === 0 ? answer : null });
    }
    run.lost.push(...lost);
    if (failure !== null) return { ...reached, state: 'failed', message: failure, mayAsk };
    if (next === null) return { ...reached, state: 'done', mayAsk };
    if (isFull(run)) return { ...reached, state: 'full', message: fullMessage(run), next, mayAsk };
    if (run.rows.length >= limit) return { ...reached, state: 'full', next, mayAsk };
    if (next === cursor) return { ...reached, state: 'failed', message: 'The next page is the same page: the rest cannot be read.' };
    cursor = next;
  }
}

/** Looks at all rows of the query. */
export async function searchPage(run: Run, { source, post, now, shown }: Reading): Promise<Outcome> {
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
  const result = await source.search({ text, sort, skip, limit, withBytes: true }, take, { signal, ...sayProgress(run, post, now) });
  if (signal.aborted || !result.ok) return ended(result, signal);
  const { matched, looked, place, isVersioned, failure, mayAsk } = result.value;
  run.place = place;
  run.isVersioned = isVersioned;
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
    answer: result.value.toAnswer([], { more, found: { matched, looked } }),
  });
  if (failure !== null) return { ...reached, state: 'failed', message: failure, mayAsk };
  return { ...reached, state: more ? 'full' : 'done', message: isFull(run) && more ? fullMessage(run) : null, mayAsk };
}

const reached = { message: null, isLost: false, next: null, mayAsk: false } as const;

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

function sayProgress(run: Run, post: Reading['post'], now: () => number): Pick<Required<ServiceCall>, 'onProgress' | 'onWait'> {
  let last = -Infinity;
  return {
    onProgress({ records, bytes, done, span, secondsLeft }) {
      if (now() - last < progressEveryMs) return;
      last = now();
      post({ type: 'progress', run: run.id, records, bytes, done, span, secondsLeft });
    },
    onWait: (text) => post({ type: 'waiting', run: run.id, text }),
  };
}
