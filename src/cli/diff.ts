/** kslens diff */
import { safeJson } from '../base/printable.js';
import type { TopologyComparison } from '../core/names/compareNames.js';
import { compareNames, isSame } from '../core/names/compareNames.js';
import { diffRuns, isOfRuns } from './diffRuns.js';
import { CommandLineError } from './commandLineError.js';
import { toDifferenceText } from '../present/code/differenceText.js';
import type { GivenOptions } from './options.js';
import { readSide } from './sides.js';
import type { Terminal } from './terminal.js';

/** 0: no name differs; 1: some do. */
export async function diff(given: GivenOptions, terminal: Terminal): Promise<number> {
  const [a, b] = given.paths;
  if (isOfRuns(given)) return diffRuns(given, terminal);
  if (a === undefined || b === undefined)
    throw new CommandLineError('diff needs two sides: A B, or one with --to-version or --to-optimization; see kslens diff --help');
  const { names: before } = await readSide(a, given, terminal);
  const { names: after } = await readSide(b, given, terminal);
  for (const [side, names] of [
    [a, before],
    [b, after],
  ] as const)
    if (names.length === 0) throw new CommandLineError(`no Kafka Streams topology was found in ${side}`);
  return report(compareNames(before, after), given, terminal);
}

export function report(comparisons: readonly TopologyComparison[], given: GivenOptions, terminal: Terminal): number {
  if (given.text('format') === 'json') terminal.print(`${safeJson({ topologies: comparisons }, 2)}\n`);
  else terminal.print(toDifferenceText(comparisons));
  return comparisons.every(isSame) ? 0 : 1;
}
