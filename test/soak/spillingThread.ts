/** The cluster thread with memory for few views: what does not fit goes to files. */
import { parentPort } from 'node:worker_threads';
import { openCluster } from '../../src/kafka/openCluster.js';
import { createClusterService } from '../../src/platform/cluster/createClusterService.js';
import { fetchLags } from '../../src/platform/cluster/fetchLags.js';
import { createGetLive } from '../../src/platform/cluster/getLive.js';
import { serveClusters } from '../../src/platform/cluster/serveClusters.js';
import { createSpillFolder } from '../../src/platform/files/spillFolder.js';
import { createOpenReading } from '../../src/store/createOpenReading.js';
import { createStoreReader } from '../../src/store/createStoreReader.js';
import type { CreateSessionReader } from '../../src/platform/cluster/createSessionReader.js';

/** Of the sample's customers the keys fit, and their values do not. */
const memoryBytes = 20 * 1024 * 1024;

const createReader: CreateSessionReader = (cluster) => {
  const spills = createSpillFolder();
  const reader = createStoreReader(cluster, { openReading: createOpenReading(null), openSpill: spills.open, memoryBytes });
  return {
    ...reader,
    async close() {
      await reader.close();
      spills.close();
    },
  };
};

if (parentPort === null) throw new Error('this runs in a worker thread');
serveClusters(
  parentPort,
  createClusterService({ openCluster, createReader, fetchLags, getLive: createGetLive(undefined), findAgents: () => [] }),
);
