/** The Java agent in a plain application that knows nothing of it: what it answers, beside what the application's own stores answer to itself. */
import { once } from 'node:events';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LiveResult } from '../../src/live/client/liveResult.js';
import { runCommand } from '../support/runCommand.js';
import { startCluster, startJava, type TestCluster } from './lib/broker.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const directory = mkdtempSync(path.join(tmpdir(), 'kslens-agent-'));
const home = path.join(directory, 'home');
const folder = path.join(home, '.kslens', 'agents');
const jar = path.join(directory, 'lib', 'kslens-agent.jar');
const application = 'plain-app';
const ownHome = process.env['HOME'];

let cluster: TestCluster;
let served: Started;

interface Started {
  readonly java: ChildProcessWithoutNullStreams;
  said(): string;
  trouble(): string;
}

interface Announcement {
  readonly port: number;
  readonly token: string;
}

beforeAll(async () => {
  mkdirSync(home);
  const { status, said } = await runCommand(root, 'endpoint', '--flavour', 'agent', '--out', path.dirname(jar));
  if (status !== 0) throw new Error(said.join('\n'));
  cluster = await startCluster({ version: '4.3.0', directory: path.join(directory, 'kafka') });
  served = await start(application, '');
  await until(served, 'written');
}, 120_000);
afterAll(async () => {
  served?.java.kill('SIGKILL');
  await cluster?.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function start(id: string, options: string): Promise<Started> {
  const [topic, state] = [`${id}-input`, path.join(directory, `state-${id}`)];
  cluster.toolNow('org.apache.kafka.tools.TopicCommand', ['--create', '--topic', topic, '--partitions', '3']);
  const java = await startJava(
    cluster.jars,
    path.join(import.meta.dirname, 'agent/PlainStores.java'),
    [cluster.bootstrap, id, topic, state],
    {
      options: [`-javaagent:${jar}${options}`, `-Duser.home=${home}`],
    },
  );
  let [said, trouble] = ['', ''];
  java.stdout.on('data', (text: Buffer) => (said += text.toString()));
  java.stderr.on('data', (text: Buffer) => (trouble += text.toString()));
  return { java, said: () => said, trouble: () => trouble };
}

async function until({ java, said, trouble }: Started, word: string): Promise<string> {
  while (!said().includes(`${word}\n`)) {
    if (java.exitCode !== null) throw new Error(`the application ended: ${trouble().slice(-4000)}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return said();
}

const announced = (): Announcement => {
  const [file = 'none'] = readdirSync(folder);
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Announcement;
};

/** By a user of that home; jars of tests are cached below our own. */
async function query(...args: readonly string[]): ReturnType<typeof runCommand> {
  process.env['HOME'] = home;
  try {
    return await runCommand(root, 'query', ...args, '--app', application, '--via', 'application', '--format', 'json', '--limit', '10000');
  } finally {
    process.env['HOME'] = ownHome;
  }
}
const rowsOf = ({ output, said }: { readonly output: string; readonly said: readonly string[] }): LiveResult => {
  if (output === '') throw new Error(said.join('\n'));
  return JSON.parse(output) as LiveResult;
};

/** Lines of store, key, window start and value, as the application prints them of its own stores. */
async function ownRows(): Promise<readonly string[]> {
  const before = served.said().length;
  served.java.stdin.write('print\n');
  while (!served.said().slice(before).includes('printed\n')) await new Promise((done) => setTimeout(done, 50));
  return served
    .said()
    .slice(before)
    .split('\n')
    .filter((line) => line.includes('\t'))
    .sort();
}

it('gives the rows of every kind of store as the application has them, without one word of it in the code', async () => {
  const answers = async (...place: readonly string[]): Promise<readonly string[]> => {
    const lines: string[] = [];
    for (const store of ['table', 'by-number', 'unlogged', 'own', 'windows']) {
      const operation = store === 'windows' ? ['window', '--from', '2h ago'] : ['all'];
      const { rows, complete } = rowsOf(await query(...(store === 'windows' ? ['all'] : operation), '--store', store, ...place));
      expect({ store, complete }).toEqual({ store, complete: place.length > 0 });
      for (const { key, window, value } of rows)
        lines.push([store, key, window === null ? '' : Date.parse(window.start), value].map(String).join('\t'));
    }
    return lines.sort();
  };
  const own = await ownRows();
  expect(own.filter((line) => line.startsWith('unlogged'))).toHaveLength(200);
  expect(own.filter((line) => line.startsWith('windows')).length).toBeGreaterThan(400);
  expect(await answers('--bootstrap', cluster.bootstrap)).toEqual(own);
  // Without a broker nobody tells whether there are other instances.
  expect(await answers()).toEqual(own);
});

it('finds one key and a range by the serdes of the running stores', async () => {
  const one = rowsOf(await query('get', '-15', '--store', 'by-number', '--bootstrap', cluster.bootstrap));
  expect(one.rows).toMatchObject([{ key: -15, value: 25, keySerde: 'long' }]);
  const range = rowsOf(await query('range', '1', '4', '--store', 'by-number', '--bootstrap', cluster.bootstrap));
  expect(range.rows.map(({ key }) => key)).toEqual([1, 2, 3, 4]);
  const own = await query('get', 'k-5', '--store', 'own', '--bootstrap', cluster.bootstrap);
  expect(own.said.join('\n')).toContain('keys of own are given as bytes');
});

it('answers its user on this machine, and nobody else', async () => {
  const { port, token } = announced();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readdirSync(folder).map((name) => statSync(path.join(folder, name)).mode & 0o777)).toEqual([0o600]);
  const status = async (authorization: string): Promise<number> =>
    (await fetch(`http://127.0.0.1:${port}/iq/v1/stores`, { headers: { authorization } })).status;
  expect([await status(`Bearer ${token}`), await status('Bearer wrong'), await status(token), await status('')]).toEqual([
    200, 401, 401, 401,
  ]);
  const named = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { host: 'evil.example', authorization: `Bearer ${token}` };
    http
      .get({ host: '127.0.0.1', port, path: '/iq/v1/', headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject);
  });
  expect(named).toBe(403);
  for (const { address } of Object.values(networkInterfaces()).flatMap((all = []) => all.filter(({ internal }) => !internal))) {
    const socket = net.connect({ host: address, port });
    const outcome = await new Promise((resolve) =>
      socket.once('connect', () => resolve('connected')).once('error', () => resolve('refused')),
    );
    expect(outcome).toBe('refused');
    socket.destroy();
  }
});

it('outlives hostile requests, and so does the application', async () => {
  const { port, token } = announced();
  const send = (bytes: string | Buffer): Promise<void> =>
    new Promise((resolve) => {
      const socket = net.connect({ host: '127.0.0.1', port }, () => socket.end(bytes));
      socket.on('data', () => undefined).on('error', () => undefined);
      socket.on('close', () => resolve());
    });
  const head = (line: string): string => `${line}\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`;
  await Promise.all([
    send('\u0000\u0001\u0002\r\n\r\n'),
    send(`GET /${'x'.repeat(500_000)} HTTP/1.1\r\n\r\n`),
    send(head(`GET /iq/v1/stores/${'%00'.repeat(1000)}/all HTTP/1.1`)),
    send(head('GET /iq/v1/stores/table/all?limit=-1&cursor=%ff%fe HTTP/1.1')),
    send(head('GET /iq/v1/stores/table/get?key=%zz HTTP/1.1')),
    send(head('DELETE /iq/v1/stores/table HTTP/1.1')),
    send(`POST /iq/v1/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999\r\n\r\n${'y'.repeat(100_000)}`),
    send(Buffer.alloc(100_000, 0xff)),
  ]);
  // More than it has threads, which say nothing.
  const silent = Array.from({ length: 20 }, () => net.connect({ host: '127.0.0.1', port }).on('error', () => undefined));
  await Promise.all(silent.map((socket) => once(socket, 'connect')));
  for (const socket of silent) socket.write('GET /iq/v1/ HT');
  expect(rowsOf(await query('get', 'k-7', '--store', 'table', '--bootstrap', cluster.bootstrap)).rows).toHaveLength(1);
  for (const socket of silent) socket.destroy();
  expect(await ownRows()).not.toEqual([]);
});

it('leaves the application alone where its options are wrong, and takes its file away at the end', async () => {
  const broken = await start('broken-options', '=prot=7070');
  await until(broken, 'running');
  expect(readdirSync(folder)).toHaveLength(1);
  const said = broken
    .trouble()
    .split('\n')
    .filter((line) => line.startsWith('kslens-agent'));
  expect(said).toEqual([
    "kslens-agent: the application goes on without the agent: it has no option 'prot': write port=N, token=TEXT or both with a comma between",
  ]);
  broken.java.kill('SIGKILL');
  served.java.stdin.write('end\n');
  await until(served, 'closed');
  while (readdirSync(folder).length > 0) await new Promise((done) => setTimeout(done, 100));
  expect(served.java.exitCode).toBeNull(); // it was closed, and its process goes on
  const [status] = (await once(served.java, 'exit')) as [number];
  expect(status).toBe(0);
  const after = await query('get', 'k-7', '--store', 'table');
  expect(after).toMatchObject({ status: 2, said: [expect.stringContaining('no agent on this machine is of plain-app')] });
});
