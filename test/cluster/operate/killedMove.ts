/**
 * killedMove.ts BOOTSTRAP APPLICATION FROM TO COUNT before|during|after: a move that is killed at its write of that number, and what it says where
 * it comes to its end.
 */
import { openCluster } from '../../../src/kafka/openCluster.js';
import { openClusterWriter, type ClusterWriter } from '../../../src/kafka/writing/clusterWriter.js';
import { marked } from '../../../src/kafka/writing/writableSettings.js';
import { moveState } from '../../../src/operate/moveState.js';
import { planMove } from '../../../src/operate/planMove.js';
import { plainSettings, valueOf } from '../lib/programs.js';

const [bootstrap = '', application = '', from = '', to = '', count = '', when = ''] = process.argv.slice(2);
const settings = plainSettings(bootstrap);

let writes = 0;
async function dying<T>(write: () => Promise<T>): Promise<T> {
  const isLast = ++writes === Number(count);
  if (!isLast) return write();
  if (when === 'before') process.kill(process.pid, 'SIGKILL');
  const written = write();
  await (when === 'during' ? new Promise((resolve) => setTimeout(resolve, 2)) : written);
  process.kill(process.pid, 'SIGKILL');
  return written;
}

const real = openClusterWriter(marked(settings));
const writer: ClusterWriter = {
  ...real,
  createTopic: (topic, call) => dying(() => real.createTopic(topic, call)),
  append: (records, call) => dying(() => real.append(records, call)),
};
const cluster = openCluster(settings);
const plan = valueOf(await planMove(cluster, { application, from, to }, () => undefined));
const moved = valueOf(await moveState(plan, { cluster, writer, progress: () => undefined, batchBytes: 32 * 1024 }));
process.stdout.write(`${JSON.stringify(moved)}\n`);
await Promise.all([cluster.close(), real.close()]);
