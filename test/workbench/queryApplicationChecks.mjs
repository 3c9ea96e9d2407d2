// A panel whose source is the running application, while the sample goes from one instance to three.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { startOrdersCluster } from '../../demo/cluster/ordersCluster.mjs';
import { until } from './lib/editor.mjs';
import { checkWithPictures, journey } from './lib/journey.mjs';
import { layoutProblems } from './lib/layout.mjs';
import { openQuery, panelOf, patience } from './lib/queryPanel.mjs';
import { project } from './lib/setup.mjs';
import { openWorkbench } from './lib/workbench.mjs';

const viewport = { width: 1300, height: 700 };

/** `pictures`: the folder of those that docs/live-queries.md shows. */
export async function queryApplicationChecks({ vsix, directory, check: report, say, pictures }) {
  const folder = path.join(directory, 'orders');
  const isSource = (file) => path.basename(file) !== 'target';
  fs.cpSync(path.join(project, 'demo', 'orders'), folder, { recursive: true, filter: isSource });
  const orders = await startOrdersCluster({ directory: path.join(directory, 'cluster'), instances: 1, say });
  try {
    const settings = {
      'workbench.colorTheme': 'Dark Modern',
      // Of one alone nobody is asked which is meant.
      'kafkaStreams.clusters': [
        { name: 'Demo', bootstrap: orders.bootstrap },
        { name: 'Closed', bootstrap: '127.0.0.1:1' },
      ],
    };
    await journey({ vsix, directory, settings, viewport }, (parts) => scaleUp({ ...parts, folder, directory, orders, report, pictures }));
  } finally {
    await orders.stop();
  }
}

async function scaleUp({ page, server, shot, folder, directory, orders, report, pictures }) {
  page.setDefaultTimeout(patience);
  const check = checkWithPictures(report, shot);
  const panel = panelOf(page);
  const ofCustomers = () => orders.instances.filter(({ application }) => application === 'customers-app');
  const picture = async (name) => {
    await page.waitForTimeout(500);
    await shot(name);
    if (pictures !== undefined) fs.copyFileSync(path.join(directory, `${name}.png`), path.join(pictures, `${name}.png`));
  };
  const status = () => panel.status.innerText();
  const answeredBy = ({ host, port }) => `answered by ${host}:${port}`;
  /** Agrees, after a look at whom the question names. */
  const agree = async (instances) => {
    await panel.press('Ask Its Instances\u2026');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const text = await dialog.innerText();
    for (const { host, port } of instances) assert.ok(text.includes(`${host}:${port}`), text);
    await dialog.locator('.monaco-button', { hasText: 'Ask' }).click();
    await dialog.waitFor({ state: 'hidden' });
  };
  /** The instance that has the key as the application itself says it, and its value. */
  const holderOf = async (key) => {
    for (const instance of ofCustomers()) {
      const answer = await fetch(`${instance.url}/stores/customers-store/get?key=${key}`).catch(() => undefined);
      if (answer?.ok) return { instance, value: (await answer.json()).value };
    }
    return undefined;
  };
  await openWorkbench(page, server.url, folder);

  await check('an application is asked once a person has seen whom and agreed, and answers as its own store has it', async () => {
    await openQuery(page, { cluster: 'Demo', application: 'customers-app', store: 'customers-store' });
    await panel.ended();
    await panel.choose('Source', 'Application');
    await panel.choose('Query', 'Get key');
    await panel.type('Key', 'c-7');
    await panel.press('Run');
    await panel.frame.getByText('The instances of customers-app are asked over HTTP once you agree to it.').waitFor();
    await shot('1-not-agreed');
    await agree(ofCustomers());
    await until(async () => (await panel.cells('key')).join() === 'c-7', 'the row', patience);
    await panel.ended();
    const [only] = ofCustomers();
    assert.ok((await status()).includes(answeredBy(only)), await status());
    assert.deepEqual(JSON.parse((await panel.cells('value'))[0]), (await holderOf('c-7')).value);
    await panel.status.click();
    assert.match(await panel.frame.locator('.status .more').innerText(), /murmur2.*the application says the same/s);
    await picture('live-one-instance');
    await panel.status.click();
  });

  await check('all operations of its kind, in pages, searched and sorted', async () => {
    await panel.choose('Query', 'All');
    await panel.choose('Rows', '100');
    await panel.run();
    const words = panel.frame.locator('.pager .note');
    await until(async () => (await words.innerText()) === 'Rows 1 to 100', 'the first page', patience);
    await panel.press('Next Page');
    await until(async () => (await words.innerText()) === 'Rows 101 to 200', 'the second page', patience);
    await panel.search('value.country = "DE"');
    await until(async () => /^\d+ of 200 rows match/.test(await status()), 'the search', patience);
    await panel.search('');
    await panel.ended();
  });

  await check('application and changelog have the same rows', async () => {
    await panel.choose('Rows', '1,000');
    await panel.choose('Source', 'Both');
    await panel.run();
    await until(async () => (await status()).startsWith('200 rows'), 'both', patience);
    assert.match(await status(), /^200 rows . all rows of the query . no difference . answered by /);
    await picture('live-both');
  });

  await check('a key is followed while the sample goes from one instance to three', async () => {
    await panel.choose('Source', 'Application');
    await panel.choose('Query', 'Get key');
    await panel.type('Key', 'c-7');
    await panel.check('Follow');
    await panel.press('Run');
    await until(async () => (await status()).includes('following'), 'following', patience);
    // One after the other: two at once may be given one port.
    const others = [await orders.addInstance('customers-app'), await orders.addInstance('customers-app')];
    for (const one of others) one.start();
    // Nobody agreed to ask these yet.
    await panel.frame.getByRole('button', { name: 'Ask Its Instances\u2026' }).waitFor();
    await picture('live-new-instances');
    await Promise.all(others.map((one) => one.whenRunning()));
    await agree(ofCustomers());
    const isRight = async () => {
      const holder = await holderOf('c-7');
      if (holder === undefined || !(await status()).includes(answeredBy(holder.instance))) return false;
      return JSON.stringify(JSON.parse((await panel.cells('value'))[0])) === JSON.stringify(holder.value);
    };
    await until(isRight, 'the panel says who has the key, and what it has', patience);
    assert.ok((await status()).includes('following'));
    await picture('live-three-instances');
    await panel.press('Cancel');
    await panel.ended();
    await panel.check('Follow');
  });

  await check('all rows come from all three, in the order of their keys', async () => {
    await panel.choose('Query', 'All');
    await panel.run();
    await until(async () => (await status()).startsWith('200 rows'), 'all rows', patience);
    const [first] = await panel.cells('key');
    assert.equal(first, 'c-0');
    await panel.status.click();
    const told = await panel.frame.locator('.status .more').innerText();
    for (const { host, port } of ofCustomers()) assert.ok(told.includes(`${host}:${port}`), told);
    await panel.status.click();
  });

  await check('the panel is right where it is small, and in high contrast', async () => {
    await page.setViewportSize({ width: 700, height: 450 });
    await page.waitForTimeout(500);
    assert.deepEqual(await layoutProblems(panel.frame), []);
    await shot('small');
    await page.setViewportSize(viewport);
  });
}
