/**
 * Public applications that lie beside the project, our own cases and the sample: copied, locked, pinned in place and checked, by both forms of
 * pin. The names must be those of the lock file; what share of the generated names whose numbers are known is pinned is counted, by what makes
 * them, and why not the rest.
 * An application that takes longer than the limit is not counted, and fails.
 * npm run pinned -- [--repos DIR] [--form plain|keep-places] [--only WORD] [--why] [--limit SECONDS]
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Refusal } from '../../src/core/fixes/planFix.js';
import type { Report } from '../../src/core/report.js';
import { addReach, groupLeft, resultOf, toLine, toShareOfPossible, totalOf, type Left, type Reach } from './reach.js';

const { values } = parseArgs({
  options: {
    repos: { type: 'string', default: process.env['CORPUS_REPOS'] ?? '../.corpus' },
    form: { type: 'string' },
    only: { type: 'string', default: '' },
    why: { type: 'boolean', default: false },
    limit: { type: 'string', default: '600' },
  },
});
const forms = (['plain', 'keep-places'] as const).filter((form) => (values.form ?? form) === form);
if (forms.length === 0) {
  console.error(`${values.form} is no form: plain or keep-places`);
  process.exit(2);
}
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

interface Total {
  readonly reach: Map<string, Reach>;
  readonly left: Left[];
}

const totals = new Map(
  (['our own cases', 'public applications'] as const).flatMap((what) =>
    forms.map((form): [string, Total] => [`${what}, ${form}`, { reach: new Map(), left: [] }]),
  ),
);

class Late extends Error {}

interface Run {
  readonly status: number | null;
  readonly said: string;
  readonly printed: string;
}

function kslens(folder: string, ...args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/cli.cjs'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: Number(values.limit) * 1000,
  });
  if (status === null) throw new Late(`kslens ${args[0]} took longer than ${values.limit} s`);
  return { status, said: stderr.trim(), printed: stdout };
}

const reportOf = (folder: string): Report =>
  JSON.parse(kslens(folder, 'analyze', '.', '--format', 'json', '--fail-on', 'never').printed) as Report;

/** In the time that it may take. */
function pinInTime(...what: Parameters<typeof pin>): void {
  try {
    pin(...what);
  } catch (error) {
    if (!(error instanceof Late)) throw error;
    counts.failed++;
    console.log(`LATE   ${what[0]}: ${error.message}`);
  }
}

/** One folder in each form. */
function pin(name: string, source: string, what: 'our own cases' | 'public applications'): void {
  const original = join(work, 'original', name);
  cpSync(source, original, { recursive: true, filter: (path) => basename(path) !== '.git' });
  const locked = kslens(original, 'lock', '.');
  if (locked.status !== 0) {
    console.log(`${name}: ${locked.said.split('\n')[0]}`);
    return;
  }
  const before = reportOf(original);
  for (const form of forms) {
    const folder = join(work, form, name);
    cpSync(original, folder, { recursive: true });
    pinCopy(folder, { label: `${name}, ${form}`, form, before, total: totals.get(`${what}, ${form}`)! });
    rmSync(folder, { recursive: true, force: true });
  }
  rmSync(original, { recursive: true, force: true });
}

function pinCopy(
  folder: string,
  { label, form, before, total }: { label: string; form: (typeof forms)[number]; before: Report; total: Total },
): void {
  const options = ['--mode', 'pin', '--write', '--format', 'json', ...(form === 'keep-places' ? ['--keep-places'] : [])];
  const fixed = kslens(folder, 'fix', '.', ...options);
  const checked = kslens(folder, 'lock', '.', '--check');
  const refused = fixed.status === 2 ? [] : (JSON.parse(fixed.printed) as { refused: Refusal[] }).refused;
  const { byOperator, left } = resultOf(before, reportOf(folder), refused);
  addReach(total.reach, byOperator);
  total.left.push(...left.map((one) => ({ ...one, place: `${basename(folder)}/${one.place}` })));
  const right = fixed.status !== 2 && checked.status === 0 && totalOf(byOperator).moved === 0;
  if (right) counts.passed++;
  else counts.failed++;
  console.log(toLine(`${right ? 'ok    ' : 'WRONG '} ${label}`, totalOf(byOperator)));
  if (!right) console.log(fixed.said.slice(0, 2000), checked.printed.slice(0, 2000), checked.said);
}

try {
  for (const [name, source] of own) if (name.includes(values.only)) pinInTime(name, source, 'our own cases');
  for (const [name, source] of [...applications].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (name.includes(values.only) && statSync(source).isDirectory()) pinInTime(name, source, 'public applications');
} finally {
  rmSync(work, { recursive: true, force: true });
}
for (const [what, { reach, left }] of totals) {
  console.log(toLine(`\n${what}`, totalOf(reach)));
  const possible = toShareOfPossible(totalOf(reach), left);
  if (possible !== undefined) console.log(possible);
  for (const [operator, one] of [...reach].sort((a, b) => b[1].generated - a[1].generated)) console.log(toLine(`  ${operator}`, one));
  for (const [reason, all] of groupLeft(left)) {
    console.log(`  ${all.length} not pinned: ${reason}`);
    if (values.why) for (const { name, place } of all) console.log(`      ${name}  ${place}`);
  }
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
