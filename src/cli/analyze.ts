/** kslens analyze */
import type { Report, Severity } from '../core/report.js';
import { plural } from '../core/features/words.js';
import { analyzePaths } from './analyzePaths.js';
import type { GivenOptions } from './options.js';
import type { Terminal } from './terminal.js';
import { toTextReport } from './textReport.js';

const ranks: Readonly<Record<Severity | 'never', number>> = { hint: 0, info: 1, warning: 2, error: 3, never: 4 };
const isRank = (value: string): value is keyof typeof ranks => value in ranks;

export async function analyze(given: GivenOptions, terminal: Terminal): Promise<number> {
  const { report, testsLeftOut } = await analyzePaths(given, terminal);
  if (given.text('format') === 'json') terminal.print(`${JSON.stringify(report, null, 2)}\n`);
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

function countFrom(report: Report, threshold: keyof typeof ranks): number {
  return report.diagnostics.filter(({ severity }) => ranks[severity] >= ranks[threshold]).length;
}
