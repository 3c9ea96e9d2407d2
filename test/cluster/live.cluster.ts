/** The endpoint that we write, compiled against old versions of Kafka Streams and run in an application of two instances with standbys. */
import { execFile, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeEndpoint } from '../../src/live/endpoint/writeEndpoint.js';
import { compiledQuickly } from '../support/quickJava.js';
import { freePorts, startCluster, startJava, type TestCluster } from './lib/broker.mjs';
import { cachedFolder, copyDependencies } from './lib/jars.mjs';
import { askLive, expectSameRows, type Question } from './lib/liveQueries.js';

const run = promisify(execFile);
const here = path.join(import.meta.dirname, 'live');
const versions = ['2.8.2', '3.9.1'] as const;
const directory = mkdtempSync(path.join(tmpdir(), 'kslens-live-'));
let cluster: TestCluster;
const started = new Map<string, Application>();

interface Application {
  readonly java: ChildProcessWithoutNullStreams;
  /** Of its first instance. */
  readonly port: number;
  /** The same, which wants a token. */
  readonly guarded: number;
}

beforeAll(async () => {
  cluster = await startCluster({ version: '3.9.1', directory: path.join(directory, 'kafka') });
  await Promise.all(versions.map(async (version) => started.set(version, await start(version))));
});
afterAll(async () => {
  for (const { java } of started.values()) java.stdin.end();
  await cluster?.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function compiled(version: string): Promise<{ readonly jars: string; readonly classes: string }> {
  const jars = await cachedFolder(`kafka-streams-${version}`, (folder) =>
    copyDependencies(path.join(here, 'pom.xml'), folder, { kv: version }),
  );
  const classes = path.join(directory, version);
  mkdirSync(classes, { recursive: true });
  const [endpoint] = writeEndpoint({ flavour: 'jdk', packageName: null, kafkaVersion: version });
  const source = path.join(classes, 'QueryEndpoint.java');
  writeFileSync(source, endpoint?.text ?? '');
  // As old as these versions are: their users may be on Java 8.
  const javac = [...compiledQuickly, '--release', '8', '-d', classes, '-cp', `${classes}:${path.join(jars, '*')}`];
  await run('javac', [...javac, '-Xlint:all', '-Xlint:-options', '-Xlint:-classfile', '-Werror', source]);
  await run('javac', [...javac, '-Xlint:-options', path.join(here, 'LiveStores.java')]);
  return { jars, classes };
}

const applicationOf = (version: string): string => `live-${version}`;

async function start(version: string): Promise<Application> {
  const { jars, classes } = await compiled(version);
  const topic = `${applicationOf(version)}-input`;
  cluster.toolNow('org.apache.kafka.tools.TopicCommand', ['--create', '--topic', topic, '--partitions', '3']);
  const ports = await freePorts(2);
  const args = [cluster.bootstrap, applicationOf(version), topic, path.join(directory, `${version}-state`), ...ports.map(String)];
  const java = await startJava(jars, 'LiveStores', args, { classes: [classes] });
  let [said, trouble] = ['', ''];
  java.stdout.on('data', (text: Buffer) => (said += text.toString()));
  java.stderr.on('data', (text: Buffer) => (trouble = (trouble + text.toString()).slice(-4000)));
  while (!said.includes('written')) {
    if (java.exitCode !== null) throw new Error(`the application ended: ${trouble}`);
    await new Promise((done) => setTimeout(done, 200));
  }
  return { java, port: ports[0] ?? 0, guarded: Number(/guarded (\d+)/.exec(said)?.[1]) };
}

describe.each(versions)('Kafka Streams %s', (version) => {
  const application = applicationOf(version);
  const ask = (store: string, ...operation: string[]): Question => ({ bootstrap: cluster.bootstrap, application, store, operation });
  const portsOf = (): Application => {
    const found = started.get(version);
    if (found === undefined) throw new Error(`${application} was not started`);
    return found;
  };
  const raw = async (
    at: number,
    place: string,
    headers: Readonly<Record<string, string>> = {},
    method = 'GET',
  ): Promise<[number, Answer]> => {
    const answer = await fetch(`http://127.0.0.1:${at}/iq/v1${place}`, { headers, method });
    return [answer.status, (await answer.json()) as Answer];
  };

  it('answers each kind of question as the changelogs have the rows', async () => {
    const long = ['--app', application, '--store', 'plain', '--key-serde', 'long', '--kind', 'keyValue'];
    const counts = [
      await expectSameRows(ask('table', 'all')),
      await expectSameRows(ask('table', 'range', 'k-1', 'k-5')),
      await expectSameRows(ask('table', 'prefix', 'k-1')),
      await expectSameRows(ask('table', 'get', 'k-7')),
      await expectSameRows({ ...ask('plain', 'all'), changelog: long }, { hasTimestamp: false }),
      await expectSameRows({ ...ask('plain', 'get', '-5'), changelog: long }, { hasTimestamp: false }),
      await expectSameRows({ ...ask('windows', 'all'), changelog: [...long.slice(0, 3), 'windows', '--retention', '1d'] }),
      await expectSameRows({ ...ask('windows', 'window', 'k-9'), changelog: [...long.slice(0, 3), 'windows', '--retention', '1d'] }),
      await expectSameRows(
        { ...ask('sessions', 'sessions', 'k-9'), changelog: [...long.slice(0, 3), 'sessions', '--retention', '1d'] },
        { hasTimestamp: false },
      ),
    ];
    expect(counts.filter((count) => count === 0)).toEqual([]);
    const [table, unlogged] = await Promise.all([askLive(ask('table', 'all')), askLive(ask('unlogged', 'all'))]);
    expect(unlogged).toMatchObject({ complete: true, rows: table.rows });
    const sessions = await askLive(ask('sessions', 'all'));
    // Before 3.1 sessions of all keys cannot be asked for.
    expect(sessions).toMatchObject(version === '2.8.2' ? { complete: false, rows: [] } : { complete: true });
  }, 120_000);

  it('refuses what is no question, in words', async () => {
    const refused = async (place: string, headers?: Readonly<Record<string, string>>, method?: string): Promise<string> => {
      const [status, { error }] = await raw(portsOf().port, place, headers, method);
      return `${status} ${error?.code}`;
    };
    expect(
      await Promise.all([
        refused('/stores/none/all'),
        refused('/stores/table/window'),
        refused('/stores/table/all?limit=many'),
        refused('/stores/table/all?cursor=0~%21'),
        refused('/stores/table/all?partition=99'),
        refused('/stores/table/get'),
        refused('/stores/plain/get?key=abc'),
        refused('/stores/plain/get?key=AA&keyFormat=base64'),
        refused('/stores/table/all', {}, 'POST'),
        refused('/elsewhere'),
        refused(`/stores/${'x'.repeat(5000)}/all`),
      ]),
    ).toEqual([
      ...['404 STORE_UNKNOWN', '400 WRONG_STORE_KIND', '400 BAD_REQUEST', '400 BAD_REQUEST', '421 PARTITION_NOT_LOCAL', '400 BAD_REQUEST'],
      ...['400 SERDE', '400 SERDE', '405 BAD_REQUEST', '404 NOT_FOUND', '404 STORE_UNKNOWN'],
    ]);
  });

  it('wants its token', async () => {
    const { guarded } = portsOf();
    expect((await raw(guarded, '/'))[0]).toBe(401);
    expect((await raw(guarded, '/', { authorization: 'Bearer other' }))[0]).toBe(401);
    expect(await raw(guarded, '/', { authorization: 'Bearer secret' })).toMatchObject([
      200,
      { api: 'ks-iq/1', applicationId: application },
    ]);
  });

  it('gives whole stores in pages of any size, forwards and backwards', async () => {
    const { port } = portsOf();
    const [, { active = [] }] = await raw(port, '/stores/table/metadata');
    const partition = active[0] ?? 0;
    const walk = async (limit: number, reverse: boolean): Promise<unknown[]> => {
      const keys: unknown[] = [];
      for (let cursor: string | null | undefined = ''; cursor !== null && cursor !== undefined;) {
        const place = `/stores/table/all?partition=${partition}&limit=${limit}&reverse=${reverse}${cursor === '' ? '' : `&cursor=${cursor}`}`;
        const [, { rows = [], next }]: [number, Answer] = await raw(port, place);
        keys.push(...rows.map(({ key }) => key));
        cursor = next;
      }
      return keys;
    };
    const all = await walk(1000, false);
    expect(all.length).toBeGreaterThan(20);
    for (const limit of [3, 20]) {
      expect(await walk(limit, false)).toEqual(all);
      expect(await walk(limit, true)).toEqual(all.toReversed());
    }
  });
});

interface Answer {
  readonly error?: { readonly code: string };
  readonly active?: readonly number[];
  readonly rows?: readonly { readonly key: unknown }[];
  readonly next?: string | null;
}
