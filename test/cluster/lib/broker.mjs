// Real brokers (KRaft) on loopback, each in a process of its own. Imports no installed package.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { endWithUs } from './endWithUs.mjs';
import { cachedFolder, kafkaJars, lastLines } from './jars.mjs';
import { hasSharedClasses, sharedClasses } from './sharedClasses.mjs';
import { runWarm } from './warmJava.mjs';

const jvm = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];

/**
 * Below the ports that systems give to outgoing connections: one of those could take a broker's port before it starts, or while it is down.
 * All held until all are found: one that is given back may be given again.
 */
export async function freePorts(count) {
  const servers = [];
  while (servers.length < count) {
    const port = 15_000 + Math.floor(Math.random() * 17_000);
    const server = net.createServer();
    const isFree = await new Promise((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (isFree) servers.push(server);
  }
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

/** Resolves when something listens; rejects after the time. */
async function whenListening(port, milliseconds, alive = () => true) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end && alive()) {
    const open = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('close', () => socket.destroy());
      socket.on('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`nothing listens on port ${port}`);
}

/** Runs a class of the jars, or a source file over them, to its end. `status` is not checked. Rejects where the file does not compile. */
export async function runJava(jars, main, args, options = {}) {
  const { input = '', endsItsJvm = false, ...others } = options;
  // The first leaves its classes to all that come.
  const isWarm =
    !endsItsJvm && Object.values(others).every((value) => value === undefined) && !isBroker(main) && hasSharedClasses(jars, 'tools');
  if (isWarm) {
    const classes = main.endsWith('.java') ? await compiled(jars, main) : '';
    const { given } = javaOptions(jars, 'WarmJava', [await compiled(jars, path.join(import.meta.dirname, 'WarmJava.java'))]);
    return runWarm(given, { classes, main: classOf(main), args, input });
  }
  const child = await startJava(jars, main, args, options);
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.on('error', (error) => reject(error.code === 'ENOENT' ? new Error('a JDK (java) is missing', { cause: error }) : error));
    child.on('close', (status) => resolve({ status, stdout, stderr }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** The same, as a process with pipes that has just been started. */
export async function startJava(jars, main, args, { env = {}, options = [], classes: given = [], signal } = {}) {
  const classes = main.endsWith('.java') ? [await compiled(jars, main)] : given;
  const { given: all, ended } = javaOptions(jars, main, classes, options);
  const child = spawn('java', [...all, ...args], { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'], signal });
  child.on('close', ended);
  return child;
}

function javaOptions(jars, main, classes = [], options = []) {
  const shared = sharedClasses(jars, isBroker(main) ? 'broker' : 'tools', { isMaker: classes.length === 0 && !isBroker(main) });
  const classPath = [path.join(jars, '*'), ...classes].join(path.delimiter);
  return { given: [...jvm, ...shared.options, '-Xmx512m', ...options, '-cp', classPath, classOf(main)], ended: shared.ended };
}

/** Most are clients; this one is a part of the broker. */
const isBroker = (main) => main === 'kafka.tools.StorageTool';

const classOf = (main) => path.basename(main, '.java');

/** Runs a class of the jars while this thread waits: nothing else of it goes on before that is done. Throws what it said where it failed. */
function runJavaNow(jars, main, args) {
  const { given, ended } = javaOptions(jars, main);
  const { status, stdout, stderr, error } = spawnSync('java', [...given, ...args], { encoding: 'utf8' });
  ended();
  if (status !== 0) throw new Error(stdout + stderr, { cause: error });
}

/** The folder with the classes of a source file, compiled once for each state of it: that takes longer than most programs run. */
function compiled(jars, file) {
  const name = path.basename(file, '.java');
  const hash = createHash('sha256').update(fs.readFileSync(file)).update(jars).digest('hex').slice(0, 16);
  return cachedFolder(`java-${name}-${hash}`, (folder) => {
    const { status, stderr, error } = spawnSync('javac', ['-nowarn', '-d', folder, '-cp', path.join(jars, '*'), file], {
      encoding: 'utf8',
    });
    if (status !== 0)
      throw new Error(error === undefined ? `${name}.java does not compile: ${stderr}` : 'a JDK (javac) is missing', { cause: error });
  });
}

/**
 * Starts a cluster in `directory` (made, and left for its logs). `listeners` are more listeners for clients beside the plain one:
 * `{ name: 'SECURE', protocol: 'SASL_SSL', properties: { 'sasl.enabled.mechanisms': 'PLAIN', … } }`; the properties are written with the
 * listener's prefix, and `advertisedPorts`, one for each broker, are what it tells clients instead of its own. `properties` go to each
 * broker's file as they are. `scram` are `name=password` pairs for SCRAM. `detached` keeps a terminal's Ctrl+C away from the brokers,
 * for programs that end them in order.
 *
 * Gives `{ version, bootstrap, bootstrapOf(listener), brokers, tool(main, args), toolNow(main, args), stop() }`; a broker has `id`, `port`, `isAlive()`, `logFile`,
 * `stop()`, `kill()` and `start()`: after `stop` or `kill` it starts again on its port with its data.
 */
export async function startCluster({
  version,
  directory,
  count = 1,
  port,
  listeners = [],
  properties = {},
  scram = [],
  heap = '512m',
  detached = false,
  say = () => {},
  signal,
}) {
  const jars = await kafkaJars(version, { say, signal });
  fs.mkdirSync(directory, { recursive: true });
  const ids = Array.from({ length: count }, (_, i) => i + 1);
  const names = ['PLAIN', 'CONTROLLER', ...listeners.map(({ name }) => name)];
  const free = await freePorts(ids.length * names.length);
  const ports = ids.map((_, i) => Object.fromEntries(names.map((name, n) => [name, free[i * names.length + n]])));
  if (port !== undefined) ports[0].PLAIN = port;
  const voters = ids.map((id, i) => `${id}@127.0.0.1:${ports[i].CONTROLLER}`).join(',');
  // Not with a dash in front, which the tool would take for an option.
  const clusterId = randomBytes(16).toString('base64url').replace(/^-/, 'A');

  const brokers = ids.map((id, i) => {
    const own = path.join(directory, `broker-${id}`);
    const file = path.join(own, 'server.properties');
    const logFile = path.join(own, 'broker.log');
    const names = ['PLAIN', ...listeners.map(({ name }) => name)];
    const at = (name) => `${name}://127.0.0.1:${ports[i][name]}`;
    const advertised = listeners.flatMap(({ name, advertisedPorts }) =>
      advertisedPorts === undefined ? [] : [[name, advertisedPorts[i]]],
    );
    const toldAt = (name) => `${name}://127.0.0.1:${new Map(advertised).get(name) ?? ports[i][name]}`;
    const config = {
      'process.roles': 'broker,controller',
      'node.id': id,
      'controller.quorum.voters': voters,
      'controller.listener.names': 'CONTROLLER',
      listeners: [...names, 'CONTROLLER'].map(at).join(','),
      'advertised.listeners': names.map(toldAt).join(','),
      'inter.broker.listener.name': 'PLAIN',
      'listener.security.protocol.map': [
        'CONTROLLER:PLAINTEXT',
        'PLAIN:PLAINTEXT',
        ...listeners.map(({ name, protocol }) => `${name}:${protocol}`),
      ].join(','),
      'log.dirs': path.join(own, 'data'),
      'offsets.topic.replication.factor': Math.min(count, 3),
      'transaction.state.log.replication.factor': Math.min(count, 3),
      'transaction.state.log.min.isr': 1,
      'offsets.topic.num.partitions': 5,
      'transaction.state.log.num.partitions': 5,
      'group.initial.rebalance.delay.ms': 0,
      'auto.create.topics.enable': 'false',
      'log.cleaner.dedupe.buffer.size': 16 * 1024 * 1024,
      ...properties,
    };
    for (const { name, properties: own = {} } of listeners)
      for (const [key, value] of Object.entries(own)) config[`listener.name.${name.toLowerCase()}.${key}`] = value;
    const broker = { id, port: ports[i].PLAIN, logFile, process: undefined };
    const alive = () => broker.process !== undefined && broker.process.exitCode === null && broker.process.signalCode === null;

    const ended = () => new Promise((resolve) => (alive() ? broker.process.once('exit', resolve) : resolve()));
    return Object.assign(broker, {
      isAlive: alive,
      async format() {
        fs.mkdirSync(own, { recursive: true });
        fs.writeFileSync(
          file,
          Object.entries(config)
            .map(([key, value]) => `${key}=${value}`)
            .join('\n'),
        );
        const users = scram.flatMap(({ user, password, mechanism = 'SCRAM-SHA-256' }) => [
          '--add-scram',
          `${mechanism}=[name=${user},password=${password}]`,
        ]);
        const { status, stdout, stderr } = await runJava(
          jars,
          'kafka.tools.StorageTool',
          ['format', '-t', clusterId, '-c', file, ...users],
          { signal },
        );
        if (status !== 0) throw new Error(`the broker's storage could not be formatted: ${lastLines(stdout + stderr)}`);
      },
      async start() {
        const log = fs.openSync(logFile, 'a');
        const shared = sharedClasses(jars, 'broker');
        broker.process = spawn('java', [...jvm, ...shared.options, `-Xmx${heap}`, '-cp', path.join(jars, '*'), 'kafka.Kafka', file], {
          stdio: ['ignore', log, log],
          detached,
        });
        fs.closeSync(log);
        broker.process.on('error', () => {});
        broker.process.once('exit', () => shared.ended());
        endWithUs(broker.process);
        try {
          await whenListening(broker.port, 120_000, () => alive() && !signal?.aborted);
        } catch (error) {
          signal?.throwIfAborted();
          throw new Error(`broker ${id} did not start: ${lastLines(fs.readFileSync(logFile, 'utf8'))}`, { cause: error });
        }
      },
      async stop() {
        if (!alive()) return;
        const over = ended();
        broker.process.kill('SIGTERM');
        const late = setTimeout(() => broker.process.kill('SIGKILL'), 15_000);
        await over;
        clearTimeout(late);
      },
      async kill() {
        const over = ended();
        broker.process?.kill('SIGKILL');
        await over;
      },
    });
  });

  try {
    for (const broker of brokers) await broker.format();
    await Promise.all(brokers.map((broker) => broker.start()));
  } catch (error) {
    for (const broker of brokers) broker.process?.kill('SIGKILL');
    throw error;
  }
  const bootstrapOf = (name) => ports.map((named) => `127.0.0.1:${named[name]}`).join(',');
  return {
    version,
    jars,
    bootstrap: bootstrapOf('PLAIN'),
    bootstrapOf,
    brokers,
    /** One of Kafka's own tools, such as `org.apache.kafka.tools.TopicCommand`, with the bootstrap address given. */
    tool: (main, args, options) => runJava(jars, main, ['--bootstrap-server', bootstrapOf('PLAIN'), ...args], options),
    toolNow: (main, args) => runJavaNow(jars, main, ['--bootstrap-server', bootstrapOf('PLAIN'), ...args]),
    async stop() {
      await Promise.all(brokers.map((broker) => broker.stop()));
    },
  };
}
