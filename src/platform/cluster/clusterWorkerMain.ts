/** The thread that talks with clusters: bundled to dist/cluster.cjs, started by createClusterWorker. */
import { parentPort } from 'node:worker_threads';
import { openCluster } from '../../kafka/openCluster.js';
import { createStoreReader } from '../../store/createStoreReader.js';
import { openPlainReading } from '../../store/plain/openPlainReading.js';
import { createSpillFolder } from '../spillFolder.js';
import { createClusterService } from './createClusterService.js';
import { fetchLags } from './fetchLags.js';
import { serveClusters } from './serveClusters.js';

if (parentPort === null) throw new Error('cluster.cjs runs in a worker thread');
const spills = createSpillFolder();
serveClusters(
  parentPort,
  createClusterService({
    openCluster,
    createStoreReader: (cluster) => createStoreReader(cluster, { openReading: openPlainReading, openSpill: spills.open }),
    fetchLags,
  }),
);
