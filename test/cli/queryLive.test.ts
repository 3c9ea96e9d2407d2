/** `kslens query --url`: the rows of a running application, over HTTP, without a broker. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { LiveResult } from '../../src/live/client/liveResult.js';
import { addressOf, createFakeApplication, error, storeOf, type FakeApplication, type FakeInstance } from '../live/fakeApplication.js';
import { runCommand } from '../support/runCommand.js';

const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
  delete process.env['KSLENS_ENDPOINT_TOKEN'];
});

/** Instances on ports of their own: the first has the even partitions, the second the odd ones. */
async function serve(
  more: readonly Partial<FakeInstance>[] = [{}, {}],
): Promise<{ urls: string[]; requests: IncomingMessage[]; hosts: string[] }> {
  const requests: IncomingMessage[] = [];
  const hosts: string[] = [];
  // Ports are known once they listen, and the application names them.
  const served: { application?: FakeApplication } = {};
  for (const i of more.keys()) {
    const server = createServer((request, response) => {
      requests.push(request);
      const path = request.url ?? '';
      if (path === '/iq/v1/') {
        response.end(JSON.stringify({ api: 'ks-iq/1', applicationId: 'shop', state: 'RUNNING', stores: ['counts'], capabilities: [] }));
        return;
      }
      void served.application?.get(addressOf(hosts[i] ?? ''), path).then((answer) => {
        if (!answer.ok) return response.destroy();
        response.statusCode = answer.value.status;
        return response.end(answer.value.body);
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    closing.push(() => server.close());
    hosts.push(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
  const active = [
    [0, 2],
    [1, 3],
  ];
  const instances = more.map((one, i) => [hosts[i], { active: active[i] ?? [], standby: active[1 - i] ?? [], ...one }] as const);
  served.application = createFakeApplication(storeOf(4, keys), Object.fromEntries(instances));
  return { urls: hosts.map((host) => `http://${host}`), requests, hosts };
}

const query = (...args: string[]) => runCommand('.', 'query', ...args);

test('rows of all instances come as a table, with who gave them, and the instances are named before they are asked', async () => {
  const { urls, hosts } = await serve();
  const { status, output, said } = await query('--url', urls[0]!, '--store', 'counts', 'all');
  expect(status).toBe(0);
  for (const key of keys) expect(output).toMatch(new RegExp(`^  ${key} +of ${key} `, 'm'));
  expect(output).toContain('6 rows\n  from 2 instances of shop');
  expect(output).toContain(`${hosts[1]}: active 1, 3`);
  expect(said).toEqual(hosts.map((host) => `kslens: asking 1 instance (GET below /iq/v1 and nothing else): ${host}`));
});

test('JSON is as the contract has it', async () => {
  const { urls, hosts } = await serve();
  const { status, output } = await query(
    '--url',
    `${urls[1]}/iq/v1/`,
    '--store',
    'counts',
    'get',
    'b',
    '--format',
    'json',
    '--via',
    'application',
  );
  expect(status).toBe(0);
  const { rows, ...rest } = JSON.parse(output) as LiveResult;
  expect(rows).toMatchObject([{ key: 'b', window: null, value: 'of b', offset: null, keySerde: 'string', tombstone: false }]);
  const { partition } = rows[0]!;
  expect(rest).toEqual({
    ...{ application: 'shop', store: 'counts', storeKind: 'timestampedKeyValue', complete: true, next: null, warnings: [], unanswered: [] },
    source: {
      via: 'application',
      instances: [{ host: hosts[partition % 2], answered: true, stale: false, error: null }],
      route: [{ partition, host: hosts[partition % 2], role: 'active', lag: null }],
    },
  });
});

test('pages go on, rows are searched and sorted', async () => {
  const { urls } = await serve();
  const all = ['--url', urls[0]!, '--store', 'counts', 'all', '--format', 'json'];
  const first = JSON.parse((await query(...all, '--limit', '4')).output) as LiveResult;
  const second = JSON.parse((await query(...all, '--cursor', first.next ?? '')).output) as LiveResult;
  expect([...first.rows, ...second.rows].map(({ key }) => key)).toEqual(keys);
  expect([first.complete, second.complete]).toEqual([false, true]);
  const found = JSON.parse((await query(...all, '--where', 'key > "b"', '--sort', 'value desc', '--limit', '2')).output) as LiveResult;
  expect(found.rows.map(({ key }) => key)).toEqual(['f', 'e']);
});

test('an instance that does not answer makes the exit status 1, and none 2', async () => {
  const dead: Partial<FakeInstance> = { answers: () => error(503, 'INVALID_STATE_STORE', 'restoring') };
  const { urls, hosts } = await serve([{}, dead]);
  const some = await query('--url', urls[0]!, '--store', 'counts', 'all', '--format', 'json', '--timeout', '200ms');
  expect(some.status).toBe(1);
  const { instances } = (JSON.parse(some.output) as LiveResult).source;
  expect(instances.find(({ host }) => host === hosts[1])).toMatchObject({ answered: false, error: 'restoring' });
  expect(some.said.at(-1)).toContain('the answer is not complete');
  const none = await query('--url', urls[1]!, '--store', 'counts', 'all', '--timeout', '200ms');
  expect(none).toMatchObject({ status: 2, output: '' });
  expect(none.said.at(-1)).toBe(`kslens: the application did not answer: ${hosts[1]}: it is restoring`);
});

test('a token goes to whom a person named, and to nobody whom these name', async () => {
  process.env['KSLENS_ENDPOINT_TOKEN'] = 'secret';
  const { urls, hosts, requests } = await serve();
  expect((await query('--url', urls[0]!, '--store', 'counts', 'all')).status).toBe(0);
  const sent = requests.map(({ headers }) => [headers.host, headers.authorization]);
  expect(sent.filter(([host]) => host === hosts[0]).map(([, token]) => token)).toEqual(expect.arrayContaining(['Bearer secret']));
  expect(new Set(sent.filter(([host]) => host === hosts[1]).map(([, token]) => token))).toEqual(new Set([undefined]));
});

test.each([
  [['--via', 'application', 'all'], 'needs --url URL of an instance, or --bootstrap HOST:PORT'],
  [['--url', 'ftp://x', 'all'], '--url must be the URL of an instance'],
  [['--url', 'http://169.254.169.254/', 'all'], 'where metadata services of clouds answer'],
  [['--url', 'http://u:p@127.0.0.1:1', 'all'], 'KSLENS_ENDPOINT_TOKEN'],
  [['--url', 'http://127.0.0.1:1', '--via', 'changelog', 'all'], '--url is for the application'],
  [['--url', 'http://127.0.0.1:1', '--bytes', 'all'], '--bytes is of the changelog'],
  [['--url', 'http://127.0.0.1:1', '--as-of', '2026-01-01', 'all'], '--as-of with anything but get is of the changelog'],
])('%j is said in a line', async (args, words) => {
  const { status, said } = await query('--store', 'counts', ...args);
  expect({ status, line: said.join('\n') }).toEqual({ status: 2, line: expect.stringContaining(words) as string });
  expect(said).toHaveLength(1);
});

test('an address of another application is not asked for rows', async () => {
  const { urls } = await serve();
  const { status, said } = await query('--url', urls[0]!, '--app', 'orders', '--store', 'counts', 'all');
  expect({ status, said }).toEqual({ status: 2, said: ['kslens: --url leads to the application shop, not to orders'] });
});
