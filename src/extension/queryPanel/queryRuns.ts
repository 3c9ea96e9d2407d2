/** What a query panel does, without an editor: answers the page's messages out of a session, one query at a time. No vscode in here. */
import { assertNever } from '../../base/assertNever.js';
import { fail } from '../../base/result.js';
import { type ClusterResult, sentenceOf } from '../../kafka/clusterError.js';
import type { ClusterSession } from '../../platform/cluster/clusterService.js';
import type { Choice, Question, QueryFromPage, QueryToPage, StoreId } from '../../protocol/queryPanel.js';
import { mostRows } from '../../protocol/queryPanel.js';
import { partitionsOfPlace } from '../../present/rows/placeText.js';
import type { KeyPlace, QueryProgress, QueryRow, StoreQuery, StoreTarget } from '../../store/query.js';
import { keyText } from '../../present/rows/keyText.js';
import type { RowFormat } from '../../present/rows/rowTexts.js';
import { serdeNames } from '../../store/serdes/serdeNames.js';
import { serdeOfCode } from '../../store/serdes/serdeOfCode.js';
import { createHoldersOfPanel } from './holdersOfPanel.js';
import type { QuerySessions } from './querySessions.js';
import { toAnswer, toPanelRow, toPlainText, toWholeRow, weigh } from './toPanelRow.js';

/** What a run keeps of answers: beyond it a panel is full. */
const mostBytes = 256 * 1024 * 1024;
const pageSize = 1000;
const progressEveryMs = 100;

export interface QueryRunsParts {
  readonly id: StoreId;
  readonly sessions: QuerySessions;
  readonly choices: { get(id: StoreId): Choice; set(id: StoreId, choice: Choice): void };
  post(message: QueryToPage): void;
  copy(text: string): void;
  save(rows: readonly QueryRow[], format: RowFormat): void;
  now(): number;
}

export interface QueryRuns {
  receive(message: QueryFromPage): void;
  dispose(): void;
}

interface Run {
  readonly id: number;
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
}

function createRun(id: number): Run {
  return {
    id,
    rows: [],
    indices: new Map(),
    abort: new AbortController(),
    following: new AbortController(),
    bytes: 0,
    leavesOut: false,
    lost: [],
    isVersioned: false,
    place: null,
  };
}

