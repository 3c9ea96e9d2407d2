// What passed, and for which inputs, so that it need not run again. Imports no installed package.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { common } from './stages.mjs';

/**
 * Verdicts of stages, kept with the installed packages. `holds(stage)`: it passed with exactly these inputs, on this system and Node.
 * `keep(stage, isGood, seconds)` keeps one; `secondsBefore(stage)` is how long it took when it passed last, undefined where it never did.
 * Without git no inputs are known, and nothing holds.
 */
export function openVerdicts(root) {
  const file = path.join(root, 'node_modules', '.cache', 'verdicts.json');
  const kept = read(file);
  // Taken at the start: what changes while a stage runs was not judged by it.
  const before = new Map();
  const hashNow = (stage) => {
    if (!before.has(stage.name)) before.set(stage.name, hashOf(root, stage.inputs));
    return before.get(stage.name);
  };
  return {
    holds: (stage) => hashNow(stage) !== undefined && kept[stage.name]?.hash === hashNow(stage),
    begin: (stage) => void hashNow(stage),
    secondsBefore: (stage) => kept[stage.name]?.seconds,
    keep(stage, isGood, seconds) {
      if (isGood) kept[stage.name] = { hash: hashNow(stage), seconds };
      else delete kept[stage.name];
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, `${JSON.stringify(kept, undefined, 1)}\n`);
    },
  };
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return {};
    throw error;
  }
}

/** `inputs` undefined: all files of the project. Files that git ignores are no inputs. */
function hashOf(root, inputs) {
  const paths = inputs === undefined ? ['.'] : [...common, ...inputs];
  const { status, stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...paths], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) return undefined;
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}\0`);
  for (const name of new Set(stdout.split('\0'))) {
    const file = path.join(root, name);
    if (name === '' || !fs.existsSync(file)) continue;
    hash.update(`${name}\0`).update(fs.readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
