// The page of a store's contents in each theme, and at the sizes that windows leave to it: what is there can be seen and reached.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { until } from './lib/editor.mjs';
import { layoutProblems, rowsInSight } from './lib/layout.mjs';
import { loadPanelFrame } from './lib/panelPage.mjs';
import { answerWith, cell, day, found, id, keyOf, pageOpener, rowOf, store, withOptions } from './lib/queryPage.mjs';
import { themes } from './lib/themes.mjs';
import { launchChromium } from './lib/workbench.mjs';

export async function queryLayoutChecks({ directory, check }) {
  fs.mkdirSync(directory, { recursive: true });
  const browser = await launchChromium();
  const open = pageOpener(browser, await loadPanelFrame(directory));
  const shoot = (name, page) => page.screenshot({ path: path.join(directory, `${name}.png`) });
  try {
    await check('a time is typed or pasted, and what is none is said', async () => {
      const panel = await open();
      const { page, posted } = panel;
      const type = (label, text) => page.locator(`vscode-text-field[aria-label="${label}"] input`).fill(text);
      await withOptions(page, 'As of');
      await page.locator('vscode-dropdown[aria-label="Times"]').click();
      await page.locator('vscode-option', { hasText: 'UTC' }).click();
      const asOf = async (text) => {
        await type('As of', text);
        await page.locator('vscode-button', { hasText: 'Run' }).click();
        return (await posted()).findLast((message) => message.type === 'run').question.asOf;
      };
      assert.equal(await asOf('2026-11-29 03:10:00.000'), Date.UTC(2026, 10, 29, 3, 10));
      await answerWith(panel, [rowOf(1)]);
      assert.equal(await asOf('2026-11-29T03:10:00+02:00'), Date.UTC(2026, 10, 29, 1, 10));
      await answerWith(panel, [rowOf(1)]);
      const [ago, now] = [await asOf('5 minutes ago'), Date.now()];
      assert.ok(Math.abs(now - ago - 300_000) < 60_000, `${ago} at ${now}`);
      await answerWith(panel, [rowOf(1)]);
      const runs = (await posted()).length;
      await asOf('when it rained');
      assert.equal((await posted()).length, runs);
      await page.locator('.problem', { hasText: 'As of is no time: when it rained.' }).waitFor();
      await page.close();
    });

    for (const [name, theme] of Object.entries(themes))
      await check(`a windowed store shows in the theme ${name}`, async () => {
        const one = await open(theme);
        await one.send({ ...store, found: { ...found, kind: 'timestampedWindow', valueSerde: 'long' } });
        await one.page.locator('vscode-dropdown[aria-label="Query"]').click();
        await one.page.locator('vscode-option', { hasText: 'Windows of key' }).click();
        await one.page.locator('vscode-text-field[aria-label="Window starts from"] input').fill('2026-11-26 09:00:00.000');
        await withOptions(one.page, 'As of');
        await one.page.locator('vscode-checkbox', { hasText: 'Show expired windows' }).click();
        await one.page.locator('vscode-button', { hasText: 'Run' }).click();
        assert.equal((await one.posted()).at(-1).question.withExpired, true);
        const rows = Array.from({ length: 40 }, (_, n) =>
          rowOf(n, {
            value: n === 5 ? cell('00ff10', 'bytes') : n === 7 ? cell('null', 'null') : cell(String(n * 37), 'number'),
            window: { start: day + n * 300_000, end: day + (n + 1) * 300_000 },
            trouble: n === 5 ? 'a long has 8 bytes, and this value has 3' : null,
            expired: n < 8 ? 'certain' : n === 8 ? 'possible' : null,
          }),
        );
        const more = {
          storeKind: 'timestampedWindow',
          warnings: [
            'Compaction removed records before offset 120 of partition 1: older states of some keys are not known.',
            '8 windows are left out.',
          ],
          notes: ['8 windows are left out.'],
          complete: false,
          expiredKeys: 8,
        };
        const run = await answerWith(one, rows, more);
        await one.page.locator('.rows .row').nth(5).locator('.cell.value').click();
        await one.send({
          type: 'whole',
          run,
          index: 5,
          row: {
            ...keyOf('customer-000005'),
            valueJson: '{"base64":"AP8Q"}',
            keyBytes: 'AAEC',
            valueBytes: 'AP8Q',
            keySerde: 'string',
            valueSerde: 'bytes',
            detailsJson: null,
          },
        });
        await one.page.getByRole('note').waitFor();
        await one.page.locator('.status summary').click();
        await one.page.getByText('all of 200 values are JSON objects').waitFor();
        assert.equal(await one.page.locator('.status > summary .warnings').innerText(), '\u26a0 1 warning');
        assert.equal(await one.page.locator('.more .notes li').innerText(), '8 windows are left out.');
        await shoot(`windows-${name}`, one.page);
        assert.deepEqual(one.problems, []);
        await one.page.close();
      });

    // 700 x 450 is 1400 x 900 at 200 %; the others are what is left of such windows for a panel beside a tree, and for one of two columns.
    for (const [width, height] of [
      [700, 450],
      [640, 348],
      [933, 600],
      [577, 500],
      [1024, 700],
      [333, 598],
      [1400, 900],
    ])
      await check(`nothing is covered, cut off or out of the window at ${width} x ${height}`, async () => {
        const one = await open({ viewport: { width, height } });
        await one.send({
          ...store,
          id: { ...id, store: 'KSTREAM-OUTERSHARED-0000000022-store' },
          found: { ...found, kind: 'timestampedWindow' },
        });
        await one.page.locator('vscode-button', { hasText: 'Run' }).click();
        const rows = Array.from({ length: 200 }, (_, n) => rowOf(n, { window: { start: day, end: day + 300_000 } }));
        const run = await answerWith(one, rows, {
          storeKind: 'timestampedWindow',
          warnings: ['Records are missing.'],
          more: true,
        });
        await one.send({ type: 'end', run, state: 'full', message: 'A sentence that says something.', mayAsk: false });
        await until(async () => (await one.page.locator('.rows .row').count()) > 5, 'rows');
        const sees = async (what) => {
          assert.deepEqual(await layoutProblems(one.page), [], what);
          assert.ok((await rowsInSight(one.page)) >= 5, `${await rowsInSight(one.page)} rows in sight: ${what}`);
          await shoot(`size-${width}x${height}-${what}`, one.page);
        };
        await sees('rows');
        assert.ok((await one.page.locator('.rows .row').nth(3).boundingBox()).y < height - 24, 'rows are in sight before anybody scrolls');
        await one.page.locator('button.options').click();
        await sees('options');
        await one.page.locator('button.options').click();
        await one.page.locator('.rows .row').nth(2).locator('.cell.key').click();
        const value = { orders: 12, city: 'Oslo', lines: Array.from({ length: 20 }, (_, n) => ({ sku: `A-${n}` })) };
        const whole = { ...keyOf('customer-000002'), valueJson: JSON.stringify(value), keySerde: 'string', valueSerde: 'json' };
        await one.send({ type: 'whole', run, index: 2, row: { ...whole, detailsJson: null } });
        const heading = one.page.getByRole('heading', { level: 2 });
        await heading.waitFor();
        const { y } = await heading.boundingBox();
        assert.ok(y > 0 && y < height - 60, `the details begin at ${y} of ${height}`);
        await sees('details');
        await one.page.close();
      });
  } finally {
    await browser.close();
  }
}
