/** What a cluster says of a running application, for an estimate of its state; what it does not say is assumed. */
import type { ApplicationState } from '../../applications/model.js';
import type { EstimateInputs, Held, Known } from '../../estimate/inputs.js';

const assumed = (value: number, why: string): Known => ({ value, source: `assumed: ${why}` });

/** Where no cluster was asked. */
export const assumedInputs: EstimateInputs = {
  partitions: new Map(),
  instances: assumed(1, 'one instance has all'),
  standbys: assumed(0, 'the default of Kafka Streams'),
  replicationFactor: assumed(1, "the brokers' default"),
  threads: assumed(1, 'the default of Kafka Streams'),
  limitBytes: null,
  heapBytes: null,
  rocksdbBudgetBytes: null,
  held: new Map(),
};

/** `otherwise`: what counts where the cluster does not say it. */
export function knownOfApplication(state: ApplicationState, otherwise: EstimateInputs): EstimateInputs {
  const running = state.instances.length === 0 ? null : { value: state.instances.length, source: 'members of its group' };
  const isStandby = state.instances.some(({ threads }) => threads.some(({ standby }) => standby.length > 0));
  return {
    ...otherwise,
    partitions: partitionsOf(state),
    instances: running ?? otherwise.instances,
    standbys: isStandby ? { value: 1, source: 'its members have standby tasks: at least 1' } : otherwise.standbys,
    replicationFactor: replicasOf(state) ?? otherwise.replicationFactor,
    held: heldOf(state),
  };
}

function partitionsOf(state: ApplicationState): ReadonlyMap<string, Known> {
  const topics = [...state.sources, ...state.stores.flatMap(({ topic }) => topic ?? [])];
  const prefix = `${state.summary.id}-`;
  const known = (partitions: number): Known => ({ value: partitions, source: 'the cluster' });
  return new Map([
    ...topics.map(({ name, partitions }) => [name, known(partitions.length)] as const),
    ...state.repartitions.map(
      ({ name, partitions }) => [name.startsWith(prefix) ? name.slice(prefix.length) : name, known(partitions.length)] as const,
    ),
  ]);
}

function replicasOf(state: ApplicationState): Known | null {
  const [first] = state.stores.flatMap(({ topic }) => topic?.partitions ?? []);
  return first === undefined ? null : { value: first.replicas.length, source: 'a changelog on the cluster' };
}

function heldOf({ stores }: ApplicationState): ReadonlyMap<string, Held> {
  return new Map(
    stores.flatMap(({ name, topic }): [string, Held][] =>
      topic === null ? [] : [[name, { bytes: topic.bytes.value, records: topic.offsetSpan.value }]],
    ),
  );
}
