/** Transactions that stay open: who holds them, beside Kafka's own tool, and an application with exactly-once that one of them holds up. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cluster, OpenTransaction } from '../../src/kafka/cluster.js';
import type { ConnectionSettings } from '../../src/kafka/connectionSettings.js';
import { openCluster } from '../../src/kafka/openCluster.js';
import { runCommand } from '../support/runCommand.js';
import { startCluster, startJava, type TestCluster } from './lib/broker.mjs';
import { writeHanging } from './lib/hangingTransaction.js';
import { transactionByTool, transactionsByTool } from './lib/kafkaTools.js';
import { administer, plainSettings, runProgram, valueOf } from './lib/programs.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const users = ['reader', 'describer', 'auditor'] as const;
const hanging = { topic: 'input', partition: 1, transactionalId: 'lost', producerId: 4_000_000, producerEpoch: 3, count: 20 };

describe.each(['4.4.0', '3.9.1'])('transactions on brokers of version %s', (version) => {
  const directory = mkdtempSync(join(tmpdir(), 'streams-lens-transactions-'));
  const clusters = new Map<string, Cluster>();
  const programs: { stop(): Promise<void> }[] = [];
  let brokers: TestCluster;
  let cluster: Cluster;

  const settingsOf = (username: string): ConnectionSettings => ({
    ...plainSettings(brokers.bootstrapOf('USERS')),
    sasl: { mechanism: 'PLAIN', username, password: `${username}-secret` },
  });

  /** Runs until the test ends. Resolves when it has written `word`, to what it has said on standard error up to a moment. */
  async function start(program: string, args: readonly string[], word?: string): Promise<() => string> {
    const child = await startJava(brokers.jars, resolve(`test/cluster/lib/${program}.java`), [brokers.bootstrap, ...args]);
    const ended = once(child, 'close');
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stdout.resume();
    programs.push({
      async stop() {
        child.stdin.end();
        await ended;
      },
    });
    if (word === undefined) return () => said;
    const [first] = await Promise.race([once(child.stdout, 'data'), ended.then(() => [said])]);
    if (!String(first).startsWith(word)) throw new Error(`${program}: ${said}`);
    return () => said;
  }

  beforeAll(async () => {
    const passwords = users.map((user) => `user_${user}="${user}-secret"`).join(' ');
    brokers = await startCluster({
      version,
      directory,
      listeners: [
        {
          name: 'USERS',
          protocol: 'SASL_PLAINTEXT',
          properties: {
            'sasl.enabled.mechanisms': 'PLAIN',
            'plain.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required ${passwords};`,
          },
        },
      ],
      properties: {
        'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
        'super.users': 'User:ANONYMOUS',
        'transaction.partition.verification.enable': 'false',
        // No coordinator aborts one here: those that are too old stay.
        'transaction.abort.timed.out.transaction.cleanup.interval.ms': 3_600_000,
      },
    });
    await administer(
      brokers,
      'topic app-counts-changelog 2 1 cleanup.policy=compact',
      'topic input 2 1',
      'topic other 1 1',
      'allow reader READ TOPIC *',
      'allow describer DESCRIBE TOPIC *',
      'allow auditor READ TOPIC *',
      'allow auditor DESCRIBE TRANSACTIONAL_ID *',
    );
    await runProgram(brokers, 'Produce', 'app-counts-changelog', '0', 'none', '25');
    await start('OpenTransaction', ['hang-1', '900000', '10', 'app-counts-changelog', '0', 'other', '0'], 'open');
    await runProgram(brokers, 'Produce', 'app-counts-changelog', '0', 'none', '50');
    cluster = openCluster(plainSettings(brokers.bootstrap));
    for (const user of users) clusters.set(user, openCluster(settingsOf(user)));
  });

  afterAll(async () => {
    for (const program of programs) await program.stop();
    for (const one of [cluster, ...clusters.values()]) await one?.close();
    await brokers?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const openIn = async (of: Cluster, topic: string, partition: number): Promise<readonly OpenTransaction[]> =>
    valueOf(await of.openTransactions([{ topic, partition }])).values;

  it('are told as kafka-transactions.sh tells them', async () => {
    const [open, ...others] = await openIn(cluster, 'app-counts-changelog', 0);
    expect(others).toEqual([]);
    const [producer] = await transactionsByTool(brokers, 'app-counts-changelog', 0);
    const described = await transactionByTool(brokers, 'hang-1');
    expect(open).toMatchObject({ producerId: producer!.id, producerEpoch: producer!.epoch, startOffset: 25 });
    expect(producer!.startOffset).toBe(25);
    const { coordinator } = open!;
    if (coordinator.kind !== 'open') throw new Error(coordinator.kind);
    expect({ ...coordinator, partitions: coordinator.partitions.map((one) => `${one.topic}-${one.partition}`).toSorted() }).toEqual({
      kind: 'open',
      transactionalId: 'hang-1',
      state: described.state,
      startedAt: described.startedAt,
      timeoutMs: described.timeoutMs,
      partitions: described.partitions,
    });
    expect(described).toMatchObject({ state: 'Ongoing', timeoutMs: 900_000, partitions: ['app-counts-changelog-0', 'other-0'] });
    expect(await openIn(cluster, 'app-counts-changelog', 1)).toEqual([]);
  });

  it('are said under a query, with the right that is missing', async () => {
    const { status, output } = await runCommand(
      root,
      ...[
        'query',
        'all',
        '--app',
        'app',
        '--store',
        'counts',
        '--bootstrap',
        brokers.bootstrap,
        '--key-serde',
        'string',
        '--value-serde',
        'string',
      ],
      ...['--format', 'json'],
    );
    expect(status).toBe(0);
    const { warnings } = JSON.parse(output) as { readonly warnings: readonly string[] };
    const behind = '60 offsets of partition 0 lie behind an open transaction (last stable offset 25, end 85): readers of committed records';
    expect(warnings).toContainEqual(expect.stringContaining(behind));
    expect(warnings).toContainEqual(
      expect.stringMatching(
        /Producer \d+ \(epoch 0, transactional id hang-1\) has it open for .*s, at most 15 min by its timeout, with other-0\.$/,
      ),
    );
    const [unnamed] = await openIn(clusters.get('reader')!, 'app-counts-changelog', 0);
    expect(unnamed).toMatchObject({ startOffset: 25, coordinator: { kind: 'notKnown', error: { kind: 'unauthorised' } } });
    expect(await openIn(clusters.get('auditor')!, 'app-counts-changelog', 0)).toMatchObject([{ coordinator: { kind: 'open' } }]);
    const asked = [{ topic: 'app-counts-changelog', partition: 0 }];
    expect(valueOf(await clusters.get('describer')!.openTransactions(asked))).toMatchObject({
      values: [],
      problems: [
        { what: 'app-counts-changelog-0', error: { kind: 'unauthorised', advice: 'The user needs the permission Read on the topic.' } },
      ],
    });
  });

  it('that hang are told from those that go on, as kafka-transactions.sh finds them', async () => {
    await runProgram(brokers, 'Produce', 'input', '1', 'none', '30');
    await writeHanging(brokers, hanging);
    await runProgram(brokers, 'Produce', 'input', '1', 'none', '70');
    const { topic, partition, producerId, producerEpoch } = hanging;
    const held = { topic, partition, producerId, producerEpoch, startOffset: 30 };
    expect(await openIn(cluster, topic, partition)).toEqual([{ ...held, coordinator: { kind: 'hangs', transactionalId: null } }]);
    expect(await openIn(clusters.get('auditor')!, topic, partition)).toEqual([
      { ...held, coordinator: { kind: 'hangs', transactionalId: null } },
    ]);
    // Who may not describe transactional ids cannot tell it from one that goes on.
    expect(await openIn(clusters.get('reader')!, topic, partition)).toMatchObject([{ ...held, coordinator: { kind: 'notKnown' } }]);
    const tool = await brokers.tool('org.apache.kafka.tools.TransactionsCommand', [
      'find-hanging',
      '--broker-id',
      '1',
      '--max-transaction-timeout',
      '0',
    ]);
    expect(tool.stdout).toMatch(new RegExp(`^input\\s+1\\s+${producerId}\\s+${producerEpoch}\\s+\\S+\\s+30\\s`, 'm'));
    expect(tool.stdout).not.toContain('app-counts-changelog');
  });

  // Once is enough: what brokers tell is held by the tests above.
  it.runIf(version === '4.4.0')(
    'hold up an application with exactly-once, which is stuck until they are ended',
    async () => {
      // Not the store whose changelog holds an open transaction, which would wait for that in its restore.
      const saidByIt = await start('CountWords', ['app', join(directory, 'state'), 'input', 'words']);
      const statusOf = async (...more: readonly string[]): Promise<StatusJson> => {
        const { output } = await runCommand(root, 'status', '--app', 'app', '--bootstrap', brokers.bootstrap, '--format', 'json', ...more);
        return JSON.parse(output) as StatusJson;
      };
      /** Asks until the status is that one; a busy machine takes its time to start an application. */
      const until = async (is: (status: StatusJson) => boolean, seconds: number, times: number): Promise<StatusJson> => {
        for (let i = 1; ; i++) {
          const found = await statusOf('--for', `${seconds}s`);
          if (is(found) || i === times) return found;
        }
      };
      const { lag } = await until((status) => status.lag.records === 90, 2, 40);
      if (lag.records !== 90) throw new Error(`it has not read what it can, but ${JSON.stringify(lag)}: ${saidByIt()}`);
      const { verdict, marks } = await until(({ verdict: { kind } }) => kind === 'stuck', 40, 3);
      expect(verdict).toMatchObject({
        kind: 'stuck',
        evidence: expect.stringContaining(
          'it has read partition 1 of input up to the last stable offset 30, and 90 offsets lie behind an open transaction: ',
        ),
      });
      expect(marks).toContainEqual(expect.objectContaining({ rule: 'hanging-transaction', severity: 'error', of: 'input' }));
      const abort = ['abort', '--topic', 'input', '--partition', '1', '--start-offset', '30'];
      expect((await brokers.tool('org.apache.kafka.tools.TransactionsCommand', abort)).status).toBe(0);
      const after = await until(({ verdict: { kind } }) => kind === 'idle', 3, 16);
      expect(after.verdict).toMatchObject({ kind: 'idle' });
      expect(after.marks.filter(({ of }) => of === 'input')).toEqual([]);
    },
    360_000,
  );
});

interface StatusJson {
  readonly verdict: { readonly kind: string; readonly evidence: string };
  readonly lag: { readonly records: number | null };
  readonly marks: readonly { readonly rule: string; readonly severity: string; readonly of: string; readonly message: string }[];
}
