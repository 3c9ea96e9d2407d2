/** Secrets that stand in addresses, through every door: none is in a setting, in state, in a log, in a message or in an export after the whole way. */
import { afterEach, describe, expect, it, test } from 'vitest';
import { emptyDraft, fromDraft, toDraft } from '../../src/extension/cluster/connect/clusterDraft.js';
import { createSecrets } from '../../src/extension/cluster/connect/clusterSecrets.js';
import { type ClusterSetting, readClusterSettings } from '../../src/extension/cluster/connect/clusterSetting.js';
import { clusterSteps } from '../../src/extension/cluster/connect/clusterSteps.js';
import { createConnectedClusters } from '../../src/extension/cluster/session/connectedClusters.js';
import { createAskedInstances } from '../../src/extension/cluster/session/askedInstances.js';
import { fromConnectionSettings } from '../../src/extension/cluster/connect/fromConnectionSettings.js';
import { askSteps } from '../../src/extension/cluster/connect/steps.js';
import { toConnectionSettings } from '../../src/extension/cluster/connect/toConnectionSettings.js';
import { rootEntries } from '../../src/extension/cluster/tree/treeEntries.js';
import { createTokenSource } from '../../src/kafka/kafkajs/oauthToken.js';
import { openCluster } from '../../src/kafka/openCluster.js';
import { parseClientProperties } from '../../src/kafka/settings/clientProperties.js';
import { readServiceAddress, withoutSecrets } from '../../src/kafka/settings/serviceAddress.js';
import { openSchemaRegistry } from '../../src/platform/registry/openSchemaRegistry.js';
import { runCommand } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';
import { noFiles } from '../support/settingsFiles.js';

const planted = /SECRET\d/;

/** All that is written down or shown on the way: no secret is in any of it. */
const seen: string[] = [];
const see = (what: unknown): void => void seen.push(typeof what === 'string' ? what : JSON.stringify(what));

afterEach(() => {
  const leaks = seen.filter((text) => planted.test(text));
  if (seen.length === 0 || leaks.length > 0) throw new Error(`nothing was seen, or a secret: ${leaks.join('\n')}`);
  seen.length = 0;
});

const port = { readFile: noFiles, variable: () => undefined };
const parse = (...lines: readonly string[]) => parseClientProperties(lines.join('\n'), [], port);
const oauth = [
  'bootstrap.servers=127.0.0.1:1',
  'security.protocol=SASL_SSL',
  'sasl.mechanism=OAUTHBEARER',
  'sasl.oauthbearer.token.endpoint.url=http://tok:SECRET2@127.0.0.1:1/token',
  'schema.registry.url=http://reg:SECRET1@127.0.0.1:1,http://reg:SECRET1@127.0.0.1:2',
];

/** What the editor keeps of a cluster, and what of it can be used again. */
async function keep(setting: ClusterSetting, secrets: ReturnType<typeof fromDraft>['secrets']) {
  const storage = new Map<string, string>();
  const memory = new Map<string, unknown>();
  const state = {
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as the editor declares it
    get: <T>(key: string) => memory.get(key) as T | undefined,
    update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
  };
  const store = createSecrets({
    get: (key) => Promise.resolve(storage.get(key)),
    store: (key, value) => Promise.resolve(void storage.set(key, value)),
    delete: (key) => Promise.resolve(void storage.delete(key)),
  });
  await store.write(setting, secrets);
  await createConnectedClusters(state).add(setting);
  await createAskedInstances(state).set(setting, 'app', ['a:1']);
  see([setting, [...memory]]);
  const written = readClusterSettings(JSON.parse(JSON.stringify([setting])));
  expect(written).toEqual({ clusters: [setting], problems: [] });
  const asked = () => undefined;
  const states = {
    overview: () => ({ value: undefined, error: undefined, busy: false, at: 0 }),
    status: () => undefined,
    application: () => ({ value: undefined, error: undefined, busy: false, at: 0 }),
  };
  see(rootEntries({ clusters: [{ ...setting, connected: true }], states, asked, order: { filter: '', sort: 'name' } }));
  const connection = toConnectionSettings(setting, (await store.read(setting)) ?? {}, { readFile: noFiles, variable: () => undefined });
  if (!connection.ok) throw new Error(connection.error.message);
  return connection.value;
}

