// A real broker, the sample's two applications on it, and data that flows.
import fs from 'node:fs';
import path from 'node:path';
import { startCluster } from '../../test/cluster/lib/broker.mjs';
import { buildSample } from './build.mjs';
import { createInstance } from './instance.mjs';
import { startJava } from './java.mjs';

const applications = [
  { application: 'orders-app', main: 'OrdersApplication' },
  { application: 'customers-app', main: 'CustomersApplication' },
];

/**
 * Starts everything in `directory` (made, and left for its logs) and waits until every instance runs: `instances` of each application,
 * with one standby of each store where there are two or more. `kafka` is the version of broker and library; `protocol` is `classic` or `streams`.
 *
 * Gives `{ bootstrap, cluster, instances, addInstance(application), fillCustomers(count), limitReading(bytes), startFeed(), stopFeed(), stop() }`; see createInstance for an instance. `addInstance` makes one more, which is started by its `start`. `fillCustomers` writes so many
 * customers, each with a key of its own, which `customers-app` puts into `customers-store`: its changelog then has as many records.
 * `limitReading` says how many bytes a second each client may read from then on: a restore then lasts long enough to be looked at.
 */
export async function startOrdersCluster({
  directory,
  port,
  say = () => {},
  signal,
  instances: count = 2,
  kafka = '4.3.0',
  protocol = 'classic',
  feed = true,
}) {
  const classPath = await buildSample({ kafka, say, signal });
  fs.mkdirSync(directory, { recursive: true });
  say(`starting a broker (Kafka ${kafka})`);
  const cluster = await startCluster({ version: kafka, directory: path.join(directory, 'kafka'), port, detached: true, say, signal });
  const { bootstrap } = cluster;
  const instances = [];
  let feeding;
  let addInstance;
  const stop = async () => {
    await feeding?.end('SIGTERM');
    await Promise.all(instances.map((instance) => instance.stop()));
    await cluster.stop();
  };
  const runFeed = (args) =>
    startJava({ classPath, main: 'Feed', args, properties: { bootstrap }, logFile: path.join(directory, `${args[0]}.log`) });
  const startFeed = async () => {
    feeding = runFeed(['feed']);
    await whenFed(feeding, signal);
  };
  const toEnd = async (args) => {
    const java = runFeed(args);
    const interrupt = () => void java.end('SIGKILL');
    signal?.addEventListener('abort', interrupt, { once: true });
    const code = await java.over;
    signal?.removeEventListener('abort', interrupt);
    signal?.throwIfAborted();
    if (code !== 0) throw new Error(`the feed (${args.join(' ')}) failed: ${java.reason()}`);
  };
  try {
    await toEnd(['topics']);
    const standbys = count > 1 ? 1 : 0;
    if (protocol === 'streams' && standbys > 0) await giveStandbys(cluster, standbys);
    // In the streams protocol the broker decides how many standbys there are; the library refuses the property.
    const properties = { bootstrap, 'group.protocol': protocol, ...(protocol === 'classic' ? { standbys } : {}) };
    if (kafka.startsWith('3.')) delete properties['group.protocol'];
    addInstance = async (application) => {
      const name = `${application}-${instances.filter((one) => one.application === application).length + 1}`;
      const main = applications.find((one) => one.application === application)?.main;
      const instance = await createInstance({ name, application, main, classPath, directory, properties, signal });
      instances.push(instance);
      return instance;
    };
    for (const { application } of applications) for (let i = 1; i <= count; i++) await addInstance(application);
    say(`starting ${count} instances of each application`);
    for (const instance of instances) instance.start();
    if (feed) await startFeed();
    await Promise.all(instances.map((instance) => instance.whenRunning()));
    signal?.throwIfAborted();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    bootstrap,
    cluster,
    instances,
    addInstance,
    fillCustomers: (customers) => toEnd(['customers', String(customers)]),
    limitReading: (bytes) => limitReading(cluster, bytes),
    startFeed,
    stopFeed: async () => feeding?.end('SIGTERM'),
    stop,
  };
}

async function giveStandbys(cluster, standbys) {
  const config = ['--alter', '--add-config', `streams.num.standby.replicas=${standbys}`];
  for (const { application } of applications) {
    const args = ['--entity-type', 'groups', '--entity-name', application, ...config];
    const { status, stdout, stderr } = await cluster.tool('kafka.admin.ConfigCommand', args);
    if (status !== 0) throw new Error(`the group ${application} could not be given standbys: ${stdout}${stderr}`);
  }
}

async function limitReading(cluster, bytes) {
  const limit = ['--alter', '--entity-type', 'clients', '--entity-default', '--add-config', `consumer_byte_rate=${bytes}`];
  const { status, stdout, stderr } = await cluster.tool('kafka.admin.ConfigCommand', limit);
  if (status !== 0) throw new Error(`reading could not be limited: ${stdout}${stderr}`);
}

async function whenFed(feeding, signal) {
  while (!feeding.logText().includes('first batch written')) {
    signal?.throwIfAborted();
    if (!feeding.alive()) throw new Error(`the feed ended: ${feeding.reason()}`);
    await new Promise((done) => setTimeout(done, 200));
  }
}
