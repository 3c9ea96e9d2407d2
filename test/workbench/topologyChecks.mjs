// "Show Topology" in the workbench: the diagram and the code lead to each other. `names` is what the real library makes of the shop project.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { project } from './lib/setup.mjs';
import { clickBehind, squiggleUnder, until } from './lib/editor.mjs';
import { journey } from './lib/journey.mjs';
import { openFile, openWorkbench, root, runCommand, webviewFrame } from './lib/workbench.mjs';
import { aggregateLine, countLine, named, operatorsOf, topology } from './shop.mjs';

const themes = [
  { name: 'dark', id: 'Dark Modern', mark: 'vscode-dark' },
  { name: 'light', id: 'Light Modern', mark: 'vscode-light' },
  { name: 'contrast', id: 'Default High Contrast', mark: 'vscode-high-contrast' },
  { name: 'contrast-light', id: 'Default High Contrast Light', mark: 'vscode-high-contrast-light' },
];

const saved = `Topologies:
   Sub-topology: 0
    Source: lines (topics: [text])
      --> tally
    Processor: tally (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000003])
      --> out
      <-- lines
    Sink: out (topic: <b>counts</b>)
      <-- tally

`;

/** The names of the code as it lies there. */
function lockOf(folder) {
  const file = path.join(path.dirname(folder), 'names.lock.json');
  execFileSync(process.execPath, ['dist/cli.cjs', 'lock', folder, '--file', file], { cwd: project });
  return fs.readFileSync(file, 'utf8');
}