describe('an imported connection', () => {
  it('has its secrets in the secret storage, and is the same connection', async () => {
    const read = await parse(...oauth);
    if (!read.ok) throw new Error(read.error.message);
    const { setting, secrets } = fromDraft(fromConnectionSettings('n', read.value));
    expect(secrets).toEqual({ clientSecret: 'SECRET2', registryPassword: 'SECRET1' });
    expect(setting).toMatchObject({
      tokenEndpoint: 'http://127.0.0.1:1/token',
      clientId: 'tok',
      schemaRegistry: { url: 'http://127.0.0.1:1,http://127.0.0.1:2', username: 'reg' },
    });
    const connection = await keep(setting, secrets);
    expect(connection).toEqual(read.value);
    // What comes of using it: nobody answers at these addresses.
    const { sasl, schemaRegistry } = connection;
    if (sasl?.mechanism !== 'OAUTHBEARER' || schemaRegistry === null) throw new Error('it is another connection');
    see(
      String(
        await createTokenSource(sasl, [])
          .get()
          .catch((error: unknown) => error),
      ),
    );
    see(await openSchemaRegistry(schemaRegistry).find({ kind: 'id', id: 1 }));
    const cluster = openCluster(connection);
    see(await cluster.describe());
    await cluster.close();
  });

  it('has what is given by itself rather than what stands in an address', async () => {
    const read = await parse(
      ...oauth,
      'sasl.jaas.config=x required clientId="id" clientSecret="SECRET3";',
      'basic.auth.user.info=name:SECRET4',
    );
    expect(read).toMatchObject({
      ok: true,
      value: {
        sasl: { clientId: 'id', clientSecret: 'SECRET3' },
        schemaRegistry: { authentication: { username: 'name', password: 'SECRET4' } },
      },
    });
    see(read.ok ? [read.value.schemaRegistry?.url] : read.error);
  });

  test.each([
    ['schema.registry.url=https://r/?api_key=SECRET1', 'schema.registry.url has a secret in its query (api_key)'],
    ['schema.registry.url=https://r,https://s?a=b&TOKEN=SECRET1', 'schema.registry.url has a secret in its query (token)'],
    ['schema.registry.url=https://r/;jsessionid=SECRET1', 'jsessionid'],
    ['schema.registry.url=https://r/#access_token=SECRET1', 'access_token'],
    ['schema.registry.url=https://r/?client%5Fsecret=SECRET1', 'client_secret'],
    ['schema.registry.url=https://r/?x=1&sig=SECRET1', 'sig'],
    ['schema.registry.url=https://a:SECRET1@r,https://b:SECRET2@s', 'has other user information in one place than in another'],
    ['schema.registry.url=https://a:SECRET1@r,https://s', 'user information that is not NAME:PASSWORD@'],
    ['schema.registry.url=https://SECRET1@r', 'user information that is not NAME:PASSWORD@'],
    ['schema.registry.url=https://:SECRET1@r', 'user information that is not NAME:PASSWORD@'],
    ['schema.registry.url=https://a:SEC,SECRET1@r', 'user information that is not NAME:PASSWORD@'],
    ['schema.registry.url=https://a:SECRET1/x@r', 'user information that is not NAME:PASSWORD@'],
    ['schema.registry.url=https://a:SECRET1?x@r', 'user information that is not NAME:PASSWORD@'],
    ['schema.registry.url=a:SECRET1@r:8081', 'user information that is not NAME:PASSWORD@'],
    ['bootstrap.servers=user:SECRET1@h:9092', 'The bootstrap address cannot be used: an address has user information'],
    ['bootstrap.servers=SECRET1@h:9092', 'The bootstrap address cannot be used: an address has user information'],
    ['bootstrap.servers=user:SECRET1,SECRET2@h:9092', 'The bootstrap address cannot be used: an address has user information'],
    ['bootstrap.servers=h:9092?password=SECRET1', 'The bootstrap address cannot be used: h:9092 is no HOST:PORT'],
  ])('is refused with %s, in one line without it', async (line, words) => {
    const read = await parse('bootstrap.servers=h:9092', line);
    expect(read).toMatchObject({ ok: false, error: { kind: 'badSettings', message: expect.stringContaining(words) as string } });
    expect(read.ok ? '' : `${read.error.message}${read.error.advice}`).not.toContain('\n');
    see(read);
  });

  it('is refused with a secret in the query of its token endpoint', async () => {
    const read = await parse(...oauth.slice(0, 3), 'sasl.oauthbearer.token.endpoint.url=https://idp/token?client_secret=SECRET4');
    expect(read).toMatchObject({ ok: false, error: { advice: expect.stringContaining('clientSecret') as string } });
    see(read);
  });
});

