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

function readPort(text) {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`no port: ${text}`);
  return port;
}

/** Aborted by Ctrl+C and the like. The handlers stay: a second Ctrl+C must not end us before the workbench has ended. */
function interruption() {
  const controller = new AbortController();
  const interrupt = () => {
    if (!controller.signal.aborted) say('stopping');
    controller.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, interrupt);
  process.stdout.on('error', () => {}); // a terminal that is gone must not keep the workbench alive
  return controller.signal;
}

async function main(signal) {
  const options = { port: { type: 'string' }, check: { type: 'boolean', default: false } };
  const { values } = parseArgs({ options });
  const port = readPort(values.port);
  if (values.check) await installChromium({ say, signal });
  const demo = await startDemo({ port, say, signal });
  const interrupted = new Promise((resolve) => signal.addEventListener('abort', () => resolve('interrupted'), { once: true }));
  try {
    if (values.check) {
      await Promise.race([look(demo), interrupted]);
      signal.throwIfAborted();
      say('the workbench answers and shows the squiggle under count');
      return;
    }
    say('the sample is open at');
    console.log(`\n  ${demo.url}\n`);
    say('Ctrl+C stops it; the sample is a copy, change what you like');
    openBrowser(demo.url);
    const end = await Promise.race([interrupted, demo.exited]);
    if (end !== 'interrupted') throw new Error('the workbench ended by itself');
  } finally {
    await demo.stop();
  }
}

const signal = interruption();
try {
  await main(signal);
  process.exit(0);
} catch (error) {
  console.error(`demo: ${signal.aborted ? 'stopped' : error.message}`);
  process.exit(signal.aborted ? 130 : 1);
}
