/**
 * Public applications that lie beside the project, our own cases and the sample: copied, locked, pinned in place and checked. The names must
 * be those of the lock file; what share of the generated names whose numbers are known is pinned is counted, by what makes them.
 * npm run pinned -- [--repos DIR] [--keep-places] [--only WORD]
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Report } from '../../src/core/report.js';
import { addReach, reachOf, toLine, totalOf, type Reach } from './reach.js';

const { values } = parseArgs({
  options: {
    repos: { type: 'string', default: process.env['CORPUS_REPOS'] ?? '../.corpus' },
    'keep-places': { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
});
const hasRepos = existsSync(values.repos);
if (!hasRepos)
  console.log(`${values.repos} does not exist: only our own are pinned; fetch the applications there, or name their folder with --repos`);
const own: readonly (readonly [string, string])[] = [
  ['cases', 'test/oracle/golden/4.3.0/src'],
  ['the sample', 'demo/orders'],
];
const applications = hasRepos ? readdirSync(values.repos).map((name) => [name, resolve(values.repos, name)] as const) : [];
const work = mkdtempSync(join(tmpdir(), 'kslens-pinned-'));
const counts = { passed: 0, failed: 0 };
const reach = { own: new Map<string, Reach>(), applications: new Map<string, Reach>() };

/** One folder; what is pinned of it is added to `all`. */
function pin(name: string, source: string, all: Map<string, Reach>): void {
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
    return;
  }
  const report = (): Report => JSON.parse(run('analyze', '.', '--format', 'json', '--fail-on', 'never').printed) as Report;
  const before = report();
  const fixed = run('fix', '.', '--mode', 'pin', '--write', ...(values['keep-places'] ? ['--keep-places'] : []));
  const checked = run('lock', '.', '--check');
  const mine = reachOf(before, report());
  addReach(all, mine);
  const right = fixed.status !== 2 && checked.status === 0 && totalOf(mine).moved === 0;
  if (right) counts.passed++;
  else counts.failed++;
  console.log(toLine(`${right ? 'ok    ' : 'WRONG '} ${name}`, totalOf(mine)));
  if (!right) console.log(fixed.said.slice(0, 2000), checked.printed.slice(0, 2000), checked.said);
  rmSync(folder, { recursive: true, force: true });
}

try {
  for (const [name, source] of own) if (name.includes(values.only)) pin(name, source, reach.own);
  for (const [name, source] of [...applications].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (name.includes(values.only) && statSync(source).isDirectory()) pin(name, source, reach.applications);
} finally {
  rmSync(work, { recursive: true, force: true });
}
for (const [what, all] of [
  ['our own cases', reach.own],
  ['public applications', reach.applications],
] as const) {
  console.log(toLine(`\n${what}`, totalOf(all)));
  for (const [operator, one] of [...all].sort((a, b) => b[1].generated - a[1].generated)) console.log(toLine(`  ${operator}`, one));
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
