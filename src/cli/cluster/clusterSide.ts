/** `cluster:APPLICATION` on the command line: for `diff` its internal topics as names, for `describe` the topology that is deployed. */
import { holdsPosition } from '../../core/description/topologyText.js';
import type { PersistentName, TopologyNames } from '../../core/names/topologyNames.js';
import type { GivenOptions } from '../options.js';
import type { Terminal } from '../terminal.js';
import { printable } from '../../base/printable.js';
import { drawDeployed, type DrawnTopology } from '../../present/cluster/drawDeployed.js';
import { CommandLineError } from '../commandLineError.js';
import { lookAtApplication, withCluster } from './withCluster.js';

const prefix = 'cluster:';
export const isClusterSide = (written: string): boolean => written.startsWith(prefix);

/** Throws a CommandLineError with the reason where brokers do not tell the topology node by node. */
export async function readDeployed(side: string, given: GivenOptions, terminal: Terminal): Promise<DrawnTopology> {
  const id = side.slice(prefix.length);
  const { deployed } = await withCluster(side, given, terminal, (cluster) => lookAtApplication(cluster, id, given, terminal));
  const drawn = drawDeployed(id, deployed);
  if (typeof drawn === 'string') throw new CommandLineError(printable(drawn));
  return drawn;
}

/** Only what has a topic of its own: stores without changelog are not on a cluster. */
export async function readClusterSide(side: string, given: GivenOptions, terminal: Terminal): Promise<TopologyNames[]> {
  const id = side.slice(prefix.length);
  const { stores, repartitions } = await withCluster(side, given, terminal, (cluster) => lookAtApplication(cluster, id, given, terminal));
  const name = (kind: PersistentName['kind'], text: string, changelog: string | undefined): PersistentName => ({
    kind,
    name: text,
    exact: true,
    changelog,
    autoNamed: holdsPosition(text),
    operator: null,
    from: [],
    location: null,
  });
  const unprefixed = (topic: string): string => topic.slice(id.length + 1);
  return [
    {
      id: side,
      applicationId: id,
      names: [
        ...stores.flatMap((store) => (store.topic === null ? [] : [name('store', store.name, unprefixed(store.topic.name))])),
        ...repartitions.map((topic) => name('repartition', unprefixed(topic.name), undefined)),
      ],
    },
  ];
}
