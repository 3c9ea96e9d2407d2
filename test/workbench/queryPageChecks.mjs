// The page of a store's contents in a browser, without an editor: what a person can do in it, what hostile values cannot, and that it stays smooth.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { until } from './lib/editor.mjs';
import { loadPanelFrame, openPanelPage } from './lib/panelPage.mjs';
import { answer, answerWith, askedRun, cell, found, id, keyOf, noChoice, pageOpener, rowOf, store, withOptions } from './lib/queryPage.mjs';
import { themes } from './lib/themes.mjs';
import { launchChromium } from './lib/workbench.mjs';

const hostile = [
  ['<img src=x onerror="document.title=1">', 'markup'],
  ['\u001b[31mred\u001b[0m\u0007', 'ANSI codes'],
  ['admin\u202e\u2066txt.exe', 'bidi controls'],
  ['\ud800 alone \udc00', 'lone surrogates'],
  ['line one\nline two\u0000', 'line breaks'],
];

/** What ran on the page's thread: by the clock, and without what other processes of a shared machine took from it. In ms. */
function mainThreadTasks({ traceEvents }) {
  const isMain = ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain';
  const threads = new Set(traceEvents.filter(isMain).map(({ pid, tid }) => `${pid} ${tid}`));
  return traceEvents
    .filter(({ name, ph, pid, tid, tdur }) => ph === 'X' && tdur !== undefined && name.endsWith('RunTask') && threads.has(`${pid} ${tid}`))
    .map(({ dur, tdur }) => ({ wall: dur / 1000, own: tdur / 1000 }));
}

