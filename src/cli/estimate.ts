/** kslens estimate */
import path from 'node:path';
import type { TopologyReport } from '../core/report.js';
import type { ApplicationState } from '../applications/model.js';
import { parseBytes } from '../base/byteSize.js';
import { printable, safeJson } from '../base/printable.js';
import { succeed } from '../base/result.js';
import { chooseDeployment, withDeployed } from '../estimate/deployment/chooseDeployment.js';
import { estimate as estimateTopology, type EstimateResult } from '../estimate/estimate.js';
import type { Deployment } from '../estimate/deployment/deployment.js';
import type { EstimateInputs, Known } from '../estimate/inputs.js';
import { assumedInputs, knownOfApplication } from '../present/cluster/knownOfApplication.js';
import { estimateJson, estimateText } from '../present/code/estimateText.js';
import { folderOf } from '../platform/files/workspaceFiles.js';
import { findDeployments } from '../platform/project/findDeployments.js';
import { analyzePaths } from './analyzePaths.js';
import { chooseTopology } from './chooseTopology.js';
import { lookAtApplication, sayProblems, withCluster } from './cluster/withCluster.js';
import { CommandLineError } from './commandLineError.js';
import type { GivenOptions } from './options.js';
import { parseMemoryBound, parsePartitions } from './units.js';
import type { Terminal } from './terminal.js';

/** 0; 1: the worst, outside and inside the heap, is above the bound of --fail-on. */
export async function estimate(given: GivenOptions, terminal: Terminal): Promise<number> {
  const { report } = await analyzePaths(given, terminal);
  const topology = chooseTopology(report, given.text('topology'));
  const state =
    given.text('bootstrap') === undefined && given.text('connection') === undefined ? undefined : await look(topology, given, terminal);
  const result = estimateTopology(topology, inputsOf(given, state, deployed(topology, given, terminal)));
  if (given.text('format') === 'json') terminal.print(`${safeJson(estimateJson(result), 2)}\n`);
  else terminal.print(estimateText(result, terminal.columns));
  return isAbove(result, given.text('fail-on')) ? 1 : 0;
}

function look(topology: TopologyReport, given: GivenOptions, terminal: Terminal): Promise<ApplicationState> {
  const application = given.text('app') ?? topology.applicationId;
  if (application === null)
    throw new CommandLineError(
      'the code does not say the application id that the cluster knows it by: give --app ID; kslens apps lists them',
    );
  return withCluster('estimate', given, terminal, async (cluster) => {
    const state = await lookAtApplication(cluster, application, given, terminal, [topology]);
    if (!state.ok) return state;
    sayProblems(state.value.problems, terminal);
    return succeed(state.value);
  });
}

/** What the files below the paths say of how it is deployed, instead of what is assumed. */
function deployed(topology: TopologyReport, given: GivenOptions, terminal: Terminal): EstimateInputs {
  const folders = given.paths.map((written) => path.resolve(terminal.cwd, written)).map(folderOf);
  const own = given.text('deployment');
  const names =
    own === undefined ? [given.text('app') ?? topology.applicationId ?? '', ...folders.map((one) => path.basename(one))] : [own];
  const found = findDeployments(folders, terminal.cwd);
  if (own !== undefined && !found.deployments.some((one) => one.names.includes(own)))
    throw new CommandLineError(printable(`no deployment file names ${own}${namesText(found.deployments)}`));
  const chosen = chooseDeployment(found, names, '--deployment NAME names the one that is.');
  for (const note of chosen.notes) terminal.say(printable(`kslens: ${note}`));
  return withDeployed(assumedInputs, chosen);
}

function namesText(deployments: readonly Deployment[]): string {
  const names = [...new Set(deployments.flatMap((one) => one.names.slice(0, 1)))].toSorted();
  return names.length === 0 ? ': there are none below the paths' : `; there are ${names.slice(0, 20).join(', ')}`;
}

function inputsOf(given: GivenOptions, state: ApplicationState | undefined, otherwise: EstimateInputs): EstimateInputs {
  const option = (name: string, parse: (text: string) => number | undefined = Number): Known | null => {
    const value = parse(given.text(name) ?? '');
    return given.text(name) === undefined || value === undefined ? null : { value, source: `--${name}` };
  };
  const known = state === undefined ? otherwise : knownOfApplication(state, otherwise);
  const said = [...parsePartitions(given.text('partitions') ?? '')].map(
    ([topic, value]) => [topic, { value, source: '--partitions' }] as const,
  );
  return {
    partitions: new Map([...known.partitions, ...said]),
    instances: option('instances') ?? known.instances,
    standbys: option('standbys') ?? known.standbys,
    replicationFactor: option('replication-factor') ?? known.replicationFactor,
    threads: option('threads') ?? known.threads,
    limitBytes: option('memory-limit', parseBytes) ?? known.limitBytes,
    heapBytes: option('heap', parseBytes) ?? known.heapBytes,
    rocksdbBudgetBytes: option('rocksdb-budget', parseBytes),
    held: known.held,
  };
}

function isAbove({ memory: { worstBytes, heapBytes } }: EstimateResult, failOn: string | undefined): boolean {
  const bound = failOn === undefined ? undefined : parseMemoryBound(failOn);
  return bound !== undefined && worstBytes + heapBytes > bound;
}
