/** What a query panel does, without an editor: answers the page's messages out of a session, one query at a time. No vscode in here. */
import { assertNever } from '../../base/assertNever.js';
import { fail } from '../../base/result.js';
import { type ClusterResult, sentenceOf } from '../../kafka/clusterError.js';
import type { ClusterSession, ServiceCall } from '../../platform/cluster/clusterService.js';
import { keyText } from '../../present/rows/keyText.js';
import { partitionsOfPlace } from '../../present/rows/placeText.js';
import type { Choice, Question, QueryFromPage, QueryToPage, StoreId } from '../../protocol/queryPanel.js';
import { mostRows } from '../../protocol/queryPanel.js';
import type { QueryRow, StoreQuery, StoreTarget } from '../../store/query.js';
import type { SearchResult } from '../../store/search/searchRows.js';
import { parseSearch } from '../../store/search/searchText.js';
import { serdeNames } from '../../store/serdes/serdeNames.js';
import { serdeOfCode } from '../../store/serdes/serdeOfCode.js';
import { toHistoryRow } from './historyRows.js';
import { createHoldersOfPanel } from './holdersOfPanel.js';
import { createPages } from './pages.js';
import { createRun, indexOf, isFull, isHistory, isNewer, keep, type Run } from './queryRun.js';
import type { QuerySessions } from './querySessions.js';
import { isSearch, readPages, searchPage } from './readRun.js';
import { toPanelRow, toPlainText, toWholeRow } from './toPanelRow.js';

export interface QueryRunsParts {
  readonly id: StoreId;
  readonly sessions: QuerySessions;
  readonly choices: { get(id: StoreId): Choice; set(id: StoreId, choice: Choice): void };
  post(message: QueryToPage): void;
  copy(text: string): void;
  save(asked: ExportAsk): void;
  now(): number;
}

/** Rows to be saved: those that a run shows, or all that its query matches. */
export interface ExportAsk {
  readonly rows: readonly QueryRow[];
  /** The rows are all that the query matches. */
  readonly isWhole: boolean;
  readonly readAll: (take: (rows: readonly QueryRow[]) => Promise<void>, call: ServiceCall) => Promise<ClusterResult<SearchResult>>;
}

interface Prepared {
  readonly session: ClusterSession;
  readonly query: StoreQuery;
}

interface Failure {
  readonly state: 'failed' | 'cancelled';
  readonly message: string;
}

export interface QueryRuns {
  receive(message: QueryFromPage): void;
  dispose(): void;
}

