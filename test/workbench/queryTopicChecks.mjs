// Query panels over topics that are written here: values whose schemas a registry keeps, a registry that fails, a store without records, a topic that
// is deleted while its panel is open. What Confluent's own serializers wrote is in test/store/fixtures.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { until } from './lib/editor.mjs';
import { checkWithPictures, journey } from './lib/journey.mjs';
import { loadCode } from './lib/panelPage.mjs';
import { closeAll, openQuery, panelOf, patience } from './lib/queryPanel.mjs';
import { openWorkbench, root } from './lib/workbench.mjs';
import { topology } from './shop.mjs';

const themes = [
  { name: 'light', id: 'Light Modern', mark: 'vscode-light' },
  { name: 'contrast', id: 'Default High Contrast', mark: 'vscode-high-contrast' },
  { name: 'dark', id: 'Dark Modern', mark: 'vscode-dark' },
];

const stores = ['orders', 'parcels', 'nothing', 'short'];

/** Code that makes the stores, and leaves their serdes to the configuration. */
const source = `package shop;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Materialized;

final class ShopTopology {

    static Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
${stores
  .map(
    (store) => `        builder.stream("${store}").groupByKey().reduce((before, after) -> after, Materialized.as("${store}"));
`,
  )
  .join('')}
        return builder.build();
    }
}
`;

/** Confluent's frame of a schema that no registry has, and bytes that may be anything. */
const unknownSchema = Buffer.from('00000003e706616263', 'hex');

export async function queryTopicChecks({ vsix, directory, orders, check: report }) {
  const contents = [
    "export { registryVectors, startRegistry } from './test/store/registry/registryServer.ts';",
    "export { startLoader } from './test/cluster/lib/load.ts';",
  ].join('\n');
  fs.mkdirSync(directory, { recursive: true });
  const { registryVectors, startRegistry, startLoader } = await loadCode(directory, 'registry', contents);
  const { schemas, vectors } = registryVectors;
  const vectorsOf = (wanted) => vectors.filter(({ topic }) => topic === wanted).slice(0, 12);
  const valuesOf = (wanted) => vectorsOf(wanted).map(({ bytes }) => Buffer.from(bytes, 'base64'));
  const loader = await startLoader(orders.cluster);
  const write = async (store, values) => {
    await loader.createTopic(`shop-${store}-changelog`, 2, { 'cleanup.policy': 'compact' });
    const keyOf = (n) => `${store}-${String(n).padStart(2, '0')}`;
    const records = values.map((value, n) => ({ partition: -1, timestamp: Date.now(), key: Buffer.from(keyOf(n)), value }));
    if (records.length > 0) await loader.load(`shop-${store}-changelog`, records);
  };
  let isStarting = true;
  const answer = (_, response) => {
    if (isStarting) response.writeHead(503).end('{"error_code":503,"message":"Starting"}');
    return isStarting;
  };
  const registries = {
    Registry: await startRegistry({ schemas }),
    Refusing: await startRegistry({ schemas, authorization: 'Basic cmVhZGVyOnNlY3JldA==' }),
    Starting: await startRegistry({ schemas, answer }),
    Away: await startRegistry(),
  };
  await registries.Away.close();
  await write('orders', [...valuesOf('avro-everything'), unknownSchema]);
  await write('parcels', valuesOf('protobuf-orders'));
  await write('nothing', []);
  await write('short', [Buffer.from('{"n":1}'), Buffer.from('{"n":2}')]);

  const folder = path.join(directory, 'shop');
  fs.cpSync(path.join(root, 'fixtures', 'shop'), folder, { recursive: true });
  fs.writeFileSync(path.join(folder, topology), source);
  const settings = {
    'workbench.colorTheme': 'Dark Modern',
    'kafkaStreams.clusters': Object.entries(registries).map(([name, { url }]) => ({
      name,
      bootstrap: orders.bootstrap,
      schemaRegistry: { url },
    })),
  };
  try {
    await journey({ vsix, directory, settings, viewport: { width: 1500, height: 900 } }, async ({ page, server, shot }) => {
      page.setDefaultTimeout(patience);
      const check = checkWithPictures(report, shot);
      await openWorkbench(page, server.url, folder);
      const panel = panelOf(page);
      const ask = async (cluster, store) => {
        await closeAll(page);
        await openQuery(page, { cluster, application: 'shop', store });
        await panel.run();
      };
      const tree = panel.frame.getByRole('tree', { name: 'Value' });
      const note = panel.frame.getByRole('note').first();
      await registryChecks({ page, panel, ask, tree, note, shot, check, folder, vectorsOf, starts: () => (isStarting = false) });
      await topicChecks({ page, panel, ask, tree, shot, check, orders, write });
    });
  } finally {
    await loader.close();
    for (const name of ['Registry', 'Refusing', 'Starting']) await registries[name].close();
  }
}

