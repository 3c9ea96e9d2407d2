/**
 * Fixes against the real library. Programs are compiled and run as they are, and as a fix has edited them: after `pin` the library must make
 * the same stores, changelogs and repartition topics, and after `name` exactly those that the fix announced.
 * npm run fixes -- [--mode pin|name] [--n 200] [--kafka 4.3.0] [--seed X] [--size 12] [--cases] [--keep-places]
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAnalyser } from '../../src/core/createAnalyser.js';
import type { FixPlan } from '../../src/core/fixes/planFix.js';
import type { OracleAnswer, OracleTopology } from '../support/oracleAnswer.js';
import { readGrammars } from '../support/sourceEvaluator.js';
import { fileOf, requestFor } from '../support/oracleRequest.js';
import { runLibrary, writeRandomPrograms } from '../support/library.js';
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
    'keep-places': { type: 'boolean', default: false },
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
  const programs = cases
    ? ['test/oracle/cases', 'test/fixes/programs'].flatMap((folder) =>
        readdirSync(folder)
          .filter((file) => file.endsWith('.java'))
          .sort()
          .map((file) => join(folder, file)),
      )
    : writeRandomPrograms(join(work, 'sources'), n, seed, kafka, size, ['--opt']);
  for (let from = 0; from < programs.length; from += batch) {
    check(programs.slice(from, from + batch));
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
  const { answers, textOf } = runLibrary(work, kafka, files);
  const byVariant = new Map<string, Edited[]>();
  for (const answer of answers) {
    if (answer.status === 'error' || Object.hasOwn(notSeen, answer.case)) continue;
    const text = textOf(answer);
    const plan = planFor(answer, text);
    const file = fileOf(answer);
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
    for (const { answer, text } of all) writeFileSync(join(folder, fileOf(answer)), text);
    const after = new Map(
      runLibrary(
        work,
        kafka,
        readdirSync(folder).map((file) => join(folder, file)),
      ).answers.map((one) => [one.case, one]),
    );
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
  return analyser.planFix(requestFor(answer, text), { mode, keepsPlaces: values['keep-places'] });
}

function count(reason: string): void {
  const key = reason.replaceAll(/[\w-]*\d{10}[\w-]*/g, 'NAME').replaceAll(/"[^"]*"/g, '"…"');
  refusals.set(key, (refusals.get(key) ?? 0) + 1);
}
