/** kslens delete-orphans */
import { succeed } from '../../base/result.js';
import { findLeftBehind } from '../../applications/leftBehind.js';
import { CommandLineError } from '../commandLineError.js';
import { readCodeOf, type CodeOfApplication } from '../cluster/code.js';
import { lookAtApplication, sayProblems } from '../cluster/withCluster.js';
import type { GivenOptions } from '../options.js';
import type { Terminal } from '../terminal.js';
import { runChange } from './runChange.js';

const noCode: CodeOfApplication = { chosen: [], topologies: [], others: [] };

/** 0: planned or deleted; 1: planned, and may not be carried out now. */
export async function deleteOrphans(given: GivenOptions, terminal: Terminal): Promise<number> {
  const [path] = given.paths;
  const application = given.text('app');
  if (application === undefined) throw new CommandLineError('delete-orphans needs --app ID; see kslens delete-orphans --help');
  if (given.has('write') && path === undefined)
    throw new CommandLineError(
      'delete-orphans --write needs the PATH of the code: without it nobody knows whether a global table reads a topic that the group does not use',
    );
  const code = path === undefined ? noCode : await readCodeOf(application, path, given, terminal);
  return runChange('delete-orphans', given, terminal, async (cluster) => {
    const state = await lookAtApplication(cluster, application, given, terminal, code.topologies);
    if (!state.ok) return state;
    sayProblems(state.value.problems, terminal);
    return succeed({ kind: 'deletion', application, ...findLeftBehind(state.value, code) });
  });
}
