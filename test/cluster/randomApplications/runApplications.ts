/** Runs random applications in one process over one broker, and reads what they say of themselves. */
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { startJava, startCluster, type TestCluster } from '../lib/broker.mjs';
import { endWithUs } from '../lib/endWithUs.mjs';
import type { EveryStoreAnswer, EveryStoreStore } from '../everyStore/everyStore.mjs';
import type { RandomApplication, RandomInput } from './application.js';
import { compiledHarness, compileInto } from './compile.js';

export interface Subtopology {
  readonly id: string;
  /** All with the application's id; sources are those of the user and repartition topics. */
  readonly sources: readonly string[];
  readonly repartitions: readonly string[];
  readonly changelogs: readonly string[];
}

/** An application as the library runs it. */
export interface RunningApplication {
  readonly application: RandomApplication;
  /** Where its source lies, alone. */
  readonly folder: string;
  readonly subtopologies: readonly Subtopology[];
  /** Names of all its stores, also of those that nobody asks. */
  readonly storeNames: readonly string[];
  readonly stores: readonly EveryStoreStore[];
  readonly answers: readonly EveryStoreAnswer[];
}

/** What Kafka's admin client tells. */
export interface ClusterDump {
  readonly topics: Readonly<
    Record<
      string,
      {
        readonly partitions: readonly { readonly earliest: number; readonly end: number; readonly bytes: number }[];
        readonly cleanupPolicy: string;
        readonly retentionMs: number;
      }
    >
  >;
  /** By group, then by `topic/partition`. */
  readonly commits: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface RunningApplications {
  readonly cluster: TestCluster;
  readonly applications: readonly RunningApplication[];
  dump(): Promise<ClusterDump>;
  /** As RandomApplications.java has them: `stop ID`, `alter TOPIC KEY VALUE`, `delete TOPIC`, `write TOPIC COUNT VALUE`, `open TOPIC`. */
  order(line: string): Promise<void>;
  stop(): Promise<void>;
}

export interface RunAsk {
  readonly version: string;
  readonly directory: string;
  readonly seed: number;
  readonly applications: readonly RandomApplication[];
  /** Of each input topic. */
  readonly records: number;
}

/** What is written to it is ordered by `open`. */
const openInput: RandomInput = {
  topic: 'case-open',
  partitions: 1,
  configs: {},
  key: 'string',
  value: 'string',
  form: 'events',
  records: 0,
};

export async function runApplications({ version, directory, seed, applications, records }: RunAsk): Promise<RunningApplications> {
  fs.mkdirSync(directory, { recursive: true });
  const folders = new Map(applications.map((one) => [one.id, writeSource(directory, one)]));
  const starting = startCluster({ version, directory: path.join(directory, 'cluster') });
  const harness = await compiledHarness(version);
  const classes = path.join(directory, 'classes');
  const sources = applications.map(({ id, className }) => path.join(folders.get(id)!, `${className}.java`));
  await compileInto(classes, version, sources);
  const cluster = await starting;
  const outputOf = ({ className }: RandomApplication): string => path.join(directory, `${className}.jsonl`);
  const settings = {
    bootstrap: cluster.bootstrap,
    stateDirectory: path.join(directory, 'state'),
    seed,
    records,
    inputs: [...applications.flatMap(({ inputs }) => inputs), openInput],
    applications: applications.map((one) => ({ ...one, source: undefined, output: outputOf(one) })),
  };
  const file = path.join(directory, 'settings.json');
  fs.writeFileSync(file, JSON.stringify(settings));
  const options = ['-Xmx1200m', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error'];
  const child = await startJava(cluster.jars, 'everystore.RandomApplications', [file], { options, classes: [harness, classes] });
  endWithUs(child);
  let trouble = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (trouble += text));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'close');
  const expect = async (word: string): Promise<void> => {
    const line = await lines.next();
    if (line.value === word) return;
    await cluster.stop();
    throw new Error(`the applications ended: ${line.value ?? ''} ${trouble.slice(-6000)}`);
  };
  const order = async (line: string): Promise<void> => {
    child.stdin.write(`${line}\n`);
    await expect('done');
  };
  await expect('ready');
  return {
    cluster,
    applications: applications.map((one) => readTold(one, folders.get(one.id)!, outputOf(one))),
    async dump() {
      const to = path.join(directory, 'dump.json');
      await order(`dump ${to}`);
      return JSON.parse(fs.readFileSync(to, 'utf8')) as ClusterDump;
    },
    order,
    async stop() {
      child.stdin.end();
      await ended;
      await cluster.stop();
    },
  };
}

/** A folder of its own: the code of an application is what a person gives, and nothing else. */
function writeSource(directory: string, { className, source }: RandomApplication): string {
  const folder = path.join(directory, 'code', className);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, `${className}.java`), source);
  return folder;
}

function readTold(application: RandomApplication, folder: string, output: string): RunningApplication {
  const lines = fs
    .readFileSync(output, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly type: string });
  const of = <T>(type: string): T[] => lines.filter((line) => line.type === type) as unknown as T[];
  const [topology] = of<{ subtopologies: readonly Subtopology[]; stores: readonly string[] }>('topology');
  if (topology === undefined) throw new Error(`${application.id} told nothing`);
  return {
    application,
    folder,
    subtopologies: topology.subtopologies,
    storeNames: topology.stores,
    stores: of<EveryStoreStore>('store'),
    answers: of<EveryStoreAnswer>('answer'),
  };
}
