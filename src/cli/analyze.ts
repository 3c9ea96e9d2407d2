/** kslens analyze */
import { safeJson } from '../base/printable.js';
import type { Report, Severity } from '../core/report.js';
import { plural } from '../core/features/words.js';
import { findNameShifts, type Baseline } from '../core/rules/nameShift.js';
import { compareLocations } from '../core/reporting/locations.js';
import { applySeverities, withoutSuppressed, type RuleSeverities } from '../core/rules/severities.js';
import { analyzePaths } from './analyzePaths.js';
import type { GivenOptions } from './options.js';
import { ruleSeveritiesOf } from './ruleSeverities.js';
import { toGitHubAnnotations } from '../present/code/githubAnnotations.js';
import { toSarif } from '../present/code/sarif.js';
import { readSide } from './sides.js';
import type { Terminal } from './terminal.js';
import { toTextReport } from '../present/code/textReport.js';

const ranks: Readonly<Record<Severity | 'never', number>> = { hint: 0, info: 1, warning: 2, error: 3, never: 4 };
const isRank = (value: string): value is keyof typeof ranks => value in ranks;

export async function analyze(given: GivenOptions, terminal: Terminal): Promise<number> {
  const severities = ruleSeveritiesOf(given);
  const { report: found, testsLeftOut } = await analyzePaths(given, terminal, severities);
  const since = given.text('since');
  const report =
    since === undefined
      ? found
      : withShifts(found, severities, { called: since.replace(/^git:/, ''), ...(await readSide(since, given, terminal)) });
  const format = given.text('format');
  if (format === 'json') terminal.print(`${safeJson(report, 2)}\n`);
  else if (format === 'sarif') terminal.print(toSarif(report));
  else if (format === 'github') terminal.print(toGitHubAnnotations(report));
  else {
    const { columns, colour } = terminal;
    terminal.print(toTextReport(report, { columns, colour, testsLeftOut, stats: given.has('stats') }));
  }
  const threshold = given.text('fail-on') ?? 'error';
  const failing = countFrom(report, isRank(threshold) ? threshold : 'error');
  if (failing === 0) return 0;
  terminal.say(`kslens: ${plural(failing, 'finding', 'findings')} at or above --fail-on ${threshold}.`);
  return 1;
}

function withShifts(report: Report, severities: RuleSeverities, baseline: Baseline): Report {
  const diagnostics = [
    ...report.diagnostics,
    ...withoutSuppressed(applySeverities(findNameShifts(baseline, report), severities), report.suppressions),
  ];
  return { ...report, diagnostics: diagnostics.sort((a, b) => compareLocations(a.location, b.location)) };
}

function countFrom(report: Report, threshold: keyof typeof ranks): number {
  return report.diagnostics.filter(({ severity }) => ranks[severity] >= ranks[threshold]).length;
}
