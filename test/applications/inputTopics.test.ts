/** Inputs that are named like internal topics: what an application says that it reads counts for more than a name. */
import { describe, expect, it } from 'vitest';
import { createMovements } from '../../src/applications/movements.js';
import { readApplication } from '../../src/applications/readApplication.js';
import { lookAt } from '../../src/applications/readOverview.js';
import { fail } from '../../src/base/result.js';
import type { TopologyReport } from '../../src/core/report.js';
import { createFakeCluster, streamsGroup, type FakeCluster } from '../support/fakeCluster.js';
import { runCommand } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';

const streamTime = Buffer.from([1, 0, 0, 1, 0x9b, 0, 0, 0, 0]).toString('base64');
const input = { partitions: 1, end: 10 };

async function rolesIn(cluster: FakeCluster, application: string, topologies: readonly TopologyReport[] = []) {
  const fake = createFakeCluster(() => cluster);
  const ask = { application, topologies, knownIds: [], askAt: [] as const };
  const tools = { fetchLags: () => Promise.resolve(fail('no endpoint')), movements: createMovements(), now: () => 0 };
  const state = await readApplication(fake, ask, tools);
  if (!state.ok) throw new Error(state.error.message);
  const { stores, sources, orphans, repartitions } = state.value;
  const named = (some: readonly { readonly name: string }[]): readonly string[] => some.map(({ name }) => name);
  return { stores: named(stores), sources: named(sources), orphans: named(orphans), repartitions: named(repartitions) };
}

describe('a topic that bears the id of an application and ends as changelogs do', () => {
  it('is the input that the topology on the broker names', async () => {
    const group = streamsGroup(
      'shops',
      { '0': { reads: ['shops-orders-changelog'], changelogs: ['shops-latest-changelog'] } },
      { '0': [0] },
    );
    const cluster = { topics: { 'shops-orders-changelog': input, 'shops-latest-changelog': input }, groups: [group] };
    expect(await rolesIn(cluster, 'shops')).toEqual({
      stores: ['latest'],
      sources: ['shops-orders-changelog'],
      orphans: [],
      repartitions: [],
    });
  });

  it('is the input that a stopped application has committed on, and no store', async () => {
    const cluster: FakeCluster = {
      topics: { 'shop-orders-changelog': input, 'shop-latest-changelog': input },
      groups: [{ id: 'shop', type: 'classic', protocolType: 'consumer', state: 'Empty' }],
      committed: { shop: [{ topic: 'shop-orders-changelog', partition: 0, offset: 10, metadata: streamTime }] },
    };
    expect(await rolesIn(cluster, 'shop')).toEqual({
      stores: ['latest'],
      sources: ['shop-orders-changelog'],
      orphans: [],
      repartitions: [],
    });
  });

  it('is both where the application makes it and reads it', async () => {
    const parts = { '0': { reads: ['orders'], changelogs: ['shops-a-changelog'] }, '1': { reads: ['shops-a-changelog'] } };
    const group = streamsGroup('shops', parts, { '0': [0], '1': [0] });
    expect((await rolesIn({ topics: { 'shops-a-changelog': input }, groups: [group] }, 'shops')).stores).toEqual(['a']);
  });

  it('is a global table’s topic where the code says so, which no group does', async () => {
    const builds = 'builder.globalTable("shop-zones-changelog", Materialized.as("places"));';
    const source = `import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*;
class A { Topology t() { StreamsBuilder builder = new StreamsBuilder(); ${builds} return builder.build(); } }`;
    const { output } = await runCommand(temporaryProject({ 'A.java': source }), 'analyze', '.', '--format', 'json');
    const { topologies } = JSON.parse(output) as { readonly topologies: readonly TopologyReport[] };
    const cluster: FakeCluster = {
      topics: { 'shop-zones-changelog': input, orders: input },
      groups: [{ id: 'shop', type: 'classic', protocolType: 'consumer', state: 'Empty' }],
      committed: { shop: [{ topic: 'orders', partition: 0, offset: 10, metadata: streamTime }] },
    };
    // Its name is all that tells without code.
    expect(await rolesIn(cluster, 'shop')).toMatchObject({ stores: ['zones'], sources: ['orders'] });
    expect(await rolesIn(cluster, 'shop', topologies)).toMatchObject({ stores: ['places'], sources: ['orders', 'shop-zones-changelog'] });
  });

  it('belongs to somebody where any application reads it, and makes no plain consumer an application', async () => {
    const fake = createFakeCluster(() => ({
      topics: { 'people-changelog': input, 'billing-db-changelog': input },
      groups: [
        streamsGroup('mix', { '0': { reads: ['people-changelog'] } }, { '0': [0] }),
        { id: 'billing', type: 'classic' as const, protocolType: 'consumer', state: 'Empty' },
      ],
      committed: { billing: [{ topic: 'billing-db-changelog', partition: 0, offset: 10, metadata: '' }] },
    }));
    const look = await lookAt(fake, []);
    if (!look.ok) throw new Error(look.error.message);
    expect(look.value.overview.unclaimedTopics).toEqual(['billing-db-changelog']);
    expect(look.value.overview.applications.map(({ id }) => id)).toEqual(['mix']);
  });
});