export function createQueryRuns({ id, sessions, choices, post, copy, save, now }: QueryRunsParts): QueryRuns {
  const lifetime = new AbortController();
  let current: Run | undefined;
  /** The run whose rows the page shows: the one before `current`, until that one has an answer. */
  let shown: Run | undefined;
  /** Nothing was where the store was found: it may be elsewhere now, or gone. */
  let isLost = false;

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
    const run = createRun(runId);
    current = run;
    choices.set(id, question.choice);
    void answer(run, question);
  };

  const answer = async (run: Run, question: Question): Promise<void> => {
    const { signal } = run.abort;
    const end = (state: (QueryToPage & { type: 'end' })['state'], message: string | null = null): void => {
      if (current === run) post({ type: 'end', run: run.id, state, message });
    };
    const session = sessions.session(id.cluster);
    if (session === undefined) return end('failed', `There is no cluster ${id.cluster} any more.`);
    const found = await sessions.findTarget(id, { signal, anew: isLost });
    if (!found.ok) return end(found.error.kind === 'cancelled' ? 'cancelled' : 'failed', sentenceOf(found.error));
    const query: StoreQuery = {
      target: withChoice(found.value, question.choice),
      operation: question.operation,
      asOf: question.asOf,
      limit: Math.min(pageSize, question.limit),
      cursor: null,
      withBytes: true,
      withExpired: question.withExpired,
    };
    const changes = question.follow ? startFollowing(run, session, query) : undefined;
    const outcome = await readPages(run, session, query, question.limit);
    if (outcome.state !== 'done' || changes === undefined || signal.aborted) {
      run.following.abort();
      return end(signal.aborted ? 'cancelled' : outcome.state, outcome.message);
    }
    end('following');
    const followed = await changes.showFromNow();
    isLost = isNotFound(followed);
    if (followed.ok || followed.error.kind === 'cancelled' || signal.aborted) end('cancelled');
    else end('failed', sentenceOf(followed.error));
  };

  /** Before the first page is asked for, so that nothing falls between the two: what comes while they are read waits. */
  const startFollowing = (run: Run, session: ClusterSession, query: StoreQuery): { showFromNow(): Promise<ClusterResult<void>> } => {
    let early: QueryRow[] | undefined = [];
    const isHistory = query.operation.kind === 'history';
    const signal = AbortSignal.any([run.abort.signal, run.following.signal]);
    const followed = session.follow(
      query,
      ({ rows, note }) => {
        if (note !== undefined && current === run) post({ type: 'end', run: run.id, state: 'following', message: note });
        if (early === undefined) takeChanges(run, rows, isHistory);
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
        takeChanges(run, waited, isHistory);
        return followed;
      },
    };
  };

  const readPages = async (
    run: Run,
    session: ClusterSession,
    first: StoreQuery,
    limit: number,
  ): Promise<{ readonly state: 'done' | 'full' | 'cancelled' | 'failed'; readonly message: string | null }> => {
    const { signal } = run.abort;
    const onProgress = throttled(now, ({ records, bytes, done, span, secondsLeft }: QueryProgress) => {
      if (current === run) post({ type: 'progress', run: run.id, records, bytes, done, span, secondsLeft });
    });
    for (let cursor: string | null = null; ;) {
      const page = await session.query({ ...first, limit: Math.min(pageSize, limit - run.rows.length), cursor }, { signal, onProgress });
      if (signal.aborted) return { state: 'cancelled', message: null };
      isLost = isNotFound(page);
      if (!page.ok) return { state: page.error.kind === 'cancelled' ? 'cancelled' : 'failed', message: sentenceOf(page.error) };
      const from = run.rows.length;
      run.place ??= page.value.place;
      run.isVersioned = page.value.storeKind === 'versionedKeyValue';
      for (const row of page.value.rows) keep(run, row, first.operation.kind === 'history');
      shown = run;
      post({ type: 'rows', run: run.id, from, rows: page.value.rows.map(toPanelRow), answer: toAnswer(page.value, run.lost) });
      run.lost.push(...page.value.lost);
      const { next } = page.value;
      if (next === null) return { state: 'done', message: null };
      const message = whyFull(run, limit);
      if (message !== undefined) return { state: 'full', message };
      if (next === cursor) return { state: 'failed', message: 'The next page is the same page: the rest cannot be read.' };
      cursor = next;
    }
  };

  const takeChanges = (run: Run, rows: readonly QueryRow[], isHistory: boolean): void => {
    if (current !== run || run.abort.signal.aborted) return;
    let leftOut = 0;
    const changes = rows.flatMap((row) => {
      const index = run.indices.get(isHistory ? placeOf(row) : identityOf(row));
      const known = index === undefined ? undefined : run.rows[index];
      if (known !== undefined && !isNewer(row, known, run.isVersioned)) return [];
      if (index !== undefined) run.rows[index] = row;
      else if (row.tombstone && !isHistory) return [];
      else if (run.rows.length >= mostRows || run.bytes > mostBytes) {
        leftOut++;
        return [];
      }
      return [{ index: index ?? keep(run, row, isHistory), row: toPanelRow(row) }];
    });
    if (changes.length > 0) post({ type: 'changes', run: run.id, rows: changes });
    if (leftOut === 0 || run.leavesOut) return;
    run.leavesOut = true;
    const message = `Only changes of the ${run.rows.length.toLocaleString('en')} rows are shown from now on: the panel takes no more. Narrow the query to see what is added.`;
    post({ type: 'end', run: run.id, state: 'following', message });
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
          const rows = rowsOf(message.run);
          if (rows.length > 0) save(message.order === null ? rows : message.order.flatMap((index) => rows[index] ?? []), message.format);
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

/** undefined: there is room for more. */
function whyFull({ rows, bytes }: Run, limit: number): string | undefined {
  if (rows.length >= limit) return `The first ${limit.toLocaleString('en')} rows; there are more. Narrow the query, or raise the limit.`;
  if (bytes > mostBytes) return `The first ${rows.length.toLocaleString('en')} rows: they fill the panel's memory. Narrow the query.`;
  return undefined;
}

const isNotFound = (result: ClusterResult<unknown>): boolean => !result.ok && result.error.kind === 'notFound';

function keep(run: Run, row: QueryRow, isHistory: boolean): number {
  const index = run.rows.push(row) - 1;
  run.bytes += weigh(row);
  run.indices.set(isHistory ? placeOf(row) : identityOf(row), index);
  return index;
}

/** A record of a history. */
const placeOf = ({ partition, offset }: QueryRow): string => `${partition}:${offset}`;

/** What was read may be newer than a change that waited meanwhile. */
function isNewer(row: QueryRow, known: QueryRow, isVersioned: boolean): boolean {
  if (row.offset !== null && known.offset !== null && BigInt(row.offset) <= BigInt(known.offset)) return false;
  return !isVersioned || row.timestamp === null || known.timestamp === null || row.timestamp >= known.timestamp;
}

/** Two rows with the same are states of one key. */
function identityOf({ key, keyBytes, window, partition }: QueryRow): string {
  return JSON.stringify([partition, keyBytes ?? key, window?.start, keyBytes === undefined ? window?.end : undefined]);
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

function throttled<T>(now: () => number, act: (value: T) => void): (value: T) => void {
  let last = -Infinity;
  return (value) => {
    if (now() - last < progressEveryMs) return;
    last = now();
    act(value);
  };
}

/** What the page shows of a target. */
function foundOf({ topic, isSourceTopic, kind, keySerde, valueSerde }: StoreTarget) {
  /** Only those that are sure to be taken: of others the answer tells. */
  const nameOf = (serde: StoreTarget['keySerde']): string | null => serdeOfCode(serde?.name ?? '') ?? null;
  return { topic, isSourceTopic, kind, keySerde: nameOf(keySerde), valueSerde: nameOf(valueSerde) };
}