describe('a cluster that is added step by step', () => {
  const enter = async (answers: readonly string[]) => {
    const left = [...answers];
    const draft = await askSteps(
      emptyDraft,
      (entered) => clusterSteps(entered, { taken: [], isFile: () => true }),
      (step, entered) => {
        see([step.prompt, step.value(entered)]);
        const text = left.shift();
        if (text !== undefined && step.kind === 'text') expect(step.check(text, entered)).toBeUndefined();
        return Promise.resolve(text === undefined ? undefined : { text });
      },
    );
    if (draft === undefined) throw new Error('more is asked for');
    return fromDraft(draft);
  };

  it('keeps name and password of an address apart from it', async () => {
    const registry = ['none', 'https://reg:SECRET1@r:8081', 'reg', ''];
    const { setting, secrets } = await enter([
      'n',
      'h:1',
      'SASL_PLAINTEXT',
      'OAUTHBEARER',
      'https://tok:SECRET2@idp/token',
      'tok',
      '',
      '',
      ...registry,
    ]);
    expect(secrets).toEqual({ clientSecret: 'SECRET2', registryPassword: 'SECRET1' });
    expect(setting).toMatchObject({
      tokenEndpoint: 'https://idp/token',
      clientId: 'tok',
      schemaRegistry: { url: 'https://r:8081', username: 'reg' },
    });
    await keep(setting, secrets);
    see(toDraft(setting, {}));
  });

  test.each(['https://r?token=SECRET1', 'https://SECRET1@r', 'https://a:SECRET1@r,https://b:SECRET2@r'])('does not take %s', (text) => {
    const steps = clusterSteps(
      { ...emptyDraft, security: 'SASL_PLAINTEXT', mechanism: 'OAUTHBEARER', registry: 'none' },
      { taken: [], isFile: () => true },
    );
    for (const id of ['tokenEndpoint', 'registryUrl']) {
      const step = steps.find((one) => one.id === id);
      if (step?.kind !== 'text') throw new Error('no such step');
      const wrong = step.check(text, emptyDraft);
      expect(wrong).toMatch(/^The address has /);
      see(wrong);
      see(step.accept(emptyDraft, text));
    }
  });
});

test.each([
  [{ schemaRegistry: { url: 'https://reg:SECRET1@r' } }, 'schemaRegistry.url holds a name and a password'],
  [{ schemaRegistry: { url: 'https://r?token=SECRET1' } }, 'schemaRegistry.url has a secret in its query (token)'],
  [{ tokenEndpoint: 'https://SECRET1@idp/token' }, 'tokenEndpoint has user information'],
  [{ bootstrap: 'u:SECRET1@h:9092' }, 'an address has user information'],
])('a setting that was edited by hand and holds a secret is not used, and says what to do: %#', (more, words) => {
  const { clusters, problems } = readClusterSettings([{ name: 'demo', bootstrap: 'h:1', ...more }]);
  expect(clusters).toEqual([]);
  expect(problems).toEqual([expect.stringContaining(`demo: ${words}`)]);
  see(problems);
});

test('the command line says no secret of a connection file or an option', async () => {
  const folder = temporaryProject({
    'good.properties': oauth.join('\n').replace('SASL_SSL', 'SASL_PLAINTEXT'),
    'bad.properties': 'bootstrap.servers=h:9092\nschema.registry.url=https://r?password=SECRET1',
  });
  for (const [words = '', ...options] of [
    ['No token: the token endpoint http://127.0.0.1:1/token cannot be reached', '--connection', 'good.properties'],
    [String.raw`schema.registry.url has a secret in its query \(password\)`, '--connection', 'bad.properties'],
    ['must be HOST:PORT', '--bootstrap', 'u:SECRET1@127.0.0.1:1'],
    ['must be HOST:PORT', '--bootstrap', 'h:1?password=SECRET1'],
  ]) {
    const result = await runCommand(folder, 'apps', ...options);
    expect(result).toMatchObject({ status: 2, output: '' });
    expect(result.said).toEqual([expect.stringMatching(words)]);
    see(result);
  }
});

test('an address without secrets is kept as it is written', () => {
  const addresses = [
    'http://r:8081',
    'https://r/a/',
    'https://r:1,http://s:2/x',
    'https://idp/token?p=policy&grant_type=x',
    'registry:8081',
  ];
  for (const text of addresses) expect(readServiceAddress(text)).toEqual({ ok: true, value: { url: text, user: null } });
  see(addresses);
});

test.each([
  ['https://u:SECRET1@h:1/p?q=SECRET2#SECRET3', 'https://h:1/p'],
  ['https://u:SECRET1@r1,https://u:SECRET2@r2', 'https://r2'],
  ['u:SEC/SECRET1?SECRET2@h:1', 'h:1'],
  ['https://h/p', 'https://h/p'],
  ['', ''],
])('%s is shown as %s', (text, shown) => {
  expect(withoutSecrets(text)).toBe(shown);
  see(shown);
});
