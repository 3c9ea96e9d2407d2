// "Query Store" in the workbench, over the running sample: what a panel shows is what the applications answer of themselves.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { until } from './lib/editor.mjs';
import { project } from './lib/setup.mjs';
import { installVsix, launchChromium, openWorkbench, runCommand, startServer, webviewFrame, writeProfile } from './lib/workbench.mjs';

const themes = [
  { name: 'dark', id: 'Dark Modern', mark: 'vscode-dark' },
  { name: 'light', id: 'Light Modern', mark: 'vscode-light' },
  { name: 'contrast', id: 'Default High Contrast', mark: 'vscode-high-contrast' },
  { name: 'contrast-light', id: 'Default High Contrast Light', mark: 'vscode-high-contrast-light' },
];

/** The controls of one panel, by the words that a person reads. */
function panelOf(page, nth = 0) {
  const frame = webviewFrame(page, nth);
  const named = (element, label) => frame.locator(`${element}[aria-label="${label}"]`);
  return {
    frame,
    rows: frame.locator('.rows .row'),
    status: frame.locator('.status .summary'),
    problem: frame.locator('.problem'),
    cells: (id) => frame.locator(`.rows .cell.${id}`).allInnerTexts(),
    press: (text) => frame.locator('vscode-button', { hasText: text }).filter({ visible: true }).first().click(),
    async choose(label, text) {
      await named('vscode-dropdown', label).click();
      await named('vscode-dropdown', label).locator('vscode-option', { hasText: text }).first().click();
    },
    async type(label, text) {
      await named('vscode-text-field', label).locator('input').fill(text);
    },
    field: (label) => named('vscode-text-field', label),
    /** Until the run is over. */
    ended: () => frame.locator('vscode-button', { hasText: 'Run' }).waitFor({ state: 'visible', timeout: 60_000 }),
  };
}

/** `orders`: the running sample, as startOrdersCluster gives it. */
export async function queryChecks({ vsix, directory, orders, check, pictures }) {
  const folder = path.join(directory, 'orders');
  const isSource = (file) => path.basename(file) !== 'target';
  fs.cpSync(path.join(project, 'demo', 'orders'), folder, { recursive: true, filter: isSource });
  writeProfile(directory, {
    'workbench.colorTheme': 'Dark Modern',
    'editor.fontSize': 13,
    'kafkaStreams.clusters': [
      { name: 'Demo', bootstrap: orders.bootstrap },
      { name: 'Closed', bootstrap: '127.0.0.1:1' },
    ],
  });
  installVsix(directory, vsix);
  const server = await startServer({ dir: directory });
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
  const shot = (name) => page.screenshot({ path: path.join(directory, `${name}.png`), animations: 'disabled' });
  const picks = page.locator('.quick-input-list .monaco-list-row');
  const pick = async (text) => {
    await picks.filter({ hasText: text }).first().waitFor({ timeout: 20_000 });
    await picks.filter({ hasText: text }).first().click();
  };
  const treeRow = (text) => page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
  /** All rows that the application's instances answer; each has some of the partitions. */
  const askInstances = async (application, place) => {
    const answers = await Promise.all(
      orders.instances
        .filter((instance) => instance.application === application)
        .map(async ({ url }) => (await fetch(`${url}/stores/${place}`)).json()),
    );
    return answers.flatMap((answer) => answer.rows ?? answer.entries ?? []);
  };
  const openQuery = async (store, application = 'customers-app') => {
    await runCommand(page, 'Kafka Streams: Query Store');
    await pick('Demo');
    await pick(application);
    await pick(store);
    await page.locator(`.tab.active[data-resource-name="${store}"], .tab.active[aria-label^="${store}"]`).waitFor({ timeout: 20_000 });
  };
  const closeAll = () => runCommand(page, 'View: Close All Editors');
  const panel = panelOf(page);
  try {
    await openWorkbench(page, server.url, folder);

    await check('from the tree of a cluster to the contents of a store', async () => {
      await page.locator('.activitybar .action-item a[aria-label^="Kafka Streams"]').click();
      await treeRow('Demo').click({ timeout: 20_000 });
      for (const text of ['customers-app', 'Stores']) {
        await treeRow(text).waitFor({ timeout: 20_000 });
        await page.waitForTimeout(400);
        if ((await treeRow(text).getAttribute('aria-expanded')) !== 'true') await treeRow(text).click();
      }
      await treeRow('customers-store').waitFor({ timeout: 20_000 });
      await treeRow('customers-store').hover();
      await treeRow('customers-store').locator('a[aria-label^="Query Store"]').click();
      await panel.frame.getByRole('heading', { name: 'customers-store' }).waitFor({ timeout: 20_000 });
      await panel.press('Run');
      await panel.rows.first().waitFor({ timeout: 30_000 });
      await panel.ended();
      await shot('1-from-the-tree');
    });
  } catch (error) {
    await shot('failed').catch(() => {});
    throw error;
  } finally {
    await browser.close();
    await server.stop();
  }
}