export function createQueryRuns({ id, sessions, choices, post, copy, save, now }: QueryRunsParts): QueryRuns {
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

  /** The page has its name at once; where the store lies may take a while. */
  const announce = async (): Promise<void> => {
    const store = { type: 'store', id, choice: choices.get(id), serdes: serdeNames } as const;
    post({ ...store, found: null, problem: null });
    const found = await sessions.findTarget(id, { signal: lifetime.signal, anew: false });
    if (lifetime.signal.aborted) return;
    if (!found.ok) return post({ ...store, found: null, problem: sentenceOf(found.error) });
    post({ ...store, found: foundOf(found.value), problem: null });
  };

  const start = (runId: number, question: Question): void => {
    current?.abort.abort();
    const run = createRun(runId, question);
    current = run;
    choices.set(id, question.choice);
    void answer(run);
  };

  /** Where the query of a question reads, and what it asks there; a sentence: it cannot be asked. */
  const prepare = async (question: Question, signal: AbortSignal): Promise<Prepared | { readonly failure: Failure }> => {
    const session = sessions.session(id.cluster);
    if (session === undefined) return { failure: { state: 'failed', message: `There is no cluster ${id.cluster} any more.` } };
    const found = await sessions.findTarget(id, { signal, anew: isLost });
    if (!found.ok)
      return { failure: { state: found.error.kind === 'cancelled' ? 'cancelled' : 'failed', message: sentenceOf(found.error) } };
    return { session, query: toQuery(withChoice(found.value, question.choice), question) };
  };

  const answer = async (run: Run): Promise<void> => {
    const { question, abort } = run;
    const { signal } = abort;
    const end = (state: (QueryToPage & { type: 'end' })['state'], message: string | null = null): void =>
      postOf(run, { type: 'end', run: run.id, state, message });
    const prepared = await prepare(question, signal);
    if ('failure' in prepared) return end(prepared.failure.state, prepared.failure.message);
    const { session, query } = prepared;
    const changes = question.follow ? startFollowing(run, session, query) : undefined;
    const reading = { session, query, now, post: (message: QueryToPage) => postOf(run, message), shown: () => (shown = run) };
    const cursor = question.skip === 0 ? null : pages.cursorOf(question);
    const outcome = await (isSearch(question) || cursor === undefined ? searchPage(run, reading) : readPages(run, reading, cursor));
    ({ isLost } = outcome);
    if (outcome.next !== null) pages.keep(question, question.skip + run.rows.length, outcome.next);
    run.isWhole = outcome.state === 'done' && question.skip === 0;
    if (outcome.state !== 'done' || changes === undefined || signal.aborted) {
      run.following.abort();
      return end(signal.aborted ? 'cancelled' : outcome.state, outcome.message);
    }
    end('following');
    const followed = await changes.showFromNow();
    isLost = !followed.ok && followed.error.kind === 'notFound';
    if (followed.ok || followed.error.kind === 'cancelled' || signal.aborted) end('cancelled');
    else end('failed', sentenceOf(followed.error));
  };

  /** Before the first page is asked for, so that nothing falls between the two: what comes while they are read waits. */
  const startFollowing = (run: Run, session: ClusterSession, query: StoreQuery): { showFromNow(): Promise<ClusterResult<void>> } => {
    let early: QueryRow[] | undefined = [];
    const signal = AbortSignal.any([run.abort.signal, run.following.signal]);
    const followed = session.follow(
      query,
      ({ rows, note }) => {
        if (note !== undefined) postOf(run, { type: 'end', run: run.id, state: 'following', message: note });
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

  const takeChanges = (run: Run, rows: readonly QueryRow[]): void => {
    if (current !== run || run.abort.signal.aborted) return;
    let leftOut = 0;
    const where = parseSearch(run.question.search);
    const changes = rows.flatMap((row) => {
      const index = indexOf(run, row);
      const known = index === undefined ? undefined : run.rows[index];
      if (known !== undefined && !isNewer(row, known, run.isVersioned)) return [];
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
    post({ type: 'end', run: run.id, state: 'following', message });
  };

  /** All that the run's query matches, read again: a panel has a page of it. */
  const readAll =
    (run: Run): ExportAsk['readAll'] =>
    async (take, call) => {
      const { question } = run;
      const prepared = await prepare(question, call.signal ?? lifetime.signal);
      if ('failure' in prepared) return fail({ kind: 'broken', message: prepared.failure.message });
      const query = { ...prepared.query, limit: Number.MAX_SAFE_INTEGER, withBytes: false };
      return prepared.session.search({ query, text: question.search, sort: question.sort, skip: 0 }, take, call);
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

function toQuery(target: StoreTarget, { operation, asOf, limit, withExpired }: Question): StoreQuery {
  return { target, operation, asOf, limit, cursor: null, withBytes: true, withExpired };
}

function withChoice(target: StoreTarget, { kind, keySerde, valueSerde }: Choice): StoreTarget {
  return {
    ...target,
    ...(kind === null ? {} : { kind, kindOrigin: 'chosen' }),
    ...(keySerde === null ? {} : { keySerde: { name: keySerde, origin: 'chosen' } }),
    ...(valueSerde === null ? {} : { valueSerde: { name: valueSerde, origin: 'chosen' } }),
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

/** What the page shows of a target. */
function foundOf({ topic, isSourceTopic, kind, keySerde, valueSerde }: StoreTarget) {
  /** Only those that are sure to be taken: of others the answer tells. */
  const nameOf = (serde: StoreTarget['keySerde']): string | null => serdeOfCode(serde?.name ?? '') ?? null;
  return { topic, isSourceTopic, kind, keySerde: nameOf(keySerde), valueSerde: nameOf(valueSerde) };
}
