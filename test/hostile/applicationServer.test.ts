/** `application.server` is any text that any member of a group cares to write: who is asked there, and who is not. */
import dns from 'node:dns';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { fail, succeed } from '../../src/base/result.js';
import { membersJson, membersText } from '../../src/present/cluster/membersText.js';
import { lookAtApplication } from '../../src/cli/cluster/withCluster.js';
import type { GivenOptions } from '../../src/cli/options.js';
import { createAskedInstances } from '../../src/extension/cluster/session/askedInstances.js';
import { askQuestion, notAskedText } from '../../src/present/cluster/askTexts.js';
import { applicationServerText, parseApplicationServer, toApplicationServer } from '../../src/applications/applicationServer.js';
import { isMetadataAddress } from '../../src/applications/metadataAddress.js';
import { type AskedAddresses, type FetchLags, parseLags, readInstanceLags } from '../../src/applications/instanceLags.js';
import { readMembers } from '../../src/applications/instances.js';
import type { ApplicationState, Instance } from '../../src/applications/model.js';
import { createMovements } from '../../src/applications/movements.js';
import { readApplication } from '../../src/applications/readApplication.js';
import { fetchLags } from '../../src/platform/cluster/fetchLags.js';
import { createFakeCluster } from '../support/fakeCluster.js';
import { classicGroup } from './memberBytes.js';

interface Recorder {
  readonly address: string;
  readonly port: number;
  /** Request lines, as they came. */
  readonly requests: string[];
  readonly connections: () => number;
}

/** Writes down who asked what; answers with lags of one store. */
async function record(answer?: (response: http.ServerResponse) => void): Promise<Recorder> {
  const requests: string[] = [];
  let connections = 0;
  const usual = (response: http.ServerResponse): void => void response.end('{"lags":{"store":{"0":{"position":40,"end":100,"lag":60}}}}');
  const server = http.createServer(({ method, url }, response) => {
    requests.push(`${method} ${url}`);
    (answer ?? usual)(response);
  });
  server.on('connection', () => connections++);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { address: `127.0.0.1:${port}`, port, requests, connections: () => connections };
}

function clusterOf(servers: readonly string[]) {
  return createFakeCluster(() => ({
    topics: { input: { partitions: 1, end: 5 }, 'app-store-changelog': { partitions: 1, end: 100 } },
    groups: [
      classicGroup(
        'app',
        servers.map((server) => ({ server })),
      ),
    ],
  }));
}

async function look(servers: readonly string[], askAt: AskedAddresses, fetch: FetchLags = fetchLags): Promise<ApplicationState> {
  const ask = { application: 'app', topologies: [], knownIds: [], askAt };
  const tools = { fetchLags: fetch, movements: createMovements(), now: () => 0 };
  const state = await readApplication(clusterOf(servers), ask, tools);
  if (!state.ok) throw new Error(state.error.message);
  return state.value;
}

const instancesOf = (...servers: readonly string[]): readonly Instance[] =>
  readMembers(
    classicGroup(
      'app',
      servers.map((server) => ({ server })),
    ).description,
  ).instances;

