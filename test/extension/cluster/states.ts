/** An application as a cluster would show it, for what is said of it. */
import type { ApplicationState, Figure, PartitionState, Restore, StoreState, TopicState } from '../../../src/applications/model.js';

export const known = <T>(value: T): Figure<T> => ({ value, from: 'asked' });
const missing = <T>(why: string): Figure<T> => ({ value: null, why });

const restored: Restore = { state: 'restored', source: 'application', done: 10, total: 10, note: 'its instances say so' };

export const partition: PartitionState = {
  partition: 0,
  leader: 1,
  replicas: [1, 2],
  inSync: [1, 2],
  offline: [],
  earliest: known(0),
  end: known(1234),
  bytes: known(2048),
  replicaBytes: known(4096),
  lag: missing('nothing is committed for it'),
  streamTime: missing('nothing is committed for it'),
  restore: restored,
  held: null,
};

export const changelog: TopicState = {
  name: 'shop-orders-changelog',
  partitions: [partition, { ...partition, partition: 1 }],
  bytes: known(3.4 * 1024 ** 3),
  replicaBytes: known(6.8 * 1024 ** 3),
  offsetSpan: known(2468),
  cleanupPolicy: known('compact'),
  retentionMs: known(-1),
  lastWrite: known(0),
  lag: missing('nothing is committed for it'),
  marks: [],
};

export const store: StoreState = {
  name: 'orders',
  unnamed: false,
  kind: known('timestampedKeyValue'),
  backedBy: 'changelog',
  topic: changelog,
  subtopology: '1',
  restore: restored,
  source: { file: 'src/Shop.java', line: 12 },
  marks: [],
};

export const application: ApplicationState = {
  summary: {
    id: 'shop',
    group: { type: 'classic', state: 'Stable' },
    instances: 1,
    threads: 1,
    changelogs: [changelog.name],
    repartitions: [],
    perhapsOf: new Map(),
    note: null,
  },
  group: { epochs: null, assignor: null, marks: [] },
  deployed: missing('its group is classic'),
  instances: [],
  stores: [store],
  repartitions: [],
  sources: [],
  orphans: [],
  topologies: ['src/Shop.java#build'],
  problems: [],
};
