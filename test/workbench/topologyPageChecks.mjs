// The page of the topology diagram in a browser, without an editor: what a person can do in it, what it refuses, and that it stays smooth.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { until } from './lib/editor.mjs';
import { loadPanelCode, openPanelPage } from './lib/panelPage.mjs';
import { project } from './lib/setup.mjs';
import { launchChromium } from './lib/workbench.mjs';

const source = { kind: 'file', uri: 'file:///words.topology' };
const comparison = { possible: true, called: null };
const hostile = '<img/src=x/onerror=document.title=1>';
const words = `Topologies:
   Sub-topology: 0
    Source: lines (topics: [${hostile}])
      --> split
    Processor: split (stores: [])
      --> keyed, loud
      <-- lines
    Processor: keyed (stores: [])
      --> keyed-sink
      <-- split
    Processor: loud (stores: [])
      --> none
      <-- split
    Sink: keyed-sink (topic: KSTREAM-KEY-SELECT-0000000002-repartition)
      <-- keyed

  Sub-topology: 1
    Source: keyed-source (topics: [KSTREAM-KEY-SELECT-0000000002-repartition])
      --> tally
    Processor: tally (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000003])
      --> out
      <-- keyed-source
    Sink: out (topic: counts)
      <-- tally

`;

/** What the command line says of the sample's larger topology. */
function sampleDescription() {
  const args = ['dist/cli.cjs', 'describe', 'demo/orders', '--topology', 'OrdersTopology.build'];
  return execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
}

/** What a person could not read or reach: texts that are too small or outside of their nodes, controls that are covered, clipped or outside. */
const faultsOfPage = () => {
  const inside = (a, b, by) => a.left >= b.left - by && a.right <= b.right + by && a.top >= b.top - by && a.bottom <= b.bottom + by;
  const scale = new DOMMatrix(getComputedStyle(document.querySelector('.canvas')).transform).a;
  const texts = [...document.querySelectorAll('.canvas g.node text.label, .canvas text.title, .canvas .cards text')].filter(
    (text) => text.textContent !== '' && text.checkVisibility({ opacityProperty: true }),
  );
  const small = texts.filter((text) => parseFloat(getComputedStyle(text).fontSize) * scale < 9);
  const outside = texts.filter((text) => {
    const outline = text.parentElement.querySelector('.outline, rect');
    return text.matches('.label, .line') && outline !== null && !inside(text.getBoundingClientRect(), outline.getBoundingClientRect(), 4);
  });
  const view = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const controls = [...document.querySelectorAll('header button, header input, footer summary')].filter((one) => {
    const box = one.getBoundingClientRect();
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return box.width > 0 && (!inside(box, view, 0) || (at !== one && !one.contains(at)));
  });
  const frame = document.querySelector('.frame').getBoundingClientRect();
  return [
    ...small.map((text) => `small: ${text.textContent}`),
    ...outside.map((text) => `outside of its node: ${text.textContent}`),
    ...controls.map((one) => `covered: ${one.textContent || one.ariaLabel}`),
    ...(frame.height < 120 ? [`only ${frame.height} pixels are left for the diagram`] : []),
    ...(texts.length === 0 ? ['no text at all'] : []),
  ];
};

