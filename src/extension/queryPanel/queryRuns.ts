/** What a query panel does, without an editor: answers the page's messages out of a session, one query at a time. No vscode in here. */
import { assertNever } from '../../base/assertNever.js';
import { fail } from '../../base/result.js';
import { type ClusterResult, sentenceOf } from '../../kafka/clusterError.js';
import type { ServiceCall } from '../../platform/cluster/clusterService.js';
import { keyText } from '../../present/rows/keyText.js';
import { partitionsOfPlace } from '../../present/rows/placeText.js';
import type { Answer, Choice, Question, QueryFromPage, QueryToPage, StoreId } from '../../protocol/queryPanel.js';
import { mostRows } from '../../protocol/queryPanel.js';
import type { QueryRow } from '../../store/query.js';
import { parseSearch } from '../../store/search/searchText.js';
import { toHistoryRow } from './historyRows.js';
import { createHoldersOfPanel } from './holdersOfPanel.js';
import { createPages } from './pages.js';
import { createRun, indexOf, isFull, isHistory, isNewer, keep, type Run } from './queryRun.js';
import { openSource } from './openSource.js';
import type { QuerySessions } from './querySessions.js';
import { isSearch, readPages, searchPage } from './readRun.js';
import type { FoundAnswer, RowSource, SourceAnswer } from './rowSource.js';
import { tellStore } from './tellStore.js';
import { toPanelRow, toPlainText, toWholeRow } from './toPanelRow.js';

export interface QueryRunsParts {
  readonly id: StoreId;
  readonly sessions: QuerySessions;
  readonly choices: { get(id: StoreId): Choice; set(id: StoreId, choice: Choice): void };
  post(message: QueryToPage): void;
  copy(text: string): void;
  save(asked: ExportAsk): void;
  /** Shows whom the application's members name; false: the person did not agree that they are asked. */
  askInstances(): Promise<boolean>;
  /** Between two looks at an application that is followed. */
  readonly lookMs: number;
  now(): number;
}

/** Rows to be saved: those that a run shows, or all that its query matches. */
export interface ExportAsk {
  readonly rows: readonly QueryRow[];
  /** The rows are all that the query matches. */
  readonly isWhole: boolean;
  readonly readAll: (
    take: (rows: readonly QueryRow[]) => Promise<void>,
    call: ServiceCall,
  ) => Promise<ClusterResult<Pick<FoundAnswer, 'matched' | 'complete' | 'warnings'>>>;
}

export interface QueryRuns {
  receive(message: QueryFromPage): void;
  dispose(): void;
}

