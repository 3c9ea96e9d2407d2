/** kslens drift */
import { plural } from '../../core/features/words.js';
import { comparedWords, findDrift, type Drift, type DriftReport } from '../../applications/findDrift.js';
import { CommandLineError } from '../commandLineError.js';
import type { GivenOptions } from '../options.js';
import { printable, safeJson } from '../../base/printable.js';
import type { Terminal } from '../terminal.js';
import { readCodeOf } from './code.js';
import { groupDrifts } from '../../present/cluster/driftText.js';
import { deployedWords } from '../../present/cluster/groupTexts.js';
import { problemJson } from '../../present/cluster/problemJson.js';
import { lookAtApplication, sayProblems, withCluster } from './withCluster.js';

/**
 * 0: the cluster has what the code asks for, as far as that can be told; 1: it differs; 2: the code makes internal topics, and no name of one is known.
 * Nodes that differ where the broker may have an old description are shown, and are no 1: nobody could make such a pipeline green again.
 */
export async function drift(given: GivenOptions, terminal: Terminal): Promise<number> {
  const [path] = given.paths;
  const id = given.text('app');
  if (path === undefined || id === undefined) throw new CommandLineError('drift needs a PATH and --app ID; see kslens drift --help');
  const code = await readCodeOf(id, path, given, terminal);
  const topologies = code.chosen;
  const others = [...code.topologies, ...code.others].filter((one) => !topologies.includes(one));
  const state = await withCluster('drift', given, terminal, (cluster) => lookAtApplication(cluster, id, given, terminal, topologies));
  const report = findDrift(state, topologies, others);
  const differs = report.drifts.some(({ kind }) => kind !== 'not-determinable' && (kind !== 'topology' || report.deployed.isCertain));
  if (given.text('format') === 'json') {
    const problems = state.problems.map(problemJson);
    const json = { application: id, topologies: state.topologies, note: state.summary.note, ...report, problems };
    terminal.print(`${safeJson(json, 2)}\n`);
  } else terminal.print(toText(id, report, state.summary.note));
  sayProblems(state.problems, terminal);
  if (differs) return 1;
  if (report.compared > 0 || report.ofCode === 0 || report.deployed.by !== null) return 0;
  throw new CommandLineError(
    `nothing was compared: the code does not determine the name of any of its ${plural(report.ofCode, 'internal topic', 'internal topics')}; kslens analyze says why, and what to do`,
  );
}

function toText(id: string, report: DriftReport, note: string | null): string {
  const { drifts } = report;
  const lines = [`${printable(id)}: ${comparedWords(report)} with the cluster${note === null ? '' : ` (${printable(note)})`}`];
  for (const group of groupDrifts(drifts)) lines.push('', group.title, ...group.drifts.map(lineOf));
  if (drifts.length === 0) lines.push('', 'No difference.');
  lines.push('', ...deployedWords(report.deployed, drifts.filter(({ kind }) => kind === 'topology').length).map(printable));
  return `${lines.join('\n')}\n`;
}

function lineOf({ topic, store, node, message, source }: Drift): string {
  const place = source === null ? '' : ` (${source.file}:${source.line})`;
  return printable(`  ${node ?? topic ?? store ?? 'a topic'}: ${message}${place}`);
}