describe('an address', () => {
  test.each([
    ['app.example:7070', { host: 'app.example', port: 7070 }],
    ['App-1.Example:7070', { host: 'App-1.Example', port: 7070 }],
    ['orders_app_1:80', { host: 'orders_app_1', port: 80 }],
    ['127.0.0.1:65535', { host: '127.0.0.1', port: 65_535 }],
    ['[::1]:8080', { host: '::1', port: 8080 }],
    ['[2001:db8::7]:1', { host: '2001:db8::7', port: 1 }],
  ])('is %s', (text, address) => {
    expect(parseApplicationServer(text)).toEqual(address);
    expect(applicationServerText(parseApplicationServer(text))).toBe(text);
    expect(toApplicationServer(address)).toEqual(address);
  });

  test.each([
    '[::ffff:127.0.0.1]:18080/admin/delete?all=1&x=:1',
    '127.0.0.1/path?x=:1',
    'http://host:80',
    'user:password@host:80',
    'user@host:80',
    'host:80#',
    'host:80/',
    'host:80 ',
    ' host:80',
    'ho st:80',
    'host\t:80',
    'host:80\n',
    'host\r\nX-Evil: 1:80',
    'host%2f:80',
    '%31%32%37.0.0.1:80',
    'h\u00f6st:80',
    'host\u3002example:80',
    '\u2460:80',
    'ho\u202est:80',
    'host\u0000:80',
    'host\\:80',
    'a:b:80',
    '::1:80',
    '[::1%eth0]:80',
    '[::1%25eth0]:80',
    '[::1]x:80',
    '[host]:80',
    '[1]:80',
    '[::1:80',
    '127.1:80',
    '0x7f.0.0.1:80',
    '0177.0.0.1:80',
    '2130706433:80',
    '1.2.3.4.5:80',
    '1.2.3.256:80',
    'host.:80',
    '.host:80',
    'a..b:80',
    '-host:80',
    'host-:80',
    `${'a'.repeat(64)}:80`,
    `${'a.'.repeat(127)}a:80`,
    'host:0',
    'host:00080',
    'host:65536',
    'host:99999999999999999999',
    'host:-1',
    'host:+80',
    'host:8e1',
    'host:',
    ':80',
    'host',
    'x'.repeat(100_000),
  ])('is not %j', (text) => {
    expect(parseApplicationServer(text)).toEqual({ notAnAddress: text });
    const shown = applicationServerText({ notAnAddress: text });
    // oxlint-disable-next-line no-control-regex -- that is what is looked for
    expect(shown).toMatch(/^not an address: [^\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/);
    expect(shown.length).toBeLessThan(400);
  });

  test.each(['a:b', 'host/path', 'host]', 'u@host', ''])('of a streams group is not one with the host %j', (host) => {
    expect(toApplicationServer({ host, port: 80 })).toHaveProperty('notAnAddress');
  });

  test.each([
    '169.254.169.254',
    '169.254.170.2',
    'fe80::1',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    'fd00:ec2::254',
    '100.100.100.200',
  ])('of a metadata service is known: %s', (host) => {
    expect(isMetadataAddress(host)).toBe(true);
  });

  test.each(['127.0.0.1', '10.0.0.1', '192.168.1.1', '::1', 'fd00::1', 'app.example'])(
    'of people’s own networks is not one of those: %s',
    (host) => {
      expect(isMetadataAddress(host)).toBe(false);
    },
  );
});

describe('who is asked', () => {
  it('is nobody before a person agreed, whatever the members say', async () => {
    const listener = await record();
    const state = await look([listener.address, `[::ffff:127.0.0.1]:${listener.port}`], []);
    expect(listener.connections()).toBe(0);
    expect(state.instances).toHaveLength(2);
    expect(state.problems).toEqual([]);
  });

  it('is whom the person was shown: every other address, and every other text, gets no connection', async () => {
    const agreed = await record();
    const other = await record();
    const servers = [
      agreed.address,
      other.address,
      `localhost:${other.port}`,
      `127.0.0.1:${other.port}/admin/delete?all=1&x=:1`,
      `[::ffff:127.0.0.1]:${other.port}/admin/delete?x=:1`,
      `user@127.0.0.1:${other.port}`,
      `127.0.0.1/on-port-80?x=:${other.port}`,
    ];
    const state = await look(servers, [agreed.address]);
    expect(agreed.requests).toEqual(['GET /iq/v1/lags']);
    expect(other.connections()).toBe(0);
    expect(state.stores[0]!.restore).toMatchObject({ state: 'restoring', source: 'application', done: 40, total: 100 });
    const said = state.problems.map(({ error }) => error.message);
    expect(said).toContain(`Its application.server is not an address: user@127.0.0.1:${other.port}.`);
  });

  it('is no metadata service, whatever was agreed to', async () => {
    const asked: string[] = [];
    const listen: FetchLags = ({ host }) => {
      asked.push(host);
      return Promise.resolve(fail('asked'));
    };
    const servers = ['169.254.169.254:80', '[::ffff:169.254.169.254]:80', 'app.example:80'];
    expect((await look(servers, 'all', listen)).problems.map(({ error }) => error.message)).toContain(
      'Its application.server is 169.254.169.254:80, where metadata services of clouds answer.',
    );
    await look(servers, servers, listen);
    expect(asked).toEqual(['app.example', 'app.example']);
    expect(askQuestion('app', instancesOf(...servers))?.addresses).toEqual(['app.example:80']);
    expect(await fetchLags({ host: '169.254.169.254', port: 80 })).toMatchObject({
      ok: false,
      error: expect.stringContaining('is not asked') as string,
    });
  });

  it.each([
    ['alone', ['169.254.169.254']],
    ['among others', ['127.0.0.1', '169.254.169.254']],
  ])('is no metadata service that a name leads to, %s', async (_, addresses) => {
    const listening = await record();
    const found = addresses.map((address) => ({ address, family: 4 }));
    const lookup = vi.spyOn(dns, 'lookup').mockImplementation((...given: readonly unknown[]) => {
      (given.at(-1) as (error: null, all: readonly dns.LookupAddress[]) => void)(null, found);
    });
    onTestFinished(() => lookup.mockRestore());
    const { port } = listening;
    expect(await fetchLags({ host: 'app.example', port })).toEqual(
      fail(`http://app.example:${port}/iq/v1/lags does not answer: metadata services of clouds answer at such addresses.`),
    );
    expect(listening.connections()).toBe(0);
  });

  it('is not where a redirect leads', async () => {
    const other = await record();
    const agreed = await record((response) => {
      response.writeHead(302, { location: `http://${other.address}/iq/v1/lags` });
      response.end();
    });
    const state = await look([agreed.address], [agreed.address]);
    expect(agreed.requests).toHaveLength(1);
    expect(other.connections()).toBe(0);
    expect(state.problems[0]?.error.message).toContain('answers with status 302');
  });

  it('is each address once, a few at a time, at most so many in one look, and that is said', async () => {
    let running = 0;
    let most = 0;
    const asked: string[] = [];
    const slow: FetchLags = async ({ host }) => {
      asked.push(host);
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      return fail('nothing');
    };
    const instances = Array.from({ length: 20_000 }, (_, i) => instancesOf(`host-${i % 10_000}:80`)[0]!);
    const { problems } = await readInstanceLags(instances, { askAt: 'all' }, slow);
    expect(asked).toHaveLength(200);
    expect(new Set(asked).size).toBe(200);
    expect(most).toBe(4);
    expect(problems.length).toBeLessThan(20);
    expect(problems.at(-1)).toMatchObject({
      what: 'lags of 9800 more instances',
      error: { message: 'At most 200 addresses are asked in one look.' },
    });
  });

  it('is nobody any more when the time of a look is over', async () => {
    let asked = 0;
    const silent: FetchLags = (_, call) => {
      asked++;
      return new Promise((resolve) => call!.signal!.addEventListener('abort', () => resolve(fail('too late'))));
    };
    const instances = Array.from({ length: 50 }, (_, i) => instancesOf(`host-${i}:80`)[0]!);
    const { problems } = await readInstanceLags(instances, { askAt: 'all' }, silent, undefined, { atOnce: 4, most: 200, milliseconds: 20 });
    expect(asked).toBe(4);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('is said by the command line before it asks', async () => {
    const listener = await record();
    const said: string[] = [];
    const terminal = {
      cwd: '.',
      columns: undefined,
      colour: false,
      progress: () => undefined,
      print: () => undefined,
      drained: () => Promise.resolve(),
      ask: () => Promise.resolve(undefined),
      say: (line: string) => void said.push(`${line} (${listener.connections()} connections so far)`),
    };
    const given = (has: boolean): GivenOptions => ({ paths: [], text: () => undefined, texts: () => [], has: () => has });
    await lookAtApplication(clusterOf([listener.address]), 'app', given(false), terminal);
    expect([said, listener.connections()]).toEqual([[], 0]);
    await lookAtApplication(clusterOf([listener.address, 'x/y:1']), 'app', given(true), terminal);
    expect(said).toEqual([
      `kslens: asking 1 instance for lags (GET /iq/v1/lags and nothing else): ${listener.address} (0 connections so far)`,
    ]);
    expect(listener.requests).toEqual(['GET /iq/v1/lags']);
  });
});

describe('an answer', () => {
  test.each([
    [
      'larger than an answer is',
      (response: http.ServerResponse) => response.end(`{"lags":{"s":"${'x'.repeat(5_000_000)}"}}`),
      /the answer is too large/,
    ],
    ['nested deeper than anything', (response: http.ServerResponse) => response.end('['.repeat(1_000_000)), /something else than lags/],
    ['another protocol', (response: http.ServerResponse) => response.socket?.end('SSH-2.0-x\r\n'), /does not answer/],
    [
      'an offer to speak another one',
      (response: http.ServerResponse) =>
        response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
      /does not answer/,
    ],
    [
      'cut off',
      (response: http.ServerResponse) => response.socket?.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"lags"'),
      /does not answer/,
    ],
  ])('that is %s is one line', async (_, answer, words) => {
    const listener = await record((response) => void answer(response));
    const { problems } = await look([listener.address], [listener.address]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.error.message).toMatch(words);
  });

  it('has own entries only: names of JavaScript are names of stores', () => {
    const lag = { position: 1, end: 2, lag: 1 };
    const lags = parseLags(`{"lags":{"__proto__":{"0":${JSON.stringify(lag)}},"constructor":{"0":${JSON.stringify(lag)}}}}`);
    expect(lags).toEqual(new Map(['__proto__', 'constructor'].map((name) => [name, new Map([[0, lag]])])));
  });

  test.each([
    '{}',
    '[]',
    'null',
    '{"lags":[]}',
    '{"lags":{"s":[]}}',
    '{"lags":{"s":{"x":{"position":1,"end":1,"lag":0}}}}',
    '{"lags":{"s":{"0":{"position":-1,"end":1,"lag":0}}}}',
    '{"lags":{"s":{"0":{"position":1e300,"end":1,"lag":0}}}}',
    '{"lags":{"s":{"0":{"position":0.5,"end":1,"lag":0}}}}',
    '{"lags":{"s":{"0":null}}}',
  ])('is not %s', (text) => {
    expect(parseLags(text)).toBe('broken');
  });

  it('with more entries than are read says so', () => {
    const partitions = Array.from({ length: 100_001 }, (_, i) => `"${i}":{"position":0,"end":0,"lag":0}`).join();
    expect(parseLags(`{"lags":{"s":{${partitions}}}}`)).toBe('large');
  });
});

describe('what a person agrees to', () => {
  it('is what is shown, all of it, and what is new later is not', () => {
    const few = askQuestion('app', instancesOf('a:1', 'b:2', 'evil/path:80'));
    expect(few).toMatchObject({
      text: 'Ask 2 instances of app for its stores and the progress of its restore?',
      addresses: ['a:1', 'b:2'],
    });
    expect(few?.detail).toContain('a:1\nb:2');
    expect(few?.detail).toContain('GET below /iq/v1 and nothing else');
    expect(few?.detail).not.toContain('evil');
    expect(notAskedText(instancesOf('a:1', 'b:2'), ['a:1', 'b:2'])).toBeUndefined();
    expect(notAskedText(instancesOf('a:1', 'c:3'), ['a:1', 'b:2'])).toBe('1 new instance is not asked: c:3');
    const [served] = instancesOf('a:1');
    const withAgent = askQuestion('app', [{ ...served!, agent: '127.0.0.1:40000' }]);
    expect(withAgent?.addresses).toEqual(['a:1', '127.0.0.1:40000']);
    expect(withAgent?.detail).toContain('or a Java agent of yours announces on this machine');
    expect(few?.detail).not.toContain('agent');
    expect(askQuestion('app', instancesOf('', 'x/y:1'))).toBeUndefined();
  });

  it('is no more than a person can read', () => {
    const many = askQuestion(
      'app',
      Array.from({ length: 20_000 }, (_, i) => instancesOf(`host-${i}:80`)[0]!),
    );
    expect(many?.addresses).toHaveLength(100);
    for (const address of many!.addresses) expect(many?.detail).toContain(address);
    expect(many?.detail).toContain('19900 more are not shown, and are not asked.');
  });

  it('holds for the cluster and the application, and not for another cluster under the name', async () => {
    const memory = new Map<string, unknown>();
    const asked = createAskedInstances({
      // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as the editor declares it
      get: <T>(key: string) => memory.get(key) as T | undefined,
      update: (key, value) => Promise.resolve(void memory.set(key, value)),
    });
    const demo = { name: 'demo', bootstrap: 'a:9092' };
    await asked.set(demo, 'app', ['a:1']);
    expect(asked.get(demo, 'app')).toEqual(['a:1']);
    expect(asked.get(demo, 'other')).toBeUndefined();
    expect(asked.get({ ...demo, bootstrap: 'evil:9092' }, 'app')).toBeUndefined();
    await asked.set(demo, 'app', undefined);
    expect(asked.get(demo, 'app')).toBeUndefined();
    await asked.set(demo, 'app', ['a:1']);
    await asked.remove('demo');
    expect(asked.get(demo, 'app')).toBeUndefined();
  });
});

test('the command line says that a text is not an address, and JSON has no address then', async () => {
  const state = await look(['x/y\u001b[31m:1'], []);
  expect(membersText(state)).toContain(String.raw`application.server is not an address: x/y\u001b[31m:1`);
  expect(membersJson(state)).toMatchObject({
    instances: [{ endpoint: null, reasons: { endpoint: String.raw`not an address: x/y\u001b[31m:1` } }],
  });
});

test('lags of an address count for every instance that says it', async () => {
  const lags = new Map([['store', new Map([[0, { position: 1, end: 2, lag: 1 }]])]]);
  const told = await readInstanceLags(instancesOf('a:1', 'a:1'), { askAt: ['a:1'] }, () => Promise.resolve(succeed(lags)));
  expect(told.lags).toHaveLength(1 + 1);
});
