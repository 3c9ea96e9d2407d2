/** The same question to the changelog and to the application that writes it, compared row by row. */
import { fail, succeed } from '../../base/result.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { StoreReader } from '../../store/createStoreReader.js';
import type { QueryResult, QueryRow, StoreTarget } from '../../store/query.js';
import type { LiveQuery, LiveResult } from '../client/liveResult.js';
import { queryApplication, type LiveAsk } from '../client/queryApplication.js';
import type { LiveRows, LiveStoreCall } from '../store/liveRows.js';
import { compareRows, type Compared, type Look } from './compareRows.js';

/** Rows of one side that are held while they are compared. */
const mostCompared = 100_000;

export interface BothParts {
  readonly target: StoreTarget;
  readonly ask: LiveAsk;
  readonly reader: Pick<StoreReader, 'query'>;
}

interface BothLook {
  readonly look: Look;
  readonly changelog: QueryResult;
  readonly live: LiveResult;
}

/** The changelog is read first, so what the application has more was written later. What differs is looked at twice. No pages: `next` is null. */
export async function queryBoth(
  query: LiveQuery,
  parts: BothParts,
  call: LiveStoreCall,
  take: (rows: readonly QueryRow[]) => Promise<void>,
): Promise<ClusterResult<LiveRows>> {
  if (query.operation.kind === 'history')
    return fail({ kind: 'unsupported', message: 'A history is of the changelog alone.', advice: 'Choose the changelog as the source.' });
  const limit = Math.min(query.limit, mostCompared);
  const first = await lookAt({ ...query, limit }, parts, call);
  if (!first.ok) return first;
  const { live, changelog } = first.value;
  if (live.failure !== null) return succeed(answerOf(first.value, { rows: [], differences: 0 }));
  const kind = live.storeKind ?? changelog.storeKind;
  let compared = compareRows(kind, first.value.look, null);
  if (compared.differences > 0) {
    call.onWait?.('what differs is looked at once more');
    const second = await lookAt({ ...query, limit }, parts, call);
    if (!second.ok) return second;
    compared = compareRows(kind, first.value.look, second.value.look);
  }
  await take(compared.rows);
  return succeed(answerOf(first.value, compared));
}

async function lookAt(query: LiveQuery, { target, ask, reader }: BothParts, call: LiveStoreCall): Promise<ClusterResult<BothLook>> {
  const { operation, asOf, limit } = query;
  const log: QueryRow[] = [];
  const asked = { target, operation, asOf, limit, cursor: null, withBytes: true, withExpired: true };
  const changelog = await reader.query(asked, call, (rows) => Promise.resolve(void log.push(...rows)));
  if (!changelog.ok) return changelog;
  const own: QueryRow[] = [];
  const live = await queryApplication(query, ask, call, (rows) => Promise.resolve(void own.push(...rows)));
  const { source, next } = changelog.value;
  const ends = new Map(source.partitions.map(({ partition, toOffset }) => [partition, BigInt(toOffset)]));
  return succeed({
    changelog: changelog.value,
    live,
    look: {
      changelog: { rows: log, isCut: next !== null, ends },
      application: { ...live, rows: own, isCut: live.next !== null },
    },
  });
}

function answerOf({ changelog, live }: BothLook, { differences }: Compared): LiveRows {
  const isCut = changelog.next !== null || live.next !== null;
  const cut = 'only the first rows of both were compared: a larger number of rows, or a narrower question, compares the rest';
  return {
    live: { ...live, next: null },
    changelog: { ...changelog, rows: [], next: null },
    differences,
    complete: changelog.complete && live.complete && !isCut,
    next: null,
    warnings: [...(isCut ? [cut] : []), ...live.warnings, ...changelog.warnings],
  };
}
