/** Rows into a file as they are read, none heaped up. No vscode in here. */
import { fail, succeed } from '../../base/result.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { ServiceCall } from '../../platform/cluster/clusterService.js';
import type { ExportFile } from '../../platform/files/exportFile.js';
import { createRowTexts, type RowFormat } from '../../present/rows/rowTexts.js';
import type { QueryRow } from '../../store/query.js';
import type { ExportAsk } from './queryRuns.js';

export interface Written {
  readonly rows: number;
  /** Why these are not all that the query matches; null: they are. */
  readonly partial: string | null;
}

/** What is written where fails is said in the system's words; nothing is left of the file then, nor when it is cancelled. */
export async function writeRows(
  file: ExportFile,
  asked: ExportAsk,
  { format, all, onRows }: { readonly format: RowFormat; readonly all: boolean; onRows(count: number): void },
  call: ServiceCall,
): Promise<ClusterResult<Written>> {
  const texts = createRowTexts(format);
  let count = 0;
  let failure: string | undefined;
  let writing = Promise.resolve();
  const write = async (rows: readonly QueryRow[]): Promise<void> => {
    if (failure !== undefined || call.signal?.aborted === true) return;
    try {
      await file.write([...texts.take(rows)].join(''));
      count += rows.length;
      onRows(count);
    } catch (error) {
      failure = error instanceof Error ? error.message : 'the system does not say why';
    }
  };
  /** One after the other, whoever waits for it. */
  const take = async (rows: readonly QueryRow[]): Promise<void> => {
    const before = writing;
    writing = (async () => {
      await before;
      await write(rows);
    })();
    await writing;
  };
  const result = all ? await asked.readAll(take, call) : undefined;
  if (result === undefined) for (let from = 0; from < asked.rows.length; from += 1000) await take(asked.rows.slice(from, from + 1000));
  await writing;
  const isBroken = failure !== undefined || result?.ok === false || call.signal?.aborted === true;
  if (isBroken) {
    await file.drop();
    if (result?.ok === false) return result;
    if (failure === undefined) return fail({ kind: 'cancelled', message: 'The export was cancelled.' });
    return fail({
      kind: 'broken',
      message: `The file cannot be written: ${failure}.`,
    });
  }
  await file.write(texts.end());
  await file.finish();
  return succeed({ rows: count, partial: partialOf(asked, result?.value, count) });
}

function partialOf(
  { isWhole }: ExportAsk,
  answer: { readonly complete: boolean; readonly matched: number; readonly warnings: readonly string[] } | undefined,
  count: number,
): string | null {
  if (answer === undefined) return isWhole ? null : 'They are a part of what the query matches.';
  if (answer.matched > count)
    return `They are the first of ${answer.matched.toLocaleString('en')} rows that match: so many can be put in order.`;
  return answer.complete ? null : `The answer is not complete: ${answer.warnings[0] ?? 'records are missing.'}`;
}
