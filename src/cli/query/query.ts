/** kslens query */
import { succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import { createSessionReader, type SessionReader } from '../../platform/cluster/createSessionReader.js';
import type { QueryProgress, QueryResult, QueryRow, StoreQuery } from '../../store/query.js';
import { withCluster } from '../cluster/withCluster.js';
import { interruptible } from '../interruptible.js';
import type { GivenOptions } from '../options.js';
import { parseTime } from '../units.js';
import { printable, safeJson } from '../../base/printable.js';
import type { Terminal } from '../terminal.js';
import { findKeyHolders } from './keyHolders.js';
import { progressText } from './progressText.js';
import { createRowPrinter } from './printRows.js';
import { keyText } from '../../present/rows/keyText.js';
import { valueText } from '../../present/rows/rowsText.js';
import { searchRows, type RowSearch } from '../../store/search/searchRows.js';
import type { Where } from '../../store/search/where.js';
import { queryLive } from './queryLive.js';
import { toTargetFinder } from './storeOfOptions.js';
import { toOperation } from './toOperation.js';
import { toSearch } from './toSearch.js';
import { toVia } from './toVia.js';

const usualLimit = 100;

export async function query(given: GivenOptions, terminal: Terminal): Promise<number> {
  const operation = toOperation(given);
  const asOf = given.text('as-of');
  const limit = Number(given.text('limit') ?? usualLimit);
  const search = toSearch(given, limit);
  const via = toVia(given, operation);
  if (via.kind === 'application') {
    const status = await queryLive(given, terminal, { operation, limit, search, orChangelog: via.orChangelog });
    if (status !== null) return status;
  } else if (via.why !== null) terminal.say(printable(`kslens: auto: the changelog is read: ${via.why}`));
  const findTarget = await toTargetFinder('query', given, terminal);
  await withCluster('query', given, terminal, async (cluster, settings) => {
    const target = await findTarget(cluster);
    if (!target.ok) return target;
    const asked: StoreQuery = {
      target: target.value,
      operation,
      asOf: asOf === undefined ? null : parseTime(asOf),
      limit,
      cursor: given.text('cursor') ?? null,
      withBytes: given.has('bytes'),
      withExpired: given.has('expired'),
    };
    const reader = createSessionReader(cluster, settings);
    try {
      return await askAndPrint(cluster, reader, asked, search, given, terminal);
    } finally {
      await reader.close();
    }
  });
  return 0;
}

async function askAndPrint(
  cluster: Cluster,
  reader: SessionReader,
  asked: StoreQuery,
  search: RowSearch | undefined,
  given: GivenOptions,
  terminal: Terminal,
): Promise<ClusterResult<void>> {
  const format = given.text('format') ?? 'table';
  return interruptible(async (interrupted) => {
    const call = { signal: interrupted.signal, onProgress: (progress: QueryProgress) => terminal.progress(progressText(progress)) };
    // Before the rows are asked for, so that nothing falls between the two.
    const changes = given.has('follow') ? startFollowing(reader, asked, search?.where, interrupted, terminal, format) : undefined;
    const printer = createRowPrinter(format, terminal);
    const result =
      search === undefined ? await reader.query(asked, call, printer.take) : await searchRows(reader, asked, search, call, printer.take);
    if (!result.ok) {
      interrupted.abort();
      await changes?.showFrom([]);
      return result;
    }
    const isShown = format === 'table' || format === 'json';
    printer.end(result.value, isShown ? await findKeyHolders(cluster, asked.target, result.value.place, call) : null);
    for (const warning of result.value.warnings) terminal.say(printable(`kslens: ${warning}`));
    return changes === undefined ? succeed(undefined) : changes.showFrom(result.value.source.partitions);
  });
}

interface Changes {
  /** Shows what is not among the rows already: what comes after these offsets. Ends when interrupted. */
  showFrom(shown: QueryResult['source']['partitions']): Promise<ClusterResult<void>>;
}

function startFollowing(
  reader: SessionReader,
  asked: StoreQuery,
  where: Where | undefined,
  interrupted: AbortController,
  terminal: Terminal,
  format: string,
): Changes {
  let early: QueryRow[] | undefined = [];
  let ends = new Map<number, number>();
  const show = (rows: readonly QueryRow[]): void => {
    for (const row of rows)
      if (Number(row.offset) >= (ends.get(row.partition) ?? 0) && where?.matches(row) !== false)
        terminal.print(format === 'table' ? changeLine(row) : `${safeJson(row)}\n`);
  };
  const followed = reader.follow(
    { ...asked, cursor: null },
    ({ rows, note }) => {
      if (note !== undefined) terminal.say(printable(`kslens: ${note}`));
      if (early === undefined) show(rows);
      else early.push(...rows);
    },
    { signal: interrupted.signal },
  );
  return {
    showFrom(shown) {
      ends = new Map(shown.map(({ partition, toOffset }) => [partition, Number(toOffset)]));
      const waited = early ?? [];
      early = undefined;
      if (!interrupted.signal.aborted) show(waited);
      return followed;
    },
  };
}

const changeLine = (row: QueryRow): string =>
  `  ${[keyText(row.key), row.window?.start ?? '', valueText(row), row.timestamp ?? ''].filter((text) => text !== '').join('  ')}\n`;
