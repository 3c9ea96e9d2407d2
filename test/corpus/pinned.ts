/**
 * Public applications that lie beside the project, copied, locked, pinned in place and checked: the names must be those of the lock file.
 * npm run pinned -- [--repos DIR]
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { repos: { type: 'string', default: process.env['CORPUS_REPOS'] ?? '../.corpus' } } });
if (!existsSync(values.repos)) {
  console.error(`${values.repos} does not exist: fetch the applications beside the project, or name their folder with --repos`);
  process.exit(2);
}
const work = mkdtempSync(join(tmpdir(), 'kslens-pinned-'));
let passed = 0;
let failed = 0;
try {
  for (const name of readdirSync(values.repos).sort()) {
    const source = resolve(values.repos, name);
    if (!statSync(source).isDirectory()) continue;
    const folder = join(work, name);
    cpSync(source, folder, { recursive: true });
    const run = (...args: readonly string[]): { readonly status: number | null; readonly said: string; readonly printed: string } => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/cli.cjs'), ...args], {
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      });
      return { status, said: stderr.trim(), printed: stdout };
    };
    const locked = run('lock', '.');
    if (locked.status !== 0) {
      console.log(`${name}: ${locked.said.split('\n')[0]}`);
      continue;
    }
    const fixed = run('fix', '.', '--mode', 'pin', '--write');
    const checked = run('lock', '.', '--check');
    const refused = fixed.said.split('\n').filter((line) => line.startsWith('  ') && line.endsWith(')')).length;
    const right = fixed.status !== 2 && checked.status === 0;
    if (right) passed++;
    else failed++;
    console.log(`${right ? 'ok    ' : 'WRONG '} ${name}: ${fixed.said.split('\n')[0]}; ${refused} not pinned, said why`);
    if (!right) console.log(checked.printed.slice(0, 2000), checked.said);
    rmSync(folder, { recursive: true, force: true });
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
