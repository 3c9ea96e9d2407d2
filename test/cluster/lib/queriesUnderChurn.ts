/** Questions to an application whose instances die and come back: each answer is right, or marked as stale, or says what is missing. */
import type { LiveAddress } from '../../../src/live/client/liveAddress.js';
import type { LiveQuery } from '../../../src/live/client/liveResult.js';
import { queryApplication } from '../../../src/live/client/queryApplication.js';
import { createGetLive } from '../../../src/platform/cluster/getLive.js';

export interface Churn {
  readonly application: string;
  readonly store: string;
  readonly partitions: number;
  readonly seeds: readonly LiveAddress[];
  /** The JSON of each key's value. */
  readonly truth: ReadonlyMap<string, string>;
}

export interface ChurnCounts {
  right: number;
  stale: number;
  /** By reason. */
  errors: Record<string, number>;
  /** A value that is not the key's, nothing where there is a value, or an error without a reason. */
  wrong: string[];
}

export const noCounts = (): ChurnCounts => ({ right: 0, stale: 0, errors: {}, wrong: [] });

/** A question for the next key, by turns with stale answers taken and not. */
async function askNext(churn: Churn, turn: number, counts: ChurnCounts, patienceMs: number): Promise<void> {
  const keys = [...churn.truth.keys()];
  const text = keys[turn % keys.length] ?? '';
  const takesStale = turn % 2 === 0;
  const query: LiveQuery = {
    ...{ application: churn.application, store: churn.store, partitions: churn.partitions, takesStale, withBytes: false },
    ...{
      operation: { kind: 'get', key: { text } },
      asOf: null,
      limit: 10,
      cursor: null,
      retentionMs: null,
      keyedByInput: true,
      hasOwnPartitioner: false,
    },
  };
  const ask = { seeds: churn.seeds, get: createGetLive(undefined, 1000), patienceMs, now: () => Date.now() };
  const { rows, complete, source, failure, warnings } = await queryApplication(query, ask);
  const [row] = rows;
  const isStale = source.route.some(({ role }) => role === 'standby');
  const reason = source.instances.find(({ error }) => error !== null)?.error;
  if (row !== undefined && JSON.stringify(row.value) === churn.truth.get(text)) {
    if (isStale && takesStale) counts.stale++;
    else if (isStale || !complete) counts.wrong.push(`${text}: not as it was asked for: ${JSON.stringify(source)}`);
    else counts.right++;
  } else if (row !== undefined || complete) counts.wrong.push(`${text}: ${JSON.stringify({ row, source, warnings, failure })}`);
  else {
    const said = reason ?? /\((\S+)\): /.exec(warnings.join('\n'))?.[1];
    if (said === undefined && failure === null) counts.wrong.push(`${text}: no reason`);
    count(counts, said ?? 'said');
  }
}

function count(counts: ChurnCounts, reason: string): void {
  counts.errors[reason] = (counts.errors[reason] ?? 0) + 1;
}

/** `most` questions, a few at once; `during` runs once a tenth of them was asked. */
export async function askUnderChurn(churn: Churn, most: number, counts: ChurnCounts, during: () => Promise<unknown>): Promise<void> {
  let turn = 0;
  let begun: Promise<unknown> | undefined;
  const askOn = async (): Promise<void> => {
    while (turn < most) {
      if (turn >= most / 10) begun ??= during();
      await askNext(churn, turn++, counts, 300);
    }
  };
  await Promise.all(Array.from({ length: 6 }, askOn));
  await begun;
}
