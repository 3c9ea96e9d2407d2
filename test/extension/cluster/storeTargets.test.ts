/** How often an application is read so that its stores can be queried. */
import { expect, test } from 'vitest';
import { succeed } from '../../../src/base/result.js';
import { createStoreTargets } from '../../../src/extension/cluster/session/storeTargets.js';
import type { ApplicationState } from '../../../src/applications/model.js';
import type { ClusterSession } from '../../../src/platform/cluster/clusterService.js';
import { application, changelog, store } from './states.js';

const { signal } = new AbortController();
const call = { signal, anew: false };
const id = { cluster: 'demo', application: 'shop', store: 'orders' };
const never = (): never => {
  throw new Error('not asked for here');
};

/** A cluster whose application is as `there` says when it is read; `seen` is what the tree knows. */
function start(there: () => ApplicationState | Promise<ApplicationState>, seen?: ApplicationState) {
  let reads = 0;
  let wanted: AbortSignal | undefined;
  const open = (): ClusterSession => ({
    describe: never,
    overview: never,
    holders: never,
    query: never,
    search: never,
    live: never,
    follow: never,
    planChange: never,
    carryOut: never,
    close: never,
    async application(ask, asked) {
      expect(ask.application).toBe('shop');
      reads++;
      wanted = asked?.signal;
      return succeed(await there());
    },
  });
  let session = open();
  const targets = createStoreTargets({
    session: (cluster) => (cluster === 'demo' ? session : undefined),
    ask: (_, asked) => ({ application: asked, topologies: [], knownIds: [], askAt: [] }),
    matched: () => [],
    known: () => seen,
  });
  return {
    targets,
    reads: () => reads,
    /** The last reading, if it began, was not cancelled. */
    isWanted: () => wanted?.aborted === false,
    reopen() {
      session = open();
    },
  };
}

const topicOf = { ok: true, value: { topic: changelog.name, application: 'shop', store: 'orders' } };

test('a store that was picked is found without its application being read again', async () => {
  const { targets, reads } = start(() => application);
  await targets.readApplication('demo', 'shop', signal);
  for (let run = 0; run < 3; run++) expect(await targets.findTarget(id, call)).toMatchObject(topicOf);
  expect(reads()).toBe(1);
});

test('the first look for a store reads its application, the next ones do not', async () => {
  const { targets, reads } = start(() => application);
  for (let run = 0; run < 3; run++) expect(await targets.findTarget(id, call)).toMatchObject(topicOf);
  expect(reads()).toBe(1);
});

test('two looks at once read once', async () => {
  const { targets, reads } = start(() => application);
  const looks = await Promise.all([targets.findTarget(id, call), targets.findTarget(id, call)]);
  expect(looks).toMatchObject([topicOf, topicOf]);
  expect(reads()).toBe(1);
});

test('a look that is cancelled ends at once, and its reading where no other look wants it', async () => {
  let answer: (state: ApplicationState) => void = never;
  const { targets, reads, isWanted } = start(() => new Promise((resolve) => (answer = resolve)));
  const cancelled = { ok: false, error: { kind: 'cancelled' } };
  const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()];
  const look = (of: AbortController) => targets.findTarget(id, { signal: of.signal, anew: false });
  const looks = [look(first), look(second)];
  first.abort();
  expect(await looks[0]).toMatchObject(cancelled);
  expect([reads(), isWanted()]).toEqual([1, true]);
  second.abort();
  expect(await looks[1]).toMatchObject(cancelled);
  expect(isWanted()).toBe(false);
  const next = look(third);
  expect([reads(), isWanted()]).toEqual([2, true]);
  answer(application);
  expect(await next).toMatchObject(topicOf);
  expect(await look(first)).toMatchObject(topicOf);
});

test('what the tree knows is enough', async () => {
  const { targets, reads } = start(never, application);
  expect(await targets.findTarget(id, call)).toMatchObject(topicOf);
  expect(reads()).toBe(0);
});

test('a store that nothing has yet is looked for on the cluster each time', async () => {
  let there: ApplicationState = { ...application, stores: [] };
  const { targets, reads } = start(() => there, there);
  expect(await targets.findTarget(id, call)).toMatchObject({ ok: false, error: { kind: 'notFound' } });
  there = { ...application, stores: [store] };
  expect(await targets.findTarget(id, call)).toMatchObject(topicOf);
  expect(reads()).toBe(2);
});

test('anew is anew, and so is a cluster with other settings', async () => {
  const { targets, reads, reopen } = start(() => application);
  await targets.findTarget(id, call);
  await targets.findTarget(id, { signal, anew: true });
  expect(reads()).toBe(2);
  reopen();
  await targets.findTarget(id, call);
  expect(reads()).toBe(3);
  expect(await targets.findTarget({ ...id, cluster: 'gone' }, call)).toMatchObject({ ok: false, error: { kind: 'notFound' } });
});
