// `npm start`: opens the sample in a real VS Code workbench, on a fresh clone too. Options: --port N, --check.
import { spawn, spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { squiggleUnder, until } from '../test/workbench/lib/editor.mjs';
import { installChromium } from '../test/workbench/lib/setup.mjs';
import { launchChromium, openWorkbench } from '../test/workbench/lib/workbench.mjs';
import { firstFile, startDemo } from './startDemo.mjs';

const say = (line) => console.log(`demo: ${line}`);

/** Sees in a headless browser what a person would see. */
async function look(demo) {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await openWorkbench(page, demo.serverUrl, demo.folder, firstFile);
    await until(() => page.locator('.squiggly-warning').count(), 'a squiggle in the sample', 60_000);
    await page.locator('.view-line', { hasText: '.count();' }).first().waitFor();
    await until(() => squiggleUnder(page, '.count();', 'count'), 'the squiggle under count', 60_000);
  } finally {
    await browser.close();
  }
}

function openBrowser(url) {
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!display || spawnSync('which', ['xdg-open']).status !== 0) {
    say('there is no display here: open the address in a browser on this machine');
    return;
  }
  spawn('xdg-open', [url], { stdio: 'ignore', detached: true }).unref();
}

async function main() {
  const options = { port: { type: 'string' }, check: { type: 'boolean', default: false } };
  const { values } = parseArgs({ options });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) throw new Error(`no port: ${values.port}`);

  if (values.check) installChromium(say);
  const demo = await startDemo({ port, say });
  if (values.check) {
    try {
      await look(demo);
      say('the workbench answers and shows the squiggle under count');
    } finally {
      await demo.stop();
    }
    return;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, async () => {
      say('stopping');
      await demo.stop();
      process.exit(0);
    });
  }
  say('the sample is open at');
  console.log(`\n  ${demo.url}\n`);
  say('Ctrl+C stops it; the sample is a copy, change what you like');
  openBrowser(demo.url);
}

main().catch((error) => {
  console.error(`demo: ${error.message}`);
  process.exit(1);
});
