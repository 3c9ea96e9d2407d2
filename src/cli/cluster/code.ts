/** Topologies of code as those of an application on a cluster. */
import type { TopologyReport } from '../../core/report.js';
import { codeOf, type CodeOf } from '../../applications/leftBehind.js';
import { analyzePaths } from '../analyzePaths.js';
import { CommandLineError } from '../commandLineError.js';
import type { GivenOptions } from '../options.js';
import { printable } from '../../base/printable.js';
import type { Terminal } from '../terminal.js';

/** Those with the application's id; where none has it and there is one topology of unknown id, that one. Throws a CommandLineError for none. */
export async function readTopologiesOf(
  application: string,
  path: string,
  given: GivenOptions,
  terminal: Terminal,
): Promise<readonly TopologyReport[]> {
  const { report } = await analyzePaths({ ...given, paths: [path] }, terminal);
  return topologiesOf(application, path, given, report.topologies);
}

export interface CodeOfApplication extends CodeOf {
  /** As above. */
  readonly chosen: readonly TopologyReport[];
}

/** All that the code says of who uses what. Throws as the above. */
export async function readCodeOf(application: string, path: string, given: GivenOptions, terminal: Terminal): Promise<CodeOfApplication> {
  const { report } = await analyzePaths({ ...given, paths: [path] }, terminal);
  const chosen = topologiesOf(application, path, given, report.topologies);
  return { chosen, ...codeOf(application, chosen, report.topologies) };
}

function topologiesOf(
  application: string,
  path: string,
  given: GivenOptions,
  topologies: readonly TopologyReport[],
): readonly TopologyReport[] {
  const wanted = given.text('topology');
  if (topologies.length === 0) throw new CommandLineError(`no Kafka Streams topology was found in ${printable(path)}`);
  const ids = topologies
    .slice(0, 10)
    .map((one) => `${one.id} (${one.applicationId ?? 'application id not known'})`)
    .join(', ');
  if (wanted !== undefined) {
    const chosen = topologies.filter(({ id }) => id === wanted || id.endsWith(`#${wanted}`));
    if (chosen.length === 0) throw new CommandLineError(`no topology has the id ${printable(wanted)}; there are: ${printable(ids)}`);
    return chosen;
  }
  const own = topologies.filter(({ applicationId }) => applicationId === application);
  if (own.length > 0) return own;
  const nameless = topologies.filter(({ applicationId }) => applicationId === null);
  if (nameless.length === 1) return nameless;
  throw new CommandLineError(
    `no topology in ${printable(path)} has the application id ${printable(application)}: choose one with --topology: ${printable(ids)}`,
  );
}
