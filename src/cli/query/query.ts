/** kslens query */
import type { TopologyReport } from '../../core/report.js';
import { succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import { createSessionReader, type SessionReader } from '../../platform/cluster/createSessionReader.js';
import { findStoreTarget, targetOfChangelog } from '../../store/findStoreTarget.js';
import { storeKinds, type QueryProgress, type QueryResult, type QueryRow, type StoreQuery, type StoreTarget } from '../../store/query.js';
import { analyzePaths } from '../analyzePaths.js';
import { withCluster } from '../cluster/withCluster.js';
import { CommandLineError } from '../commandLineError.js';
import { interruptible } from '../interruptible.js';
import { parseDuration, parseTime, type GivenOptions } from '../options.js';
import { printable, safeJson } from '../../base/printable.js';
import type { Terminal } from '../terminal.js';
import { createRowPrinter } from './printRows.js';
import { jsonText, valueText } from '../../present/rows/rowsText.js';
import { searchRows, type RowSearch } from '../../store/search/searchRows.js';
import type { Where } from '../../store/search/where.js';
import { toOperation } from './toOperation.js';
import { toSearch } from './toSearch.js';

const usualLimit = 100;

export async function query(given: GivenOptions, terminal: Terminal): Promise<number> {
  const operation = toOperation(given);
  const place = toPlace(given);
  const limit = Number(given.text('limit') ?? usualLimit);
  const search = toSearch(given, limit);
  if (given.text('via') === 'application')
    throw new CommandLineError('--via application comes with a later release; --via changelog reads the same rows without the application');
  const topologies = 'topic' in place ? [] : await readTopologies(given, terminal, place.application);
  await withCluster('query', given, terminal, async (cluster, settings) => {
    const target = 'topic' in place ? succeed(targetOfChangelog(place.topic)) : await findTarget(cluster, place, topologies);
    if (!target.ok) return target;
    const asked: StoreQuery = {
      target: withChoice(target.value, given),
      operation,
      asOf: given.text('as-of') === undefined ? null : parseTime(given.text('as-of')!),
      limit,
      cursor: given.text('cursor') ?? null,
      withBytes: given.has('bytes'),
      withExpired: given.has('expired'),
    };
    const reader = createSessionReader(cluster, settings);
    try {
      return await askAndPrint(reader, asked, search, given, terminal);
    } finally {
      await reader.close();
    }
  });
  return 0;
}

type Place = { readonly topic: string } | { readonly application: string; readonly store: string };

function toPlace(given: GivenOptions): Place {
  const [topic, application, store] = [given.text('topic'), given.text('app'), given.text('store')];
  if (topic !== undefined) {
    if (application !== undefined || store !== undefined || given.text('source') !== undefined)
      throw new CommandLineError('--topic stands for --app and --store, and --source is for what they name');
    return { topic };
  }
  if (application === undefined || store === undefined)
    throw new CommandLineError('query needs --app ID and --store NAME, or --topic NAME; kslens apps, stores and topics list them');
  return { application, store };
}

async function askAndPrint(
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
    printer.end(result.value);
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
  `  ${[jsonText(row.key), row.window?.start ?? '', valueText(row), row.timestamp ?? ''].filter((text) => text !== '').join('  ')}\n`;

function progressText({ done, span, records, secondsLeft }: QueryProgress): string {
  const percent = span === 0 ? 100 : Math.floor((100 * done) / span);
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  return `Reading: ${percent} %, ${records} records${left}`;
}

async function readTopologies(given: GivenOptions, terminal: Terminal, application: string): Promise<readonly TopologyReport[]> {
  const source = given.text('source');
  if (source === undefined) return [];
  const nothing: GivenOptions = { paths: [source], text: () => undefined, texts: () => [], has: () => false };
  const { report } = await analyzePaths(nothing, terminal);
  const own = report.topologies.filter(({ applicationId }) => applicationId === application);
  return own.length > 0 ? own : report.topologies.filter(({ applicationId }) => applicationId === null);
}

async function findTarget(
  cluster: Cluster,
  { application, store }: { readonly application: string; readonly store: string },
  topologies: readonly TopologyReport[],
): Promise<ClusterResult<StoreTarget>> {
  const topics = await cluster.topics('all');
  if (!topics.ok) return topics;
  const found = findStoreTarget({ application, store, topics: topics.value.values.map(({ name }) => name), knownIds: [], topologies });
  if (!found.ok) {
    const { message, near } = found.error;
    const names = near.length === 0 ? '' : ` Its stores: ${near.slice(0, 8).join(', ')}${near.length > 8 ? ' …' : ''}`;
    throw new CommandLineError(printable(`${message}${names}`));
  }
  return found;
}

function withChoice(target: StoreTarget, given: GivenOptions): StoreTarget {
  const kind = storeKinds.find((one) => one === given.text('kind'));
  const [keySerde, valueSerde, retention] = [given.text('key-serde'), given.text('value-serde'), given.text('retention')];
  return {
    ...target,
    ...(kind === undefined ? {} : { kind, kindOrigin: 'chosen' as const }),
    ...(retention === undefined ? {} : { retentionMs: parseDuration(retention)!, retentionIsChosen: true }),
    ...(keySerde === undefined ? {} : { keySerde: { name: keySerde, origin: 'chosen' as const } }),
    ...(valueSerde === undefined ? {} : { valueSerde: { name: valueSerde, origin: 'chosen' as const } }),
  };
}
