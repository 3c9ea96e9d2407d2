/** What the running sample answers, beside its changelogs. */
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { LiveResult } from '../../../src/live/client/liveResult.js';
import type { QueryResult, QueryRow } from '../../../src/store/query.js';
import { runCommand } from '../../support/runCommand.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Question {
  readonly bootstrap: string;
  readonly application: string;
  readonly store: string;
  readonly operation: readonly string[];
  /** For the changelog alone, instead of its place. */
  readonly changelog?: readonly string[];
}

async function ask(
  question: Question,
  place: readonly string[],
  via: string,
): Promise<{ status: number; output: string; said: readonly string[] }> {
  const { bootstrap, operation } = question;
  return runCommand(root, 'query', ...operation, '--bootstrap', bootstrap, ...place, '--via', via, '--format', 'json', '--limit', '100000');
}

const placeOf = ({ application, store }: Question): string[] => ['--app', application, '--store', store];

export async function askLive(question: Question): Promise<LiveResult> {
  const { output, said } = await ask(question, placeOf(question), 'application');
  if (output === '') throw new Error(said.join('\n'));
  return JSON.parse(output) as LiveResult;
}

export async function askChangelog(question: Question): Promise<QueryResult> {
  const { output, said } = await ask(question, question.changelog ?? placeOf(question), 'changelog');
  if (output === '') throw new Error(said.join('\n'));
  return JSON.parse(output) as QueryResult;
}

/** What both know of a row. Sessions, and windows of joins, have no timestamp in the store. */
const inCommon = ({ key, window, value, timestamp, partition }: QueryRow, hasTimestamp: boolean): object => ({
  key,
  // Without code nobody knows where a window ends; a session's record tells it.
  window: window === null ? null : hasTimestamp ? window.start : window,
  value,
  ...(hasTimestamp ? { timestamp } : {}),
  // Nobody's more than another's: of a global store.
  ...(partition < 0 ? {} : { partition }),
});

/** Once what was read is in both: the application writes its cache about once a second. Gives the number of rows. */
export async function expectSameRows(question: Question, { hasTimestamp = true, isGlobal = false } = {}): Promise<number> {
  const shown = (row: QueryRow): object => inCommon(isGlobal ? { ...row, partition: -1 } : row, hasTimestamp);
  const end = Date.now() + 30_000;
  for (;;) {
    try {
      const [live, changelog] = await Promise.all([askLive(question), askChangelog(question)]);
      const truth = { failure: null, complete: true, rows: changelog.rows.map(shown) };
      const failure = live.complete ? null : live.warnings.join();
      expect({ failure, complete: live.complete, rows: live.rows.map(shown) }).toEqual(truth);
      return truth.rows.length;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((done) => setTimeout(done, 500));
  }
}