/** A script in the page counts frames while something is done; the times between them, in ms, sorted. */
async function framesDuring(page, act) {
  await page.evaluate(() => {
    window.frames_ = [];
    window.counting = true;
    let last = performance.now();
    const count = (now) => {
      window.frames_.push(now - last);
      last = now;
      if (window.counting) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await act();
  return page.evaluate(() => {
    window.counting = false;
    return window.frames_.slice(2).sort((a, b) => a - b);
  });
}

export async function topologyPageChecks({ directory, check }) {
  fs.mkdirSync(directory, { recursive: true });
  const { toScene, toSvg, panelPage, largeDescription } = await loadPanelCode(directory);
  const browser = await launchChromium();
  const scene = toScene(words, 'words');
  const { page, send, posted, kept, problems } = await openPanelPage(browser, { panelPage });
  const node = (label) => page.getByRole('button', { name: label });
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  const scale = () => page.locator('.canvas').evaluate((canvas) => new DOMMatrix(getComputedStyle(canvas).transform).a);

  try {
    await check('the page says that it is ready, and draws what it is sent', async () => {
      assert.deepEqual(await posted(), [{ type: 'ready', arrangement: { storesOnly: false, collapsed: [] } }]);
      await send({ type: 'scene', source, scene, comparison });
      await node('Processor tally').waitFor();
      assert.equal(await page.locator('.canvas g.node').count(), scene.nodes.length);
    });

    await check('a name is text, whatever it holds', async () => {
      assert.ok((await page.locator('.canvas .topic').first().getAttribute('aria-label')).includes(hostile));
      await page.locator('.canvas .topic').first().hover();
      assert.ok((await page.locator('.details .whole').innerText()).includes(hostile));
      assert.equal(await page.locator('img').count(), 0);
      assert.equal(await page.title(), 'Topology');
    });

    await check('what is no message of the editor changes nothing', async () => {
      const bad = { ...scene, nodes: [{ ...scene.nodes[0], path: 'M0 0"/><script>' }] };
      for (const message of [null, 7, { type: 'scene' }, { type: 'scene', source, scene: bad, comparison }, { type: 'other' }])
        await send(message);
      assert.equal(await page.locator('.canvas g.node').count(), scene.nodes.length);
    });

    await check('arrow keys follow the flow, and Enter asks for the line', async () => {
      await page.locator('.canvas g.node[tabindex="0"]').focus();
      await node('Processor split').focus();
      await page.keyboard.press('ArrowUp');
      assert.match(await focused(), /^Source lines/);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      const below = await focused();
      assert.match(below, /^Processor (?:keyed|loud)/);
      const [here, there] = below.includes('keyed') ? ['keyed', 'loud'] : ['loud', 'keyed'];
      const left = async (name) => (await node(`Processor ${name}`).boundingBox()).x;
      await page.keyboard.press((await left(here)) < (await left(there)) ? 'ArrowRight' : 'ArrowLeft');
      const aside = await focused();
      assert.match(aside, /^Processor (?:keyed|loud)/);
      assert.notEqual(aside, below);
      await page.keyboard.press('Enter');
      assert.deepEqual((await posted()).at(-1), { type: 'reveal', node: aside.includes('keyed') ? 'node keyed' : 'node loud', open: true });
      assert.equal(await page.locator('.canvas g.node[tabindex="0"]').count(), 1);
    });

    await check('Ctrl with +, - and 0 zooms, and the wheel does', async () => {
      const start = await scale();
      await page.keyboard.press('Control+Equal');
      await until(async () => (await scale()) > start, 'larger');
      await page.keyboard.press('Control+Minus');
      await page.keyboard.press('Control+Minus');
      await until(async () => (await scale()) < start, 'smaller');
      await page.keyboard.press('Control+0');
      await page.mouse.move(600, 400);
      const fitted = await scale();
      await page.mouse.wheel(0, -300);
      await until(async () => (await scale()) > fitted, 'larger by the wheel');
    });

    await check('a drag moves the diagram and is no click', async () => {
      const before = (await posted()).length;
      const box = await node('Processor tally').boundingBox();
      await page.mouse.move(box.x + 20, box.y + 10);
      await page.mouse.down();
      await page.mouse.move(box.x + 90, box.y + 60, { steps: 4 });
      await page.mouse.up();
      await until(async () => Math.abs((await node('Processor tally').boundingBox()).x - box.x - 70) < 3, 'moved');
      assert.equal((await posted()).length, before);
    });

    await check('a press beside the nodes leaves the keyboard with them', async () => {
      const before = await focused();
      await page.mouse.click(4, 400);
      assert.equal(await focused(), before);
    });

    await check('the view is kept, and comes back', async () => {
      await until(async () => Math.abs((await kept())?.view.scale - (await scale())) < 1e-4, 'kept');
      await page.waitForTimeout(300); // it is kept a moment after the last move
      const again = await openPanelPage(browser, { panelPage, state: await kept() });
      await again.send({ type: 'scene', source, scene, comparison });
      await again.page.locator('.canvas g.node').first().waitFor();
      const matrix = (one) => one.locator('.canvas').evaluate((canvas) => getComputedStyle(canvas).transform);
      await until(async () => (await matrix(again.page)) === (await matrix(page)), 'the same view');
      await again.page.close();
    });

    await check('a new scene leaves what is looked at where it is', async () => {
      await node('Processor tally').focus();
      await page.waitForTimeout(100); // what has the focus is moved into view, with the next frame
      const before = await node('Processor tally').boundingBox();
      await send({
        type: 'scene',
        source,
        scene: toScene(words.replace('Processor: loud (stores: [])', 'Processor: loud (stores: [a-store])'), 'words'),
        comparison,
      });
      await page.locator('.canvas g.node[aria-label*="a-store"]').waitFor();
      const after = await node('Processor tally').boundingBox();
      assert.ok(Math.hypot(before.x - after.x, before.y - after.y) < 3, JSON.stringify([before, after]));
      assert.match(await focused(), /^Processor tally/);
    });

    await check('the list says the same, in order', async () => {
      await page.getByRole('button', { name: 'List of all nodes' }).click();
      const rows = await page.locator('main.list button').allInnerTexts();
      assert.equal(rows.length, scene.nodes.length + 1);
      assert.ok(
        rows.some((row) => row.startsWith('Store, unnamed KSTREAM-AGGREGATE-STATE-STORE-0000000003')),
        rows.join('\n'),
      );
      assert.ok(await page.locator('main.list .next', { hasText: 'keyed, loud' }).isVisible());
      await page.locator('main.list button', { hasText: 'Processor tally' }).click();
      assert.deepEqual((await posted()).at(-1), { type: 'reveal', node: 'node tally', open: true });
      await page.screenshot({ path: path.join(directory, 'list.png') });
      await page.getByRole('button', { name: 'List of all nodes' }).click();
    });

    await check('Ctrl+F finds names, Enter goes on, Escape leads back', async () => {
      await page.keyboard.press('Control+f');
      await page.keyboard.type('kstream');
      const count = page.locator('.search .count');
      await until(async () => (await count.innerText()) === '1 of 2', 'the repartition topic and the store');
      assert.equal(await page.locator('.canvas g.node.found').count(), 2);
      const first = await page.locator('.canvas g.node.selected').getAttribute('aria-label');
      await page.keyboard.press('Enter');
      await until(async () => (await count.innerText()) === '2 of 2', 'the next');
      assert.notEqual(await page.locator('.canvas g.node.selected').getAttribute('aria-label'), first);
      await page.keyboard.type('x');
      assert.equal(await count.innerText(), 'not found');
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('.canvas g.node.found').count(), 0);
      assert.ok((await focused()) !== null);
    });

    await check('stores alone, and sub-topologies as one node each, are asked for', async () => {
      await page.getByRole('button', { name: 'Stores only' }).click();
      const storesOnly = { storesOnly: true, collapsed: [] };
      assert.deepEqual((await posted()).at(-1), { type: 'arrange', arrangement: storesOnly });
      await send({ type: 'scene', source, scene: toScene(words, 'words', storesOnly), comparison });
      await until(async () => (await page.locator('.canvas .processor').count()) === 0, 'no processor is drawn');
      await page.getByRole('button', { name: 'Stores only' }).click();
      await send({ type: 'scene', source, scene, comparison });
      await page.getByRole('button', { name: 'Collapse Sub-topology 1' }).click();
      const collapsed = { storesOnly: false, collapsed: ['group 1'] };
      assert.deepEqual((await posted()).at(-1), { type: 'arrange', arrangement: collapsed });
      await send({ type: 'scene', source, scene: toScene(words, 'words', collapsed), comparison });
      await node('Sub-topology, unnamed Sub-topology 1: 1 store').focus();
      await page.keyboard.press('Enter');
      assert.deepEqual((await posted()).at(-1), { type: 'arrange', arrangement: { storesOnly: false, collapsed: [] } });
      await send({ type: 'scene', source, scene, comparison });
    });

    await check('the picture is painted as PNG', async () => {
      await send({ type: 'paint', svg: toSvg(words, 'words') });
      await until(async () => (await posted()).at(-1).type === 'painted', 'the picture');
      const bytes = Buffer.from((await posted()).at(-1).png, 'base64');
      assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
      assert.ok(bytes.readUInt32BE(16) > scene.width);
      await send({ type: 'paint', svg: 'no picture' });
      await until(async () => (await posted()).at(-1).png === null, 'what is no picture is said');
    });

    const sample = toScene(sampleDescription(), 'OrdersTopology.build');
    for (const [width, height] of [
      [510, 780],
      [340, 560],
      [700, 450],
      [1024, 700],
      [1400, 900],
    ])
      await check(`the sample can be read in ${width} by ${height}, at every zoom`, async () => {
        const small = await openPanelPage(browser, { panelPage, viewport: { width, height } });
        await small.send({ type: 'scene', source, scene: sample, comparison });
        await small.page.locator('.canvas g.node').first().waitFor();
        for (const keys of [[], ['Control+Minus', 'Control+Minus'], ['Control+Minus', 'Control+Minus', 'Control+Minus'], ['Control+0']]) {
          for (const key of keys) await small.page.keyboard.press(key);
          await small.page.waitForTimeout(100); // the next frame
          assert.deepEqual(await small.page.evaluate(faultsOfPage), []);
        }
        await small.page.screenshot({ path: path.join(directory, `sample-${width}.png`) });
        assert.deepEqual(small.problems, []);
        await small.page.close();
      });

    await check('the policy refused nothing, and nothing failed', () => {
      assert.deepEqual(problems, []);
    });

    await check('a thousand nodes move and zoom smoothly', async () => {
      const large = await openPanelPage(browser, { panelPage });
      await large.send({ type: 'scene', source, scene: toScene(largeDescription(1000, 10), 'large'), comparison });
      await large.page.locator('.canvas g.node').first().waitFor();
      await large.page.locator('#fit').click();
      const moves = await framesDuring(large.page, async () => {
        await large.page.mouse.move(600, 400);
        await large.page.mouse.down();
        for (let i = 0; i < 60; i++) await large.page.mouse.move(600 + Math.sin(i / 6) * 200, 400 + Math.cos(i / 6) * 200);
        await large.page.mouse.up();
        for (let i = 0; i < 40; i++) await large.page.mouse.wheel(0, i < 20 ? -60 : 60);
      });
      const median = moves[moves.length >> 1];
      const slow = moves[Math.floor(moves.length * 0.95)];
      console.log(`workbench: ${moves.length} frames of 1,000 nodes: median ${median.toFixed(1)} ms, 95 % below ${slow.toFixed(1)} ms`);
      assert.ok(moves.length > 30);
      await large.page.screenshot({ path: path.join(directory, 'large.png') });
    });
  } finally {
    await browser.close();
  }
}
