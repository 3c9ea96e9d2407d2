// What a person sees and does in the shop project; `names` is what the real library makes of it, before and after the edit.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { clickBehind, closeHover, hoverText, squigglesInLine, squiggleUnder, until, wordBox } from './lib/editor.mjs';
import { journey } from './lib/journey.mjs';
import { openWorkbench, root, runCommand, webviewFrame } from './lib/workbench.mjs';
import { aggregateLine, countLine, named, operatorsOf, reduceLine, topology } from './shop.mjs';

const themes = [
  { name: 'dark', id: 'Dark Modern', mark: 'vs-dark' },
  { name: 'light', id: 'Light Modern', mark: 'vs' },
  { name: 'contrast', id: 'Default High Contrast', mark: 'hc-black' },
  { name: 'contrast-light', id: 'Default High Contrast Light', mark: 'hc-light' },
];

function mentions(text, ...wanted) {
  for (const name of wanted) assert.ok(text.includes(name), `${name} is not in: ${text}`);
}

export async function shopChecks({ vsix, directory, names, check }) {
  const folder = path.join(directory, 'shop');
  fs.cpSync(path.join(root, 'fixtures', 'shop'), folder, { recursive: true });
  const configure = (settings) => {
    fs.mkdirSync(path.join(folder, '.vscode'), { recursive: true });
    fs.writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  };
  const settings = { 'workbench.colorTheme': 'Dark Modern', 'editor.fontSize': 13 };
  await journey({ vsix, directory, settings }, async ({ page, server, shot }) => {
    const rows = page.locator('.quick-input-list .monaco-list-row');
    const before = operatorsOf(names.before);
    const after = operatorsOf(names.after);
    const lineOf = (text) => {
      const lines = fs.readFileSync(path.join(folder, topology), 'utf8').split('\n');
      return lines.findIndex((line) => line.includes(text)) + 1;
    };
    const caretIsIn = (text) => page.locator('.statusbar-item', { hasText: `Ln ${lineOf(text)}, ` }).waitFor();
    const showNames = async () => {
      await runCommand(page, 'Kafka Streams: Show Topology Names');
      await rows.filter({ hasText: before.reduce.name }).first().waitFor();
    };

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
      const count = await hoverText(page, countLine, 'count', 'Changelog topic');
      mentions(count, `Store ${before.count.name}`, `Changelog topic ${before.count.changelog}`, 'Kafka Streams 3.9.1');
      assert.doesNotMatch(count, /Repartition topic/);
      await shot('2-hover-count');
      const aggregate = await hoverText(page, aggregateLine, 'aggregate', 'Repartition topic');
      mentions(aggregate, `Store ${before.aggregate.name}`, before.aggregate.changelog, `Repartition topic ${before.repartition}`);
      await shot('2-hover-aggregate');
      const reduce = await hoverText(page, reduceLine, 'reduce', 'Changelog topic');
      mentions(reduce, `Store ${before.reduce.name}`, `Changelog topic ${before.reduce.changelog}`);
      assert.doesNotMatch(reduce, /unnamed/i);
    });

    await check('the problems name the store, the rule and what to do', async () => {
      await runCommand(page, 'Problems: Focus on Problems View');
      const problems = page.locator('.markers-panel .monaco-list-row');
      await until(async () => (await problems.count()) === 4, 'the file and its three problems');
      const texts = (await problems.allInnerTexts()).join('\n');
      mentions(texts, ...[before.count, before.aggregate].map(({ name }) => name.slice(-14)), before.repartition.slice(-12));
      mentions(texts, 'unnamed-store', 'unnamed-repartition', 'An edit above orphans the state of count(): its store is unnamed. Pin it.');
      await shot('3-problems');
      await runCommand(page, 'View: Hide Panel');
    });

    await check("the rule's link opens its page", async () => {
      await hoverText(page, countLine, 'count', 'unnamed-store');
      await page.locator('.monaco-hover:visible a', { hasText: 'unnamed-store' }).first().click();
      await webviewFrame(page).locator('h1', { hasText: 'unnamed-store' }).waitFor({ timeout: 15_000 });
      await shot('3-rule-page');
      await runCommand(page, 'View: Close Editor');
    });

    await check('Analyze Workspace says what was found', async () => {
      await runCommand(page, 'Kafka Streams: Analyze Workspace');
      const found = page.locator('.notification-list-item-message', { hasText: '1 topology' });
      await found.waitFor({ timeout: 15_000 });
      const { stores, repartitions } = names.before;
      mentions(await found.innerText(), `${stores.length} stores (2 unnamed), ${repartitions.length} repartition topic`);
      await page.locator('.notification-list-item', { hasText: 'Analyzing' }).waitFor({ state: 'hidden' });
      await shot('4-analyzed');
      await runCommand(page, 'Notifications: Clear All Notifications');
    });

    await check('Show Topology Names lists the names and goes to the call', async () => {
      await showNames();
      const texts = (await rows.allInnerTexts()).join('\n');
      mentions(texts, ...names.before.repartitions);
      for (const { name, changelog } of names.before.stores) mentions(texts, name, changelog);
      await shot('5-names');
      await rows.filter({ hasText: before.reduce.name }).first().click();
      await caretIsIn(reduceLine);
    });

    await check('all names open as text, and a place in it leads to the call', async () => {
      await showNames();
      await page.locator('.quick-input-titlebar .action-label[aria-label^="Open All Names"]').click();
      await page.locator('.tab.active', { hasText: 'Topology Names' }).waitFor();
      const line = (text) => page.locator('.view-line', { hasText: text });
      for (const { name, changelog } of names.before.stores) {
        await line(`Store ${name}`).first().waitFor();
        await line(changelog).first().waitFor();
      }
      for (const topic of names.before.repartitions) await line(`Repartition topic ${topic}`).waitFor();
      await shot('5-names-text');
      const place = `ShopTopology.java:${lineOf(aggregateLine)}`;
      const box = await until(() => wordBox(page, `aggregate, src/main/java/shop/${place}`, place), place);
      await page.keyboard.down('Control');
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await page.keyboard.up('Control');
      await caretIsIn(aggregateLine);
      await runCommand(page, 'View: Close Other Editors in Group');
    });

    await check('the view Topologies lists what the library makes, marks what is unnamed, and leads to the call', async () => {
      await runCommand(page, 'Kafka Streams: Focus on Topologies View');
      const entries = page.locator('.pane:has(.pane-header[aria-label^="Topologies"]) .monaco-list-row');
      const spoken = async () => Promise.all((await entries.all()).map((row) => row.getAttribute('aria-label')));
      await until(async () => (await spoken()).some((label) => label?.startsWith('application shop, ')), 'the application');
      const labels = (await spoken()).join('\n');
      for (const { name } of names.before.stores) mentions(labels, `store ${name}, ${name === before.reduce.name ? 'made by' : 'unnamed'}`);
      mentions(labels, `repartition topic ${before.repartition}, unnamed`, '3 unnamed');
      const badge = page
        .locator('.activitybar .action-item', { has: page.locator('[aria-label^="Kafka Streams"]') })
        .locator('.badge-content');
      assert.equal(await badge.innerText(), '3');
      await shot('5-topologies');
      const row = entries.filter({ has: page.locator('.label-name', { hasText: `aggregate · ` }) }).last();
      await row.click();
      await caretIsIn(aggregateLine);
      await row.hover();
      await row.locator('.action-label[aria-label^="Pin"]').click();
      const dialog = page.locator('.monaco-dialog-box', { hasText: 'Nothing moves' });
      await dialog.waitFor({ timeout: 15_000 });
      mentions(await dialog.innerText(), before.aggregate.name);
      await dialog.locator('.monaco-button', { hasText: 'Cancel' }).click();
      await runCommand(page, 'View: Show Explorer');
    });

    await check('the walkthrough has five steps, each with its picture', async () => {
      await runCommand(page, 'Kafka Streams: Get Started');
      const steps = page.locator('.getting-started-step:visible');
      await until(async () => (await steps.count()) === 5, 'five steps');
      for (const step of await steps.all()) {
        await step.click();
        const words = await step.innerText();
        assert.doesNotMatch(words, /[`*]/);
        const isPainted = (image) => image.complete && image.naturalWidth > 0;
        const picture = page.locator('.getting-started-media img').first();
        await until(async () => (await picture.count()) === 1 && picture.evaluate(isPainted), `the picture of ${words}`);
      }
      await shot('5-walkthrough');
      await runCommand(page, 'View: Close Editor');
    });

    await check('the status of the Java file says what was found', async () => {
      await page.locator('.statusbar-item[id="status.languageStatus"]').hover();
      const status = page.locator('.hover-language-status', { hasText: '1 topology, 3 stores' });
      await status.first().waitFor();
      await shot('5-status');
      await closeHover(page);
    });

    await check('naming the store by typing clears its squiggle and moves the other number', async () => {
      await clickBehind(page, countLine, 'count(');
      await page.keyboard.type(named.typed, { delay: 15 });
      await until(async () => (await squigglesInLine(page, countLine, 'count')).length === 0, 'the squiggle is gone');
      await hoverText(page, countLine, 'count', `Changelog topic ${after.count.changelog}`);
      const aggregate = await hoverText(page, aggregateLine, 'aggregate', `Store ${after.aggregate.name}`);
      mentions(aggregate, `Store ${after.aggregate.name}`, `Repartition topic ${after.repartition}`);
      assert.notEqual(after.aggregate.changelog, before.aggregate.changelog);
      await shot('6-named');
      await closeHover(page);
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
      for (let i = 0; i < 60 && (await wordBox(page, `${countLine})`, 'count')) === undefined; i++) {
        await page.keyboard.press('Control+z');
        await page.waitForTimeout(60);
      }
      await until(() => squiggleUnder(page, countLine, 'count'), 'the squiggle is back');
      assert.equal(await page.locator('.notification-list-item').count(), 0);
    });

    await check('Estimate Memory and Restore says what the topology needs, and what was typed counts', async () => {
      await runCommand(page, 'Kafka Streams: Estimate Memory and Restore');
      const estimate = webviewFrame(page);
      await estimate.getByText('Whether it fits is not known').waitFor({ timeout: 30_000 });
      for (const [label, value] of Object.entries({ 'Memory limit of the container': '1GiB', 'Heap (-Xmx)': '768MiB' }))
        await estimate.locator(`vscode-text-field[aria-label="${label}"] input`).fill(value);
      await estimate.getByText('May exceed 1.0 GiB').waitFor();
      await shot('7-estimate');
      await runCommand(page, 'View: Close Editor');
      await until(() => squiggleUnder(page, countLine, 'count'), 'the code is in front again');
    });

    await check('a change of settings takes effect without a reload', async () => {
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
      await hoverText(page, reduceLine, 'reduce', 'Kafka Streams 4.0.0');
    });

    for (const { name, id, mark } of themes) {
      await check(`hover and names show in the theme ${id}`, async () => {
        configure({ 'workbench.colorTheme': id });
        const isOn = (wanted) => document.querySelector('.monaco-workbench').classList.contains(wanted);
        await page.waitForFunction(isOn, mark);
        await hoverText(page, aggregateLine, 'aggregate', 'Repartition topic');
        await shot(`8-${name}-hover`);
        await closeHover(page);
        await showNames();
        await shot(`8-${name}-names`);
        await page.keyboard.press('Escape');
      });
    }
  });
}
