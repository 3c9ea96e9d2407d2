// "Query Store" in the workbench, over the running sample: what a panel shows is what the applications answer of themselves.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { until, wordBox } from './lib/editor.mjs';
import { checkWithPictures, journey } from './lib/journey.mjs';
import { layoutProblems, rowsInSight } from './lib/layout.mjs';
import { closeAll, openQuery, panelOf, patience, pick } from './lib/queryPanel.mjs';
import { project } from './lib/setup.mjs';
import { openFile, openWorkbench, runCommand } from './lib/workbench.mjs';

const themes = [
  { name: 'dark', id: 'Dark Modern', mark: 'vscode-dark' },
  { name: 'light', id: 'Light Modern', mark: 'vscode-light' },
  { name: 'contrast', id: 'Default High Contrast', mark: 'vscode-high-contrast' },
  { name: 'contrast-light', id: 'Default High Contrast Light', mark: 'vscode-high-contrast-light' },
];

const usual = { width: 1500, height: 900 };

/** `orders`: the running sample, as startOrdersCluster gives it. `pictures`: the folder of the README's. */
export async function queryChecks({ vsix, directory, orders, check: report, pictures }) {
  const folder = path.join(directory, 'orders');
  const isSource = (file) => path.basename(file) !== 'target';
  fs.cpSync(path.join(project, 'demo', 'orders'), folder, { recursive: true, filter: isSource });
  const settings = {
    'workbench.colorTheme': 'Dark Modern',
    'editor.fontSize': 13,
    'kafkaStreams.clusters': [
      { name: 'Demo', bootstrap: orders.bootstrap },
      { name: 'Closed', bootstrap: '127.0.0.1:1' },
    ],
  };
  await journey({ vsix, directory, settings, viewport: usual }, async ({ page, server, shot }) => {
    page.setDefaultTimeout(patience);
    const check = checkWithPictures(report, shot);
    /** For the README, where a folder for pictures is given. */
    const picture = async (name) => {
      await page.waitForTimeout(500);
      await shot(name);
      if (pictures !== undefined) fs.copyFileSync(path.join(directory, `${name}.png`), path.join(pictures, `${name}.png`));
    };
    const tool = async (name, args, options) => {
      const { status, stdout, stderr } = await orders.cluster.tool(`org.apache.kafka.tools.${name}`, args, options);
      assert.equal(status, 0, stdout + stderr);
    };
    const input = page.locator('.quick-input-widget .quick-input-box input');
    // By its label: what stands behind it says more, and may name the same.
    const treeRow = (text) =>
      page
        .locator('.pane:has(.pane-header[aria-label^="Clusters"]) .monaco-list-row')
        .filter({ has: page.locator('.label-name', { hasText: new RegExp(`^${text}$`) }) })
        .first();
    /** All rows that the application's instances answer; each has some of the partitions. */
    const askInstances = async (application, place) => {
      const answers = await Promise.all(
        orders.instances
          .filter((instance) => instance.application === application)
          .map(async ({ url }) => (await fetch(`${url}/stores/${place}`)).json()),
      );
      return answers.flatMap(({ rows, ...one }) => rows ?? (one.found === true ? [one] : []));
    };
    const query = (store, application = 'customers-app') => openQuery(page, { cluster: 'Demo', application, store });
    /** Exports through the dialog, and gives what is in the file. */
    const save = async (name, format) => {
      const file = path.join(directory, name);
      await page.waitForTimeout(1000); // the workbench shows no more than two notifications in 800 ms
      await panel.press('Export\u2026');
      await pick(page, format);
      await until(async () => (await input.inputValue()).endsWith(`.${format.toLowerCase()}`), 'the dialog asks for a file');
      await input.fill(file);
      await page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click();
      await until(() => fs.existsSync(file) && fs.statSync(file).size > 0, 'the file is there');
      await page.locator('.notification-toast', { hasText: `written to ${name}` }).waitFor();
      return fs.readFileSync(file, 'utf8');
    };
    /** The panel of a store among all that are open. */
    const panelIn = (store) => async () => {
      for (let n = 0; n < 6; n++) {
        const one = panelOf(page, n);
        if ((await one.frame.getByRole('heading', { name: store }).count()) > 0) return one;
      }
      return panelOf(page);
    };
    const panel = panelOf(page);
    /** The lens "Query" in the line right above a line of code; undefined: not painted yet. */
    const lensAbove = async (text) => {
      const code = await wordBox(page, text, text);
      if (code === undefined) return undefined;
      for (const lens of await page.locator('.codelens-decoration a', { hasText: /^Query$/ }).all()) {
        const box = await lens.boundingBox();
        if (box !== null && box.y < code.y && code.y - box.y < 2 * code.height) return lens;
      }
      return undefined;
    };
    await openWorkbench(page, server.url, folder);

    await check('from the tree of a cluster to the contents of a store', async () => {
      await page.locator('.activitybar .action-item a[aria-label^="Kafka Streams"]').click();
      await treeRow('Demo').click();
      for (const text of ['customers-app', 'Stores'])
        await until(
          async () => {
            // The card of a row that the mouse stands on would cover the next one.
            await page.mouse.move(usual.width - 300, usual.height / 2);
            if ((await treeRow(text).count()) === 0) return false;
            if ((await treeRow(text).getAttribute('aria-expanded')) === 'true') return true;
            await treeRow(text)
              .locator('.monaco-tl-twistie')
              .click({ timeout: 5000 })
              .catch(() => {});
            await page.waitForTimeout(500);
            return (await treeRow(text).getAttribute('aria-expanded')) === 'true';
          },
          `${text} is open`,
          patience,
        );
      await page.mouse.move(usual.width - 300, usual.height / 2);
      await treeRow('customers-store').waitFor();
      await treeRow('customers-store').hover();
      await treeRow('customers-store').locator('a[aria-label^="Query Store"]').click();
      await panel.frame.getByRole('heading', { name: 'customers-store' }).waitFor({ timeout: patience });
      await panel.press('Run');
      await panel.rows.first().waitFor({ timeout: patience });
      await panel.ended();
      assert.deepEqual(await page.locator('.notification-toast').allInnerTexts(), []);
      await shot('1-from-the-tree');
    });

    await check('a key is looked up as the application itself answers it', async () => {
      await panel.choose('Query', 'Get key');
      await panel.type('Key', 'c-1');
      await panel.press('Run');
      await until(async () => (await panel.cells('key')).join() === 'c-1', 'one row', patience);
      const [told] = await askInstances('customers-app', 'customers-store/get?key=c-1');
      assert.deepEqual(JSON.parse((await panel.cells('value'))[0]), told.value);
      const status = await panel.status.innerText();
      assert.match(status, /^1 row . all rows of the query . partition \d . active on [\d.:]+ . standby on [\d.:]+ . /);
      // Where it is by the partitions of what fills the store; these have two numbers.
      assert.match(status, /changelog customers-app-customers-store-changelog, 2 partitions, \d+ offsets . complete/);
      await panel.type('Key', 'no such customer');
      await panel.press('Run');
      await panel.frame.getByText('No rows.').waitFor({ timeout: patience });
      assert.equal(await panel.frame.locator('.status > summary .warnings').innerText(), '', 'that it is not there is no reason to doubt');
      await shot('2-no-such-key');
    });

    await check('all rows of a store are those that the application has', async () => {
      await panel.choose('Query', 'All');
      await panel.press('Run');
      await until(async () => (await panel.status.innerText()).startsWith('200 rows'), 'all rows', patience);
      const saved = await save('customers.ndjson', 'NDJSON');
      const rows = saved
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      const told = await askInstances('customers-app', 'customers-store/all?limit=1000');
      const byKey = (list) => Object.fromEntries(list.map(({ key, value }) => [key, value]));
      assert.equal(rows.length, 200);
      assert.deepEqual(byKey(rows), byKey(told));
    });

    await check('rows are exported as a spreadsheet and as JSON read them', async () => {
      await panel.search('value.country = "DE"');
      await until(async () => /^\d+ of 200 rows match/.test(await panel.status.innerText()), 'the search');
      await panel.ended();
      assert.ok((await panel.cells('value')).every((text) => JSON.parse(text).country === 'DE'));
      const shown = Number((await panel.status.innerText()).split(' ')[0]);
      const csv = await save('customers.csv', 'CSV');
      assert.match(csv, /^key,windowStart,windowEnd,value,timestamp,/);
      assert.equal(csv.trimEnd().split('\r\n').length, shown + 1);
      assert.equal(JSON.parse(await save('customers.json', 'JSON')).length, shown);
      await panel.search('');
      await panel.ended();
      await page.locator('.notification-toast', { hasText: 'written to customers.json' }).getByRole('button', { name: 'Open' }).click();
      await page.locator('.tab.active', { hasText: 'customers.json' }).waitFor({ timeout: patience });
      await runCommand(page, 'View: Close Editor');
      await runCommand(page, 'Notifications: Clear All Notifications');
    });

    await check('pages lead through the whole store, by keys and in an order', async () => {
      await panel.choose('Rows', '100');
      await panel.run();
      const words = panel.frame.locator('.pager .note');
      await until(async () => (await words.innerText()) === 'Rows 1 to 100 of 200', 'the first page', patience);
      const first = await panel.cells('key');
      await panel.press('Next Page');
      await until(async () => (await words.innerText()) === 'Rows 101 to 200 of 200', 'the second page', patience);
      assert.notDeepEqual(await panel.cells('key'), first);
      await panel.frame.locator('.head .cell', { hasText: 'Offset' }).click();
      await panel.frame.locator('.head .cell', { hasText: 'Offset' }).click();
      await until(async () => (await words.innerText()) === 'Rows 1 to 100 of 200', 'the first page in order', patience);
      await panel.ended();
      const offsets = (await panel.cells('offset')).map(Number);
      assert.deepEqual(
        offsets,
        offsets.toSorted((a, b) => b - a),
      );
      await panel.frame.locator('.head .cell', { hasText: 'Offset' }).click();
      await panel.choose('Rows', '1,000');
      await panel.run();
    });

    await check('Ctrl+F goes to the search, Ctrl+Enter runs, and the keyboard is among the rows then', async () => {
      const focused = () =>
        panel.frame.locator('body').evaluate(({ ownerDocument: { activeElement } }) => activeElement.ariaLabel ?? activeElement.tagName);
      await panel.frame.locator('[role=grid]').focus();
      await page.keyboard.press('Control+f');
      await until(async () => (await focused()) === 'Search', 'the search has the focus');
      await panel.field('Key').or(panel.frame.locator('vscode-dropdown[aria-label="Query"]')).first().focus();
      await page.keyboard.press('Control+Enter');
      await until(async () => (await focused()) === 'Rows', 'the rows have the focus', patience);
      await panel.ended();
      assert.match(await page.locator('.tab.active').innerText(), /^customers-store . customers-app . Demo/);
      await shot('3-keyboard');
    });

    await check('a row opens as a tree, and its history is one click away', async () => {
      await until(async () => (await panel.cells('key')).includes('c-0'), 'all rows again');
      await panel.frame.locator('.rows .cell.key', { hasText: /^c-0$/ }).click();
      await panel.frame.getByRole('tree', { name: 'Value' }).waitFor();
      await shot('3-row');
      await panel.press('Key History');
      await until(async () => (await panel.cells('key')).join() === 'c-0', 'its records', patience);
      await panel.ended();
      assert.equal(await panel.field('Key').evaluate(({ value }) => value), 'c-0');
    });

    for (const [line, store] of [
      ['.count();', 'KSTREAM-AGGREGATE-STATE-STORE-0000000003'],
      ['.aggregate(', 'revenue-by-country'],
    ])
      await check(`Query above ${line} leads to the contents of ${store}`, async () => {
        await closeAll(page);
        await openFile(page, 'OrdersTopology.java');
        const lines = fs.readFileSync(path.join(folder, 'src/main/java/com/example/orders/OrdersTopology.java'), 'utf8').split('\n');
        await page.keyboard.press('Control+g');
        await input.fill(`:${lines.findIndex((one) => one.includes(line)) + 1}`);
        await page.keyboard.press('Enter');
        const lens = await until(() => lensAbove(line), `Query above ${line}`, patience);
        await lens.click();
        await panel.frame.getByRole('heading', { name: store }).waitFor({ timeout: patience });
        await panel.frame.getByText('orders-app on Demo').waitFor();
        await panel.run();
        await panel.rows.first().waitFor({ timeout: patience });
        assert.ok((await panel.status.innerText()).includes(`changelog orders-app-${store}-changelog`));
        await shot(`4-lens-${store}`);
      });

    await check('windows of a key are those that the application has', async () => {
      await closeAll(page);
      await query('revenue-by-country', 'orders-app');
      await panel.choose('Query', 'Windows of key');
      await panel.type('Key', 'DE');
      await panel.choose('Times', 'UTC');
      const told = () => askInstances('orders-app', 'revenue-by-country/window?key=DE');
      const iso = (time) => new Date(time).toISOString().replace('T', ' ');
      const before = await told();
      // Where five minutes have just ended, the store holds no window of the key until its next order; and what the application told out of
      // its cache comes to the changelog with its next commit.
      const shown = () => Promise.all(['start', 'end', 'value'].map((id) => panel.cells(id)));
      const isThere = async () => {
        await panel.press('Run');
        await panel.ended();
        const [start, , value] = await shown();
        return (
          value.length > 0 && value.every((sum, at) => Number(sum) >= (before.find((one) => iso(one.start) === start[at])?.value ?? 0))
        );
      };
      await until(isThere, 'the windows that the application has told', patience);
      // The sum of the newest window goes on while data flows. The application may have more: what its cache still holds of windows that
      // its store has dropped.
      const [start, end, value] = await shown();
      const after = await told();
      assert.ok(value.length > 0);
      for (const [at, sum] of value.entries()) {
        const [low, high] = [before, after].map((list) => list.find((one) => iso(one.start) === start[at]));
        assert.equal(end[at], iso(high.end));
        assert.ok(Number(sum) >= (low?.value ?? 0) && Number(sum) <= high.value, `${sum} of ${JSON.stringify([low, high])}`);
      }
      await shot('4-windows');
    });

    await check('the history of a key is every record of it, newest first', async () => {
      await panel.choose('Query', 'Key history');
      await panel.type('Key', 'DE');
      await panel.press('Run');
      await until(async () => (await panel.cells('value')).length > 3, 'its records', patience);
      const offsets = (await panel.cells('offset')).map(Number);
      assert.deepEqual(
        offsets,
        offsets.toSorted((a, b) => b - a),
      );
      const [values, changes] = [await panel.cells('value'), await panel.cells('change')];
      assert.equal(changes[0], values[0] === values[1] ? 'same value' : `${values[1]} \u2192 ${values[0]}`);
      await shot('5-history');
    });

    await check('what changes comes by itself while it is followed', async () => {
      await panel.choose('Query', 'All');
      await panel.check('Follow');
      await panel.press('Run');
      await until(async () => (await panel.status.innerText()).includes('following'), 'following', patience);
      const before = (await panel.cells('offset')).join();
      await until(async () => (await panel.cells('offset')).join() !== before, 'a change', patience);
      await shot('6-following');
      await panel.press('Cancel');
      await panel.ended();
      await panel.check('Follow');
    });

    await check('several panels are open at once, and each keeps its rows behind another tab', async () => {
      await runCommand(page, 'View: Split Editor Right').catch(() => {});
      await query('largest-order-by-product', 'orders-app');
      await page.locator('.tab', { hasText: 'revenue-by-country' }).first().click();
      const first = panelIn('revenue-by-country');
      await until(async () => (await (await first()).cells('value')).length > 3, 'rows of before', 20_000);
    });

    await check('a reload of the window brings the question back, and asks nothing by itself', async () => {
      await closeAll(page);
      await query('revenue-by-country', 'orders-app');
      await panel.choose('Query', 'Windows of key');
      await panel.type('Key', 'FR');
      await page.waitForTimeout(800);
      await runCommand(page, 'Developer: Reload Window');
      await panel.frame.getByText('the window was reloaded').waitFor({ timeout: patience });
      assert.equal(await panel.field('Key').evaluate(({ value }) => value), 'FR');
      assert.equal(await panel.rows.count(), 0);
      await panel.press('Run');
      await panel.rows.first().waitFor({ timeout: patience });
      await shot('7-reloaded');
    });

    for (const [store, application, wanted] of [
      ['price-history', 'customers-app', /^\d+$/],
      ['orders-per-country', 'customers-app', /^\d+$/],
      ['products-store', 'customers-app', /"category"/],
      ['orders-with-customers-subscription-store', 'customers-app', /\S/],
      ['KSTREAM-AGGREGATE-STATE-STORE-0000000003', 'orders-app', /^\d+$/],
      ['orders-and-payments-this-join-store', 'orders-app', /"cents"/],
      ['orders-and-payments-left-shared-join-store', 'orders-app', /\S/],
      ['largest-order-by-product', 'orders-app', /"cents"/],
      ['revenue-final-store', 'orders-app', /\d/],
    ])
      await check(`the contents of ${store} are read`, async () => {
        await closeAll(page);
        await query(store, application);
        await panel.press('Run');
        await panel.rows.first().waitFor({ timeout: patience });
        await panel.ended();
        await shot(`8-${store}`);
        assert.deepEqual((await panel.problem.allInnerTexts()).join(''), '');
        assert.match((await panel.cells('value'))[0], wanted);
      });

    await check('a serde that a person chooses is kept, and bytes that it cannot read are shown as bytes with the reason', async () => {
      await closeAll(page);
      await query('customers-store');
      await panel.choose('Value serde', 'long');
      await panel.press('Run');
      await panel.rows.first().waitFor({ timeout: patience });
      await panel.ended();
      assert.match((await panel.cells('value'))[0], /^0x7b22/);
      await panel.rows.first().locator('.cell.key').click();
      await panel.frame.getByRole('note').first().waitFor();
      assert.match(await panel.frame.getByRole('note').first().innerText(), /long/);
      await shot('9-not-a-long');
      await closeAll(page);
      await query('customers-store');
      const chosen = () => panel.frame.locator('vscode-dropdown[aria-label="Value serde"]').evaluate(({ value }) => value);
      await until(async () => (await chosen()) === 'long', 'the choice of before', patience);
      await panel.choose('Value serde', 'json');
      await panel.press('Run');
      await until(async () => (await panel.cells('value'))[0]?.startsWith('{') === true, 'JSON', patience);
    });

    await check('a hostile value that went through the application is text, and harms nothing', async () => {
      const key = '<img src=x onerror="document.title=1">';
      const customer = { id: key, name: `\u001b[31mred\u202etxt<script>${'x'.repeat(300_000)}`, country: 'DE' };
      const reading = ['parse.key=true', 'key.separator=|'].flatMap((property) => ['--reader-property', property]);
      await tool('ConsoleProducer', ['--topic', 'customers', ...reading], { input: `${key}|${JSON.stringify(customer)}\n` });
      await closeAll(page);
      await query('customers-store');
      await panel.choose('Query', 'Get key');
      await panel.type('Key', key);
      const isThere = async () => {
        await panel.press('Run');
        await panel.ended();
        return (await panel.cells('key')).join() === key;
      };
      await until(isThere, 'the customer is in the store', patience);
      assert.match((await panel.cells('value'))[0], /redU\+202Etxt<script>xxx/);
      await panel.rows.first().locator('.cell.key').click();
      await panel.frame.getByRole('tree', { name: 'Value' }).waitFor();
      await shot('9-hostile');
      assert.equal(await panel.frame.locator('img, .details script').count(), 0);
      assert.equal(await panel.frame.locator('body').evaluate(({ ownerDocument }) => ownerDocument.title), 'customers-store');
    });

    await check('pictures of panels as a person sets them up', async () => {
      await page.setViewportSize({ width: 1280, height: 800 });
      await closeAll(page);
      await query('largest-order-by-product', 'orders-app');
      await panel.press('Run');
      await panel.rows.first().waitFor({ timeout: patience });
      await panel.ended();
      await panel.rows.nth(1).locator('.cell.key').click();
      await panel.frame.getByRole('tree', { name: 'Value' }).waitFor();
      await picture('query-panel');
      await closeAll(page);
      await query('revenue-by-country', 'orders-app');
      await panel.press('Run');
      await panel.rows.nth(2).waitFor({ timeout: patience });
      await panel.ended();
      await panel.rows.nth(2).locator('.cell.key').click();
      await panel.frame.getByRole('tab', { name: 'Record' }).click();
      await panel.frame.getByText('Window size').waitFor();
      await picture('query-window');
      await page.setViewportSize(usual);
    });

    await check('rows are in sight in a small window, beside the tree, in two columns and without it', async () => {
      const sees = async (name, one) => {
        await until(async () => (await rowsInSight(one.frame)) >= 5, `rows: ${name}`, 20_000);
        assert.deepEqual(await layoutProblems(one.frame), [], name);
        await shot(`9-small-${name}`);
      };
      const close = panel.frame.getByRole('button', { name: 'Close details' });
      if (await close.isVisible()) await close.click();
      for (const [width, height] of [
        [933, 600],
        [1024, 700],
      ]) {
        await page.setViewportSize({ width, height });
        await sees(`${width}x${height}`, panel);
      }
      await runCommand(page, 'View: Split Editor Right').catch(() => {});
      await query('largest-order-by-product', 'orders-app');
      const second = await panelIn('largest-order-by-product')();
      await second.rows.first().waitFor({ timeout: patience });
      await sees('two-columns', second);
      await closeAll(page);
      await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
      await page.setViewportSize({ width: 700, height: 450 });
      await query('revenue-by-country', 'orders-app');
      await panel.rows.nth(2).waitFor({ timeout: patience });
      await sees('700x450', panel);
      await panel.rows.nth(2).locator('.cell.key').click();
      await panel.frame.locator('section.details').waitFor();
      await sees('700x450-details', panel);
      await page.setViewportSize(usual);
      await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    });

    for (const { name, id, mark } of themes)
      await check(`a panel shows in the theme ${id}`, async () => {
        fs.mkdirSync(path.join(folder, '.vscode'), { recursive: true });
        fs.writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'workbench.colorTheme': id }));
        await panel.frame.locator(`body.${mark}`).waitFor({ timeout: patience });
        await panel.rows.nth(2).locator('.cell.key').click();
        await panel.frame.locator('section.details').waitFor();
        await page.waitForTimeout(300);
        await shot(`9-${name}`);
      });

    await check('a cluster that cannot be reached is said, and the panel goes on', async () => {
      await closeAll(page);
      await runCommand(page, 'Kafka Streams: Query Store');
      await pick(page, 'Closed');
      await page.locator('.notification-toast', { hasText: '127.0.0.1:1' }).waitFor({ timeout: patience });
      await shot('10-closed-cluster');
      await runCommand(page, 'Notifications: Clear All Notifications');
    });
  });
}
