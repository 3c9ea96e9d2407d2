// What a person does and reads in the view "Clusters" and in the inputs that set a cluster up.
import assert from 'node:assert/strict';
import { until } from './editor.mjs';
import { runCommand } from './workbench.mjs';

/** Of 100 pixels each: more than any tree of these checks has. */
const stepsDown = 60;

/** The view's rows hold their words; `label` is a row's first words, as they stand in bold. */
export function clusterView(page) {
  const pane = page.locator('.pane', { has: page.locator('.pane-header[aria-label^="Clusters"]') });
  const rows = pane.locator('.monaco-list-row');
  const row = (label) =>
    rows
      .filter({ has: page.locator(`.label-name`, { hasText: new RegExp(`^(?:${escape(label)}|${escape(shortened(label))})$`) }) })
      .first();
  const texts = () => rows.allInnerTexts();
  const list = pane.locator('.monaco-list').first();
  const scroll = async (by) => {
    // What tells of a row goes away with the mouse: it would cover the list, and take the wheel.
    await page.mouse.move(5, 5);
    await list.hover({ force: true });
    await page.mouse.wheel(0, by);
    await page.waitForTimeout(50);
  };
  /** Painted, and not below the parents that the list keeps in sight. */
  const isClear = async (wanted) => {
    if ((await wanted.count()) === 0) return false;
    const box = await wanted.boundingBox({ timeout: 1000 }).catch(() => null); // it may be painted anew just now
    if (box === null) return false;
    const sticky = pane.locator('.monaco-tree-sticky-container');
    const covered = (await sticky.count()) === 0 ? null : await sticky.first().boundingBox();
    return covered === null || box.y + 1 >= covered.y + covered.height;
  };
  /** Scrolls until the row is to be seen, from the first row on: the list holds only what is painted. */
  const find = async (label, timeout = 20_000) => {
    const wanted = row(label);
    if (await isClear(wanted)) return wanted;
    let steps = 0;
    await until(
      async () => {
        // Again from the first row on: a list that was busy has painted nothing while it was passed.
        if (steps++ % stepsDown === 0) {
          await list.focus();
          await page.keyboard.press('Home');
          await page.waitForTimeout(250);
        }
        if (await isClear(wanted)) return true;
        await scroll(100);
        return false;
      },
      `the row ${label}`,
      timeout,
    );
    return wanted;
  };
  return {
    rows,
    row,
    texts,
    find,
    /** The first rows, which may be scrolled away. */
    top: () => scroll(-10_000),
    async focus() {
      await runCommand(page, 'Kafka Streams: Focus on Clusters View');
      await page.locator('.composite.title', { hasText: 'Kafka Streams' }).waitFor();
      // As somebody who works with clusters has it: the tree gets all the room.
      const code = page.locator('.pane-header[aria-label^="Topologies"]');
      if ((await code.getAttribute('aria-expanded')) === 'true') await code.click();
    },
    /** By keyboard, as somebody who does not see the arrow. */
    async open(label) {
      const wanted = await find(label);
      await wanted.click();
      await until(async () => {
        if ((await wanted.getAttribute('aria-expanded')) === 'true') return true;
        await page.keyboard.press('ArrowRight');
        await page.waitForTimeout(200);
        return (await wanted.getAttribute('aria-expanded')) === 'true';
      }, `${label} is open`);
    },
    async close(label) {
      const wanted = await find(label);
      await wanted.click();
      if ((await wanted.getAttribute('aria-expanded')) === 'true') await page.keyboard.press('ArrowLeft');
    },
    /** Through the row's menu. */
    async choose(label, entry) {
      await (await find(label)).click({ button: 'right' });
      const item = page.locator('.context-view .action-label', { hasText: new RegExp(`^${escape(entry)}`) });
      await item.waitFor();
      // The editor's menus take no click in their first 100 ms.
      await page.waitForTimeout(200);
      await item.click();
    },
    label: async (label) => (await find(label)).getAttribute('aria-label'),
    words: async (label) => (await find(label)).innerText(),
  };
}

/** The input that asks step by step. */
export function steps(page) {
  const widget = page.locator('.quick-input-widget');
  const box = widget.locator('.quick-input-box input');
  const title = widget.locator('.quick-input-title');
  /** `step` as in "2/4": the input of the step before is not typed into. */
  const at = (step) => title.filter({ hasText: `(${step})` }).waitFor({ timeout: 15_000 });
  return {
    box,
    title,
    at,
    message: () => widget.locator('.quick-input-message').innerText(),
    async enter(step, text) {
      await at(step);
      await box.fill(text);
      await page.keyboard.press('Enter');
    },
    async pick(step, label) {
      await at(step);
      await widget.locator('.monaco-list-row', { hasText: label }).first().click();
    },
    async back() {
      await widget.locator('.action-label[aria-label^="Back"]').click();
    },
  };
}

/** Agrees that the application's instances are asked, after a look at what the question says. */
export async function askInstances({ page, view, shot }, application, instances) {
  await view.choose(application, 'Ask Its Instances');
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  const text = await dialog.innerText();
  for (const { application: of, host, port } of instances)
    assert.equal(text.includes(`${host}:${port}`), of === application, `${of} at ${host}:${port}: ${text}`);
  assert.match(text, /GET below \/iq\/v1 and nothing else/);
  await shot(`ask-${application}`);
  await dialog.locator('.monaco-button', { hasText: 'Ask' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The text of a notification that holds some words. */
export function notification(page, words) {
  return page.locator('.notification-list-item', { hasText: words }).first();
}

/** Names of stores and topics are shown as long as this; their middle is left out. */
const shortened = (name) => (name.length <= 25 ? name : `${name.slice(0, 10)}…${name.slice(-14)}`);

const escape = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
