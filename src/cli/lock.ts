/** kslens lock */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { compareNames } from '../core/names/compareNames.js';
import { isLockFile, toLockFile } from '../core/names/lockFile.js';
import { plural } from '../core/features/words.js';
import { readNamesText, usualLockFile } from '../platform/files/namesFile.js';
import { writeRegularFile } from '../platform/files/writeRegularFile.js';
import { createWorkspaceFiles } from '../platform/files/workspaceFiles.js';
import { CommandLineError } from './commandLineError.js';
import { report } from './diff.js';
import type { GivenOptions } from './options.js';
import { readCode, readNamed, readNames } from './sides.js';
import type { Terminal } from './terminal.js';

/** Writes the names of the code to a file, or with --check compares them with the file: then 1 where a name differs. */
export async function lock(given: GivenOptions, terminal: Terminal): Promise<number> {
  const [written] = given.paths;
  if (written === undefined) throw new CommandLineError('lock needs a PATH; see kslens lock --help');
  const name = given.text('file') ?? usualLockFile;
  const file = path.resolve(terminal.cwd, name);
  // What nobody named may be a link that came with the repository.
  const within = given.text('file') === undefined ? createWorkspaceFiles([terminal.cwd]).tops : undefined;
  const { names } = await readCode(written, given, terminal);
  if (given.has('check')) {
    if (!existsSync(file)) throw new CommandLineError(`no lock file ${name}; write it with kslens lock ${written}`);
    return report(compareNames(readNames(file, name, within), names), given, terminal);
  }
  if (names.length === 0) throw new CommandLineError(`no Kafka Streams topology was found in ${written}: nothing to lock`);
  const text = toLockFile(names);
  const known = existsSync(file) ? readNamed(() => readNamesText(file, name, within)) : undefined;
  if (known !== undefined && known.trim() !== '' && !isLockFile(known))
    throw new CommandLineError(`${name} is no lock file: it is left as it is; name another with --file, or delete it`);
  const refused = known === text ? undefined : writeRegularFile(file, text, within);
  if (refused !== undefined) throw new CommandLineError(`${name}: ${refused}; nothing is written`);
  const count = names.reduce((sum, topology) => sum + topology.names.length, 0);
  const state = known === undefined ? 'is written' : known === text ? 'is as it was' : 'is changed';
  const vague = names.flatMap((topology) => topology.names).filter((n) => !n.exact).length;
  const doubt = vague === 0 ? '' : `, ${vague} of them not determined in full`;
  terminal.say(`kslens: ${name} ${state}: ${plural(names.length, 'topology', 'topologies')}, ${plural(count, 'name', 'names')}${doubt}`);
  return 0;
}
