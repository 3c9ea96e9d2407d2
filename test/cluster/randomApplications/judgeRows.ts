/** Rows of every store, beside what the application's own interactive queries answer. */
import type { QueryResult, QueryRow } from '../../../src/store/query.js';
import type { EveryStoreAnswer, EveryStoreRow, EveryStoreStore } from '../everyStore/everyStore.mjs';
import { decodesAs, showAnswer, showRow, type Parts } from '../everyStore/shown.js';
import type { Ask } from './ask.js';
import type { Judge } from './findings.js';
import type { Truth } from './judgeFigures.js';

type PlacedRow = readonly [number | null, EveryStoreRow];

/** Keys of each store that are asked for on their own. */
const askedKeys = 2;

export async function judgeStoreRows(ask: Ask, { running }: Truth, withCode: boolean, judgeOf: (of: string) => Judge): Promise<void> {
  const { id } = running.application;
  for (const store of running.stores) {
    const answers = running.answers.filter((answer) => answer.store === store.name);
    const isChangelog = store.topic === `${id}-${store.name}-changelog`;
    if (store.topic === '' || (!withCode && !isChangelog && store.form !== 'global')) continue;
    // Without code nobody knows of a global store: its topic is asked.
    const named = !withCode && store.form === 'global' ? ['--topic', store.topic] : ['--app', id, '--store', store.name];
    const place = [...named, ...(withCode ? ['--source', running.folder] : [])];
    const judge = judgeOf(`query ${store.kind} ${store.name}${withCode ? ' with code' : ''}`);
    const query = async (...args: readonly string[]): Promise<QueryResult> => {
      const { json, status, said } = await ask<QueryResult>('query', ...place, '--limit', '1000000', '--bytes', ...args);
      judge.holds(`${args[0]} ended with ${status}: ${said.join(' ')}`, status === 0);
      return json;
    };
    const all = await query('all');
    if (all === undefined) continue;
    const wrong = compare(store, wholeOf(answers), all, withCode);
    judge.rows(all.rows.length);
    if (wrong === null) judge.holds('rows', true);
    else if (withCode || all.kindOrigin.certainty === 'certain')
      judge.holds(
        `${all.storeKind} (${all.kindOrigin.certainty}: ${all.kindOrigin.reason}) ${wrong}; warnings: ${all.warnings.join(' | ')}`,
        false,
      );
    else {
      const { certainty, reason } = all.kindOrigin;
      judge.uncertain(`${store.kind} taken for ${all.storeKind} (${certainty}: ${reason})`);
      const chosen = await query('all', '--kind', store.kind);
      const still = compare(store, wholeOf(answers), chosen, withCode);
      judge.holds(`as ${store.kind}, which is chosen: ${still}`, still === null);
    }
    if (withCode) judge.holds(`kind ${all.storeKind}`, all.storeKind === store.kind);
    for (const column of ['key', 'value'] as const) {
      const { serde, certainty, reason } = all.serdes[column];
      const isRight = all.rows.length === 0 || store[`${column}Serde`] === 'bytes' || decodesAs(store, all.serdes)[column];
      if (isRight) continue;
      // The code says that it is a list, and not of what.
      const isOpen = serde.startsWith('list<') && store[`${column}Serde`].startsWith('list<') && certainty !== 'certain';
      if (!isOpen && (withCode || certainty === 'certain')) judge.holds(`${column} is ${serde} (${certainty}: ${reason})`, false);
      else if (wrong === null) judge.uncertain(`${column} ${store[`${column}Serde`]} taken for ${serde} (${certainty}: ${reason})`);
    }
    if (wrong === null && decodesAs(store, all.serdes).key) await judgeKeys(query, store, answers, withCode, judge);
  }
}

const wholeOf = (answers: readonly EveryStoreAnswer[]): readonly PlacedRow[] =>
  answers.flatMap(({ ask, partition, rows }) =>
    ask === 'all'
      ? rows.map((row): PlacedRow => [partition, row])
      : ask === 'versions'
        ? rows.filter(({ validTo }) => (validTo ?? null) === null).map((row): PlacedRow => [partition, row])
        : [],
  );

