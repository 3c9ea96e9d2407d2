/**
 * Public applications whose names are known from running them: how many of them we give exactly, how many we say we do not know, and
 * how many we give wrongly, which must be none. The applications lie beside the project and are never part of it.
 * npm run corpus -- [--corpus FILE] [--repos DIR] [--only WORD] [--verbose]
 * npm run corpus -- --table prints docs/public-applications.md's table of whole repositories instead (applications.json)
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Report } from '../../src/core/report.js';
import { toRow, toTable, type Application } from './applicationsTable.js';
import { classify, type Classification, type CorpusEntry, type Count, type Kind } from './classify.js';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: process.env['CORPUS'] ?? '../shared/corpus/corpus.json' },
    repos: { type: 'string', default: process.env['CORPUS_REPOS'] ?? '../.corpus' },
    only: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
    table: { type: 'boolean', default: false },
  },
});
const buildFile = /^(?:pom\.xml|build\.gradle(?:\.kts)?|build\.sbt)$/;
const kinds: readonly Kind[] = ['store', 'changelog', 'repartition', 'describe'];

if (!existsSync(values.corpus)) {
  console.error(`${values.corpus} does not exist: name the corpus with --corpus`);
  process.exit(2);
}
const { entries } = JSON.parse(readFileSync(values.corpus, 'utf8')) as { entries: CorpusEntry[] };
if (values.table) {
  console.log(toTable(readApplications().map((one) => [one, rowOf(one)])));
  process.exit(0);
}
const reports = new Map<string, Report | string>();
const absent: string[] = [];
const totals = new Map<string, { entries: number; wholly: number; counts: Record<Kind, Count> }>();

for (const entry of entries.filter((e) => e.id.includes(values.only))) {
  const repository = resolve(values.repos, entry.repo.replace('/', '+'));
  if (!existsSync(resolve(repository, entry.entry.file))) {
    absent.push(entry.id);
    continue;
  }
  const folder = projectOf(repository, entry.entry.file);
  const report = analyse(repository, folder, entry);
  const label = `${entry.id} (${entry.language})`.padEnd(52);
  if (typeof report === 'string') {
    console.log(`${label} FAILED ${report}`);
    count(entry, { counts: emptyCounts(1), notes: [] });
    continue;
  }
  const root = report.topologies.some((t) => t.entry.file === entry.entry.file) || folder === '' ? '' : `${folder}/`;
  const classification = classify(entry, report, root);
  count(entry, classification);
  console.log(
    `${label} ${
      kinds
        .map((kind) => describeCount(kind, classification.counts[kind]))
        .filter(Boolean)
        .join('; ') || 'nothing to name'
    }`,
  );
  for (const note of classification.notes) if (values.verbose || note.startsWith('WRONG')) console.log(`    ${note}`);
}

let wrong = 0;
let right = 0;
for (const [language, total] of [...totals].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const named = kinds.slice(0, 3).map((kind) => total.counts[kind]);
  const exact = named.reduce((n, c) => n + c.exact, 0);
  const all = named.reduce((n, c) => n + c.exact + c.unknown, 0);
  wrong += kinds.reduce((n, kind) => n + total.counts[kind].wrong, 0);
  right += exact;
  console.log(
    `\n${language}: ${total.wholly} of ${total.entries} entries wholly exact, ${exact} of ${all} names exact (${Math.floor((100 * exact) / Math.max(all, 1))} %)`,
  );
  for (const kind of kinds)
    console.log(
      `  ${kind.padEnd(12)} ${total.counts[kind].exact} exact, ${total.counts[kind].unknown} unknown, ${total.counts[kind].wrong} wrong`,
    );
}
if (absent.length > 0) console.log(`\n${absent.length} entries are absent: ${absent.join(', ')}`);
console.log(`\n${right} passed, ${wrong} failed`);
process.exitCode = wrong === 0 && right > 0 ? 0 : 1;

function readApplications(): readonly Application[] {
  const all = JSON.parse(readFileSync('test/corpus/applications.json', 'utf8')) as Application[];
  return all.filter(({ repo }) => repo.includes(values.only));
}

/** undefined: it does not lie beside the project. */
function rowOf({ repo }: Application): ReturnType<typeof toRow> | undefined {
  const repository = resolve(values.repos, repo.replace('/', '+'));
  if (!existsSync(repository)) return undefined;
  const report = runOn(repository, ['.']);
  if (typeof report === 'string') throw new Error(`${repo}: ${report}`);
  return toRow(
    report,
    entries.filter((entry) => entry.repo === repo && entry.language === 'java'),
  );
}

/** The folder of the nearest build file above a file, relative to the repository. */
function projectOf(repository: string, file: string): string {
  let folder = posix.dirname(file);
  while (folder !== '.' && !readdirSync(resolve(repository, folder)).some((name) => buildFile.test(name))) folder = posix.dirname(folder);
  return folder === '.' ? '' : folder;
}

/** What the command line prints of a project, or why it does not. */
function analyse(repository: string, folder: string, { kafka }: CorpusEntry): Report | string {
  // The project's own version must be found; where the truth comes from another one, it is told.
  const version = kafka.ranOn !== null && kafka.ranOn !== kafka.declared ? ['--kafka-version', kafka.ranOn] : [];
  const key = JSON.stringify([repository, folder, version]);
  let report = reports.get(key);
  if (report !== undefined) return report;
  report = runOn(repository, [folder === '' ? '.' : folder, ...version]);
  reports.set(key, report);
  return report;
}

function runOn(repository: string, asked: readonly string[]): Report | string {
  const args = [resolve('dist/cli.cjs'), 'analyze', ...asked, '--format', 'json', '--fail-on', 'never'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: 600_000,
  });
  return status === 0 ? (JSON.parse(stdout) as Report) : `status ${status}: ${stderr.split('\n')[0]}`;
}

function count(entry: CorpusEntry, { counts }: Classification): void {
  const total = totals.get(entry.language) ?? { entries: 0, wholly: 0, counts: emptyCounts(0) };
  totals.set(entry.language, total);
  total.entries++;
  if (kinds.every((kind) => counts[kind].unknown + counts[kind].wrong === 0)) total.wholly++;
  for (const kind of kinds) for (const grade of ['exact', 'unknown', 'wrong'] as const) total.counts[kind][grade] += counts[kind][grade];
}

function emptyCounts(wrongStores: number): Record<Kind, Count> {
  const zero = (n: number): Count => ({ exact: 0, unknown: 0, wrong: n });
  return { store: zero(wrongStores), changelog: zero(0), repartition: zero(0), describe: zero(0) };
}

function describeCount(kind: Kind, { exact, unknown, wrong: bad }: Count): string {
  const parts = [exact > 0 ? `${exact} exact` : '', unknown > 0 ? `${unknown} unknown` : '', bad > 0 ? `${bad} WRONG` : ''].filter(Boolean);
  return parts.length === 0 ? '' : `${kind} ${parts.join(' ')}`;
}
