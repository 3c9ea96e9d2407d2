// Makes everything ready that the workbench needs, and says in one line what is missing. Imports no installed package.
import fs from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const workbench = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const project = path.resolve(workbench, '..', '..');

const chromiumPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const hasChromium = () => [process.env.CHROMIUM, ...chromiumPaths].some((file) => file && fs.existsSync(file));

/** The lines of a tool's output that say what went wrong. */
function reason(output) {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/\bwarn\b|complete log/i.test(line));
  const errors = lines.filter((line) => /error|ERR!|^E:/.test(line));
  return (errors.length > 0 ? errors.slice(0, 3) : lines.slice(-3)).join('; ');
}

/**
 * Runs a tool to its end. It has a process group of its own, which the signal ends: nothing goes on behind us. Every ten seconds
 * it is said that it still runs.
 */
async function run(command, args, { cwd, say, signal, what }) {
  signal?.throwIfAborted();
  const child = spawn(command, args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const send = (name) => {
    try {
      process.kill(-child.pid, name);
    } catch {
      /* ended already */
    }
  };
  let killing;
  const end = () => {
    send('SIGTERM');
    killing = setTimeout(send, 3000, 'SIGKILL'); // npm takes its time to undo; a half installation is begun anew anyway
  };
  signal?.addEventListener('abort', end, { once: true });
  const started = Date.now();
  const pulse = setInterval(() => say(`${what}: ${Math.round((Date.now() - started) / 1000)} s`), 10_000);
  try {
    const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    signal?.throwIfAborted();
    if (code !== 0) throw new Error(`${what} failed: ${reason(output)}`);
  } catch (error) {
    throw error.code === 'ENOENT' ? new Error(`${command} is missing`, { cause: error }) : error;
  } finally {
    clearInterval(pulse);
    clearTimeout(killing);
    signal?.removeEventListener('abort', end);
  }
}

/** npm marks an installation by a hidden lock file, written last. */
function isInstalled(directory) {
  try {
    const installed = fs.statSync(path.join(directory, 'node_modules', '.package-lock.json')).mtimeMs;
    return installed >= fs.statSync(path.join(directory, 'package-lock.json')).mtimeMs;
  } catch {
    return false;
  }
}

async function npmCi(directory, what, { say, signal }) {
  if (isInstalled(directory)) return;
  say(what);
  await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: directory, say, signal, what });
}

export async function installProject(options) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new Error(`Node.js 20 or newer is needed, this is ${process.versions.node}`);
  await npmCi(project, "installing the project's packages", options);
}

export async function installWorkbench(options) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`the workbench runs on Linux x64, this is ${process.platform} ${process.arch}`);
  }
  await npmCi(workbench, 'installing the workbench, once (650 MB)', options);
}

/** Debian's Chromium, by apt where we may. */
export async function installChromium({ say, signal }) {
  if (hasChromium()) return;
  const missing = 'Chromium is missing: apt-get update && apt-get install -y --no-install-recommends chromium fonts-dejavu-core';
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) throw new Error(missing);
  const what = 'installing Chromium';
  say(what);
  try {
    await run('apt-get', ['update'], { say, signal, what });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { say, signal, what });
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(`${missing} (${error.message})`, { cause: error });
  }
}

/** Packs the extension into a folder, as it is published. Gives the package. */
export async function packExtension(directory, { say, signal }) {
  const what = 'building and packing the extension';
  say(what);
  await run(process.execPath, [path.join(project, 'scripts', 'package.mjs'), 'vsix', '--out', directory], {
    cwd: project,
    say,
    signal,
    what,
  });
  const { name, version } = JSON.parse(fs.readFileSync(path.join(project, 'package.json'), 'utf8'));
  return path.join(directory, `${name}-${version}.vsix`);
}

/** Builds the bundles in dist/, for checks that open a page of one alone. */
export async function buildBundles({ say, signal }) {
  const what = 'building';
  await run(process.execPath, [path.join(project, 'scripts', 'build.mjs'), '--minify'], { cwd: project, say, signal, what });
}
