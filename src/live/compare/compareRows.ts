/** What a changelog and the application that writes it say of the same keys, row by row: each difference with what explains it. */
import { shortText } from '../../base/printable.js';
import type { StoreKind } from '../../core/topology/result.js';
import type { QueryRow } from '../../store/query.js';
import { sortJson } from '../../store/search/compareJson.js';
import type { LiveResult } from '../client/liveResult.js';
import { pairRows, type Pair } from './pairRows.js';

/** What both said, the changelog first. */
export interface Look {
  readonly changelog: {
    readonly rows: readonly QueryRow[];
    readonly isCut: boolean;
    /** By partition, of what was read: exclusive. */
    readonly ends: ReadonlyMap<number, bigint>;
  };
  readonly application: Pick<LiveResult, 'unanswered'> & {
    readonly source: Pick<LiveResult['source'], 'route' | 'instances'>;
    readonly rows: readonly QueryRow[];
    readonly isCut: boolean;
  };
}

export interface Compared {
  /** The application's, else the changelog's; `difference` where they are not the same. */
  readonly rows: readonly QueryRow[];
  readonly differences: number;
}

/** `second`: the same asked once more, for what was not the same at first; null: not yet. */
export function compareRows(kind: StoreKind, first: Look, second: Look | null): Compared {
  const now = new Map((second === null ? [] : pairsOf(kind, second)).map((pair) => [pair.place, pair]));
  const newest = newestOf(second ?? first);
  const rows = pairsOf(kind, first).map((pair) => {
    const { changelog, application } = pair;
    const same = changelog !== null && application !== null && isSame(changelog, application);
    if (same) return changelog;
    const again = second === null ? null : (now.get(pair.place) ?? { place: pair.place, changelog: null, application: null });
    const row = application ?? changelog;
    return row === null ? [] : { ...row, difference: `${saidOf(pair)}: ${explain(pair, again, first, second, newest)}` };
  });
  const all = rows.flat();
  return { rows: all, differences: all.filter(({ difference }) => difference !== undefined).length };
}

const pairsOf = (kind: StoreKind, { changelog, application }: Look): readonly Pair[] =>
  pairRows(
    kind,
    changelog,
    application,
    application.source.route.some(({ partition }) => partition < 0),
  );

/** By partition the latest time that the changelog has of any row: what is later cannot be in it. */
function newestOf({ changelog }: Look): ReadonlyMap<number, number> {
  const newest = new Map<number, number>();
  for (const { partition, timestamp } of changelog.rows)
    if (timestamp !== null) newest.set(partition, Math.max(newest.get(partition) ?? -1, Date.parse(timestamp)));
  return newest;
}

const sameValue = (a: QueryRow, b: QueryRow): boolean => sortJson(sorted(a.value), sorted(b.value), false, false) === 0;

/** Names in one order: the two sides need not write them in the same. */
function sorted(value: QueryRow['value']): QueryRow['value'] {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
}

/** Stores without timestamps tell none. */
const isSame = (changelog: QueryRow, application: QueryRow): boolean =>
  sameValue(changelog, application) &&
  (application.timestamp === null || changelog.timestamp === null || application.timestamp === changelog.timestamp);

/** What the side says that is not shown. */
function saidOf({ changelog, application }: Pair): string {
  if (application === null) return 'not in the application';
  if (changelog === null) return 'not in the changelog';
  const { value, offset, timestamp } = changelog;
  const what = sameValue(changelog, application) ? `the same of ${timestamp ?? 'no time'}` : shortText(textOf(value));
  return `changelog has ${what}${offset === null ? '' : ` at offset ${offset}`}`;
}

const textOf = (value: QueryRow['value']): string => (typeof value === 'string' ? value : JSON.stringify(value));

const notKnownWhy = 'not known why';

/** Only what was seen counts; nothing is supposed. */
function explain(pair: Pair, again: Pair | null, first: Look, second: Look | null, newest: ReadonlyMap<number, number>): string {
  const { changelog, application } = pair;
  const partition = (application ?? changelog)?.partition ?? -1;
  if (application === null && first.application.unanswered.includes(partition)) return notAnswered(first, partition);
  const expired = changelog?.expired;
  if (application === null && expired === 'certain') return 'expired: past the retention of the store, and still in the log';
  if (application === null && expired === 'possible') return 'may be expired: past what the topic tells of the retention, or at its edge';
  const standby = behindBy(pair, first, second);
  if (standby !== undefined) return standby;
  const [later, own] = [again?.changelog ?? null, again?.application ?? null];
  const end = first.changelog.ends.get(partition);
  const isNew = later?.offset !== null && later?.offset !== undefined && end !== undefined && BigInt(later.offset) >= end;
  if (later !== null && isNew) {
    const words = `the changelog has it since, at offset ${later.offset ?? ''}`;
    if (application !== null && isSame(later, application)) return `cached or not yet committed when it was read: ${words}`;
    if (own !== null && isSame(later, own)) return `it changed meanwhile: at a second look both have the same`;
  }
  if (again !== null && later === null && own === null) return 'it was deleted meanwhile: at a second look neither has it';
  if (changelog !== null && own !== null && isSame(changelog, own)) return 'the application was behind, and has it at a second look';
  if (application !== null && incomparable(changelog, application))
    return `the two cannot be compared: the application writes such a value in its own way, and the changelog was read as ${changelog?.valueSerde ?? ''}`;
  if (application !== null && !isNew && isLater(application, again === null ? changelog : later, newest.get(partition)))
    return 'later than what the log has: cached or not yet committed';
  return notKnownWhy;
}

function notAnswered({ application: { source } }: Look, partition: number): string {
  const reasons = [...new Set(source.instances.flatMap(({ error }) => (error === null ? [] : [error])))];
  return `partition ${partition} did not answer${reasons.length === 0 ? '' : ` (${reasons.join(', ')})`}, so nobody knows`;
}

/** A standby that is so far behind cannot have the record yet. */
function behindBy({ changelog, application }: Pair, first: Look, second: Look | null): string | undefined {
  const partition = (application ?? changelog)?.partition;
  const route = first.application.source.route.find((one) => one.partition === partition && one.role === 'standby');
  if (route === undefined || route.lag === null || partition === undefined) return undefined;
  // Its lag is of a moment between the two looks at the end.
  const end = second?.changelog.ends.get(partition);
  const offset = changelog?.offset ?? null;
  const isBehind = offset !== null && end !== undefined && BigInt(offset) >= end - BigInt(route.lag);
  return isBehind
    ? `older by ${route.lag} offsets: the standby ${route.host} answered, which has not read offset ${offset} yet`
    : undefined;
}

/** One is a text or bytes where the other is not. */
function incomparable(changelog: QueryRow | null, application: QueryRow): boolean {
  if (changelog === null) return false;
  const isOwn = (value: QueryRow['value']): boolean => typeof value === 'object' && value !== null && 'base64' in value;
  return isOwn(changelog.value) !== isOwn(application.value) || typeof changelog.value !== typeof application.value;
}

/** Without a row of the log: later than all that was read of its partition. */
function isLater({ timestamp }: QueryRow, changelog: QueryRow | null, newest: number | undefined): boolean {
  if (timestamp === null) return false;
  if (changelog !== null) return changelog.timestamp !== null && Date.parse(timestamp) > Date.parse(changelog.timestamp);
  return newest !== undefined && Date.parse(timestamp) > newest;
}
