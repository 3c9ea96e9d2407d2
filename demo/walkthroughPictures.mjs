// Takes the walkthrough's pictures from the running sample and its cluster: node demo/walkthroughPictures.mjs
import fs from 'node:fs';
import path from 'node:path';
import { clickBehind, closeHover, squiggleUnder, until } from '../test/workbench/lib/editor.mjs';
import { clusterView } from '../test/workbench/lib/clusterView.mjs';
import { installChromium, project } from '../test/workbench/lib/setup.mjs';
import { launchChromium, openFile, openWorkbench, root, runCommand, webviewFrame } from '../test/workbench/lib/workbench.mjs';
import { startOrdersCluster } from './cluster/ordersCluster.mjs';
import { firstFile, startDemo } from './startDemo.mjs';

const say = (line) => console.log(`pictures: ${line}`);
const images = path.join(project, 'media', 'walkthrough');
const themes = [
  { name: 'dark', id: 'Dark Modern', mark: 'vs-dark' },
  { name: 'light', id: 'Light Modern', mark: 'vs' },
];
const panes = (page, name) => page.locator(`.pane-header[aria-label^="${name}"]`);

/** One pane of the side bar has all of it. */
async function showPane(page, name, other) {
  await runCommand(page, `Kafka Streams: Focus on ${name} View`);
  if ((await panes(page, other).getAttribute('aria-expanded')) === 'true') await panes(page, other).click();
}

/** Paints each step as a person would see it; `paint(name)` is given the part of the window that matters. */
async function takeAll(page, paint) {
  const side = { x: 48, y: 36, width: 720, height: 450 };
  await showPane(page, 'Topologies', 'Clusters');
  await page.locator('.pane .monaco-list-row', { hasText: 'customers-app' }).first().click();
  await until(async () => {
    await page.keyboard.press('ArrowLeft');
    return (await page.locator('.pane .monaco-list-row', { hasText: 'customers-app' }).first().getAttribute('aria-expanded')) === 'false';
  }, 'the first application is closed');
  const count = page
    .locator('.pane .monaco-list-row', { has: page.locator('.label-name', { hasText: 'count · OrdersTopology:37' }) })
    .last();
  await until(async () => {
    if (await count.isVisible()) return true;
    await page.locator('.pane .monaco-list').first().hover();
    await page.mouse.wheel(0, 100);
    return false;
  }, 'the unnamed store');
  await count.click();
  await until(() => squiggleUnder(page, '.count();', 'count'), 'the squiggle under count', 60_000);
  await paint('trap', side);

  await count.hover();
  await count.locator('.action-label[aria-label^="Pin"]').click();
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  await paint('pin', { x: 280, y: 130, width: 720, height: 450 });
  await dialog.locator('.monaco-button', { hasText: 'Cancel' }).click();

  await clickBehind(page, '.count();', 'count');
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await page.locator('.pane .monaco-list-row').first().waitFor({ state: 'hidden' });
  await runCommand(page, 'Kafka Streams: Show Topology');
  await webviewFrame(page).locator('.canvas g.node').first().waitFor({ timeout: 30_000 });
  await page.waitForTimeout(1000);
  await paint('draw', { x: 560, y: 36, width: 720, height: 450 });
  await runCommand(page, 'View: Close Editor');
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');

  await showPane(page, 'Clusters', 'Topologies');
  const view = clusterView(page);
  await view.open('orders-app');
  await view.open('Stores');
  await closeHover(page);
  await paint('connect', side);

  await (await view.find('revenue-by-country')).hover();
  await (await view.find('revenue-by-country')).locator('a[aria-label^="Query Store"]').click();
  const panel = webviewFrame(page);
  await panel.locator('body').waitFor();
  await page.waitForTimeout(2000);
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await panel.getByRole('gridcell').first().waitFor({ timeout: 30_000 });
  await page.waitForTimeout(500);
  await paint('query', { x: 352, y: 36, width: 720, height: 450 });
  await runCommand(page, 'View: Close Editor');
}

/** A third of the size: the pictures are in the package. */
async function toWebp(page, png) {
  const base64 = await page.evaluate(async (picture) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.85).replace(/^.*,/, '');
  }, png.toString('base64'));
  return Buffer.from(base64, 'base64');
}

await installChromium({ say });
const directory = path.join(process.env.WORK_DIR ?? path.join(root, '.work'), `pictures-${process.pid}`);
const orders = await startOrdersCluster({ directory, say });
const settings = { 'kafkaStreams.clusters': [{ name: 'Demo', bootstrap: orders.bootstrap }], 'breadcrumbs.enabled': false };
const demo = await startDemo({ settings, guided: true, say });
const browser = await launchChromium();
try {
  const converter = await browser.newPage();
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await openWorkbench(page, demo.url, demo.folder, firstFile).catch(() => {}); // the guide may have shown another view by then
  await page.locator('.tab', { hasText: 'Welcome' }).waitFor({ timeout: 60_000 });
  await runCommand(page, 'View: Close Editor');
  await openFile(page, path.basename(firstFile));
  fs.mkdirSync(path.join(demo.folder, '.vscode'), { recursive: true });
  fs.mkdirSync(images, { recursive: true });
  for (const { name, id, mark } of themes) {
    fs.writeFileSync(path.join(demo.folder, '.vscode', 'settings.json'), JSON.stringify({ 'workbench.colorTheme': id }));
    await page.waitForFunction((wanted) => document.querySelector('.monaco-workbench').classList.contains(wanted), mark);
    await takeAll(page, async (step, clip) => {
      const file = path.join(images, `${step}-${name}.webp`);
      fs.writeFileSync(file, await toWebp(converter, await page.screenshot({ animations: 'disabled', clip })));
      say(`wrote ${path.relative(project, file)} (${Math.round(fs.statSync(file).size / 1024)} KB)`);
    });
  }
} catch (error) {
  await browser
    .contexts()[0]
    ?.pages()[0]
    ?.screenshot({ path: path.join(directory, 'failed.png') });
  throw error;
} finally {
  await browser.close();
  await demo.stop();
  await orders.stop();
}
process.exit(0);
