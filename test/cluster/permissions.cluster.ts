/** Users who may do little: what is refused is said, and the rest is answered. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookAt } from '../../src/applications/readOverview.js';
import type { Cluster } from '../../src/kafka/cluster.js';
import { openCluster } from '../../src/kafka/openCluster.js';
import { startCluster, type TestCluster } from './lib/broker.mjs';
import { administer, plainSettings, runProgram, scanAll, valueOf } from './lib/programs.js';

const users = ['nobody', 'reader', 'describer'] as const;

describe.each(['4.3.0', '3.9.1'])('brokers of version %s that authorise', (version) => {
  const directory = mkdtempSync(join(tmpdir(), 'streams-lens-permissions-'));
  const clusters = new Map<string, Cluster>();
  let brokers: TestCluster;

  beforeAll(async () => {
    const passwords = users.map((user) => `user_${user}="${user}-secret"`).join(' ');
    const module = `org.apache.kafka.common.security.plain.PlainLoginModule required ${passwords};`;
    brokers = await startCluster({
      version,
      directory,
      listeners: [
        {
          name: 'USERS',
          protocol: 'SASL_PLAINTEXT',
          properties: { 'sasl.enabled.mechanisms': 'PLAIN', 'plain.sasl.jaas.config': module },
        },
      ],
      properties: {
        'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
        'super.users': 'User:ANONYMOUS',
      },
    });
    await administer(
      brokers,
      'topic app-store-changelog 2 1 cleanup.policy=compact',
      'topic app-by-key-repartition 2 1',
      'topic secret 1 1',
      'commit app app-by-key-repartition 0 1',
      'commit hidden secret 0 1',
      'allow reader DESCRIBE TOPIC app-store-changelog',
      'allow reader READ TOPIC app-store-changelog',
      'allow reader DESCRIBE TOPIC app-by-key-repartition',
      'allow reader DESCRIBE GROUP app',
      'allow describer DESCRIBE CLUSTER kafka-cluster',
      'allow describer DESCRIBE_CONFIGS TOPIC app-store-changelog',
      'allow describer DESCRIBE TOPIC app-store-changelog',
      'allow describer DESCRIBE TOPIC app-by-key-repartition',
    );
    await runProgram(brokers, 'Produce', 'app-store-changelog', '0', 'none', '100');
    for (const username of users) {
      const sasl = { mechanism: 'PLAIN', username, password: `${username}-secret` } as const;
      clusters.set(username, openCluster({ ...plainSettings(brokers.bootstrapOf('USERS')), sasl }));
    }
  });

  afterAll(async () => {
    for (const cluster of clusters.values()) await cluster.close();
    await brokers?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const partitions = ['app-store-changelog', 'secret'].map((topic) => ({ topic, partition: 0 }));
  const listing = (id: string) => ({ id, type: 'classic', protocolType: 'consumer', state: null }) as const;
  const changelog = { topic: 'app-store-changelog', partition: 0, from: 0, to: 100, isolation: 'committed' } as const;

  it('give someone without permissions an explanation for each question', async () => {
    const cluster = clusters.get('nobody')!;
    expect(valueOf(await cluster.describe()).brokers).toHaveLength(1);
    expect(valueOf(await cluster.topics('all')).values).toEqual([]);
    const named = valueOf(await cluster.topics(['secret', 'no-such-topic']));
    expect(named.values).toEqual([]);
    expect(named.problems.map(({ what, error }) => `${what}: ${error.kind}`).sort()).toEqual([
      'topic no-such-topic: unauthorised',
      'topic secret: unauthorised',
    ]);
    expect(named.problems[0]!.error).toMatchObject({ advice: expect.stringContaining('Describe') });
    const ends = valueOf(await cluster.offsets(partitions, 'latest'));
    expect(ends.values).toEqual([]);
    expect(ends.problems.map(({ error }) => error.kind)).toEqual(['unauthorised', 'unauthorised']);
    expect(valueOf(await cluster.configs(['secret'], ['cleanup.policy'])).problems).toMatchObject([
      { what: 'configuration of secret', error: { kind: 'unauthorised' } },
    ]);
    expect(valueOf(await cluster.logDirectories('all'))).toMatchObject({
      values: [],
      problems: [
        {
          what: 'log directories of broker 1',
          error: { kind: 'unauthorised', advice: 'The user needs the permission Describe on the cluster.' },
        },
      ],
    });
    expect(valueOf(await cluster.groups()).values).toEqual([]);
    expect(valueOf(await cluster.describeGroups([listing('app')]))).toMatchObject({
      values: [],
      problems: [{ what: 'group app', error: { kind: 'unauthorised', advice: 'The user needs the permission Describe on the group.' } }],
    });
    expect(await cluster.committed('app')).toMatchObject({ ok: false, error: { kind: 'unauthorised' } });
    const { end, records } = await scanAll(cluster, changelog);
    expect(end).toMatchObject({
      ok: false,
      error: { kind: 'unauthorised', advice: 'The user needs the permission Describe and Read on the topic.' },
    });
    expect(records).toEqual([]);
    const look = valueOf(await lookAt(cluster, ['app']));
    expect(look.overview).toMatchObject({ applications: [], topicCount: 0 });
  });

  it('give someone who may read one application that, and say what is missing', async () => {
    const cluster = clusters.get('reader')!;
    const { overview } = valueOf(await lookAt(cluster, []));
    expect(overview.applications).toMatchObject([
      { id: 'app', changelogs: ['app-store-changelog'], repartitions: ['app-by-key-repartition'] },
    ]);
    expect(overview.topicCount).toBe(2);
    expect(valueOf((await scanAll(cluster, changelog)).end)).toEqual({ kind: 'done', next: 100 });
    const ends = valueOf(await cluster.offsets(partitions, 'latest'));
    expect(ends.values).toMatchObject([{ topic: 'app-store-changelog', offset: 100 }]);
    expect(ends.problems).toMatchObject([{ what: 'secret-0', error: { kind: 'unauthorised' } }]);
    const layouts = valueOf(await cluster.topics(['app-store-changelog'])).values;
    expect(valueOf(await cluster.logDirectories(layouts)).problems).toMatchObject([{ error: { kind: 'unauthorised' } }]);
    expect(valueOf(await cluster.configs(['app-store-changelog'], ['cleanup.policy'])).problems).toMatchObject([
      { what: 'configuration of app-store-changelog', error: { kind: 'unauthorised' } },
    ]);
    const groups = valueOf(await cluster.describeGroups([listing('app'), listing('hidden')]));
    expect(groups.values).toMatchObject([{ id: 'app', state: 'Empty' }]);
    expect(groups.problems).toMatchObject([{ what: 'group hidden', error: { kind: 'unauthorised' } }]);
    const commits = valueOf(await cluster.committedOf(['app', 'hidden']));
    expect([...commits.values.keys()]).toEqual(['app']);
    expect(commits.problems).toMatchObject([{ what: 'committed offsets of group hidden', error: { kind: 'unauthorised' } }]);
  });

  it('give someone who may describe but not read all but the records', async () => {
    const cluster = clusters.get('describer')!;
    const { overview } = valueOf(await lookAt(cluster, []));
    // Whether the group is an application's, its commits would tell.
    const missing = [{ what: 'committed offsets of group app and 1 more', error: { kind: 'unauthorised' } }];
    expect(overview).toMatchObject({ applications: [], topicCount: 2, problems: missing });
    const layouts = valueOf(await cluster.topics(['app-store-changelog'])).values;
    const sizes = valueOf(await cluster.logDirectories(layouts));
    expect(sizes.problems).toEqual([]);
    expect(sizes.values[0]!.replicas).toHaveLength(2);
    const configs = valueOf(await cluster.configs(['app-store-changelog', 'app-by-key-repartition'], ['cleanup.policy']));
    expect(configs.values.get('app-store-changelog')?.['cleanup.policy']?.value).toBe('compact');
    expect(configs.problems).toMatchObject([{ what: 'configuration of app-by-key-repartition', error: { kind: 'unauthorised' } }]);
    expect(valueOf(await cluster.groups()).values.map(({ id }) => id)).toEqual(['app', 'hidden']);
    const { end } = await scanAll(cluster, changelog);
    expect(end).toMatchObject({ ok: false, error: { kind: 'unauthorised' } });
  });
});
