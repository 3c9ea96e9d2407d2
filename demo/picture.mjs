// Takes the README's picture from the running sample: node demo/picture.mjs
import fs from 'node:fs';
import path from 'node:path';
import { hoverText, squiggleUnder, until } from '../test/workbench/lib/editor.mjs';
import { installChromium, project } from '../test/workbench/lib/setup.mjs';
import { launchChromium, openWorkbench } from '../test/workbench/lib/workbench.mjs';
import { firstFile, startDemo } from './startDemo.mjs';

const say = (line) => console.log(`picture: ${line}`);
const target = path.join(project, 'docs', 'images', 'hover.png');

await installChromium({ say });
const settings = { 'workbench.colorTheme': 'Dark Modern', 'editor.fontSize': 13, 'breadcrumbs.enabled': false };
const demo = await startDemo({ settings, say });
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1180, height: 760 }, deviceScaleFactor: 2 });
  await openWorkbench(page, demo.serverUrl, demo.folder, firstFile);
  await until(() => page.locator('.squiggly-warning').count(), 'a squiggle in the sample', 60_000);
  await page.keyboard.press('Control+b');
  await page.keyboard.press('Control+g');
  await page.keyboard.type('44');
  await page.keyboard.press('Enter');
  await until(() => squiggleUnder(page, '.count();', 'count'), 'the squiggle under count', 60_000);
  await hoverText(page, '.count();', 'count', 'Changelog');
  fs.mkdirSync(path.dirname(target), { recursive: true });
  await page.screenshot({ path: target, clip: { x: 48, y: 36, width: 1132, height: 700 } });
  say(`wrote ${path.relative(project, target)}`);
} finally {
  await browser.close();
  await demo.stop();
}
