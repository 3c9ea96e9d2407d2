// The packed extension, made once for each state of what goes into it. Imports no installed package.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { packExtension, project } from '../test/workbench/lib/setup.mjs';

const inputs = [
  ...['src', 'webview', 'scripts', 'syntaxes', 'media', 'docs/rules', 'README.md', 'CHANGELOG.md', 'LICENSE'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig', '.vscodeignore', 'test/workbench/package-lock.json'],
];

/** The path of the .vsix; packs it where none is kept of these inputs, and then keeps no older one. */
export async function packedExtension({ say, signal }) {
  const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'kafka-streams-lens');
  const name = `extension-${inputsHash()}.vsix`;
  const kept = path.join(cache, name);
  if (fs.existsSync(kept)) return kept;
  fs.mkdirSync(cache, { recursive: true });
  const making = fs.mkdtempSync(path.join(cache, 'making-extension-'));
  try {
    const made = await packExtension(making, { say, signal });
    for (const old of fs.readdirSync(cache)) if (/^extension-\w+\.vsix$/.test(old)) fs.rmSync(path.join(cache, old), { force: true });
    fs.renameSync(made, kept);
  } finally {
    fs.rmSync(making, { recursive: true, force: true });
  }
  return kept;
}

function inputsHash() {
  const hash = createHash('sha256').update(process.version);
  for (const file of inputs.flatMap(filesOf)) hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(project, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Below the project, in an order that is always the same. */
function filesOf(input) {
  const whole = path.join(project, input);
  if (!fs.statSync(whole).isDirectory()) return [input];
  return fs
    .readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(project, path.join(entry.parentPath, entry.name)))
    .toSorted((a, b) => (a < b ? -1 : 1));
}
