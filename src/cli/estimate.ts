/** kslens estimate */
import type { TopologyReport } from '../core/report.js';
import type { ApplicationState } from '../applications/model.js';
import { parseBytes } from '../base/byteSize.js';
import { safeJson } from '../base/printable.js';
import { succeed } from '../base/result.js';
import { estimate as estimateTopology, type EstimateResult } from '../estimate/estimate.js';
import type { EstimateInputs, Known } from '../estimate/inputs.js';
import { assumedInputs, knownOfApplication } from '../present/cluster/knownOfApplication.js';
import { estimateJson, estimateText } from '../present/code/estimateText.js';
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
  const result = estimateTopology(topology, inputsOf(given, state));
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

function inputsOf(given: GivenOptions, state: ApplicationState | undefined): EstimateInputs {
  const option = (name: string, parse: (text: string) => number | undefined = Number): Known | null => {
    const value = parse(given.text(name) ?? '');
    return given.text(name) === undefined || value === undefined ? null : { value, source: `--${name}` };
  };
  const known = state === undefined ? assumedInputs : knownOfApplication(state);
  const said = [...parsePartitions(given.text('partitions') ?? '')].map(
    ([topic, value]) => [topic, { value, source: '--partitions' }] as const,
  );
  return {
    partitions: new Map([...known.partitions, ...said]),
    instances: option('instances') ?? known.instances,
    standbys: option('standbys') ?? known.standbys,
    replicationFactor: option('replication-factor') ?? known.replicationFactor,
    threads: option('threads') ?? known.threads,
    limitBytes: option('memory-limit', parseBytes),
    heapBytes: option('heap', parseBytes),
    rocksdbBudgetBytes: option('rocksdb-budget', parseBytes),
    held: known.held,
  };
}

function isAbove({ memory: { worstBytes, heapBytes } }: EstimateResult, failOn: string | undefined): boolean {
  const bound = failOn === undefined ? undefined : parseMemoryBound(failOn);
  return bound !== undefined && worstBytes + heapBytes > bound;
}
