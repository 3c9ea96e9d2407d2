// The page of an estimate in a browser, without an editor: fields and what they change, bars, themes, a small window. What it shows, the extension's own code makes of a report.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { loadCode, openPanelPage } from './lib/panelPage.mjs';
import { project } from './lib/setup.mjs';
import { themes } from './lib/themes.mjs';
import { launchChromium } from './lib/workbench.mjs';

const source = { folder: '/orders', id: 'OrdersTopology.java#OrdersTopology.build', running: null };

export async function estimatePageChecks({ directory, check }) {
  fs.mkdirSync(directory, { recursive: true });
  const contents = [
    "export { panelPage } from './src/extension/panelPage.ts';",
    "export { estimateView } from './src/extension/estimatePanel/estimateView.ts';",
    "export { assumedInputs } from './src/present/cluster/knownOfApplication.ts';",
  ].join('\n');
  const { panelPage, estimateView, assumedInputs } = await loadCode(directory, 'estimateCode', contents);
  const report = execFileSync(process.execPath, ['dist/cli.cjs', 'analyze', 'demo/orders', '--format', 'json', '--fail-on', 'never'], {
    cwd: project,
  });
  const topology = JSON.parse(report).topologies.find(({ id }) => id.endsWith('OrdersTopology.build'));
  const browser = await launchChromium();
  const open = (theme, viewport = { width: 1100, height: 900 }) =>
    openPanelPage(browser, { panelPage, bundle: 'estimatePanel', styleNonce: 's0', title: 'Estimate', viewport, ...theme });
  const answer = async ({ posted, send }) => {
    const { typed } = (await posted()).findLast(({ type }) => type === 'estimate');
    await send({ type: 'estimate', source, view: estimateView(topology, assumedInputs, typed) });
  };
  const fields = { 'Memory limit of the container': '2GiB', 'Heap (-Xmx)': '1GiB', 'Partitions of orders': '12', Instances: '2' };

  const fill = async (panel) => {
    await answer(panel);
    for (const [label, value] of Object.entries(fields)) {
      const before = (await panel.posted()).length;
      await panel.page.locator(`vscode-text-field[aria-label="${label}"] input`).fill(value);
      await panel.page.waitForFunction((count) => window.sent.length > count, before);
    }
    await answer(panel);
  };

  try {
    await check('what a person types changes the verdict, and says where each number came from', async () => {
      const panel = await open(themes.dark);
      const { page } = panel;
      await answer(panel);
      await page.getByText('Whether it fits is not known').waitFor();
      await page.getByText('assumed: one instance has all').waitFor();
      await fill(panel);
      await page.getByText('May exceed 2.0 GiB').waitFor();
      await page.getByText('kslens config-setter --budget').waitFor();
      assert.equal(await page.getByText('typed here').count(), Object.keys(fields).length);
      assert.equal(await page.locator('.bars li').count(), topology.stores.length);
      const kept = await panel.kept();
      assert.equal(kept.typed['memory limit'], '2GiB');
      await page.locator('vscode-text-field[aria-label="Instances"] input').fill('none');
      await page.waitForFunction(() => window.sent.at(-1).typed.instances === 'none');
      await answer(panel);
      await page.getByText('Not read: it is a whole number from 1 on.').waitFor();
      await page.locator('button.save').click();
      assert.deepEqual((await panel.posted()).at(-1), { type: 'export' });
      assert.deepEqual(panel.problems, []);
    });

    for (const [name, theme] of Object.entries(themes))
      await check(`an estimate shows in the theme ${name}`, async () => {
        const panel = await open(theme);
        await fill(panel);
        await panel.page.getByText('May exceed').waitFor();
        await panel.page.screenshot({ path: path.join(directory, `${name}.png`) });
        assert.deepEqual(panel.problems, []);
        await panel.page.close();
      });

    await check('in 700 by 450 nothing is cut off at the side', async () => {
      const panel = await open(themes.dark, { width: 700, height: 450 });
      await fill(panel);
      await panel.page.getByText('May exceed').waitFor();
      await panel.page.screenshot({ path: path.join(directory, 'small.png') });
      assert.ok(await panel.page.evaluate(() => document.body.scrollWidth <= document.body.clientWidth));
    });
  } finally {
    await browser.close();
  }
}
