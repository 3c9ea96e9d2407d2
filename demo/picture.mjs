// Takes the README's pictures from the running sample: node demo/picture.mjs
import fs from 'node:fs';
import path from 'node:path';
import { closeHover, hoverText, squiggleUnder, until } from '../test/workbench/lib/editor.mjs';
import { installChromium, project } from '../test/workbench/lib/setup.mjs';
import { launchChromium, openWorkbench, runCommand } from '../test/workbench/lib/workbench.mjs';
import { firstFile, startDemo } from './startDemo.mjs';

const say = (line) => console.log(`picture: ${line}`);
const images = path.join(project, 'docs', 'images');
/** A line below the count() of the sample: the editor puts the line that one goes to into its middle. */
const line = '46';

const settings = {
  'workbench.colorTheme': 'Dark Modern',
  'workbench.activityBar.location': 'hidden',
  'workbench.sideBar.location': 'right',
  'breadcrumbs.enabled': false,
  'editor.fontSize': 13,
  'editor.occurrencesHighlight': 'off',
};

await installChromium({ say });
const demo = await startDemo({ settings, say });
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1080, height: 720 }, deviceScaleFactor: 1.5 });
  const take = async (name, clip) => {
    const file = path.join(images, `${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled', clip });
    say(`wrote ${path.relative(project, file)} (${Math.round(fs.statSync(file).size / 1024)} KB)`);
  };
  fs.mkdirSync(images, { recursive: true });
  await openWorkbench(page, demo.url, demo.folder, firstFile);
  await page.locator('.statusbar-item[id="status.problems"]', { hasText: /[1-9]/ }).waitFor({ timeout: 60_000 });
  await page.keyboard.press('Control+b');
  await page.keyboard.press('Control+g');
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
  await until(() => squiggleUnder(page, '.count();', 'count'), 'the squiggle under count', 60_000);
  await hoverText(page, '.count();', 'count', 'Changelog topic');
  await take('hover', { x: 0, y: 36, width: 1080, height: 460 });
  await closeHover(page);
  await runCommand(page, 'Kafka Streams: Show Topology Names');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'revenue-final-store' }).first().waitFor();
  const list = await page.locator('.quick-input-widget').boundingBox();
  await take('names', list);
} finally {
  await browser.close();
  await demo.stop();
}
