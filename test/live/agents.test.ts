/** Agents of this machine, as instances of an application on a cluster. */
import { expect, test } from 'vitest';
import type { Instance } from '../../src/applications/model.js';
import type { Agent } from '../../src/live/agents/agent.js';
import { agentsOfGroup, withAgents } from '../../src/live/agents/agentsOfGroup.js';
import { throughAgents } from '../../src/live/agents/throughAgents.js';
import { liveAddressText } from '../../src/live/client/liveAddress.js';
import type { LiveQuery } from '../../src/live/client/liveResult.js';
import { queryApplication } from '../../src/live/client/queryApplication.js';
import { nothingKnown } from '../../src/live/store/knownOfStore.js';
import { addressOf, createFakeApplication, storeOf } from './fakeApplication.js';

const numbers = ['0b4c2f4e-5b1f-4ea0-9d3c-1f2e3d4c5b6a', '1b4c2f4e-5b1f-4ea0-9d3c-1f2e3d4c5b6a'] as const;
const agentAt = (port: number, clientId: string, server: string | null = null): Agent => ({
  address: { ...addressOf(`127.0.0.1:${port}`), isGiven: true, token: `token-${port}` },
  process: port,
  applicationId: 'shop',
  clientId,
  server: server === null ? null : addressOf(server).server,
});
const threadsOf = (clientId: string): string[] => [1, 2].map((thread) => `${clientId}-StreamThread-${thread}-consumer`);

test('an agent is of the cluster whose group has its threads among the members', () => {
  const [own, other] = numbers.map((number, i) => agentAt(40_000 + i, `shop-${number}`)) as [Agent, Agent];
  const named = agentAt(40_002, 'shop-client');
  const elsewhere = { ...agentAt(40_003, `orders-${numbers[0]}`), applicationId: 'orders' };
  const all = [own, other, named, elsewhere];
  expect(agentsOfGroup(all, 'shop', threadsOf(own.clientId))).toEqual({ agents: [own], unsure: [], areAll: true });
  const more = [...threadsOf(own.clientId), ...threadsOf('shop-client')];
  // Every process with that client.id, on any cluster, has these names.
  expect(agentsOfGroup(all, 'shop', more)).toEqual({ agents: [own], unsure: [named], areAll: false });
  const thread = { memberId: 'm', clientId: `${own.clientId}-StreamThread-1-consumer`, active: [], standby: [], warmup: [], target: null };
  const instance: Instance = { processId: 'p', clientHost: '/127.0.0.1', endpoint: null, threads: [thread] };
  expect(withAgents([instance, { ...instance, threads: [] }], 'shop', all).map(({ agent }) => agent)).toEqual([
    '127.0.0.1:40000',
    undefined,
  ]);
  expect(agentsOfGroup(all, 'shop', [])).toEqual({ agents: [], unsure: [], areAll: false });
});

const query: LiveQuery = {
  ...{ application: 'shop', store: 'counts', operation: { kind: 'all' }, asOf: null, limit: 100, cursor: null },
  ...{ takesStale: false, withBytes: false, ...nothingKnown },
};

test('an instance is asked at its agent, not where it says that it is', async () => {
  const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
  // They name each other by application.server, where nobody answers ks-iq/1.
  const names = ['10.0.0.1:8080', '10.0.0.2:8080'];
  const agents = names.map((name, i) => agentAt(40_000 + i, `shop-${numbers[i]}`, name));
  const instances = { [names[0]!]: { active: [0, 2], standby: [] }, [names[1]!]: { active: [1, 3], standby: [] } };
  const application = createFakeApplication(storeOf(4, keys), instances);
  const asked = new Set<string>();
  const get: typeof application.get = (address, path, call) => {
    asked.add(`${liveAddressText(address)} ${address.token}`);
    const agent = agents.find((one) => liveAddressText(one.address) === liveAddressText(address));
    return application.get(
      agent?.server === null || agent === undefined ? address : addressOf(liveAddressText({ ...address, server: agent.server })),
      path,
      call,
    );
  };
  const { seeds, reachedAt } = throughAgents(names.map(addressOf), agents);
  const answer = await queryApplication(query, { seeds, reachedAt, get, patienceMs: 0, now: () => 0 });
  expect(answer).toMatchObject({ complete: true, warnings: [], failure: null });
  expect(answer.rows.map(({ key }) => key)).toEqual(keys);
  expect([...asked].sort()).toEqual(['127.0.0.1:40000 token-40000', '127.0.0.1:40001 token-40001']);
});

test('a token goes to its agent, and to nobody whom that one names', async () => {
  const application = createFakeApplication(storeOf(2, ['a', 'b']), {
    '127.0.0.1:40000': { active: [0], standby: [] },
    '10.0.0.2:8080': { active: [1], standby: [] },
  });
  const tokens = new Map<string, string | null>();
  const get: typeof application.get = (address, path, call) => {
    tokens.set(liveAddressText(address), address.token);
    return application.get(address, path, call);
  };
  const { seeds, reachedAt } = throughAgents([], [agentAt(40_000, `shop-${numbers[0]}`)]);
  await queryApplication(query, { seeds, reachedAt, get, patienceMs: 0, now: () => 0 });
  expect(Object.fromEntries(tokens)).toEqual({ '127.0.0.1:40000': 'token-40000', '10.0.0.2:8080': null });
});