export async function topologyChecks({ vsix, directory, names, check }) {
  const folder = path.join(directory, 'shop');
  fs.cpSync(path.join(root, 'fixtures', 'shop'), folder, { recursive: true });
  const lock = lockOf(folder);
  fs.writeFileSync(path.join(folder, 'saved.topology'), saved);
  const settings = { 'workbench.colorTheme': 'Dark Modern', 'editor.fontSize': 13 };
  await journey({ vsix, directory, settings, viewport: { width: 1500, height: 900 } }, async ({ page, server, browser, shot }) => {
    const frame = webviewFrame(page);
    const nodes = frame.locator('.canvas g.node');
    const labelled = (text, kind = '') => frame.locator(`.canvas g.node${kind}[aria-label*="${text}"]`);
    const before = operatorsOf(names.before);
    const after = operatorsOf(names.after);
    const lineOf = (text) => {
      const lines = fs.readFileSync(path.join(folder, topology), 'utf8').split('\n');
      return lines.findIndex((line) => line.includes(text)) + 1;
    };
    const caretIsIn = (line) => page.locator('.statusbar-item', { hasText: `Ln ${line}, ` }).waitFor();
    await openWorkbench(page, server.url, folder); // a file in the address would be all that a reload brings back
    await openFile(page, path.basename(topology));
    await until(() => squiggleUnder(page, countLine, 'count'), 'the analysis', 30_000);

    await check('Show Topology draws the stores and topics that the library makes', async () => {
      await runCommand(page, 'Kafka Streams: Show Topology');
      await nodes.first().waitFor({ timeout: 30_000 });
      const drawn = (await nodes.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))).join('\n');
      for (const { name, changelog } of names.before.stores) for (const text of [name, changelog]) assert.ok(drawn.includes(text), text);
      for (const name of names.before.repartitions) assert.ok(drawn.includes(name), name);
      await shot('1-topology');
    });

    await check('a double click on a node goes to the line that makes it', async () => {
      await labelled(before.count.name, '.store').dblclick();
      await caretIsIn(lineOf(countLine));
      await shot('2-node-to-line');
    });

    await check('the caret in an operator marks its nodes', async () => {
      await clickBehind(page, aggregateLine, 'aggregate');
      await labelled(before.aggregate.name, '.store.current').waitFor({ timeout: 15_000 });
      assert.equal(await frame.locator('.canvas .store.current').count(), 1);
      await shot('3-line-to-node');
    });

    await check('the diagram follows typing, and stays where it is', async () => {
      await frame.locator('#zoom-in').click();
      const scaleOf = async () => /scale\(([\d.]+)\)/.exec((await frame.locator('svg.canvas').getAttribute('style')) ?? '')?.[1];
      await page.waitForTimeout(100);
      const scale = await scaleOf();
      await clickBehind(page, countLine, 'count(');
      await page.keyboard.type(named.typed, { delay: 15 });
      await labelled(after.count.name, '.store').waitFor({ timeout: 15_000 });
      await labelled(after.aggregate.name, '.store').waitFor();
      assert.equal(await scaleOf(), scale);
      await shot('4-typed');
    });

    await check('Compare marks what moved since the lock file, and ends when it is pressed again', async () => {
      fs.writeFileSync(path.join(folder, 'kafka-streams.lock.json'), lock);
      await frame.getByRole('button', { name: 'Compare\u2026' }).click();
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'kafka-streams.lock.json' }).click();
      await labelled(after.aggregate.name, '.store.change-moved').waitFor({ timeout: 15_000 });
      const label = await labelled(after.aggregate.name, '.store.change-moved').getAttribute('aria-label');
      assert.ok(label.includes(before.aggregate.name), label);
      await shot('4-compared');
      await frame.getByRole('button', { name: 'Since kafka-streams.lock.json' }).click();
      await frame.locator('.canvas .change-moved').first().waitFor({ state: 'detached' });
      fs.rmSync(path.join(folder, 'kafka-streams.lock.json'));
    });

    await check('the keyboard moves between nodes, and Enter goes to the line', async () => {
      await frame.locator('.canvas g.node[tabindex="0"]').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      const label = await frame.locator('.canvas g.node:focus').getAttribute('aria-label');
      await page.keyboard.press('Enter');
      await caretIsIn(Number(/:(\d+)$/.exec(label)[1]));
    });

    await check('the diagram is saved as SVG, and shows by itself', async () => {
      await frame.locator('#export').click();
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Save SVG' }).click();
      const input = page.locator('.quick-input-widget .quick-input-box input');
      await until(async () => (await input.inputValue()).endsWith('.svg'), 'the dialog asks for a file');
      const file = path.join(directory, 'saved.svg');
      await input.fill(file);
      await page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click();
      await until(() => fs.existsSync(file), 'the file is there');
      const alone = await browser.newPage();
      await alone.goto(`file://${file}`);
      assert.ok((await alone.locator('g.store').count()) >= names.after.stores.length);
      await alone.screenshot({ path: path.join(directory, '5-saved-svg.png') });
      await alone.close();
    });

    await check('a reload of the window brings the diagram back', async () => {
      await frame.locator('#list').click();
      await frame.locator('main.list button').first().waitFor();
      await runCommand(page, 'File: Save All Files'); // else the window asks before it goes
      await page.waitForTimeout(600);
      await runCommand(page, 'Developer: Reload Window');
      await frame.locator('main.list button', { hasText: 'latest-order-changelog' }).waitFor({ timeout: 30_000 });
      await shot('6-reloaded-as-list');
      await frame.locator('#list').click();
      await nodes.first().waitFor();
    });

    for (const { name, id, mark } of themes) {
      await check(`the diagram shows in the theme ${id}`, async () => {
        fs.mkdirSync(path.join(folder, '.vscode'), { recursive: true });
        fs.writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'workbench.colorTheme': id }));
        await frame.locator(`body.${mark}`).waitFor({ timeout: 15_000 });
        await frame.locator('#fit').click();
        await frame.locator('.canvas .unnamed.store').first().hover();
        await shot(`7-${name}`);
      });
    }

    await check('a saved description is a language with an outline, and opens as a diagram', async () => {
      await runCommand(page, 'View: Close All Editors');
      await openFile(page, 'saved.topology');
      await page.locator('.statusbar-item', { hasText: 'Kafka Streams Topology' }).waitFor({ timeout: 15_000 });
      await page.keyboard.press('Control+Shift+O');
      const symbols = page.locator('.quick-input-list .monaco-list-row');
      await until(async () => (await symbols.allInnerTexts()).join().includes('tally'), 'the outline');
      await shot('8-outline');
      await page.keyboard.press('Escape');
      await runCommand(page, 'Kafka Streams: Show Topology');
      await frame.locator('.canvas .store.unnamed').waitFor({ timeout: 15_000 });
      assert.equal(await frame.locator('b').count(), 0);
      await labelled('<b>counts</b>', '.topic').waitFor();
      await frame.locator('.canvas .processor').dblclick();
      await caretIsIn(saved.split('\n').findIndex((line) => line.includes('Processor: tally')) + 1);
      await shot('9-saved-description');
    });
  });
}
