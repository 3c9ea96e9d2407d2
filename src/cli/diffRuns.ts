/** kslens diff PATH --to-version V: the same code with another library or optimisation. */
import { printable, safeJson } from '../base/printable.js';
import { compareRuns, type RunComparison } from '../core/names/compareRuns.js';
import { isSame } from '../core/names/compareNames.js';
import type { Report } from '../core/report.js';
import { toRunsText } from '../present/code/runsText.js';
import { analyzePaths } from './analyzePaths.js';
import { CommandLineError } from './commandLineError.js';
import type { GivenOptions } from './options.js';
import type { Terminal } from './terminal.js';

/** What the options of a side replace. */
const replaced = { version: 'kafka-version', optimization: 'optimization' } as const;

export const isOfRuns = (given: GivenOptions): boolean =>
  Object.keys(replaced).some((what) => given.text(`from-${what}`) !== undefined || given.text(`to-${what}`) !== undefined);

/** 0: nothing moves; 1: something does. */
export async function diffRuns(given: GivenOptions, terminal: Terminal): Promise<number> {
  const [path, ...more] = given.paths;
  if (path === undefined || more.length > 0)
    throw new CommandLineError('with --from-version, --to-version and their like diff takes one side: PATH');
  const before = await analyseAs('from', given, terminal);
  const after = await analyseAs('to', given, terminal);
  if (before.topologies.length === 0) throw new CommandLineError(`no Kafka Streams topology was found in ${path}`);
  for (const [side, report] of [
    ['from', before],
    ['to', after],
  ] as const)
    sayOfCode(given.text(`${side}-optimization`), report, terminal);
  const comparisons = compareRuns(before, after);
  if (given.text('format') === 'json') terminal.print(`${safeJson(toJson(comparisons, before, after), 2)}\n`);
  else terminal.print(toRunsText(comparisons, before, after));
  return comparisons.every(({ names, changes }) => isSame(names) && changes.length === 0) ? 0 : 1;
}

/** An optimisation that was asked for, and that the code does not let in. */
function sayOfCode(asked: string | undefined, { topologies }: Report, terminal: Terminal): void {
  if (asked === undefined || asked === 'none') return;
  for (const { id, optimization } of topologies)
    if (optimization === 'none')
      terminal.say(`kslens: ${printable(id)}: optimization none: its code decides, as build() without properties optimises nothing`);
}

async function analyseAs(side: 'from' | 'to', given: GivenOptions, terminal: Terminal): Promise<Report> {
  const text = (option: string): string | undefined => {
    const what = (Object.keys(replaced) as (keyof typeof replaced)[]).find((one) => replaced[one] === option);
    return (what === undefined ? undefined : given.text(`${side}-${what}`)) ?? given.text(option);
  };
  return (await analyzePaths({ ...given, text }, terminal)).report;
}

function toJson(comparisons: readonly RunComparison[], before: Report, after: Report): object {
  const runOf = (report: Report, id: string | undefined): object | null => {
    const found = report.topologies.find((one) => one.id === id);
    return found === undefined ? null : { kafkaVersion: found.kafkaVersion, optimization: found.optimization };
  };
  return {
    topologies: comparisons.map(({ names, changes }) => ({
      ...names,
      changes,
      from: runOf(before, names.before?.id),
      to: runOf(after, names.after?.id),
    })),
  };
}
