/** A side of `diff` that is an application on a cluster: its internal topics as names. */
import { holdsPosition } from '../../core/description/topologyText.js';
import type { PersistentName, TopologyNames } from '../../core/names/topologyNames.js';
import type { GivenOptions } from '../options.js';
import type { Terminal } from '../terminal.js';
import { lookAtApplication, withCluster } from './withCluster.js';

/** Only what has a topic of its own: stores without changelog are not on a cluster. */
export async function readClusterSide(side: string, given: GivenOptions, terminal: Terminal): Promise<TopologyNames[]> {
  const id = side.slice('cluster:'.length);
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
