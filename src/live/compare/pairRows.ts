/** Rows of a changelog beside those of the application that are of the same key and window. */
import type { StoreKind } from '../../core/topology/result.js';
import type { QueryRow } from '../../store/query.js';

export interface Pair {
  /** Names the same state in another look. */
  readonly place: string;
  /** null: there is none. */
  readonly changelog: QueryRow | null;
  readonly application: QueryRow | null;
}

export interface PairedRows {
  readonly rows: readonly QueryRow[];
  /** There are more, which were not read. */
  readonly isCut: boolean;
}

interface Placed {
  readonly key: Buffer;
  readonly start: number;
  readonly end: number;
  readonly row: QueryRow;
}

/** In order of key bytes and window. Where one side is cut, what lies behind its last row is left out of both. `isGlobal`: any instance has all. */
export function pairRows(kind: StoreKind, changelog: PairedRows, application: PairedRows, isGlobal: boolean): readonly Pair[] {
  const nameOf = ({ key, start, end, row }: Placed): string =>
    `${key.toString('base64')} ${start} ${end}${isGlobal ? '' : ` ${row.partition}`}`;
  const ofChangelog = changelog.rows.map((row) => place(row, kind, suffixOf(kind)));
  const ofApplication = application.rows.map((row) => place(row, kind, 0));
  const ends = [...lastOf(ofChangelog, changelog.isCut), ...lastOf(ofApplication, application.isCut)];
  const isRead = (one: Placed): boolean => ends.every((last) => compare(one, last) <= 0);
  const found = new Map<string, { place: Placed; changelog: QueryRow | null; application: QueryRow | null }>();
  for (const one of ofChangelog.filter(isRead)) found.set(nameOf(one), { place: one, changelog: one.row, application: null });
  for (const one of ofApplication.filter(isRead)) {
    const known = found.get(nameOf(one));
    if (known === undefined) found.set(nameOf(one), { place: one, changelog: null, application: one.row });
    else known.application = one.row;
  }
  return [...found]
    .sort(([, a], [, b]) => compare(a.place, b.place) || a.place.row.partition - b.place.row.partition)
    .map(([name, pair]) => ({ place: name, changelog: pair.changelog, application: pair.application }));
}

/** Bytes at the end of a changelog's key that tell the window. */
function suffixOf(kind: StoreKind): number {
  if (kind === 'session') return 16;
  return kind === 'window' || kind === 'timestampedWindow' ? 12 : 0;
}

function place(row: QueryRow, kind: StoreKind, suffix: number): Placed {
  const bytes = Buffer.from(row.keyBytes ?? '', 'base64');
  return {
    key: bytes.subarray(0, bytes.length - suffix),
    start: timeOf(row.window?.start),
    // Only a session's record tells it.
    end: kind === 'session' ? timeOf(row.window?.end) : -1,
    row,
  };
}

/** What is no date is the number itself. */
function timeOf(text: string | null | undefined): number {
  if (text === null || text === undefined || text === '') return -1;
  const number = Number(text);
  return Number.isFinite(number) ? number : Date.parse(text);
}

const lastOf = (rows: readonly Placed[], isCut: boolean): readonly Placed[] => (isCut ? rows.slice(-1) : []);

const compare = (a: Placed, b: Placed): number => Buffer.compare(a.key, b.key) || a.start - b.start || a.end - b.end;
