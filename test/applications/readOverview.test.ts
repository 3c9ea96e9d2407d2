import { describe, expect, it } from 'vitest';
import { lookAt } from '../../src/applications/readOverview.js';
import type { CommittedOffset, GroupListing } from '../../src/kafka/cluster.js';
import { createFakeCluster, streamsGroup, type FakeCluster, type FakeTopic } from '../support/fakeCluster.js';

/** Base64 of version 1 and an int64: what Kafka Streams commits beside an offset. */
const streamTime = Buffer.from([1, 0, 0, 1, 0x9b, 0, 0, 0, 0]).toString('base64');
const commit = (topic: string, metadata = ''): CommittedOffset => ({ topic, partition: 0, offset: 5, metadata });
const idle = (id: string, protocolType = 'consumer'): GroupListing => ({ id, type: 'classic', protocolType, state: 'Empty' });
const topics = (...names: readonly string[]): Readonly<Record<string, FakeTopic>> =>
  Object.fromEntries(names.map((name) => [name, { partitions: 1 }]));

async function overviewOf(cluster: FakeCluster, knownIds: readonly string[] = []) {
  const look = await lookAt(
    createFakeCluster(() => cluster),
    knownIds,
  );
  if (!look.ok) throw new Error(look.error.message);
  const { applications, unclaimedTopics, problems } = look.value.overview;
  return {
    applications: Object.fromEntries(applications.map(({ id, changelogs, repartitions }) => [id, [...changelogs, ...repartitions]])),
    notes: Object.fromEntries(applications.map(({ id, note }) => [id, note])),
    nobody: unclaimedTopics,
    problems: problems.map(({ what }) => what),
  };
}

describe('applications of a cluster', () => {
  it('are looked for among so many groups, and those that are known from elsewhere first', async () => {
    const many = Array.from({ length: 60_000 }, (_, i) => idle(`g${String(i).padStart(6, '0')}`));
    const cluster = { topics: topics('zoo-counts-changelog'), groups: [...many, idle('zoo')] };
    expect(await overviewOf(cluster, ['zoo'])).toMatchObject({
      applications: { zoo: ['zoo-counts-changelog'] },
      problems: ['40001 of 60001 groups'],
    });
    expect(await overviewOf({ ...cluster, groups: [...many.slice(0, 19_999), idle('zoo')] }, ['zoo'])).toMatchObject({ problems: [] });
  });

  it('are none where there are no groups and no such topics', async () => {
    expect(await overviewOf({})).toEqual({ applications: {}, notes: {}, nobody: [], problems: [] });
    expect(await overviewOf({ topics: topics('orders', 'a-b-changelog'), groups: [] })).toMatchObject({
      applications: {},
      nobody: ['a-b-changelog'],
    });
  });

  it('are not plain consumers, even where topics bear their names', async () => {
    const cluster = {
      topics: topics('billing-db-changelog', 'orders'),
      groups: [idle('billing')],
      committed: { billing: [commit('orders')] },
    };
    expect(await overviewOf(cluster)).toMatchObject({ applications: {}, nobody: ['billing-db-changelog'] });
  });

  it('are stopped groups that committed stream times, or read a repartition topic of their own', async () => {
    const cluster = {
      topics: topics('shop-counts-changelog', 'till-by-day-repartition', 'till-sums-changelog', 'orders'),
      groups: [idle('shop'), idle('till'), idle('connect-sink', 'connect')],
      committed: { shop: [commit('orders', streamTime)], till: [commit('till-by-day-repartition')] },
    };
    expect(await overviewOf(cluster)).toMatchObject({
      applications: { shop: ['shop-counts-changelog'], till: ['till-sums-changelog', 'till-by-day-repartition'] },
      notes: { shop: 'no members: stopped or orphaned', till: 'no members: stopped or orphaned' },
      nobody: [],
    });
  });

  it('have ids that are prefixes of each other, with dashes', async () => {
    const cluster = {
      topics: topics('a-x-changelog', 'a-b-y-changelog', 'a-b-c-z-changelog', 'a-b-changelog', 'ab-q-changelog', 'a--r-changelog'),
      groups: ['a', 'a-b', 'a-b-c', 'a-'].map((id) => idle(id)),
      committed: Object.fromEntries(['a', 'a-b', 'a-b-c', 'a-'].map((id) => [id, [commit('orders', streamTime)]])),
    };
    expect(await overviewOf(cluster)).toMatchObject({
      applications: {
        // Each store's name may begin with what the longer id ends with: only the code tells.
        a: ['a--r-changelog', 'a-b-c-z-changelog', 'a-b-changelog', 'a-b-y-changelog', 'a-x-changelog'],
        'a-': ['a--r-changelog'],
        'a-b': ['a-b-c-z-changelog', 'a-b-y-changelog'],
        'a-b-c': ['a-b-c-z-changelog'],
      },
      nobody: ['ab-q-changelog'],
    });
  });

  it('keep what their members say that they use, whatever the names suggest', async () => {
    const cluster = {
      topics: topics('a-b-c-changelog', 'orders'),
      groups: [streamsGroup('a', { '0': { reads: ['orders'], changelogs: ['a-b-c-changelog'] } }, { '0': [0] }), idle('a-b')],
      committed: { 'a-b': [commit('orders', streamTime)] },
    };
    expect(await overviewOf(cluster)).toMatchObject({ applications: { a: ['a-b-c-changelog'], 'a-b': [] }, nobody: [] });
  });

  it('are known by code where only topics are left', async () => {
    const cluster = { topics: topics('gone-counts-changelog', 'never-x') };
    expect(await overviewOf(cluster, ['gone', 'never'])).toMatchObject({
      applications: { gone: ['gone-counts-changelog'] },
      notes: { gone: 'no group: stopped for long, or orphaned topics' },
    });
  });

  it('are there, with what is missing said, where commits are refused', async () => {
    const cluster = { topics: topics('s-x-changelog'), groups: [idle('s')], refused: ['committed' as const] };
    expect(await overviewOf(cluster)).toMatchObject({ applications: {}, problems: ['committed offsets of group s'] });
  });

  /** Every topic has one owner or none; the owner's name begins it, and no longer known id does. */
  it('share topics out, each to one of any ids', async () => {
    let seed = 20_261_126;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % below;
    };
    const word = (): string => Array.from({ length: 1 + random(4) }, () => 'ab-_.'[random(5)]).join('');
    for (let round = 0; round < 300; round++) {
      const ids = [...new Set(Array.from({ length: 1 + random(6) }, word))];
      const names = [
        ...new Set(Array.from({ length: random(12) }, () => `${word()}-${word()}-${random(2) === 0 ? 'changelog' : 'repartition'}`)),
      ];
      const { applications, nobody } = await overviewOf({
        topics: topics(...names),
        groups: ids.map((id) => idle(id)),
        committed: Object.fromEntries(ids.map((id) => [id, [commit('orders', streamTime)]])),
      });
      expect(Object.keys(applications)).toEqual(ids.toSorted());
      expect([...Object.values(applications).flat(), ...nobody].toSorted()).toEqual(names.toSorted());
      const couldOwn = (id: string, name: string): boolean =>
        name.startsWith(`${id}-`) && /^.+-(?:changelog|repartition)$/.test(name.slice(id.length + 1));
      for (const [id, owned] of Object.entries(applications))
        for (const name of owned) {
          expect(couldOwn(id, name)).toBe(true);
          expect(ids.filter((other) => other.length > id.length && couldOwn(other, name))).toEqual([]);
        }
      for (const name of nobody) expect(ids.filter((id) => couldOwn(id, name))).toEqual([]);
    }
  });
});
