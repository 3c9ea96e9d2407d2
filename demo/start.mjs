// `npm start`: the sample on a real broker and its source in a real VS Code workbench, on a fresh clone too. Options: see `help`.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { squiggleUnder, until } from '../test/workbench/lib/editor.mjs';
import { installChromium } from '../test/workbench/lib/setup.mjs';
import { freePort, launchChromium, root } from '../test/workbench/lib/workbench.mjs';
import { startOrdersCluster } from './cluster/ordersCluster.mjs';
import { firstFile, startDemo } from './startDemo.mjs';

const help = `Usage: npm start [-- OPTIONS]

Starts a Kafka broker, two instances of each of the sample's two applications with data flowing, and
the sample's source in a VS Code workbench that is connected to them. Ctrl+C ends it all. What was
changed meanwhile is thrown away: the copy of the source, settings, clusters, topics and stores.

Options:
  --port N   The port of the workbench, on this machine only (default: any that is free).
  --keep     The copy of the source stays, with its git repository, and is opened again by the next
             start with --keep. The rest is thrown away as without it.
  --check    Looks by itself whether the workbench and the applications work, and ends.
  --help     Shows this text.
`;

const say = (line) => console.log(`demo: ${line}`);

/** Sees in a headless browser what a person would see. */
async function look(demo) {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(demo.url, { waitUntil: 'domcontentloaded' });
    await page.locator('.tab', { hasText: 'Welcome' }).waitFor({ timeout: 60_000 });
    for (const application of ['customers-app', 'orders-app'])
      await page.locator(`.pane .monaco-list-row[aria-label^="application ${application}, Stable"]`).waitFor({ timeout: 60_000 });
    await page.locator('.tab', { hasText: path.basename(firstFile) }).click();
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

/** Whoever starts the sample agrees that the sample is asked. */
function addressesOf({ instances }) {
  const byApplication = {};
  for (const { application, host, port } of instances) (byApplication[application] ??= []).push(`${host}:${port}`);
  return byApplication;
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
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port takes a number from 1 to 65535, not ${text}`);
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

function readOptions() {
  const flag = { type: 'boolean', default: false };
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' }, check: flag, keep: flag, help: { ...flag, short: 'h' } } });
    return { ...values, port: readPort(values.port) };
  } catch (error) {
    throw new Error(`${error.message.split('.')[0]}; see npm start -- --help`, { cause: error });
  }
}

async function main(signal) {
  const { port, check: isCheck, keep, help: isHelp } = readOptions();
  if (isHelp) {
    console.log(help);
    return;
  }
  if (port !== undefined)
    await freePort(port).catch((cause) => {
      throw new Error(`the port ${port} is taken: --port takes another`, { cause });
    });
  if (isCheck) await installChromium({ say, signal });
  const orders = await startApplications(signal);
  try {
    const clusters = [{ name: 'Demo', bootstrap: orders.bootstrap }];
    const settings = { 'kafkaStreams.clusters': clusters, 'kafkaStreams.cluster.askInstances': { Demo: addressesOf(orders) } };
    const demo = await startDemo({ port, settings, kept: keep ? 'demo-kept' : undefined, guided: true, say, signal });
    try {
      await (isCheck ? check(demo, orders, signal) : show(demo, orders, keep, signal));
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
  say('the workbench answers, is connected, opens the walkthrough and shows the squiggle under count');
  say(`the applications run: ${orders.instances.map(({ name }) => name).join(', ')}`);
}

async function show(demo, orders, keep, signal) {
  say('the sample is open, and connected to its cluster, at');
  console.log(`\n  ${demo.url}\n`);
  say(`its applications run on the broker ${orders.bootstrap}; what they say of themselves:`);
  for (const { name, url } of orders.instances) console.log(`  ${name.padEnd(16)} ${url}/`);
  say(`logs and state directories are in ${orders.directory}`);
  say('Ctrl+C ends it all, and throws away what was changed meanwhile: settings, clusters, topics and stores');
  say(keep ? `the copy of the source stays in ${demo.folder}` : 'the source is a copy, and thrown away, too (--keep: it stays)');
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
