// `npm start`: the sample on a real broker and its source in a real VS Code workbench, on a fresh clone too. Options: --port N, --check.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { squiggleUnder, until } from '../test/workbench/lib/editor.mjs';
import { installChromium } from '../test/workbench/lib/setup.mjs';
import { launchChromium, openWorkbench, root } from '../test/workbench/lib/workbench.mjs';
import { startOrdersCluster } from './cluster/ordersCluster.mjs';
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

/** Asks the broker and every instance whether the applications run. */
async function lookAtCluster(orders) {
  const { status, stdout, stderr } = await orders.cluster.tool('org.apache.kafka.tools.TopicCommand', ['--list']);
  if (status !== 0) throw new Error(`the broker does not list its topics: ${stderr}`);
  const topics = stdout.split('\n');
  for (const topic of ['orders', 'orders-app-revenue-by-country-changelog', 'customers-app-customers-store-changelog'])
    if (!topics.includes(topic)) throw new Error(`the topic ${topic} is not there`);
  for (const { name, health } of orders.instances) {
    const { state } = await health();
    if (state !== 'RUNNING') throw new Error(`${name} is ${state}`);
  }
}

/** The broker and the applications, with a directory of their own that `stop()` removes. */
async function startApplications(signal) {
  const directory = path.join(process.env.WORK_DIR ?? path.join(root, '.work'), `demo-cluster-${process.pid}`);
  const removeAll = () => fs.rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  try {
    const orders = await startOrdersCluster({ directory, say, signal });
    const stop = async () => {
      await orders.stop();
      removeAll();
    };
    return { ...orders, directory, stop };
  } catch (error) {
    removeAll();
    throw error;
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
  const orders = await startApplications(signal);
  try {
    const clusters = [{ name: 'Demo', bootstrap: orders.bootstrap }];
    const demo = await startDemo({ port, settings: { 'kafkaStreams.clusters': clusters }, say, signal });
    try {
      await (values.check ? check(demo, orders, signal) : show(demo, orders, signal));
    } finally {
      await demo.stop();
    }
  } finally {
    await orders.stop();
  }
}

const interrupted = (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve('interrupted'), { once: true }));

async function check(demo, orders, signal) {
  await Promise.race([Promise.all([look(demo), lookAtCluster(orders)]), interrupted(signal)]);
  signal.throwIfAborted();
  say('the workbench answers and shows the squiggle under count');
  say(`the applications run: ${orders.instances.map(({ name }) => name).join(', ')}`);
}

async function show(demo, orders, signal) {
  say('the sample is open at');
  console.log(`\n  ${demo.url}\n`);
  say(`its applications run on the broker ${orders.bootstrap}; what they say of themselves:`);
  for (const { name, url } of orders.instances) console.log(`  ${name.padEnd(16)} ${url}/`);
  say(`logs and state directories are in ${orders.directory}`);
  say('Ctrl+C stops it all; the source is a copy, change what you like');
  openBrowser(demo.url);
  const end = await Promise.race([interrupted(signal), demo.exited]);
  if (end !== 'interrupted') throw new Error('the workbench ended by itself');
}

const signal = interruption();
try {
  await main(signal);
  process.exit(0);
} catch (error) {
  console.error(`demo: ${signal.aborted ? 'stopped' : error.message}`);
  process.exit(signal.aborted ? 130 : 1);
}
