// From nothing to an application's stores, on the sample's cluster: what a person does, sees and hears. Names come from Kafka's own tools.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { clusterFaultChecks } from './clusterFaultChecks.mjs';
import { askInstances, clusterView, notification, steps } from './lib/clusterView.mjs';
import { closeHover, until, wordBox } from './lib/editor.mjs';
import { checkWithPictures, journey } from './lib/journey.mjs';
import { project } from './lib/setup.mjs';
import { placesOf } from './lib/secrets.mjs';
import { openWorkbench, runCommand, webviewFrame } from './lib/workbench.mjs';

const topology = 'src/main/java/com/example/orders/OrdersTopology.java';
const themes = [
  { name: 'light', id: 'Light Modern', mark: 'vs' },
  { name: 'contrast', id: 'Default High Contrast', mark: 'hc-black' },
];

/** Topics of the cluster, as kafka-topics lists them. */
async function topicsOf(cluster) {
  const { status, stdout, stderr } = await cluster.tool('org.apache.kafka.tools.TopicCommand', ['--list']);
  assert.equal(status, 0, stderr);
  return stdout.split('\n').filter((line) => line !== '');
}

/** `orders`: the sample's cluster, which goes through a lot. */
export async function clusterChecks({ vsix, directory, check: report, say, orders }) {
  const { bootstrap, cluster } = orders;
  const settings = {
    'workbench.colorTheme': 'Dark Modern',
    'editor.fontSize': 13,
    'kafkaStreams.cluster.refreshSeconds': 2,
    'breadcrumbs.enabled': false,
  };
  const folder = path.join(directory, 'orders');
  fs.cpSync(path.join(project, 'demo', 'orders'), folder, { recursive: true, filter: (file) => path.basename(file) !== 'target' });
  await journey({ vsix, directory, settings, viewport: { width: 1400, height: 860 } }, async ({ page, server, shot }) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    // Brokers and applications share the machine with the workbench.
    page.setDefaultTimeout(60_000);
    const view = clusterView(page);
    const input = steps(page);
    const check = checkWithPictures(report, shot);
    const configure = (settings) => {
      fs.mkdirSync(path.join(folder, '.vscode'), { recursive: true });
      fs.writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
    };
    const userSettings = () => fs.readFileSync(path.join(directory, 'user-data', 'User', 'settings.json'), 'utf8');
    const lens = (text) => page.locator('.codelens-decoration a', { hasText: text }).first();
    const lineOf = (text) =>
      fs
        .readFileSync(path.join(folder, topology), 'utf8')
        .split('\n')
        .findIndex((line) => line.includes(text)) + 1;
    const caretIsIn = (text) => page.locator('.statusbar-item', { hasText: `Ln ${lineOf(text)}, ` }).waitFor({ timeout: 15_000 });
    const document = async (title) => {
      await page.locator('.tab.active', { hasText: title }).waitFor({ timeout: 20_000 });
      return until(async () => {
        const lines = await page.locator('.editor-group-container.active .view-line').allInnerTexts();
        return lines.length > 3 ? lines.join('\n').replaceAll('\u00a0', ' ') : undefined;
      }, `the text of ${title}`);
    };
    let topics = [];

    await openWorkbench(page, server.url, folder, topology);
    await page.locator('.statusbar-item[id="status.problems"]', { hasText: /[1-9]/ }).waitFor({ timeout: 120_000 });

    await check('without a cluster the view says how to add one', async () => {
      await view.focus();
      await page.locator('.welcome-view-content .monaco-button', { hasText: 'Add Cluster' }).waitFor({ timeout: 30_000 });
      await page.locator('.welcome-view-content .monaco-button', { hasText: 'Import Connection' }).waitFor();
      await shot('1-welcome');
      // Wide enough for names and figures.
      const edge = await page.locator('.part.sidebar').boundingBox();
      await page.mouse.move(edge.x + edge.width + 2, 600);
      await page.mouse.down();
      await page.mouse.move(edge.x + edge.width + 180, 600, { steps: 5 });
      await page.mouse.up();
    });

    await check('a cluster is added step by step; what is wrong is said while typing, and one can go back', async () => {
      await page.locator('.welcome-view-content .monaco-button', { hasText: 'Add Cluster' }).click();
      await input.enter('1/4', 'demo');
      await input.at('2/4');
      await input.box.fill('nowhere');
      await until(async () => (await input.message()).includes('nowhere is no HOST:PORT'), 'the message');
      await shot('2-wrong-address');
      await input.back();
      await input.at('1/4');
      assert.equal(await input.box.inputValue(), 'demo');
      await page.keyboard.press('Enter');
      await input.enter('2/4', bootstrap);
      await input.pick('3/4', 'PLAINTEXT');
      await input.at('4/4');
      await shot('2-last-step');
      await input.pick('4/4', 'No');
      await notification(page, 'demo answers: 1 broker').waitFor({ timeout: 30_000 });
      await shot('2-connected');
      await runCommand(page, 'Notifications: Clear All Notifications');
      assert.deepEqual(JSON.parse(userSettings())['kafkaStreams.clusters'], [{ name: 'demo', bootstrap }]);
    });

    await check('the tree has every application, and every store that has a changelog', async () => {
      topics = await topicsOf(cluster);
      await view.open('orders-app');
      const stores = topics
        .filter((topic) => topic.startsWith('orders-app-') && topic.endsWith('-changelog'))
        .map((topic) => topic.slice('orders-app-'.length, -'-changelog'.length));
      assert.ok(stores.length > 4, `the cluster has ${topics.join(', ')}`);
      for (const store of stores) await view.find(store);
      assert.match(await view.words('customers-app'), /2 instances/);
      await shot('3-tree');
    });

    await check('instances are asked once a person has seen who they are, and what is asked', async () => {
      await askInstances({ page, view, shot }, 'orders-app', orders.instances);
      await until(async () => (await view.label('revenue-by-country')).includes('restored'), 'what they say', 60_000);
    });

    await check('the words of a store are heard as they are seen: name, figures and what is wrong', async () => {
      const spoken = await view.label('revenue-by-country');
      for (const part of ['store, revenue-by-country', '4 partitions', 'KiB', 'offsets', 'restored', 'window'])
        assert.ok(spoken.includes(part), `${part} is not in: ${spoken}`);
      const unnamed = topics
        .find((topic) => topic.startsWith('orders-app-KSTREAM-AGGREGATE'))
        .slice('orders-app-'.length, -'-changelog'.length);
      assert.match(await view.label(unnamed), /warning: It is unnamed/);
      const all = await view.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
      assert.ok(
        all.every((label) => label.trim() !== ''),
        `a row has no words: ${all.join('\n')}`,
      );
    });

    await check('below a store stand its changelog and its partitions', async () => {
      await view.open('revenue-by-country');
      assert.ok((await view.words('Changelog topic')).includes('orders-app-revenue-by-country-changelog'));
      assert.match(await view.words('Cleanup policy'), /compact.*fits the store/s);
      assert.match(await view.words('Restore'), /restored/);
      await view.open('Partitions');
      for (let i = 0; i < 4; i++) assert.match(await view.words(`Partition ${i}`), /\d to [\d,]+/);
      await shot('4-store');
      await view.close('revenue-by-country');
    });

    await check('the name of a store is copied', async () => {
      await view.choose('revenue-by-country', 'Copy Name');
      await until(
        async () => (await page.evaluate(() => navigator.clipboard.readText())) === 'revenue-by-country',
        'the name in the clipboard',
      );
    });

    await check('the details of a store say every figure with its source', async () => {
      await view.choose('revenue-by-country', 'Show Details');
      const text = await document('Details of revenue-by-country');
      for (const part of [
        'Store revenue-by-country',
        'Cluster demo, application orders-app',
        'orders-app-revenue-by-country-changelog',
        'Metadata',
        'Restore',
        'partition  leader',
        'Made by ',
      ])
        assert.ok(text.includes(part), `${part} is not in: ${text}`);
      await shot('5-details');
    });

    await check('Go to Source leads to the call that makes the store', async () => {
      await view.choose('revenue-by-country', 'Go to Source');
      await page.locator('.tab.active', { hasText: 'OrdersTopology.java' }).waitFor();
      await caretIsIn('.aggregate(');
    });

    await check('code lenses say the live figures, and lead back to the store', async () => {
      await lens('4 partitions').waitFor({ timeout: 20_000 });
      const all = await page.locator('.codelens-decoration').allInnerTexts();
      assert.ok(
        all.some((text) => /4 partitions · [\d.]+ \w+ · restored \| Query/.test(text.replaceAll(/\s+/g, ' '))),
        all.join('\n'),
      );
      await shot('6-lens');
      // For the README.
      await shot('cluster-lens', { clip: { x: 530, y: 36, width: 870, height: 560 } });
      await shot('cluster-tree', { clip: { x: 0, y: 36, width: 530, height: 560 } });
      await lens('restored').click();
      await until(
        async () =>
          (await view.rows.filter({ has: page.locator(':scope.focused, :scope.selected') }).count()) > 0 ||
          (await page.locator('.pane-body .monaco-list-row.selected').count()) > 0,
        'a selected row',
      );
    });

    await check('lenses can be switched off', async () => {
      configure({ 'kafkaStreams.cluster.codeLens': false });
      await until(async () => (await page.locator('.codelens-decoration').count()) === 0, 'no lens');
      configure({});
      await lens('4 partitions').waitFor({ timeout: 20_000 });
    });

    await check('typing goes on while figures come', async () => {
      const line = '.groupBy((id, order) -> order.customerId()';
      const box = await until(() => wordBox(page, line, 'customerId'), line);
      await page.mouse.click(box.x + box.width - 1, box.y + box.height / 2);
      const typed = 'abcdefghijklmnopqrstuvwxyz';
      const start = Date.now();
      await page.keyboard.type(typed);
      await until(() => wordBox(page, `customerId${typed}`, typed), 'what was typed');
      say(`typed ${typed.length} letters in ${Date.now() - start} ms while lenses were live`);
      for (let i = 0; i < typed.length; i++) await page.keyboard.press('Backspace');
      await until(() => wordBox(page, line, 'customerId'), 'as it was');
      await runCommand(page, 'File: Save');
    });

    await check('the tree is filtered and sorted', async () => {
      await runCommand(page, 'Kafka Streams: Filter Clusters');
      await input.box.fill('by-country');
      await page.keyboard.press('Enter');
      await until(async () => (await view.row('largest-order-by-product').count()) === 0, 'the others are hidden', 40_000);
      assert.ok(await view.row('revenue-by-country').isVisible());
      await page.locator('.pane-body .message', { hasText: 'Filtered by "by-country"' }).waitFor();
      await shot('7-filtered');
      await runCommand(page, 'Kafka Streams: Clear Filter of Clusters');
      await view.find('largest-order-by-product');
      await runCommand(page, 'Kafka Streams: Sort Clusters By');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Size, largest first' }).click();
      const first = async () =>
        (await view.rows.evaluateAll((rows) =>
          rows.find((row) => row.getAttribute('aria-label')?.startsWith('store, '))?.getAttribute('aria-label'),
        )) ?? '';
      await until(async () => !(await first()).startsWith('store, KSTREAM-AGGREGATE'), 'another store is first');
      await runCommand(page, 'Kafka Streams: Sort Clusters By');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Name' }).first().click();
    });

    await check('code and cluster are compared', async () => {
      await view.choose('orders-app', 'Compare Code With Cluster');
      const text = await document('orders-app and demo');
      assert.ok(text.includes('Application orders-app: code and cluster demo'), text);
      assert.ok(text.includes('No difference'), text);
      await shot('8-compared');
    });

    await check('an application is matched with code by hand, and back', async () => {
      await view.choose('customers-app', 'Match Application With Code');
      const list = page.locator('.quick-input-list .monaco-list-row');
      await list.filter({ hasText: 'CustomersTopology' }).waitFor({ timeout: 15_000 });
      await shot('9-match');
      await page.keyboard.press('Escape');
    });

    await check('instances show their threads and tasks', async () => {
      await view.open('Instances');
      await until(
        async () => (await view.texts()).filter((text) => /\d+ active/.test(text)).length >= 2,
        'two instances with active tasks',
      );
      await shot('10-instances');
    });

    for (const { name, id, mark } of themes) {
      await check(`the tree shows in the theme ${id}`, async () => {
        configure({ 'workbench.colorTheme': id });
        await page.waitForFunction((wanted) => document.querySelector('.monaco-workbench').classList.contains(wanted), mark);
        const hover = page.locator('.monaco-hover:visible', { hasText: 'Changelog topic' });
        // A line that is painted anew meanwhile ends the wait of the pointer on it.
        await until(async () => {
          await page.locator('.composite.title').first().hover();
          await (await view.find('revenue-by-country')).hover();
          await page.waitForTimeout(1200);
          return hover.isVisible();
        }, 'the hover of a store');
        await shot(`11-${name}`);
        await closeHover(page);
      });
    }

    await check('a changelog of no known application is queried from the tree, by its topic alone', async () => {
      const topic = 'left-behind-visits-changelog';
      const made = await cluster.tool('org.apache.kafka.tools.TopicCommand', [
        ...['--create', '--topic', topic, '--partitions', '2', '--config', 'cleanup.policy=compact'],
      ]);
      assert.equal(made.status, 0, made.stderr);
      const reading = ['--reader-property', 'parse.key=true', '--reader-property', 'key.separator=:'];
      const told = await cluster.tool('org.apache.kafka.tools.ConsoleProducer', ['--topic', topic, ...reading], { input: 'anna:12\n' });
      assert.equal(told.status, 0, told.stderr);
      await view.open('Topics of No Known Application');
      await view.choose(topic, 'Query Store');
      const panel = webviewFrame(page);
      await panel.getByRole('heading', { name: 'left-behind-visits' }).waitFor();
      await panel.getByText('no known application on demo').waitFor();
      await panel.getByRole('button', { name: 'Run', exact: true }).first().click();
      await panel.locator('.rows .cell.key', { hasText: 'anna' }).waitFor();
      await panel.getByText(`changelog ${topic}`).first().waitFor();
      await shot('12-unclaimed');
      await runCommand(page, 'View: Close Editor');
      await view.focus();
    });

    await check('a reload of the window brings lenses and the open tree back, without a look at the view', async () => {
      await view.find('revenue-by-country');
      await runCommand(page, 'View: Show Explorer');
      await page.locator('.tab', { hasText: 'OrdersTopology.java' }).click();
      await page.waitForTimeout(1500); // the editor writes what it remembers about once a second
      await page.reload();
      await lens('4 partitions').waitFor({ timeout: 60_000 });
      assert.equal(await view.rows.count(), 0);
      await view.focus();
      await view.find('revenue-by-country');
      await shot('13-reloaded');
    });

    await clusterFaultChecks({ page, view, input, shot, directory, check, say, orders });
    await check('no secret lies in settings, state or log', async () => {
      assert.deepEqual(await placesOf(['wrong-secret', 'right-secret', 'url-secret'], { page, directory }), []);
    });
  });
}
