/** kslens estimate */
import type { TopologyReport } from '../core/report.js';
import type { ApplicationState } from '../applications/model.js';
import { safeJson } from '../base/printable.js';
import { succeed } from '../base/result.js';
import { estimate as estimateTopology, type EstimateResult } from '../estimate/estimate.js';
import type { EstimateInputs, Held, Known } from '../estimate/inputs.js';
import { estimateText } from '../present/code/estimateText.js';
import { analyzePaths } from './analyzePaths.js';
import { chooseTopology } from './chooseTopology.js';
import { lookAtApplication, sayProblems, withCluster } from './cluster/withCluster.js';
import { CommandLineError } from './commandLineError.js';
import type { GivenOptions } from './options.js';
import { parseBytes, parseMemoryBound, parsePartitions } from './units.js';
import type { Terminal } from './terminal.js';

/** 0; 1: the worst, outside and inside the heap, is above the bound of --fail-on. */
export async function estimate(given: GivenOptions, terminal: Terminal): Promise<number> {
  const { report } = await analyzePaths(given, terminal);
  const topology = chooseTopology(report, given.text('topology'));
  const state =
    given.text('bootstrap') === undefined && given.text('connection') === undefined ? undefined : await look(topology, given, terminal);
  const result = estimateTopology(topology, inputsOf(given, state));
  if (given.text('format') === 'json') terminal.print(`${safeJson(result, 2)}\n`);
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

const assumed = (value: number, why: string): Known => ({ value, source: `assumed: ${why}` });

function inputsOf(given: GivenOptions, state: ApplicationState | undefined): EstimateInputs {
  const option = (name: string, parse: (text: string) => number | undefined = Number): Known | null => {
    const value = parse(given.text(name) ?? '');
    return given.text(name) === undefined || value === undefined ? null : { value, source: `--${name}` };
  };
  const running =
    state === undefined || state.instances.length === 0 ? null : { value: state.instances.length, source: 'members of its group' };
  const isStandby = state?.instances.some(({ threads }) => threads.some(({ standby }) => standby.length > 0)) === true;
  const seen = isStandby ? { value: 1, source: 'its members have standby tasks: at least 1' } : null;
  return {
    partitions: partitionsOf(given, state),
    instances: option('instances') ?? running ?? assumed(1, 'one instance has all'),
    standbys: option('standbys') ?? seen ?? assumed(0, 'the default of Kafka Streams'),
    replicationFactor: option('replication-factor') ?? replicasOf(state) ?? assumed(1, "the brokers' default"),
    threads: option('threads') ?? assumed(1, 'the default of Kafka Streams'),
    limitBytes: option('memory-limit', parseBytes),
    heapBytes: option('heap', parseBytes),
    rocksdbBudgetBytes: option('rocksdb-budget', parseBytes),
    held: heldOf(state),
  };
}

function partitionsOf(given: GivenOptions, state: ApplicationState | undefined): ReadonlyMap<string, Known> {
  const topics = state === undefined ? [] : [...state.sources, ...state.stores.flatMap(({ topic }) => topic ?? [])];
  const seen = topics.map(({ name, partitions }) => [name, { value: partitions.length, source: 'the cluster' }] as const);
  const prefix = `${state?.summary.id ?? ''}-`;
  const internal = (state?.repartitions ?? []).map(
    ({ name, partitions }) =>
      [name.startsWith(prefix) ? name.slice(prefix.length) : name, { value: partitions.length, source: 'the cluster' }] as const,
  );
  const said = [...parsePartitions(given.text('partitions') ?? '')].map(
    ([topic, value]) => [topic, { value, source: '--partitions' }] as const,
  );
  return new Map<string, Known>([...seen, ...internal, ...said]);
}

function replicasOf(state: ApplicationState | undefined): Known | null {
  const [first] = state?.stores.flatMap(({ topic }) => topic?.partitions ?? []) ?? [];
  return first === undefined ? null : { value: first.replicas.length, source: 'a changelog on the cluster' };
}

function heldOf(state: ApplicationState | undefined): ReadonlyMap<string, Held> {
  return new Map(
    (state?.stores ?? []).flatMap(({ name, topic }): [string, Held][] =>
      topic === null ? [] : [[name, { bytes: topic.bytes.value, records: topic.offsetSpan.value }]],
    ),
  );
}

function isAbove({ memory: { worstBytes, heapBytes } }: EstimateResult, failOn: string | undefined): boolean {
  const bound = failOn === undefined ? undefined : parseMemoryBound(failOn);
  return bound !== undefined && worstBytes + heapBytes > bound;
}
