/** Figures over many programs: by kind of piece, and why names are not known. */
import type { TopologyReport } from '../../../src/core/report.js';
import type { Verdict } from '../../support/judgeNames.js';

interface Row {
  exact: number;
  unknown: number;
  wrong: number;
  leftOut: number;
}

export interface Tally extends Row {
  programs: number;
  /** Names of programs of which all can be known. */
  readonly knowable: { exact: number; all: number };
  badPrograms: number;
  /** By the kind of the piece whose tag the name begins with; names that the library makes up are one kind. */
  readonly kinds: Map<string, Row>;
  /** How many programs have a gap with this reason, and a name that it may be about. */
  readonly reasons: Map<string, number>;
}

export function emptyTally(): Tally {
  return {
    programs: 0,
    knowable: { exact: 0, all: 0 },
    badPrograms: 0,
    exact: 0,
    unknown: 0,
    wrong: 0,
    leftOut: 0,
    kinds: new Map(),
    reasons: new Map(),
  };
}

export function tally(counts: Tally, verdict: Verdict, reports: readonly TopologyReport[], isKnowable: boolean): void {
  counts.programs++;
  if (isKnowable) {
    counts.knowable.exact += verdict.exact.length;
    counts.knowable.all += verdict.exact.length + verdict.unknown.length + verdict.leftOut.length;
  }
  if (verdict.wrong.length + verdict.leftOut.length > 0) counts.badPrograms++;
  for (const what of ['exact', 'unknown', 'wrong', 'leftOut'] as const)
    for (const name of verdict[what]) {
      counts[what]++;
      rowOf(counts, kindOf(name))[what]++;
    }
  const reasons = new Set(reports.flatMap((report) => report.gaps.map(({ reason }) => withoutDetails(reason))));
  for (const reason of reasons) counts.reasons.set(reason, (counts.reasons.get(reason) ?? 0) + 1);
}

function rowOf(counts: Tally, kind: string): Row {
  const known = counts.kinds.get(kind);
  if (known !== undefined) return known;
  const row: Row = { exact: 0, unknown: 0, wrong: 0, leftOut: 0 };
  counts.kinds.set(kind, row);
  return row;
}

/** `store app-lists3b-orders` → `lists` */
function kindOf(name: string): string {
  const plain = name.replace(/^\w+ (?:app-)?/, '');
  return /^(?:KSTREAM|KTABLE)-/.test(plain) ? '(numbered)' : (/^([A-Za-z]+)\d+[a-z]{2}-/.exec(plain)?.[1] ?? '(other)');
}

/** Reasons that differ in names and numbers only are one. */
function withoutDetails(reason: string): string {
  return reason
    .replaceAll(/\b([a-zA-Z_]*[a-zA-Z])\d+\b/g, '$1N')
    .replaceAll(/\b\d+\b/g, 'N')
    .slice(0, 160);
}

export function print(counts: Tally, everyReason: boolean): void {
  const { exact, unknown, wrong, leftOut, programs, badPrograms } = counts;
  console.log('\nexact unknown wrong left-out  kind');
  for (const [kind, row] of [...counts.kinds].sort(([, a], [, b]) => b.wrong + b.leftOut - a.wrong - a.leftOut || b.unknown - a.unknown))
    if (everyReason || row.unknown + row.wrong + row.leftOut > 0)
      console.log(`${cell(row.exact, 5)} ${cell(row.unknown, 7)} ${cell(row.wrong, 5)} ${cell(row.leftOut, 8)}  ${kind}`);
  const reasons = [...counts.reasons].sort(([a, m], [b, k]) => k - m || (a < b ? -1 : 1));
  console.log('\nprograms  why names are not known');
  for (const [reason, count] of everyReason ? reasons : reasons.slice(0, 40)) console.log(`${cell(count, 8)}  ${reason}`);
  const all = exact + unknown + leftOut;
  console.log(
    `\n${programs} programs, ${all} names: ${exact} exact (${((100 * exact) / Math.max(1, all)).toFixed(1)} %), ${unknown} unknown, ${leftOut} left out; ${wrong} wrong, in ${badPrograms} programs`,
  );
}

function cell(count: number, width: number): string {
  return String(count).padStart(width);
}