async function registryChecks({ page, panel, ask, tree, note, shot, check, folder, vectorsOf, starts }) {
  /** The first level of the tree has the names of the value's fields, and what stands in them. */
  const showsTree = async (expected) => {
    await tree.waitFor();
    const lines = await tree.locator('[role=treeitem][aria-level="2"] > .line').allInnerTexts();
    const names = Object.keys(expected);
    assert.deepEqual(
      lines.map((line) => line.split(':')[0].trim()),
      names,
    );
    for (const [at, name] of names.entries())
      if (['number', 'boolean'].includes(typeof expected[name])) assert.equal(lines[at].split(': ')[1].trim(), String(expected[name]));
  };

  for (const [store, topic, serde] of [
    ['orders', 'avro-everything', 'avro'],
    ['parcels', 'protobuf-orders', 'protobuf'],
  ])
    await check(`values of ${serde} are read through the registry: row, tree and serde`, async () => {
      await ask('Registry', store);
      const { expected } = vectorsOf(topic)[5];
      assert.equal(await panel.problem.isVisible(), false);
      assert.match(await panel.chosen('Value serde'), new RegExp(`^${serde} \\(from the registry`));
      await panel.open(`${store}-05`);
      await showsTree(expected);
      await panel.frame.getByText(`Read as ${serde}.`).waitFor();
      await shot(`1-${serde}`);
    });

  await check('a value whose schema the registry does not have is bytes with the reason; the others are read', async () => {
    await ask('Registry', 'orders');
    await panel.open('orders-12');
    assert.match(await note.innerText(), /the schema registry has no schema id 999/);
    assert.match(await panel.frame.locator('.rows .row', { hasText: 'orders-12' }).locator('.cell.value').innerText(), /^0x00000003e7/);
    await shot('2-unknown-schema');
    for (const { name, id, mark } of themes) {
      fs.mkdirSync(path.join(folder, '.vscode'), { recursive: true });
      fs.writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'workbench.colorTheme': id }));
      await panel.frame.locator(`body.${mark}`).waitFor();
      await page.waitForTimeout(300);
      await shot(`2-unknown-schema-${name}`);
    }
  });

  for (const [cluster, why, todo] of [
    [
      'Away',
      /the schema registry at http:\/\/localhost:\d+ cannot be reached: nothing listens there/,
      /Query again when it answers; its address is in the settings/,
    ],
    ['Refusing', /the schema registry does not accept the name and password/, /Correct its address, name and password in the settings/],
  ])
    await check(`${cluster}: a registry that gives no schemas is said, with what to do, and every row is there`, async () => {
      await ask(cluster, 'orders');
      assert.equal((await panel.cells('key')).length, 13);
      assert.ok((await panel.cells('value')).every((text) => text.startsWith('0x')));
      await shot(`3-${cluster.toLowerCase()}`);
      await panel.open('orders-05');
      assert.match(await note.innerText(), why);
      await panel.status.click();
      for (const place of ['.problem.mild', '.more .warnings li']) {
        const said = await panel.frame.locator(place).first().innerText();
        assert.match(said, /^Values are shown as bytes: /);
        assert.match(said, why);
        assert.match(said, todo);
      }
      await shot(`3-${cluster.toLowerCase()}-opened`);
    });

  await check('a registry that answers again gives values to the next run', async () => {
    await ask('Starting', 'orders');
    assert.ok((await panel.cells('value')).every((text) => text.startsWith('0x')));
    await panel.frame.locator('.problem.mild', { hasText: '(Starting)' }).waitFor();
    starts();
    await panel.run();
    assert.match((await panel.cells('value'))[0], /^\{"text"/);
    await panel.frame.locator('.problem').waitFor({ state: 'hidden' });
    assert.equal(await panel.frame.locator('.status > summary .warnings').innerText(), '');
    assert.match(await panel.chosen('Value serde'), /^avro/);
  });
}

async function topicChecks({ page, panel, ask, tree, shot, check, orders, write }) {
  await check('a store whose topic has no records is said to be empty', async () => {
    await ask('Registry', 'nothing');
    await panel.frame.getByText('The store is empty: its topic shop-nothing-changelog has no records.').waitFor();
    assert.equal(await panel.problem.isVisible(), false);
    await panel.choose('Query', 'Get key');
    await panel.type('Key', 'any');
    await panel.run();
    await panel.frame.getByText('The store is empty: its topic shop-nothing-changelog has no records.').waitFor();
    await shot('4-empty');
  });

  await check('a topic that is deleted while it is followed is said, and its rows stay', async () => {
    await ask('Registry', 'short');
    assert.deepEqual((await panel.cells('value')).sort(), ['{"n":1}', '{"n":2}']);
    await panel.check('Follow');
    await panel.press('Run');
    await until(async () => (await panel.status.innerText()).includes('following'), 'following', patience);
    const tool = ['--delete', '--topic', 'shop-short-changelog'];
    const { status, stderr } = await orders.cluster.tool('org.apache.kafka.tools.TopicCommand', tool);
    assert.equal(status, 0, stderr);
    await panel.ended();
    await panel.problem.waitFor();
    await shot('5-deleted-followed');
    assert.match(await panel.problem.innerText(), /Topic shop-short-changelog was deleted/);
    assert.equal((await panel.cells('key')).length, 2);
    await panel.check('Follow');
  });

  await check('a query of a deleted topic says so; the rows of before are shown as such and can be opened', async () => {
    const said = /The changelog topic of short is not on this cluster: it was not made yet, or it was deleted\./;
    for (const name of ['5-deleted', '5-deleted-again']) {
      await panel.run();
      await panel.problem.waitFor();
      await shot(name);
      assert.match(await panel.problem.innerText(), said);
      assert.match(await panel.status.innerText(), /^2 rows . failed: what is shown is of the query before/);
      assert.equal((await panel.cells('key')).length, 2);
    }
    await panel.open('short-01');
    await tree.waitFor();
    await shot('5-deleted-opened');
  });

  await check('when the topic is there again, the next run shows what it has', async () => {
    await write('short', [Buffer.from('{"n":3}')]);
    const isThere = async () => {
      await panel.run();
      return (await panel.cells('value')).join() === '{"n":3}';
    };
    await until(isThere, 'the new record', patience);
    assert.equal(await panel.problem.isVisible(), false);
    assert.match(await panel.status.innerText(), /^1 row . all rows of the query/);
    await page.waitForTimeout(200);
    await shot('6-made-again');
  });
}
