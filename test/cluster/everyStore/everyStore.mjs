// One Kafka Streams application with every kind of store, and what its own interactive queries answer. Imports no installed package.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCluster } from '../lib/broker.mjs';
import { cachedFolder, lastLines } from '../lib/jars.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const jvm = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error'];

/** The options of the application that force the broker to compact its changelogs all the time. */
const compacting = {
  'topic.segment.ms': '1000',
  'topic.min.cleanable.dirty.ratio': '0.01',
  'topic.delete.retention.ms': '100',
};

/**
 * Runs the application on a broker of its own, or on `cluster`, feeds it `operations` seeded records (some in aborted transactions), waits until all
 * is committed, and gives the stores, the answers and the raw records of their topics. The application has ended then; the broker has not.
 */
export async function runEveryStore({
  version,
  directory,
  cluster,
  seed = 1,
  operations = 3000,
  streams = {},
  exactlyOnce = false,
  compaction = false,
  say = () => {},
  signal,
}) {
  fs.mkdirSync(directory, { recursive: true });
  const own = cluster
    ? undefined
    : await startCluster({
        version,
        directory: path.join(directory, 'cluster'),
        properties: compaction ? { 'log.cleaner.backoff.ms': 200, 'log.initial.task.delay.ms': 500 } : {},
        say,
        signal,
      });
  const broker = cluster ?? own;
  const stateDirectory = createStateDirectory(directory);
  try {
    const classes = await compiled(version, broker.jars, signal);
    const output = path.join(directory, 'answers.jsonl');
    const applicationId = 'every-store';
    const settings = {
      bootstrap: broker.bootstrap,
      applicationId,
      stateDirectory,
      seed,
      operations,
      streams: { ...(exactlyOnce && { 'processing.guarantee': 'exactly_once_v2' }), ...(compaction && compacting), ...streams },
    };
    say(`running the application on Kafka ${version}`);
    const classPath = [classes, path.join(broker.jars, '*')].join(path.delimiter);
    await run('java', [...jvm, '-Xmx768m', '-cp', classPath, 'everystore.EveryStore', JSON.stringify(settings), output], signal);
    const lines = fs
      .readFileSync(output, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const of = (type) => lines.filter((line) => line.type === type);
    return {
      version,
      bootstrap: broker.bootstrap,
      applicationId,
      stores: of('store'),
      answers: of('answer'),
      records: of('record'),
      stop: async () => own?.stop(),
    };
  } catch (error) {
    await own?.stop();
    throw error;
  } finally {
    fs.rmSync(stateDirectory, { recursive: true, force: true });
  }
}

const memory = '/dev/shm';
const roomForState = 4 * 1024 ** 3;

/** In memory where there is room: hundreds of RocksDB stores are opened, each of which waits for the disk. */
function createStateDirectory(directory) {
  const hasRoom = fs.existsSync(memory) && fs.statfsSync(memory).bavail * fs.statfsSync(memory).bsize > roomForState;
  return hasRoom ? fs.mkdtempSync(path.join(memory, 'streams-lens-state-')) : path.join(directory, 'state');
}

/** The folder with the classes of the application, compiled once for each state of its sources and each version. */
function compiled(version, jars, signal) {
  const [major, minor] = version.split('.').map(Number);
  const folders = ['java', ...(major > 4 || (major === 4 && minor >= 3) ? ['java43'] : [])];
  const sources = folders.flatMap((folder) => fs.readdirSync(path.join(here, folder)).map((name) => path.join(here, folder, name)));
  const hash = createHash('sha256').update(jars);
  for (const source of sources) hash.update(fs.readFileSync(source));
  return cachedFolder(`every-store-${hash.digest('hex').slice(0, 16)}`, (folder) =>
    run('javac', ['-nowarn', '-Xlint:none', '-d', folder, '-cp', path.join(jars, '*'), ...sources], signal),
  );
}

function run(command, args, signal) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], signal });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    const stop = () => child.kill('SIGKILL');
    process.once('exit', stop);
    child.on('error', (error) => reject(error.code === 'ENOENT' ? new Error(`a JDK (${command}) is missing`, { cause: error }) : error));
    child.on('close', (status) => {
      process.off('exit', stop);
      if (status === 0) resolve();
      else reject(new Error(`${command} ended with ${status}: ${lastLines(text, 40)}`));
    });
  });
}
