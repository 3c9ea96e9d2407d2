/** What `diff` and `lock --check` compare: code, a revision of it, a lock file, or a saved description. */
import { existsSync, statSync } from 'node:fs';
import { languageOfFile } from '../core/languages/languageFacts.js';
import path from 'node:path';
import type { Report } from '../core/report.js';
import type { TopologyNames } from '../core/names/topologyNames.js';
import { toTopologyNames } from '../core/names/topologyNames.js';
import { checkOutRevision } from '../platform/git/gitRevision.js';
import { readNamesFile } from '../platform/files/namesFile.js';
import { analyzePaths } from './analyzePaths.js';
import { isClusterSide, readClusterSide } from './cluster/clusterSide.js';
import { CommandLineError } from './commandLineError.js';
import type { GivenOptions } from './options.js';
import type { Terminal } from './terminal.js';

/** Names, and the analysis that they come from where a side is code. */
export interface Side {
  readonly names: readonly TopologyNames[];
  readonly report: Report | undefined;
}

export async function readSide(side: string, given: GivenOptions, terminal: Terminal): Promise<Side> {
  if (side.startsWith('git:')) return readRevision(side, given, terminal);
  if (isClusterSide(side)) return { names: await readClusterSide(side, given, terminal), report: undefined };
  const file = path.resolve(terminal.cwd, side);
  if (!existsSync(file))
    throw new CommandLineError(`no such file or folder: ${side}; a side is a path, git:REV[:PATH], a lock file or a saved description`);
  if (statSync(file).isDirectory() || languageOfFile(file) !== undefined) return readCode(side, given, terminal);
  return { names: readNames(file, side), report: undefined };
}

export async function readCode(written: string, given: GivenOptions, terminal: Terminal): Promise<Side> {
  const { report } = await analyzePaths({ ...given, paths: [written] }, terminal);
  return { names: toTopologyNames(report), report };
}

export function readNames(file: string, written: string, within?: readonly string[]): TopologyNames[] {
  return readNamed(() => readNamesFile(file, written, within));
}

/** Of a file that a person named: what is wrong with it is the command's one line. */
export function readNamed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new CommandLineError(error instanceof Error ? error.message : String(error));
  }
}

/** `git:REV` is the whole repository at that revision, `git:REV:PATH` a part of it. */
async function readRevision(side: string, given: GivenOptions, terminal: Terminal): Promise<Side> {
  const [, revision = '', inside] = /^git:([^:]+)(?::(.+))?$/.exec(side) ?? [];
  if (revision === '') throw new CommandLineError(`${side}: a revision is written git:REV or git:REV:PATH`);
  let checkout;
  try {
    checkout = await checkOutRevision(terminal.cwd, revision, inside);
  } catch (error) {
    throw new CommandLineError(error instanceof Error ? error.message : String(error));
  }
  try {
    return await readCode(inside ?? '.', given, { ...terminal, cwd: checkout.folder });
  } finally {
    await checkout.dispose();
  }
}
