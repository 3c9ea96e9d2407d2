/** The table of public applications: what is said of each, and why the rest is not. */
import type { GapReport, Report, TopologyReport } from '../../src/core/report.js';
import { classify, type CorpusEntry } from './classify.js';

export interface Application {
  readonly repo: string;
  readonly commit: string;
}

/** Why names are not known, in the words of the reasons; the first that fits. */
const causes: readonly (readonly [cause: string, reasons: RegExp])[] = [
  ['order of beans or methods', /order|several methods build|may be the same one|may build on its builder before/],
  ['conditions, too many ways', /condition that is not known|more ways|more than \d+ steps|nested too deeply|goes over is not known/],
  ['configuration, environment', /property|is injected|environment|is not set in the code|when the application starts/],
  [
    'objects of unknown origin',
    /given by code that was not read|code that was not seen|may have been set|is overridden in|which of several/,
  ],
  ['code that is not in the sources', /not in the sources|is not followed|is not known/],
];

export interface Row {
  readonly topologies: number;
  readonly complete: number;
  readonly exact: number;
  /** By cause, of the names that are not known. */
  readonly unknown: ReadonlyMap<string, number>;
  /** Against the names that running the application gave; undefined: it was not run. */
  readonly wrong: number | undefined;
  readonly errors: number;
}

export function toRow(report: Report, truths: readonly CorpusEntry[]): Row {
  const unknown = new Map<string, number>();
  let exact = 0;
  for (const topology of report.topologies) {
    for (const { name, pattern } of namesOf(topology)) {
      if (name !== null) exact++;
      else {
        const cause = causeOf(topology, pattern);
        unknown.set(cause, (unknown.get(cause) ?? 0) + 1);
      }
    }
  }
  const judged = truths.map((entry) => classify(entry, report, '').counts);
  return {
    topologies: report.topologies.length,
    complete: report.topologies.filter(({ complete }) => complete).length,
    exact,
    unknown,
    wrong:
      judged.length === 0
        ? undefined
        : judged.reduce((n, { store, changelog, repartition }) => n + store.wrong + changelog.wrong + repartition.wrong, 0),
    errors: report.diagnostics.filter(({ severity }) => severity === 'error').length,
  };
}

/** Stores, and topics but for the application's id; a changelog's name says no more than its store's. */
function namesOf({ stores, repartitions }: TopologyReport): readonly { readonly name: string | null; readonly pattern: string | null }[] {
  return [...stores, ...repartitions.map(({ suffix, pattern }) => ({ name: suffix, pattern }))];
}

function causeOf({ gaps }: TopologyReport, pattern: string | null): string {
  const mine = gaps.filter(({ affects }) => affects.some((name) => pattern === name || pattern?.endsWith(name) === true));
  const first: GapReport | undefined = mine[0] ?? gaps[0];
  return causes.find(([, reasons]) => reasons.test(first?.reason ?? ''))?.[0] ?? 'other';
}

/** In Markdown; `absent`: not beside the project. */
export function toTable(rows: readonly (readonly [Application, Row | undefined])[]): string {
  const lines = rows.map(([{ repo, commit }, row]) => {
    const link = `[${repo}](https://github.com/${repo}/tree/${commit})`;
    if (row === undefined) return `| ${link} | absent | | | | |`;
    const unknown = [...row.unknown].sort(([, a], [, b]) => b - a).map(([cause, count]) => `${count} ${cause}`);
    return `| ${link} | ${row.topologies} (${row.complete}) | ${row.exact} | ${unknown.join('; ') || '0'} | ${row.wrong ?? 'not run'} | ${row.errors} |`;
  });
  return [
    '| repository | topologies (determined in full) | names exact | not known, by cause | wrong | error findings |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}