/** Of a suppress buffer the application has bytes: what they are to a person is compared where that is one of few types. */
function decodedParts(store: EveryStoreStore, { serdes }: QueryResult): Pick<Parts, 'key' | 'value' | 'parsesValue'> {
  const parts = decodesAs(store, serdes);
  if (store.kind !== 'suppressBuffer') return parts;
  return {
    ...parts,
    key: parts.key && store.keySerde.includes('string'),
    value: parts.value && store.valueSerde === 'string' && !parts.parsesValue,
  };
}

/** null: they are the same. */
function compare(store: EveryStoreStore, expected: readonly PlacedRow[], result: QueryResult, withCode: boolean): string | null {
  const hasEnds = result.rows.some(({ window }) => (window?.end ?? null) !== null);
  const parts: Parts = {
    ...decodedParts(store, result),
    partition: store.form !== 'global',
    windowEnd: store.kind === 'session' || hasEnds,
  };
  const wanted = expected.map(([partition, row]) => showAnswer(store, row, partition, parts)).sort();
  const isWanted = new Set(wanted);
  let shown: readonly string[];
  try {
    // What may be past the retention is shown and marked; with the code nothing may be unsure.
    const isUnknown = result.warnings.some((warning) => /^How long the store keeps|where it is shorter/.test(warning));
    const isSure = (row: QueryRow): boolean => withCode || (row.expired !== 'possible' && !isUnknown);
    shown = result.rows.flatMap((row) => showRow(store, row, parts).filter((text) => isSure(row) || isWanted.has(text))).sort();
  } catch (error) {
    return `rows are not of its form: ${String(error)}`;
  }
  if (shown.join('\n') === wanted.join('\n')) return null;
  const only = (some: readonly string[], others: readonly string[]): string => {
    const known = new Set(others);
    return some
      .filter((one) => !known.has(one))
      .slice(0, 2)
      .join(' ');
  };
  return `has ${shown.length} rows, the application ${wanted.length}; only told ${only(shown, wanted)}; only the application ${only(wanted, shown)}`;
}

async function judgeKeys(
  query: (...args: readonly string[]) => Promise<QueryResult>,
  store: EveryStoreStore,
  answers: readonly EveryStoreAnswer[],
  withCode: boolean,
  judge: Judge,
): Promise<void> {
  const asked = answers.filter(({ ask }) => ask === 'get' || ask === 'window' || ask === 'sessions');
  const step = Math.max(1, Math.floor(asked.length / askedKeys));
  for (let at = 0; at < asked.length; at += step) {
    const { ask, arguments: given, partition } = asked[at]!;
    const from = given.from === undefined ? [] : ['--from', new Date(Number(given.from)).toISOString()];
    const to = given.to === undefined ? [] : ['--to', new Date(Number(given.to)).toISOString()];
    if (typeof given.key !== 'string' && typeof given.key !== 'number') continue;
    const result = await query(...from, ...to, '--', ask, String(given.key));
    // The answer for one partition is among all that is told.
    const own = { ...result, rows: result.rows.filter((row) => partition === null || row.partition === partition) };
    const isRead = partition === null || result.source.partitions.some((one) => one.partition === partition);
    const isSaid = result.warnings.some((warning) => warning.includes('other partitions may have the key'));
    const expected = asked[at]!.rows.map((row): PlacedRow => [partition, row]);
    if (!isRead) {
      judge.holds(`${ask} ${JSON.stringify(given)}: partition ${partition} has the key and was not read`, expected.length === 0 || isSaid);
      continue;
    }
    const withoutEnd =
      ask === 'window' ? { ...own, rows: own.rows.map((row) => ({ ...row, window: row.window && { ...row.window, end: null } })) } : own;
    const wrong = compare(store, expected, withoutEnd, withCode);
    judge.holds(`${ask} ${JSON.stringify(given)}[${partition}]: ${wrong}; warnings: ${result.warnings.join(' | ')}`, wrong === null);
    judge.rows(result.rows.length);
  }
}
