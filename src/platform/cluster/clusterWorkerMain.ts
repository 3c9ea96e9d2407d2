/** The thread that talks with clusters: bundled to dist/cluster.cjs, started by createClusterWorker. */
import { parentPort } from 'node:worker_threads';
import { findAgents } from '../agents/findAgents.js';
import { openCluster } from '../../kafka/openCluster.js';
import { createClusterService } from './createClusterService.js';
import { createSessionReader } from './createSessionReader.js';
import { fetchLags } from './fetchLags.js';
import { createGetLive } from './getLive.js';
import { serveClusters } from './serveClusters.js';

if (parentPort === null) throw new Error('cluster.cjs runs in a worker thread');
serveClusters(
  parentPort,
  createClusterService({
    ...{ openCluster, createReader: createSessionReader, fetchLags, getLive: createGetLive(undefined) },
    findAgents: () => findAgents().agents,
  }),
);
