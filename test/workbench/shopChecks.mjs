// What a person sees and does in the shop project. The names were read off the real library's describe(), version 3.9.1.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { clickBehind, closeHover, hoverText, squigglesInLine, squiggleUnder, until, wordBox } from './lib/editor.mjs';
import { installVsix, launchChromium, openWorkbench, root, runCommand, startServer, writeProfile } from './lib/workbench.mjs';

const topology = 'src/main/java/shop/ShopTopology.java';
const countLine = 'orders.groupByKey().count(';
const aggregateLine = '.aggregate(() -> "",';
const reduceLine = '.reduce((before, after)';
const themes = [
  { name: 'dark', id: 'Dark Modern', mark: 'vs-dark' },
  { name: 'light', id: 'Light Modern', mark: 'vs' },
  { name: 'contrast', id: 'Default High Contrast', mark: 'hc-black' },
];

export async function shopChecks({ vsix, directory, check }) {
  const settings = { 'workbench.colorTheme': 'Dark Modern', 'editor.fontSize': 13 };
  const configure = (more) => {
    Object.assign(settings, more);
    writeProfile(directory, settings);
  };
  configure({});
  const folder = path.join(directory, 'shop');
  fs.cpSync(path.join(root, 'fixtures', 'shop'), folder, { recursive: true });
  installVsix(directory, vsix);
  const server = await startServer({ dir: directory });
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const shot = (name) => page.screenshot({ path: path.join(directory, `${name}.png`) });
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const notice = (text) => page.locator('.notification-list-item-message', { hasText: text });

  try {
    await openWorkbench(page, server.url, folder, topology);

    await check('the unnamed stores have a squiggle under the operator', async () => {
      await until(() => squiggleUnder(page, countLine, 'count'), 'the squiggle under count', 30_000);
      await until(() => squiggleUnder(page, aggregateLine, 'aggregate'), 'the squiggle under aggregate');
      await shot('1-squiggles');
    });

    await check('the named store has none', async () => {
      assert.deepEqual(await squigglesInLine(page, reduceLine, 'reduce'), []);
    });

    await check('the hover says the names that the library makes', async () => {
      const count = await hoverText(page, countLine, 'count', 'Changelog');
      assert.match(count, /shop-KSTREAM-AGGREGATE-STATE-STORE-0000000001-changelog/);
      assert.match(count, /3\.9\.1/);
      await shot('2-hover-count');
      const aggregate = await hoverText(page, aggregateLine, 'aggregate', 'Repartition topic');
      assert.match(aggregate, /shop-KSTREAM-AGGREGATE-STATE-STORE-0000000005-changelog/);
      assert.match(aggregate, /shop-KSTREAM-AGGREGATE-STATE-STORE-0000000005-repartition/);
      await shot('2-hover-aggregate');
      const reduce = await hoverText(page, reduceLine, 'reduce', 'Changelog');
      assert.match(reduce, /shop-latest-order-changelog/);
      assert.doesNotMatch(reduce, /numbered/);
    });

    await check('the problem names its rule and source', async () => {
      const problem = await hoverText(page, countLine, 'count', 'unnamed-store');
      assert.match(problem, /Kafka Streams/);
    });

    await check('Analyze Workspace says what was found', async () => {
      await runCommand(page, 'Kafka Streams: Analyze Workspace');
      const found = notice('1 topology');
      await found.waitFor({ timeout: 15_000 });
      assert.match(await found.innerText(), /3 stores \(2 unnamed\), 1 repartition topic/);
      await shot('3-analyzed');
      await runCommand(page, 'Notifications: Clear All Notifications');
    });

    await check('Show Topology Names lists the names and goes to the operator', async () => {
      await runCommand(page, 'Kafka Streams: Show Topology Names');
      await rows.filter({ hasText: 'latest-order' }).first().waitFor();
      const texts = (await rows.allInnerTexts()).join('\n');
      assert.match(texts, /KSTREAM-AGGREGATE-STATE-STORE-0000000001/);
      assert.match(texts, /shop-KSTREAM-AGGREGATE-STATE-STORE-0000000005-repartition/);
      await shot('4-names');
      await rows.filter({ hasText: 'latest-order' }).first().click();
      const line =
        fs
          .readFileSync(path.join(folder, topology), 'utf8')
          .split('\n')
          .findIndex((l) => l.includes(reduceLine)) + 1;
      await page.locator('.statusbar-item', { hasText: `Ln ${line}, ` }).waitFor();
    });

    await check('all names open as text', async () => {
      await runCommand(page, 'Kafka Streams: Show Topology Names');
      await rows.filter({ hasText: 'latest-order' }).first().waitFor();
      await page.locator('.quick-input-titlebar .action-label[aria-label^="Open All Names"]').click();
      await page.locator('.tab.active', { hasText: 'Topology Names' }).waitFor();
      await page.locator('.view-line', { hasText: 'shop-latest-order-changelog' }).waitFor();
      await shot('5-names-text');
      await runCommand(page, 'View: Close Editor');
    });

    await check('naming the store by typing clears its squiggle and moves the other number', async () => {
      await clickBehind(page, countLine, 'count(');
      await page.keyboard.type('Materialized.as("orders-per-customer"', { delay: 15 });
      await until(async () => (await squigglesInLine(page, countLine, 'count')).length === 0, 'the squiggle is gone');
      assert.match(await hoverText(page, countLine, 'count', 'orders-per-customer-changelog'), /shop-orders-per-customer-changelog/);
      await hoverText(page, aggregateLine, 'aggregate', 'shop-KSTREAM-AGGREGATE-STATE-STORE-0000000004-changelog');
      await shot('6-named');
    });

    await check('broken source while typing leaves no crash', async () => {
      await clickBehind(page, countLine, 'orders.');
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('orders.groupBy((k, v -> { "', { delay: 25 });
      await page.waitForTimeout(600);
      await shot('7-broken');
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      await page.waitForTimeout(400);
      for (let i = 0; i < 40 && (await wordBox(page, 'orders.groupByKey().count()', 'count')) === undefined; i++) {
        await page.keyboard.press('Control+z');
        await page.waitForTimeout(60);
      }
      await until(() => squiggleUnder(page, countLine, 'count'), 'the squiggle is back');
      assert.equal(await page.locator('.notification-list-item').count(), 0);
    });

    await check('a change of settings takes effect at once', async () => {
      configure({ 'kafkaStreams.applicationId': 'other-shop' });
      await hoverText(page, reduceLine, 'reduce', 'other-shop-latest-order-changelog');
      configure({ 'kafkaStreams.applicationId': '', 'kafkaStreams.diagnostics.enabled': false });
      await until(async () => (await squigglesInLine(page, countLine, 'count')).length === 0, 'no squiggle');
      configure({ 'kafkaStreams.diagnostics.enabled': true });
      await until(() => squiggleUnder(page, countLine, 'count'), 'the squiggle is back');
    });

    await check('a change on disk is seen', async () => {
      const pom = path.join(folder, 'pom.xml');
      fs.writeFileSync(pom, fs.readFileSync(pom, 'utf8').replace('3.9.1', '4.0.0'));
      await hoverText(page, reduceLine, 'reduce', '4.0.0');
    });

    await check('activation costs less than 20 ms on the extension host', async () => {
      await runCommand(page, 'Developer: Show Running Extensions');
      const row = page.locator('.runtime-extensions-editor .extension', { hasText: 'Kafka Streams Lens' }).first();
      await row.waitFor();
      const text = (await row.innerText()).replaceAll(/\s+/g, ' ');
      await runCommand(page, 'View: Close Editor');
      const milliseconds = Number(/Activation: (\d+) ?ms/.exec(text)?.[1] ?? Number.NaN);
      console.log(`workbench: VS Code says ${milliseconds} ms`);
      assert.ok(milliseconds < 20, text);
    });

    for (const { name, id, mark } of themes) {
      await check(`hover and names show in the theme ${id}`, async () => {
        configure({ 'workbench.colorTheme': id });
        await page.waitForFunction((wanted) => document.querySelector('.monaco-workbench').classList.contains(wanted), mark);
        await hoverText(page, aggregateLine, 'aggregate', 'Repartition topic');
        await shot(`8-${name}-hover`);
        await closeHover(page);
        await runCommand(page, 'Kafka Streams: Show Topology Names');
        await rows.filter({ hasText: 'latest-order' }).first().waitFor();
        await shot(`8-${name}-names`);
        await page.keyboard.press('Escape');
      });
    }
  } catch (error) {
    await shot('failed').catch(() => {});
    throw error;
  } finally {
    await browser.close();
    await server.stop();
  }
}
