// A store gets another name: its old changelog is orphaned, its state is moved from the tree, and a query of the new store answers the old values.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { clusterView, notification } from './lib/clusterView.mjs';
import { until } from './lib/editor.mjs';
import { checkWithPictures, journey } from './lib/journey.mjs';
import { panelOf, pick } from './lib/queryPanel.mjs';
import { project } from './lib/setup.mjs';
import { openWorkbench, runCommand } from './lib/workbench.mjs';

const topology = 'src/main/java/com/example/orders/OrdersTopology.java';
const [application, before, after] = ['orders-app', 'largest-order-by-product', 'largest-by-product'];
/** The store's name is its repartition topic's, too. */
const repartition = `${application}-${before}-repartition`;
const [orphan, target] = [before, after].map((store) => `${application}-${store}-changelog`);

/** Ends the sample's first application: these checks come last. */
export async function moveChecks({ vsix, directory, check: report, orders }) {
  const { bootstrap, cluster, instances } = orders;
  const tool = async (name, ...args) => {
    const { status, stdout, stderr } = await cluster.tool(`org.apache.kafka.tools.${name}`, args);
    assert.equal(status, 0, stderr);
    return stdout;
  };
  const topics = async () => (await tool('TopicCommand', '--list')).split('\n');

  const folder = path.join(directory, 'orders');
  fs.cpSync(path.join(project, 'demo', 'orders'), folder, { recursive: true, filter: (file) => path.basename(file) !== 'target' });
  const file = path.join(folder, topology);
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(`as("${before}")`, `as("${after}")`));

  const settings = {
    'workbench.colorTheme': 'Dark Modern',
    'editor.fontSize': 13,
    'breadcrumbs.enabled': false,
    'kafkaStreams.clusters': [{ name: 'demo', bootstrap }],
    'kafkaStreams.cluster.refreshSeconds': 2,
  };
  await journey({ vsix, directory, settings, viewport: { width: 1400, height: 860 } }, async ({ page, server, shot }) => {
    page.setDefaultTimeout(60_000);
    const view = clusterView(page);
    const check = checkWithPictures(report, shot);
    const input = page.locator('.quick-input-widget .quick-input-box input');
    const said = () => page.locator('.quick-input-widget .quick-input-message').innerText();
    const clear = () => runCommand(page, 'Notifications: Clear All Notifications');
    const userSettings = () => JSON.parse(fs.readFileSync(path.join(directory, 'user-data', 'User', 'settings.json'), 'utf8'));
    const document = async (...parts) => {
      await until(
        async () => {
          const lines = await page.locator('.editor-group-container.active .view-line').allInnerTexts();
          const text = lines.join('\n').replaceAll('\u00a0', ' ');
          return parts.every((part) => text.includes(part));
        },
        `a document with ${parts.join(', ')}`,
      );
    };
    /** Keys and values of all rows of the panel in front. */
    const rowsOf = async () => {
      const panel = panelOf(page);
      await panel.run();
      await panel.rows.first().waitFor();
      const [keys, values] = [await panel.cells('key'), await panel.cells('value')];
      return keys.map((key, i) => `${key} ${values[i]}`).sort();
    };
    let old = [];

    await openWorkbench(page, server.url, folder, topology);
    await page.locator('.statusbar-item[id="status.problems"]', { hasText: /[1-9]/ }).waitFor({ timeout: 120_000 });
    const running = instances.filter((instance) => instance.application === application);
    await Promise.all(running.map((instance) => instance.stop()));
    // As somebody who does not wait for session.timeout.ms: those that were stopped are no members any more.
    await tool('StreamsResetter', '--application-id', application, '--dry-run', '--force');

    await check('a stopped application shows what it left behind, and what that holds can be read', async () => {
      await view.focus();
      const edge = await page.locator('.part.sidebar').boundingBox();
      await page.mouse.move(edge.x + edge.width + 2, 600);
      await page.mouse.down();
      await page.mouse.move(edge.x + edge.width + 180, 600, { steps: 5 });
      await page.mouse.up();
      // A click connects it.
      await (await view.find('demo')).click();
      await view.open(application);
      await view.open('Orphaned Topics');
      assert.match(await view.label(orphan), /KiB|MiB|bytes/);
      await shot('move-orphan', { clip: { x: 0, y: 36, width: 530, height: 560 } });
      await view.choose(orphan, 'Query Store');
      old = await rowsOf();
      assert.ok(old.length > 3, old.join('\n'));
      await runCommand(page, 'View: Close All Editors');
      await view.focus();
    });

    await check('Move Its State shows the plan, and writes nothing on a cluster that nobody marked', async () => {
      await view.choose(orphan, 'Move Its State');
      await pick(page, after);
      await document(
        `Move state of ${application}`,
        orphan,
        target,
        'is not there: it is made with 4 partitions',
        'keys',
        'Nothing was written.',
      );
      await notification(page, 'demo is not marked as writable').waitFor();
      await shot('move-plan');
      assert.ok(!(await topics()).includes(target));
    });

    await check('it is marked by a person, and moved when its name is written out, word for word', async () => {
      await notification(page, 'demo is not marked as writable').locator('.monaco-button', { hasText: 'Mark as Writable' }).click();
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.waitFor();
      await shot('move-mark');
      await dialog.locator('.monaco-button', { hasText: 'Mark as Writable' }).click();
      await input.waitFor();
      assert.deepEqual(userSettings()['kafkaStreams.clusters'], [{ name: 'demo', bootstrap, writable: true }]);
      await input.fill(orphan);
      await until(async () => (await said()).includes('word for word'), 'the message');
      await page.keyboard.press('Enter');
      assert.ok(await input.isVisible());
      await shot('move-name');
      await input.fill(target);
      await page.keyboard.press('Enter');
      await notification(page, 'The application can be started').waitFor();
      await document('Copied ', 'Checked: ', 'have the same last record');
      await shot('move-done');
      await clear();
      assert.ok((await topics()).includes(target));
    });

    await check('a query of the new store answers the old values', async () => {
      await view.focus();
      await view.choose(after, 'Query Store');
      assert.deepEqual(await rowsOf(), old);
      await shot('move-query');
      await runCommand(page, 'View: Close All Editors');
    });

    await check('Delete Orphaned Topics says what is lost, and deletes what is named', async () => {
      await view.focus();
      await view.choose(application, 'Delete Orphaned Topics');
      await document('2 topics are left behind', orphan, repartition, 'keys');
      await until(async () => (await said()).includes(`To delete it, write ${orphan}`), 'the first question');
      await shot('move-delete');
      await input.fill(orphan);
      await page.keyboard.press('Enter');
      await until(async () => (await said()).includes(`write ${repartition}. Leave it empty to keep it.`), 'the second question');
      await page.keyboard.press('Enter');
      await notification(page, 'Deleted 1 topic.').waitFor();
      await clear();
      const left = await topics();
      assert.deepEqual(
        [orphan, repartition, target].map((topic) => left.includes(topic)),
        [false, true, true],
      );
    });

    await check('Reset Application does what Kafka’s tool would, and nothing where it is left', async () => {
      const ofTool = await tool('StreamsResetter', '--application-id', application, '--dry-run', '--input-topics', 'orders');
      const internal = /Deleting inferred internal topics \[(.*)\]/.exec(ofTool)[1].split(', ');
      const reset = async () => {
        await view.focus();
        await view.choose(application, 'Reset Application');
        await page.locator('.quick-input-list .monaco-list-row', { hasText: 'orders' }).first().waitFor();
        await page.keyboard.press('Enter');
        await document(`Reset ${application}`, ...internal, 'Nothing was written.');
        await until(async () => (await said()).includes(`write ${application}`), 'the question');
      };
      await reset();
      await shot('move-reset');
      await page.keyboard.press('Escape');
      assert.ok((await topics()).includes(target));
      await reset();
      await input.fill(application);
      await page.keyboard.press('Enter');
      await notification(page, `${application} is reset.`).waitFor();
      const left = await topics();
      assert.deepEqual(
        internal.filter((topic) => left.includes(topic)),
        [],
      );
    });
  });
}