export async function queryPageChecks({ directory, check }) {
  fs.mkdirSync(directory, { recursive: true });
  const panelPage = await loadPanelFrame(directory);
  const browser = await launchChromium();
  const open = pageOpener(browser, panelPage);
  const panel = await open();
  const { page, send, posted, kept, problems } = panel;
  const button = (name) => page.locator('vscode-button', { hasText: name });
  const choose = async (label, text) => {
    await withOptions(page, label);
    await page.locator(`vscode-dropdown[aria-label="${label}"]`).click();
    await page.locator(`vscode-dropdown[aria-label="${label}"] vscode-option`, { hasText: text }).click();
  };
  const type = (label, text) => page.locator(`vscode-text-field[aria-label="${label}"] input`).fill(text);
  const grid = page.locator('[role=grid]');
  const activeText = () =>
    page.evaluate(() => document.getElementById(document.querySelector('[role=grid]').getAttribute('aria-activedescendant'))?.textContent);
  const cells = (column) => page.locator(`.rows .row .cell.${column}`).allTextContents();
  const widthOfKey = async () => (await page.locator('#head-0').boundingBox()).width;
  const firstKey = () => page.evaluate(() => document.querySelector('.rows [aria-rowindex="2"] .cell.key')?.textContent);
  const shoot = (name, from = page) => from.screenshot({ path: path.join(directory, `${name}.png`) });

  try {
    await check('the page says that it is ready, shows the store, and asks what a person asks', async () => {
      const [ready, opening] = await posted();
      assert.deepEqual(ready, { type: 'ready' });
      assert.deepEqual([opening.type, opening.question.operation, opening.question.limit], ['run', { kind: 'all' }, 1000]);
      assert.notEqual(await button('Export').getAttribute('disabled'), null, 'there is nothing to export');
      await choose('Query', 'Get key');
      await type('Key', 'customer-000007');
      await button('Run').click();
      const asked = (await posted()).at(-1);
      assert.equal(asked.type, 'run');
      assert.deepEqual(asked.question, {
        via: 'changelog',
        operation: { kind: 'get', key: { text: 'customer-000007' } },
        asOf: null,
        limit: 1000,
        follow: false,
        withExpired: false,
        stale: false,
        search: '',
        sort: '',
        skip: 0,
        choice: noChoice,
      });
      await send({ type: 'progress', run: asked.run, records: 31_000, bytes: 4_100_000, done: 31_000, span: 123_003, secondsLeft: 3 });
      await page.getByText('31,000 records, 3.9 MiB, 31,000 of 123,003 offsets, 3 s left').waitFor();
      await shoot('progress');
      await button('Cancel').click();
      assert.deepEqual((await posted()).at(-1), { type: 'cancel' });
      await send({ type: 'end', run: asked.run, state: 'cancelled', message: null, mayAsk: false });
      await button('Run').waitFor();
    });

    await check('100,000 rows arrive, and only those in sight are in the page', async () => {
      await choose('Query', 'All');
      await choose('Rows', '100,000');
      await button('Run').click();
      await answerWith(
        panel,
        Array.from({ length: 100_000 }, (_, n) => rowOf(n)),
      );
      await until(async () => (await grid.getAttribute('aria-rowcount')) === '100001', 'all rows');
      assert.ok((await page.locator('.rows .row').count()) < 60);
      const line = await page.locator('.status .summary').innerText();
      for (const part of [
        '100,000 rows',
        'all rows of the query',
        found.topic,
        '3 partitions',
        '123,003 offsets',
        'complete',
        '100,000 live keys',
        'view in memory',
      ])
        assert.ok(line.includes(part), `${part} in: ${line}`);
      await shoot('rows');
    });

    await check(
      'a panel opens with its first page, right labels, and the keyboard among the rows; a large topic is not read unasked',
      async () => {
        const one = await open();
        const label = async (name) =>
          (await one.page.locator(`vscode-dropdown[aria-label="${name}"] .selected-value`).textContent()).trim();
        const asked = async () => (await one.posted()).filter((message) => message.type === 'run').length;
        assert.equal(await asked(), 1);
        assert.equal(await one.page.evaluate(() => document.activeElement.getAttribute('role')), 'grid');
        await until(async () => (await label('Value serde')) === 'json (guess from bytes: likely)', 'what the answer says');
        assert.match(await one.page.locator('button.options').innerText(), /^Options\s+string, json . changelog . now$/);
        await one.send({ type: 'do', what: 'search' });
        await one.page.keyboard.type('graz');
        assert.equal(await one.page.locator('vscode-text-field[aria-label="Search"] input').inputValue(), 'graz');
        await one.send({ type: 'do', what: 'run' });
        await until(async () => (await asked()) === 2, 'a run by the command');
        const run = await askedRun(one);
        const progress = { type: 'progress', run, records: 9, done: 9, span: 1000, secondsLeft: 9 };
        await one.send({ ...progress, bytes: 1e12 });
        await one.page.getByText('9 of 1,000 offsets').waitFor();
        assert.equal((await one.posted()).at(-1).type, 'run', 'what a person asks for is read to its end');
        await one.page.close();

        const large = await openPanelPage(browser, {
          panelPage,
          bundle: 'queryPanel',
          title: 'Store contents',
          styleNonce: 'n1',
          ...themes.dark,
        });
        const unknown = { ...found, kind: null, keySerde: null };
        await large.send({ ...store, found: null });
        await large.send({ ...store, found: unknown });
        await askedRun(large);
        assert.match(await large.page.locator('button.options').innerText(), /^Options\s+changelog . now$/);
        await large.send({ ...progress, run: 1, bytes: 1e12 });
        await until(async () => (await large.posted()).at(-1).type === 'cancel', 'cancelled by itself');
        await large.send({ type: 'end', run: 1, state: 'cancelled', message: null, mayAsk: false });
        await large.page
          .locator('.problem', { hasText: 'The topic is large: 931.3 GiB were read, 9 of 1,000 offsets. Run reads all of it.' })
          .waitFor();
        await large.page.close();
      },
    );

    const longestOf = (tasks, kind) => Math.max(...tasks.map((task) => task[kind]));
    const scrolled = async () => {
      const box = await grid.boundingBox();
      await page.mouse.move(box.x + 200, box.y + 200);
      await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'] });
      for (let n = 0; n < 60; n++) {
        await page.mouse.wheel(0, n % 10 === 9 ? 200_000 : 700);
        await page.waitForTimeout(16);
      }
      await page.evaluate(async () => {
        const element = document.querySelector('[role=grid]');
        for (let n = 0; n < 100; n++) {
          element.scrollTop = (element.scrollHeight / 100) * n;
          await new Promise(requestAnimationFrame);
        }
      });
      assert.ok((await page.locator('.rows .row').count()) < 60);
      return mainThreadTasks(JSON.parse((await browser.stopTracing()).toString('utf8')));
    };

    await check('scrolling 100,000 rows holds the page up for no 50 ms', async () => {
      let tasks = await scrolled();
      // What the page does for a row, it does each time; a collection of garbage comes now and then.
      for (let again = 0; again < 2 && longestOf(tasks, 'own') >= 50; again++) tasks = await scrolled();
      const own = longestOf(tasks, 'own');
      console.log(
        `workbench: ${tasks.length} tasks while 100,000 rows scroll: longest ${own.toFixed(1)} ms of its own, ${longestOf(tasks, 'wall').toFixed(1)} ms by the clock`,
      );
      assert.ok(tasks.length > 100);
      assert.ok(own < 50, `${own} ms`);
    });

    await check('the keyboard moves, opens, sorts, resizes and copies', async () => {
      await grid.focus();
      await page.keyboard.press('Control+End');
      assert.equal(await activeText(), '99999');
      await page.keyboard.press('Control+Home');
      assert.equal(await activeText(), 'customer-000000');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('PageDown');
      assert.match(await activeText(), /^customer-0000[1-4]\d$/);
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('ArrowUp');
      assert.equal(await activeText(), 'Key');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      const { run: sorted, question } = (await posted()).at(-1);
      assert.deepEqual([question.sort, question.skip], ['key desc', 0]);
      const last = Array.from({ length: 1000 }, (_, n) => rowOf(99_999 - n));
      await send({ type: 'rows', run: sorted, from: 0, rows: last, answer: null });
      await until(async () => (await firstKey()) === 'customer-099999', 'sorted downwards');
      assert.match(await page.locator('.status .summary').innerText(), /^1,000 rows so far . reading/);
      await send({
        type: 'rows',
        run: sorted,
        from: 1000,
        rows: [],
        answer: { ...answer, more: true, found: { matched: 100_000, looked: 100_000 } },
      });
      await send({ type: 'end', run: sorted, state: 'full', message: null, mayAsk: false });
      assert.equal(await page.locator('#head-0').getAttribute('aria-sort'), 'descending');
      assert.equal(await page.locator('.pager .note').innerText(), 'Rows 1 to 1,000 of 100,000');
      await page.keyboard.press('ArrowUp');
      const before = await widthOfKey();
      await page.keyboard.press('Alt+ArrowRight');
      assert.equal(await widthOfKey(), before + 16);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Control+c');
      assert.deepEqual((await posted()).at(-1), { type: 'copy', run: 5, index: 0, what: 'key' });
      await page.keyboard.press('Control+Shift+c');
      assert.deepEqual((await posted()).at(-1), { type: 'copy', run: 5, index: 0, what: 'row' });
      await page.keyboard.press('Enter');
      assert.deepEqual((await posted()).at(-1), { type: 'open', run: 5, index: 0 });
    });

    await check('a row opens beside the grid: tree, bytes, record', async () => {
      const value = {
        orders: 12,
        total: '9007199254740993',
        lines: [
          { sku: 'A-1', count: 2 },
          { sku: 'B-7', count: 1 },
        ],
        note: null,
        paid: true,
      };
      await send({
        type: 'whole',
        run: 5,
        index: 0,
        row: {
          ...keyOf('customer-000000'),
          valueJson: JSON.stringify(value),
          keyBytes: Buffer.from('customer-000000').toString('base64'),
          valueBytes: Buffer.from(JSON.stringify(value)).toString('base64'),
          keySerde: 'string',
          valueSerde: 'json',
          detailsJson: null,
        },
      });
      const tree = page.getByRole('tree', { name: 'Value' });
      await tree.waitFor();
      assert.equal(await tree.getByRole('treeitem').count(), 6);
      await tree.getByRole('treeitem').first().focus();
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
      assert.equal(await tree.getByRole('treeitem').count(), 10);
      await shoot('details');
      await page.getByRole('tab', { name: 'Bytes' }).click();
      await page.getByText('63 75 73 74 6f 6d 65 72').waitFor();
      await shoot('bytes');
      await page.getByRole('tab', { name: 'Record' }).click();
      await page.getByText('2026-11-25 05:43:21.000Z (UTC)').waitFor();
      await button('Key History').click();
      const { operation, sort } = (await posted()).at(-1).question;
      assert.deepEqual([operation, sort], [{ kind: 'history', key: { text: 'customer-000000' } }, 'key desc']);
      await answerWith(panel, [rowOf(0)]);
      await type('Sort by', '');
      await button('Run').click();
      assert.equal((await posted()).at(-1).question.sort, 'offset desc');
      const history = await answerWith(panel, [rowOf(9), rowOf(5)]);
      await send({ type: 'end', run: history, state: 'following', message: null, mayAsk: false });
      await send({ type: 'changes', run: history, rows: [{ index: 2, row: rowOf(12) }] });
      await until(async () => (await firstKey()) === 'customer-000012', 'what comes stands above');
      await send({ type: 'end', run: history, state: 'cancelled', message: null, mayAsk: false });
    });

    await check('a search, a click on a head and the pages are asked of the whole store, and exports are of them', async () => {
      const lastRun = async () => (await posted()).findLast((message) => message.type === 'run').question;
      await choose('Query', 'All');
      await type('Sort by', '');
      await type('Search', 'value.city = "Graz"');
      await page.getByText('Enter searches the whole store.').waitFor();
      await page.locator('vscode-text-field[aria-label="Search"] input').press('Enter');
      assert.deepEqual([(await lastRun()).search, (await lastRun()).sort], ['value.city = "Graz"', '']);
      const graz = Array.from({ length: 1000 }, (_, n) => rowOf(n * 3 + 2));
      await answerWith(panel, graz, { more: true, found: { matched: 33_333, looked: 100_000 } });
      const line = page.locator('.status .summary');
      await until(async () => (await line.innerText()).startsWith('33,333 of 100,000 rows match'), 'how many match');
      await page.locator('.head .cell', { hasText: 'Offset' }).click();
      assert.equal((await lastRun()).sort, 'offset');
      await answerWith(panel, graz, { more: true, found: { matched: 33_333, looked: 100_000 } });
      await page.locator('.head .cell', { hasText: 'Offset' }).click();
      assert.equal((await lastRun()).sort, 'offset desc');
      await answerWith(panel, graz.toReversed(), { more: true, found: { matched: 33_333, looked: 100_000 } });
      assert.equal(await page.locator('[role=columnheader]', { hasText: 'Offset' }).getAttribute('aria-sort'), 'descending');
      await button('Next Page').click();
      assert.deepEqual(
        [(await lastRun()).skip, (await lastRun()).search, (await lastRun()).sort],
        [1000, 'value.city = "Graz"', 'offset desc'],
      );
      await answerWith(panel, graz.slice(0, 333), { more: false, found: { matched: 33_333, looked: 100_000 } });
      await until(async () => (await page.locator('.pager .note').innerText()) === 'Rows 1,001 to 1,333 of 33,333', 'the next page');
      assert.notEqual(await button('Next Page').getAttribute('disabled'), null);
      await shoot('searched');
      await button('Export').click();
      assert.deepEqual((await posted()).at(-1), { type: 'export', run: await askedRun(panel) });
      await button('Previous Page').click();
      assert.equal((await lastRun()).skip, 0);
      await answerWith(panel, [], { found: { matched: 0, looked: 100_000 } });
      await page.locator('.empty').getByText('No row matches: 100,000 were searched.').waitFor();
      await page.locator('.head .cell', { hasText: 'Offset' }).click();
      assert.equal((await lastRun()).sort, '');
      await type('Search', '');
      await until(async () => (await lastRun()).search === '', 'all again, as soon as the search is cleared');
      await answerWith(panel, [rowOf(3), rowOf(1)]);
      await until(async () => (await cells('key')).length === 2, 'all again');
      const handle = page.locator('.head .cell .handle').first();
      const box = await handle.boundingBox();
      const before = await widthOfKey();
      await page.mouse.move(box.x + 3, box.y + 8);
      await page.mouse.down();
      await page.mouse.move(box.x + 63, box.y + 8, { steps: 3 });
      await page.mouse.up();
      assert.ok(Math.abs((await widthOfKey()) - before - 60) <= 1);
    });

    await check('rows stay until the next query has an answer, and where it has none', async () => {
      await button('Run').click();
      const before = await answerWith(panel, [rowOf(1), rowOf(2)]);
      const line = page.locator('.status .summary');
      await until(async () => (await line.innerText()).startsWith('2 rows \u00b7 all rows of the query'), 'two rows');
      await button('Run').click();
      const run = await askedRun(panel);
      await until(async () => (await line.innerText()).includes('reading: what is shown is of the query before'), 'said');
      await shoot('before');
      await page.locator('.rows .cell.key').first().click();
      assert.deepEqual((await posted()).at(-1), { type: 'open', run: before, index: 0 });
      await button('Export').click();
      assert.deepEqual((await posted()).at(-1), { type: 'export', run: before });
      await send({ type: 'end', run, state: 'failed', message: 'There is no topic <b>x</b>.', mayAsk: false });
      await page.locator('.problem', { hasText: 'There is no topic <b>x</b>.' }).waitFor();
      assert.match(await line.innerText(), /^2 rows . failed: what is shown is of the query before/);
      assert.deepEqual(await cells('key'), ['customer-000001', 'customer-000002']);
      await button('Run').click();
      await answerWith(panel, [rowOf(3)]);
      await until(async () => (await cells('key')).join() === 'customer-000003', 'the new row alone');
      assert.match(await line.innerText(), /^1 row . all rows of the query/);
      assert.equal(await page.locator('.problem').isVisible(), false);
    });

    await check('without rows it is said whether the store is empty', async () => {
      const partitions = [0, 1].map((partition) => ({ partition, fromOffset: '7', toOffset: '7' }));
      const guess = { serde: 'string', origin: 'bytes', certainty: 'possible', reason: 'no bytes to tell from' };
      for (const [more, words] of [
        [{ liveKeys: null }, 'No rows.'],
        [{ liveKeys: 0 }, `The store is empty: all that its topic ${found.topic} has of keys is deleted or expired.`],
        [{ liveKeys: 0, partitions, serdes: { key: guess, value: guess } }, `The store is empty: its topic ${found.topic} has no records.`],
      ]) {
        await button('Run').click();
        await answerWith(panel, [], more);
        await page.locator('.empty').getByText(words, { exact: true }).waitFor();
      }
      await withOptions(page, 'Value serde');
      const chosen = page.locator('vscode-dropdown[aria-label="Value serde"] .selected-value');
      await until(async () => (await chosen.innerText()) === 'string (nothing to tell it from)', 'said');
      await shoot('empty');
    });

    await check('why values are shown as bytes stands above them, until they are not', async () => {
      const why = 'Values are shown as bytes: the schema registry at http://<b>registry</b>:8081 does not answer within 10 s.';
      await button('Run').click();
      await answerWith(panel, [rowOf(1, { value: cell('00ff', 'bytes'), trouble: 'no' })], { lacking: [why], warnings: [why] });
      await page.locator('.problem.mild').getByText(why, { exact: true }).waitFor();
      await shoot('lacking');
      await button('Run').click();
      await answerWith(panel, [rowOf(1)]);
      await page.locator('.problem').waitFor({ state: 'hidden' });
    });

    await check('hostile values are text, and harm nothing', async () => {
      await button('Run').click();
      const run = await answerWith(
        panel,
        hostile.map(([text], n) =>
          rowOf(n, { key: cell(text), value: cell(text, 'text', true), trouble: n === 1 ? 'not UTF-8 at byte 3' : null }),
        ),
      );
      await until(async () => (await cells('key')).length === hostile.length, 'rows');
      const seen = (await cells('key')).join('\n');
      for (const part of [
        '<img src=x onerror="document.title=1">',
        '\u241b[31mred\u241b[0m\u2407',
        'adminU+202EU+2066txt.exe',
        'U+D800 alone U+DC00',
        'line one\u21b5line two\u2400',
      ])
        assert.ok(seen.includes(part), `${part} in ${seen}`);
      await shoot('hostile');
      const large = `<img src=x onerror="document.title=1">${'\u202e\u001b[31mx'.repeat(800_000)}`;
      assert.ok(large.length > 5_000_000 - 400_000);
      await page.locator('.rows .cell.key').first().click();
      await send({
        type: 'whole',
        run,
        index: 0,
        row: {
          ...keyOf('k'),
          valueJson: JSON.stringify(large),
          keySerde: 'string',
          valueSerde: 'string',
          detailsJson: null,
        },
      });
      await page.getByRole('tab', { name: 'Value' }).click();
      const all = page.getByRole('button', { name: /Show all/ });
      await all.waitFor();
      await all.click();
      await until(() => page.evaluate(() => document.querySelector('.whole').textContent.length > 9_000_000), 'all of it');
      assert.equal(await page.locator('img').count(), 0);
      assert.equal(await page.title(), id.store);
      await page.keyboard.press('Escape');
    });

    await check('deeply nested JSON and a list of a million open at once', async () => {
      const run = await askedRun(panel);
      const whole = { ...keyOf('k'), keySerde: 'string', valueSerde: 'json', detailsJson: null };
      await page.locator('.rows .cell.key').first().click();
      await send({ type: 'whole', run, index: 0, row: { ...whole, valueJson: `${'['.repeat(5000)}${']'.repeat(5000)}` } });
      await page.getByRole('tree', { name: 'Value' }).waitFor();
      await send({ type: 'whole', run, index: 0, row: { ...whole, valueJson: `[${'1,'.repeat(999_999)}1]` } });
      await page.getByText('[1000000]').waitFor();
      await page.getByText('0 \u2026 9999', { exact: true }).waitFor();
    });

    await check('what is no message of the editor changes nothing', async () => {
      const run = await askedRun(panel);
      const before = await grid.getAttribute('aria-rowcount');
      for (const message of [
        null,
        7,
        { type: 'rows', run },
        { type: 'rows', run: run - 1, from: 0, rows: [rowOf(1)], answer },
        { type: 'end', run, state: 'won' },
      ])
        await send(message);
      assert.equal(await grid.getAttribute('aria-rowcount'), before);
    });

    await check('live changes replace rows and add new ones', async () => {
      await button('Run').click();
      const run = await answerWith(panel, [rowOf(1), rowOf(2)]);
      await send({ type: 'end', run, state: 'following', message: null, mayAsk: false });
      await send({
        type: 'changes',
        run,
        rows: [
          { index: 0, row: { ...rowOf(1), value: cell('', 'deleted') } },
          { index: 2, row: rowOf(3) },
        ],
      });
      await until(async () => (await cells('key')).length === 3, 'a new row');
      assert.equal((await cells('value'))[0], 'deleted');
    });

    await check('what a record says more stands on the line of its row', async () => {
      await button('Run').click();
      await answerWith(panel, [rowOf(1, { details: 'sequence: 4' })]);
      // The page paints in its next frame: until then the rows of before are in sight.
      await until(async () => (await cells('details')).join() === 'sequence: 4', 'its row alone');
      const heights = ['value', 'details'].map((column) =>
        page.locator(`.rows .cell.${column}`).evaluate((cell) => {
          const text = document.createRange();
          text.selectNodeContents(cell);
          return text.getBoundingClientRect().top - cell.parentElement.getBoundingClientRect().top;
        }),
      );
      const [value, details] = await Promise.all(heights);
      assert.equal(details, value);
    });

    await check('what was asked is kept over a reload, and read again on demand', async () => {
      await choose('Query', 'Key range');
      await type('From key', 'customer-000001');
      await choose('Times', 'UTC');
      await until(async () => (await kept())?.form?.from === 'customer-000001' && (await kept()).times === 'utc', 'kept');
      const again = await open({ state: await kept() });
      await again.page.getByText('the window was reloaded').waitFor();
      assert.equal((await again.posted()).length, 1);
      await again.page.locator('vscode-button', { hasText: 'Run' }).click();
      const asked = (await again.posted()).at(-1);
      assert.deepEqual(asked.question.operation, { kind: 'range', from: { text: 'customer-000001' }, to: null });
      assert.deepEqual(again.problems, []);
      await again.page.close();
    });

    await check('a store without windows is not asked for expired ones', async () => {
      await withOptions(page, 'As of');
      assert.equal(await page.locator('vscode-checkbox', { hasText: 'Show expired windows' }).isVisible(), false);
      assert.ok((await posted()).every((message) => message.type !== 'run' || message.question.withExpired === false));
    });

    await check('the policy refused nothing, and nothing failed', () => {
      assert.deepEqual(problems, []);
    });
  } finally {
    await browser.close();
  }
}
