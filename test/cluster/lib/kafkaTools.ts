/** What Kafka's own command-line tools print of a cluster, read into maps. Keys of partitions are `topic-partition`, as the tools write them. */
import { join } from 'node:path';
import { runJava, type TestCluster } from './broker.mjs';

/** Rejects where the tool fails. */
async function print(cluster: TestCluster, main: string, ...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await cluster.tool(main, args);
  if (status !== 0) throw new Error(`${main} ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

/** GetOffsetShell. */
export async function offsetsByTool(cluster: TestCluster, time: 'earliest' | 'latest'): Promise<ReadonlyMap<string, number>> {
  const text = await print(cluster, 'org.apache.kafka.tools.GetOffsetShell', '--time', time, '--exclude-internal-topics');
  return new Map(
    [...text.matchAll(/^(.+):(\d+):(\d+)$/gm)].map(([, topic, partition, offset]) => [`${topic}-${partition}`, Number(offset)]),
  );
}

/** LogDirsCommand: by broker, then by partition. */
export async function bytesByTool(cluster: TestCluster): Promise<ReadonlyMap<number, ReadonlyMap<string, number>>> {
  const text = await print(cluster, 'org.apache.kafka.tools.LogDirsCommand', '--describe');
  const line = text.split('\n').find((one) => one.startsWith('{'));
  if (line === undefined) throw new Error(`the tool printed no JSON: ${text}`);
  const told = JSON.parse(line) as {
    readonly brokers: readonly {
      readonly broker: number;
      readonly logDirs: readonly { readonly partitions: readonly { readonly partition: string; readonly size: number }[] }[];
    }[];
  };
  return new Map(
    told.brokers.map(({ broker, logDirs }) => [
      broker,
      new Map(logDirs.flatMap(({ partitions }) => partitions.map(({ partition, size }) => [partition, size]))),
    ]),
  );
}

export interface ToolLayout {
  readonly leader: number;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
}

/** TopicCommand. */
export async function layoutsByTool(cluster: TestCluster): Promise<ReadonlyMap<string, ToolLayout>> {
  const text = await print(cluster, 'org.apache.kafka.tools.TopicCommand', '--describe', '--exclude-internal');
  const rows = text.matchAll(/^\tTopic: (\S+)\tPartition: (\d+)\tLeader: (\d+)\tReplicas: (\S+)\tIsr: (\S+)/gm);
  const ids = (list: string | undefined): number[] => (list ?? '').split(',').map(Number);
  return new Map(
    [...rows].map(([, topic, partition, leader, replicas, isr]) => [
      `${topic}-${partition}`,
      { leader: Number(leader), replicas: ids(replicas), inSync: ids(isr) },
    ]),
  );
}

/** ConfigCommand: all settings of a topic, defaults too. */
export async function configsByTool(cluster: TestCluster): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const text = await print(cluster, 'kafka.admin.ConfigCommand', '--describe', '--entity-type', 'topics', '--all');
  const topics = new Map<string, Map<string, string>>();
  let current: Map<string, string> | undefined;
  for (const line of text.split('\n')) {
    const topic = /^All configs for topic (\S+) are:/.exec(line)?.[1];
    const [, key, value] = /^ {2}([a-z.]+)=(\S*) sensitive=/.exec(line) ?? [];
    if (topic !== undefined) topics.set(topic, (current = new Map()));
    else if (key !== undefined) current?.set(key, value ?? '');
  }
  return topics;
}

const groupTools = {
  classic: 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
  streams: 'org.apache.kafka.tools.streams.StreamsGroupCommand',
} as const;
/** For the tools of groups: by themselves they give up after five seconds, and end as if all were well. */
export const patience = ['--timeout', '60000'];
export type GroupProtocol = keyof typeof groupTools;

/** ConsumerGroupCommand or StreamsGroupCommand; null where it prints a dash. */
export async function lagsByTool(
  cluster: TestCluster,
  group: string,
  protocol: GroupProtocol,
): Promise<ReadonlyMap<string, number | null>> {
  const more = protocol === 'streams' ? ['--verbose'] : []; // without it, the tool does not tell what is not committed
  const rows = tableRows(await print(cluster, groupTools[protocol], '--describe', '--group', group, '--offsets', ...more, ...patience));
  return new Map(
    rows.map((row) => {
      const lag = row['LAG'] ?? row['OFFSET-LAG'];
      const committed = row['CURRENT-OFFSET'] ?? '';
      return [`${row['TOPIC']}-${row['PARTITION']}`, lag === '-' || committed === '-' ? null : Number(lag)];
    }),
  );
}

export interface ToolMember {
  readonly memberId: string;
  readonly clientId: string;
  /** Only of classic groups: the tool does not print it of others. */
  readonly host: string | undefined;
  readonly partitions: number | undefined;
  /** Only of streams groups. */
  readonly process: string | undefined;
  readonly active: readonly string[] | undefined;
  readonly standby: readonly string[] | undefined;
}

export async function membersByTool(cluster: TestCluster, group: string, protocol: GroupProtocol): Promise<readonly ToolMember[]> {
  const text = await print(cluster, groupTools[protocol], '--describe', '--group', group, '--members', '--verbose', ...patience);
  return tableRows(text).map((row) => {
    const tasks = (of: string): string[] | undefined => {
      if (protocol === 'classic') return undefined;
      const part = new RegExp(`(?:^| )${of}: ((?:\\S+:\\[[\\d,]*\\]; ?)*)`).exec(row['ASSIGNMENTS'] ?? '')?.[1] ?? '';
      return [...part.matchAll(/(\S+):\[([\d,]+)\]/g)]
        .flatMap(([, subtopology, partitions]) => (partitions ?? '').split(',').map((one) => `${subtopology}_${one}`))
        .toSorted();
    };
    return {
      memberId: row['CONSUMER-ID'] ?? row['MEMBER'] ?? '',
      clientId: row['CLIENT-ID'] ?? '',
      host: row['HOST'],
      partitions: row['#PARTITIONS'] === undefined ? undefined : Number(row['#PARTITIONS']),
      process: row['PROCESS'],
      active: tasks('ACTIVE'),
      standby: tasks('STANDBY'),
    };
  });
}

/** Of every type that the tools of the version know. */
export async function groupsByTool(cluster: TestCluster): Promise<readonly string[]> {
  const mains = cluster.version.startsWith('3.') ? [groupTools.classic] : Object.values(groupTools);
  const texts = await Promise.all(mains.map((main) => print(cluster, main, '--list', ...patience)));
  return texts.flatMap((text) => text.split('\n').filter((line) => line.trim() !== '')).toSorted();
}

export async function topicsByTool(cluster: TestCluster): Promise<readonly string[]> {
  const text = await print(cluster, 'org.apache.kafka.tools.TopicCommand', '--list');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .toSorted();
}

/** By Java's consumer, by topic: the largest timestamp of each partition that has a record. */
export async function newestByConsumer(
  { bootstrap, jars }: TestCluster,
  topics: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
  const { status, stdout, stderr } = await runJava(jars, join(import.meta.dirname, 'Newest.java'), [bootstrap, ...topics]);
  if (status !== 0) throw new Error(stderr);
  const newest = new Map(topics.map((topic) => [topic, new Map<number, number>()]));
  for (const [, topic = '', partition, time] of stdout.matchAll(/^(\S+) (\d+) (\d+)$/gm))
    newest.get(topic)?.set(Number(partition), Number(time));
  return newest;
}

/** A table with a line of heads: the last column may hold spaces. */
function tableRows(text: string): Readonly<Record<string, string>>[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const at = lines.findIndex((line) => line.startsWith('GROUP '));
  const heads = lines[at]?.trim().split(/\s+/);
  if (heads === undefined) throw new Error(`the tool printed no table: ${text}`);
  return lines.slice(at + 1).map((line) => {
    const cells = line.trim().split(/\s+/);
    return Object.fromEntries(heads.map((head, i) => [head, (i === heads.length - 1 ? cells.slice(i).join(' ') : cells[i]) ?? '']));
  });
}

/** TransactionsCommand: producers with an open transaction in a partition. */
export async function transactionsByTool(
  cluster: TestCluster,
  topic: string,
  partition: number,
): Promise<readonly { readonly id: number; readonly epoch: number; readonly startOffset: number }[]> {
  const text = await print(cluster, transactionsTool, 'describe-producers', '--topic', topic, '--partition', String(partition));
  return headedRows(text, 'ProducerId').flatMap((row) => {
    const startOffset = Number(row['CurrentTransactionStartOffset']);
    return Number.isNaN(startOffset) ? [] : [{ id: Number(row['ProducerId']), epoch: Number(row['ProducerEpoch']), startOffset }];
  });
}

/** TransactionsCommand: one transactional id. */
export async function transactionByTool(
  cluster: TestCluster,
  id: string,
): Promise<{ readonly state: string; readonly startedAt: number; readonly timeoutMs: number; readonly partitions: readonly string[] }> {
  const text = await print(cluster, transactionsTool, 'describe', '--transactional-id', id);
  const [row] = headedRows(text, 'CoordinatorId');
  if (row === undefined) throw new Error(`the tool printed no transaction: ${text}`);
  return {
    state: row['TransactionState'] ?? '',
    startedAt: Number(row['CurrentTransactionStartTimeMs']),
    timeoutMs: Number(row['TransactionTimeoutMs']),
    partitions: (row['TopicPartitions'] ?? '').split(',').toSorted(),
  };
}

const transactionsTool = 'org.apache.kafka.tools.TransactionsCommand';

/** A table whose columns stand under heads, the first of which is given. */
function headedRows(text: string, firstHead: string): Readonly<Record<string, string>>[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const at = lines.findIndex((line) => line.startsWith(firstHead));
  const heads = lines[at]?.trim().split(/\s+/) ?? [];
  return at < 0
    ? []
    : lines.slice(at + 1).map((line) => {
        const cells = line.trim().split(/\s+/);
        return Object.fromEntries(heads.map((head, i) => [head, cells[i] ?? '']));
      });
}
