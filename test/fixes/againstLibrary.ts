/**
 * Fixes against the real library. Programs are compiled and run as they are, and as a fix has edited them: after `pin` the library must make
 * the same stores, changelogs and repartition topics, and after `name` exactly those that the fix announced.
 * npm run fixes -- [--mode pin|name] [--n 200] [--kafka 4.3.0] [--seed X] [--size 12] [--cases]
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { AnalyseRequest } from '../../src/core/analyser.js';
import { createAnalyser } from '../../src/core/createAnalyser.js';
import type { FixPlan } from '../../src/core/fixes/planFix.js';
import type { OracleAnswer, OracleTopology } from '../support/oracleAnswer.js';
import { readGrammars, unknownSettings } from '../support/sourceEvaluator.js';
import { announcedNames, libraryNames, sameNames } from './names.js';

const { values } = parseArgs({
  options: {
    mode: { type: 'string', default: 'pin' },
    n: { type: 'string', default: '200' },
    kafka: { type: 'string', default: '4.3.0' },
    seed: { type: 'string', default: process.env['FUZZ_SEED'] ?? String(1 + Math.floor(Math.random() * 900_000)) },
    size: { type: 'string', default: '12' },
    cases: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const { n, kafka, seed, size, cases } = values;
const mode = values.mode === 'name' ? 'name' : 'pin';
/** What the library's answer does not show, so that there is nothing to compare with. */
const notSeen: Readonly<Record<string, string>> = {
  A10_PatternSourceMerge: 'the library lists no changelogs of tasks that read patterns before it asks a broker',
  I01_TwoBuilders: 'the oracle sees one of its two builders',
  'F11_TopicPrefixAndDefaults@prefix': 'its topics begin with a private setting, not with the application id',
};
const batch = 250;
const shown = 10;

interface Edited {
  readonly answer: OracleTopology;
  readonly plan: FixPlan;
  readonly text: string;
  readonly again: FixPlan;
}

console.log(
  cases
    ? `${mode}: the oracle's cases on ${kafka}`
    : `${mode}: ${n} random programs on ${kafka}, seed ${seed} (again: npm run fixes -- --mode ${mode} --n ${n} --kafka ${kafka} --seed ${seed} --size ${size})`,
);
const work = mkdtempSync(join(tmpdir(), 'streams-lens-fixes-'));
const analyser = await createAnalyser(await readGrammars(), '0');
let passed = 0;
let failed = 0;
let named = 0;
const refusals = new Map<string, number>();

try {
  const sources = cases ? 'test/oracle/cases' : join(work, 'sources');
  if (!cases)
    execFileSync(
      process.execPath,
      ['test/fuzz/gen.cjs', '--out', sources, '--n', n, '--seed', seed, '--kafka', kafka, '--size', size, '--opt'],
      { stdio: 'ignore' },
    );
  const programs = readdirSync(sources)
    .filter((file) => file.endsWith('.java'))
    .sort();
  for (let from = 0; from < programs.length; from += batch) {
    check(programs.slice(from, from + batch).map((file) => join(sources, file)));
    if (programs.length > batch) console.log(`${Math.min(from + batch, programs.length)} of ${programs.length} programs, ${failed} wrong`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
  analyser.dispose();
}
console.log(`${named} calls were named`);
for (const [reason, count] of [...refusals].sort((a, b) => b[1] - a[1])) console.log(`${count} refused: ${reason}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function check(files: readonly string[]): void {
  const { answers, textOf } = runLibrary(files);
  const byVariant = new Map<string, Edited[]>();
  for (const answer of answers) {
    if (answer.status === 'error' || Object.hasOwn(notSeen, answer.case)) continue;
    const text = textOf(answer);
    const plan = planFor(answer, text);
    const { file } = placeOf(answer);
    const edited = plan.files.get(file)?.after ?? text;
    for (const { reason } of plan.refused) count(reason);
    named += plan.named.length;
    const variant = answer.case.split('@')[1] ?? '';
    byVariant.set(variant, [...(byVariant.get(variant) ?? []), { answer, plan, text: edited, again: planFor(answer, edited) }]);
  }
  for (const [variant, all] of byVariant) {
    const folder = join(work, `edited-${variant}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const { answer, text } of all) writeFileSync(join(folder, placeOf(answer).file), text);
    const after = new Map(runLibrary(readdirSync(folder).map((file) => join(folder, file))).answers.map((one) => [one.case, one]));
    for (const one of all) judge(one, after.get(one.answer.case));
  }
}

function judge({ answer, plan, text, again }: Edited, after: OracleAnswer | undefined): void {
  const wrong = findWrong(answer, plan, again, after);
  if (wrong === undefined) passed++;
  else {
    failed++;
    if (failed <= shown) console.log(`${answer.case}: ${wrong.slice(0, 1500)}\n${values.verbose ? text : ''}`);
  }
}

function findWrong(answer: OracleTopology, plan: FixPlan, again: FixPlan, after: OracleAnswer | undefined): string | undefined {
  if (after === undefined) return 'the library gave no answer for the edited program';
  if (after.status === 'error') return `the edited program fails: ${after.errorKind} ${after.error}`;
  if (mode === 'pin' && plan.changes.length > 0) return `pin announces changes: ${JSON.stringify(plan.changes)}`;
  const prefix = `${answer.applicationId}-`;
  const wrong = sameNames(announcedNames(libraryNames(answer), plan.changes, prefix), libraryNames(after));
  if (wrong !== undefined) return wrong;
  if (again.files.size > 0) return `a second ${mode} edits again: ${JSON.stringify(again.named)}`;
  if (again.refused.length !== plan.refused.length)
    return `${plan.refused.length} refusals, and ${again.refused.length} when run again: ${JSON.stringify(again.refused)}`;
  return undefined;
}

function planFor(answer: OracleTopology, text: string): FixPlan {
  const { file } = placeOf(answer);
  const request: AnalyseRequest = {
    sources: { files: [file], read: (path) => (path === file ? { text } : undefined), findByClassName: () => [] },
    settingsFor: () => ({
      ...unknownSettings,
      kafkaVersion: { version: answer.kafka, from: 'option' },
      applicationId: answer.applicationId,
      optimization: answer.props['topology.optimization'],
      configuration: answer.props,
      topologyConfigForParameter: answer.viaTopologyConfig === true,
    }),
    includeTests: true,
  };
  return analyser.planFix(request, { mode });
}

function placeOf(answer: OracleAnswer): { readonly file: string } {
  return { file: `${answer.case.replace(/@.*/, '')}.java` };
}

function runLibrary(files: readonly string[]): { readonly answers: OracleAnswer[]; textOf(answer: OracleAnswer): string } {
  const out = mkdtempSync(join(work, 'answers-'));
  const src = join(out, 'src');
  execFileSync('bash', ['test/oracle/run.sh', kafka, '--quiet', '--out', out, '--emit-src', src, ...files], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const answers = readdirSync(out)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(out, file), 'utf8')) as OracleAnswer);
  return { answers, textOf: (answer) => readFileSync(join(src, placeOf(answer).file), 'utf8') };
}

function count(reason: string): void {
  const key = reason.replaceAll(/[\w-]*\d{10}[\w-]*/g, 'NAME').replaceAll(/"[^"]*"/g, '"…"');
  refusals.set(key, (refusals.get(key) ?? 0) + 1);
}