export function createQueryRuns({ id, sessions, choices, post, copy, save, askInstances, lookMs, now }: QueryRunsParts): QueryRuns {
  const lifetime = new AbortController();
  let current: Run | undefined;
  /** The run whose rows the page shows: the one before `current`, until that one has an answer. */
  let shown: Run | undefined;
  /** Nothing was where the store was found: it may be elsewhere now, or gone. */
  let isLost = false;
  const pages = createPages();
  const postOf = (run: Run, message: QueryToPage): void => {
    if (current === run) post(message);
  };

  const announce = (): Promise<void> => tellStore({ id, sessions, choices, post }, lifetime.signal);

  const start = (runId: number, question: Question): void => {
    current?.abort.abort();
    const run = createRun(runId, question);
    current = run;
    choices.set(id, question.choice);
    void answer(run);
  };

  const open = (question: Question, signal: AbortSignal): ReturnType<typeof openSource> =>
    openSource({ id, sessions, lookMs, now }, question, { signal, anew: isLost });

  const answer = async (run: Run): Promise<void> => {
    const { question, abort } = run;
    const { signal } = abort;
    const end = (state: (QueryToPage & { type: 'end' })['state'], message: string | null = null, mayAsk = false): void =>
      postOf(run, { type: 'end', run: run.id, state, message, mayAsk });
    const source = await open(question, signal);
    if ('failure' in source) return end(source.failure.state, source.failure.message, source.failure.mayAsk);
    const changes = question.follow ? startFollowing(run, source) : undefined;
    const reading = { source, now, post: (message: QueryToPage) => postOf(run, message), shown: () => (shown = run) };
    const cursor = question.skip === 0 ? null : pages.cursorOf(question);
    const outcome = await (isSearch(question) || cursor === undefined ? searchPage(run, reading) : readPages(run, reading, cursor));
    ({ isLost } = outcome);
    if (outcome.next !== null) pages.keep(question, question.skip + run.rows.length, outcome.next);
    run.isWhole = outcome.state === 'done' && question.skip === 0;
    if (outcome.state !== 'done' || changes === undefined || signal.aborted) {
      run.following.abort();
      return end(signal.aborted ? 'cancelled' : outcome.state, outcome.message, outcome.mayAsk);
    }
    end('following', null, outcome.mayAsk);
    const followed = await changes.showFromNow();
    isLost = !followed.ok && followed.error.kind === 'notFound';
    if (followed.ok || followed.error.kind === 'cancelled' || signal.aborted) end('cancelled');
    else end('failed', sentenceOf(followed.error));
  };

  /** Before the first page is asked for, so that nothing falls between the two: what comes while they are read waits. */
  const startFollowing = (run: Run, source: RowSource): { showFromNow(): Promise<ClusterResult<void>> } => {
    let early: QueryRow[] | undefined = [];
    const signal = AbortSignal.any([run.abort.signal, run.following.signal]);
    const followed = source.follow(
      ({ rows, note, answer: said }) => {
        if (note !== undefined || said !== undefined) takeNews(run, note, said);
        if (early === undefined) takeChanges(run, rows);
        else if (early.length < mostRows) early.push(...rows);
        else run.following.abort();
      },
      { signal },
    );
    return {
      showFromNow() {
        const waited = early ?? [];
        early = undefined;
        if (!run.abort.signal.aborted && run.following.signal.aborted)
          return Promise.resolve(
            fail({ kind: 'broken', message: 'More changed while the rows were read than a panel takes.', advice: 'Narrow the query.' }),
          );
        takeChanges(run, waited);
        return followed;
      },
    };
  };

  /** Whoever answers may be another than before. */
  const takeNews = (run: Run, note: string | undefined, said: SourceAnswer | undefined): void => {
    if (shown !== run) return;
    const answer = said?.toAnswer([], { more: said.next !== null, found: null });
    const news = newsOf(answer, note);
    if (news === run.news) return;
    run.news = news;
    if (answer !== undefined) postOf(run, { type: 'rows', run: run.id, from: run.rows.length, rows: [], answer });
    postOf(run, { type: 'end', run: run.id, state: 'following', message: note ?? null, mayAsk: said?.mayAsk ?? false });
  };

  const takeChanges = (run: Run, rows: readonly QueryRow[]): void => {
    if (current !== run || run.abort.signal.aborted) return;
    let leftOut = 0;
    const where = parseSearch(run.question.search);
    const changes = rows.flatMap((row) => {
      const index = indexOf(run, row);
      const known = index === undefined ? undefined : run.rows[index];
      if (known !== undefined && (!isNewer(row, known, run.isVersioned) || isSameState(row, known))) return [];
      if (index !== undefined) run.rows[index] = row;
      else if ((row.tombstone && !isHistory(run)) || (where.ok && where.value?.matches(row) === false)) return [];
      else if (run.rows.length >= mostRows || isFull(run)) {
        leftOut++;
        return [];
      }
      return [{ index: index ?? keep(run, row), row: isHistory(run) ? toHistoryRow(run.rows, row) : toPanelRow(row) }];
    });
    if (changes.length > 0) post({ type: 'changes', run: run.id, rows: changes });
    if (leftOut === 0 || run.leavesOut) return;
    run.leavesOut = true;
    const message = `Only changes of the ${run.rows.length.toLocaleString('en')} rows are shown from now on: the panel takes no more. Narrow the query to see what is added.`;
    post({ type: 'end', run: run.id, state: 'following', message, mayAsk: false });
  };

  /** All that the run's query matches, read again: a panel has a page of it. */
  const readAll =
    (run: Run): ExportAsk['readAll'] =>
    async (take, call) => {
      const { question } = run;
      const source = await open(question, call.signal ?? lifetime.signal);
      if ('failure' in source) return fail({ kind: 'broken', message: source.failure.message });
      const { search: text, sort } = question;
      const found = await source.search({ text, sort, skip: 0, limit: Number.MAX_SAFE_INTEGER, withBytes: false }, take, call);
      if (!found.ok || found.value.failure === null) return found;
      return fail({ kind: 'unavailable', message: found.value.failure });
    };

  /** The rows that a message means; a run that is neither shown nor under way has none. */
  const rowsOf = (runId: number): readonly QueryRow[] => [current, shown].find((run) => run?.id === runId)?.rows ?? [];

  const holdersOf = createHoldersOfPanel(id, sessions, lifetime.signal, now);
  const sayHolders = async (runId: number, index: number | null): Promise<void> => {
    const place = [current, shown].find((run) => run?.id === runId)?.place;
    const partition = index === null ? undefined : rowsOf(runId)[index]?.partition;
    const partitions = partition !== undefined ? [partition] : index === null && place ? partitionsOfPlace(place) : [];
    if (partitions.length === 0) return;
    const text = await holdersOf(partitions);
    if (!lifetime.signal.aborted) post({ type: 'holders', run: runId, index, text });
  };

  return {
    receive(message) {
      switch (message.type) {
        case 'ready':
          void announce();
          break;
        case 'run':
          start(message.run, message.question);
          break;
        case 'cancel':
          current?.abort.abort();
          break;
        case 'open': {
          const row = rowsOf(message.run)[message.index];
          if (row !== undefined) post({ type: 'whole', run: message.run, index: message.index, row: toWholeRow(row) });
          break;
        }
        case 'holders':
          void sayHolders(message.run, message.index);
          break;
        case 'copy': {
          const row = rowsOf(message.run)[message.index];
          if (row !== undefined) copy(toCopied(row, message.what));
          break;
        }
        case 'copyText':
          copy(message.text);
          break;
        case 'askInstances':
          void askInstances().then((agreed) => agreed && !lifetime.signal.aborted && post({ type: 'do', what: 'run' }));
          break;
        case 'export': {
          const run = [current, shown].find((one) => one?.id === message.run);
          if (run !== undefined && run.rows.length > 0) save({ rows: run.rows, isWhole: run.isWhole, readAll: readAll(run) });
          break;
        }
        default:
          assertNever(message);
      }
    },
    dispose() {
      lifetime.abort();
      current?.abort.abort();
      [current, shown] = [undefined, undefined];
    },
  };
}

function toCopied(row: QueryRow, what: (QueryFromPage & { type: 'copy' })['what']): string {
  switch (what) {
    case 'key':
      return keyText(row.key);
    case 'value':
      return toPlainText(row.value);
    case 'bytes':
      return row.valueBytes ?? '';
    case 'row': {
      const { keyBytes: _key, valueBytes: _value, ...rest } = row;
      return JSON.stringify(rest);
    }
    default:
      return assertNever(what);
  }
}

/** What is worth a word: not that another look took longer. */
const newsOf = (answer: Answer | undefined, note: string | undefined): string =>
  JSON.stringify([
    note,
    answer?.warnings,
    answer?.live?.notAsked,
    answer?.live?.instances.map(({ host, active, standby, trouble }) => [host, active, standby, trouble]),
  ]);

/** A state that is read again as it was. */
const isSameState = (row: QueryRow, known: QueryRow): boolean => row.offset === null && JSON.stringify(row) === JSON.stringify(known);
