/** State that is moved, orphans that are deleted, applications that are reset: beside a real application and Kafka's own tool, with kill -9 at every write. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { assemblyForEsbuild } from '../../scripts/assembly.mjs';
import type { Cluster } from '../../src/kafka/cluster.js';
import { openCluster } from '../../src/kafka/openCluster.js';
import { runCommand, type CommandResult } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';
import { startCluster, startJava, type TestCluster } from './lib/broker.mjs';
import { plainSettings, runProgram, administer, valueOf } from './lib/programs.js';

describe.each(['4.3.0'])('brokers of version %s', (version) => {
  const directory = mkdtempSync(join(tmpdir(), 'streams-lens-operate-'));
  const connection = join(directory, 'writable.properties');
  let brokers: TestCluster;
  let cluster: Cluster;

  const kslens = (...args: readonly string[]): Promise<CommandResult> => runCommand(directory, ...args, '--connection', connection);

  beforeAll(async () => {
    brokers = await startCluster({ version, directory });
    writeFileSync(connection, `bootstrap.servers=${brokers.bootstrap}\nkslens.writable=true\n`);
    cluster = openCluster(plainSettings(brokers.bootstrap));
  });
  afterAll(async () => {
    await cluster?.close();
    await brokers?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  /** All that readers of committed records get, byte for byte, but for the offsets. */
  async function recordsOf(topic: string, partition: number): Promise<readonly string[]> {
    const [end] = valueOf(await cluster.offsets([{ topic, partition }], 'latest')).values;
    const records: string[] = [];
    const text = (bytes: Uint8Array, from: number, to: number): string =>
      from < 0 ? 'null' : Buffer.from(bytes.subarray(from, to)).toString('hex');
    const request = { topic, partition, from: 0, to: end?.offset ?? 0, isolation: 'committed' as const };
    valueOf(
      await cluster.scan(request, (_, timestamp, bytes, keyFrom, keyTo, valueFrom, valueTo, headersFrom, headersTo) =>
        records.push(
          [timestamp, text(bytes, keyFrom, keyTo), text(bytes, valueFrom, valueTo), text(bytes, headersFrom, headersTo)].join(' '),
        ),
      ),
    );
    return records;
  }

  it('a move that is killed at every write ends with all that was committed, once', async () => {
    const [from, to] = ['shop-before-changelog', 'shop-after-changelog'];
    await administer(brokers, `topic ${from} 2 1 cleanup.policy=compact segment.bytes=1048576`);
    await runProgram(brokers, 'Produce', from, '0', 'lz4', '2000');
    await runProgram(brokers, 'Produce', from, '1', 'none', '300', '4');
    const program = resolve('node_modules/.cache/programs/killedMove.mjs');
    const bundled: BuildOptions = { bundle: true, packages: 'external', platform: 'node', format: 'esm', plugins: [assemblyForEsbuild] };
    await build({ entryPoints: ['test/cluster/operate/killedMove.ts'], outfile: program, ...bundled, logLevel: 'error' });
    const run = (count: number, when: string) =>
      spawnSync(process.execPath, [program, brokers.bootstrap, 'shop', from, to, String(count), when], { encoding: 'utf8' });
    const kills: string[] = [];
    let last = run(1, 'before');
    for (let round = 0; last.signal === 'SIGKILL' && round < 40; round++) {
      const when = (['after', 'during', 'before'] as const)[round % 3]!;
      kills.push(when);
      last = run(when === 'before' ? 2 : 1, when);
    }
    expect(last.stderr).toBe('');
    expect(kills.length).toBeGreaterThan(5);
    const expected = [await recordsOf(from, 0), await recordsOf(from, 1)];
    expect(expected.map(({ length }) => length)).toEqual([2000, 600]);
    expect([await recordsOf(to, 0), await recordsOf(to, 1)]).toEqual(expected);
    expect(JSON.parse(last.stdout)).toMatchObject({ keys: 1800 + 600 });
    const configs = valueOf(await cluster.configs([from, to], ['cleanup.policy', 'segment.bytes', 'message.timestamp.type'])).values;
    expect(configs.get(to)?.['segment.bytes']).toEqual({ value: '1048576', isOwn: true });
    expect(configs.get(to)?.['cleanup.policy']).toEqual(configs.get(from)?.['cleanup.policy']);

    // Again: all is there. After somebody wrote to it: not a record is added.
    expect((await kslens('move-state', '--app', 'shop', '--from', from, '--to', to, '--write', '--yes', to)).output).toContain(
      'Copied 0 records',
    );
    await runProgram(brokers, 'Produce', to, '0', 'none', '1');
    const refused = await kslens('move-state', '--app', 'shop', '--from', from, '--to', to, '--write', '--yes', to);
    expect(refused.said.join()).toContain('is not the beginning of');
    expect(refused.status).toBe(2);
    expect(await recordsOf(to, 0)).toHaveLength(2001);
  });

  it('nothing is written without the mark, the name, and a target of the application', async () => {
    await administer(brokers, 'topic store-x-changelog 1 1', 'topic store-y-changelog 3 1');
    const plain = join(directory, 'plain.properties');
    writeFileSync(plain, `bootstrap.servers=${brokers.bootstrap}\n`);
    const move = ['move-state', '--app', 'store', '--from', 'store-x-changelog', '--to'];
    const planned = await kslens(...move, 'store-z-changelog');
    expect([planned.status, planned.said]).toEqual([0, []]);
    expect(planned.output).toContain('is not there: it is made with 1 partition, 1 replica');
    const wrong = [
      await runCommand(directory, ...move, 'store-z-changelog', '--write', '--yes', 'store-z-changelog', '--connection', plain),
      await kslens(...move, 'store-z-changelog', '--write', '--yes', 'store-x-changelog'),
      await kslens(...move, 'store-z-changelog', '--write'),
      await kslens(...move, 'store-y-changelog'),
      await kslens(...move, 'other-z-changelog'),
      await kslens('reset', '--app', 'store', '--write', '--yes', 'stores'),
    ];
    expect(wrong.map(({ status }) => status)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(wrong.map(({ said }) => said.join())).toEqual([
      expect.stringContaining('kslens.writable=true'),
      expect.stringContaining('--yes says store-x-changelog'),
      expect.stringContaining('give --yes store-z-changelog'),
      expect.stringContaining('has 3 partitions, and store-x-changelog has 1'),
      expect.stringContaining('is not a changelog of store'),
      expect.stringContaining('--yes says stores'),
    ]);
    expect(valueOf(await cluster.topics(['store-z-changelog'])).values).toEqual([]);
  });

  it('an application goes on from moved state, its orphan is deleted, and it is reset as the tool does', async () => {
    const [from, to] = ['counter-old-changelog', 'counter-new-changelog'];
    // Its records are old: nothing is deleted meanwhile by their age.
    await administer(brokers, 'topic words 1 1 retention.ms=-1');
    await runProgram(brokers, 'Produce', 'words', '0', 'none', '100');
    const counts = async (store: string): Promise<ReadonlyMap<unknown, unknown>> => {
      const serdes = ['--key-serde', 'string', '--value-serde', 'long', '--limit', '1000', '--format', 'json'];
      const { output } = await kslens('query', '--app', 'counter', '--store', store, ...serdes, 'all');
      const { rows } = JSON.parse(output || '{"rows":[]}') as {
        readonly rows: readonly { readonly key: unknown; readonly value: unknown }[];
      };
      return new Map(rows.map(({ key, value }) => [key, value]));
    };
    const start = async (store: string): Promise<() => Promise<void>> => {
      const state = mkdtempSync(join(directory, 'state-'));
      const args = [brokers.bootstrap, 'counter', state, 'words', store];
      const child = await startJava(brokers.jars, resolve('test/cluster/lib/CountWords.java'), args);
      const ended = once(child, 'close');
      child.stdout.resume();
      child.stderr.resume();
      const stop = async (): Promise<void> => {
        child.stdin.end();
        await ended;
      };
      onTestFinished(stop);
      return stop;
    };
    const all = (count: number) => new Map(Array.from({ length: 100 }, (_, i) => [`k${i}`, count] as const).filter((_, i) => i % 10 !== 9));

    const stop = await start('old');
    await expect.poll(() => counts('old'), { timeout: 60_000 }).toEqual(all(1));
    const move = ['move-state', '--app', 'counter', '--from', from, '--to', to];
    const early = await kslens(...move, '--write', '--yes', to);
    expect(early.said.join()).toContain('The application counter is not stopped: its group is');
    expect(early.status).toBe(2);
    await stop();
    await expect.poll(async () => (await kslens(...move)).status, { timeout: 60_000, interval: 500 }).toBe(0);
    const moved = await kslens(...move, '--write', '--yes', to);
    expect([moved.status, moved.said]).toEqual([0, []]);
    expect(moved.output).toContain(`Checked: 90 keys have the same last record in ${from} and ${to}.`);

    await runProgram(brokers, 'Produce', 'words', '0', 'none', '100');
    const stopNew = await start('new');
    await expect.poll(() => counts('new'), { timeout: 60_000 }).toEqual(all(2));
    await stopNew();

    const code = temporaryProject({
      'App.java': `import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*;
class App { static Topology build() { StreamsBuilder builder = new StreamsBuilder();
  builder.stream("words").groupByKey().count(Materialized.as("new")); return builder.build(); } }`,
    });
    const orphans = ['delete-orphans', code, '--app', 'counter', '--application-id', 'counter'];
    await expect.poll(async () => (await kslens(...orphans)).status, { timeout: 60_000, interval: 500 }).toBe(0);
    expect((await kslens(...orphans, '--write', '--yes', to)).said.join()).toContain('is none of the topics above');
    const deleted = await kslens(...orphans, '--write', '--yes', from);
    expect([deleted.status, deleted.said]).toEqual([0, []]);
    expect(deleted.output).toMatch(/counter: 1 topic is left behind.*counter-old-changelog.*90 keys.*Deleted 1 topic\./s);
    const there = async (): Promise<readonly string[]> =>
      valueOf(await cluster.topics([from, to, 'words']))
        .values.map(({ name }) => name)
        .toSorted();
    expect(await there()).toEqual([to, 'words']);

    const planned = await kslens('reset', '--app', 'counter', '--input-topics', 'words');
    const tool = await brokers.tool('org.apache.kafka.tools.StreamsResetter', [
      '--application-id',
      'counter',
      '--dry-run',
      '--input-topics',
      'words',
    ]);
    const ofTool = {
      deleted: /Deleting inferred internal topics \[(.*)\]/.exec(tool.stdout)?.[1]?.split(', '),
      offsets: [...tool.stdout.matchAll(/Topic: (\S+)\s+Partition: (\d+)\s+Offset: (\d+)/g)].map(
        ([, topic, partition, at]) => `${topic}-${partition} to ${at}`,
      ),
    };
    const lines = planned.output
      .split('\n')
      .filter((line) => line.startsWith('    '))
      .map((line) => line.trim());
    expect(lines).toEqual([...ofTool.offsets, ...(ofTool.deleted ?? [])]);
    expect(lines).toEqual(['words-0 to 0', to]);
    const done = await kslens('reset', '--app', 'counter', '--input-topics', 'words', '--write', '--yes', 'counter');
    expect([done.status, done.said]).toEqual([0, []]);
    expect(await there()).toEqual(['words']);
    expect(valueOf(await cluster.committed('counter'))).toMatchObject([{ topic: 'words', partition: 0, offset: 0 }]);
  });
});
