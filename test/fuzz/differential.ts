/**
 * Random programs, compiled and run by the real library and read by us, with and without optimisation: the answers must be equal.
 * npm run fuzz -- [--n 300] [--kafka 4.3.0] [--seed X] [--size 12]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSourceEvaluator } from '../support/sourceEvaluator.js';
import { runLibrary, writeRandomPrograms } from '../support/library.js';
import type { OracleAnswer } from '../support/oracleAnswer.js';
import { fileOf } from '../support/oracleRequest.js';

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '300' },
    kafka: { type: 'string', default: '4.3.0' },
    seed: { type: 'string', default: process.env['FUZZ_SEED'] ?? String(1 + Math.floor(Math.random() * 900_000)) },
    size: { type: 'string', default: '12' },
  },
});
const { n, kafka, seed, size } = values;
const shown = 10;
const batch = 250;
const kept = join('test/fuzz/failures', `${kafka}-${seed}`);

console.log(
  `${n} random programs on ${kafka}, seed ${seed} (again: npm run fuzz -- --n ${n} --kafka ${kafka} --seed ${seed} --size ${size})`,
);
const work = mkdtempSync(join(tmpdir(), 'streams-lens-fuzz-'));
const names = new Set<string>();
let passed = 0;
let failed = 0;

try {
  const evaluator = await createSourceEvaluator();
  const programs = writeRandomPrograms(join(work, 'sources'), n, seed, kafka, size, ['--opt']);
  for (let from = 0; from < programs.length; from += batch) {
    const { answers, textOf } = runLibrary(work, kafka, programs.slice(from, from + batch));
    for (const answer of answers) {
      const text = textOf(answer);
      const differences = compare(answer, text, evaluator.differences);
      if (differences.length === 0) passed++;
      else keep(answer, text, differences);
    }
    if (programs.length > batch)
      console.log(`${Math.min(from + batch, programs.length)} of ${programs.length} programs, ${failed} different answers`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (names.size > 0) console.log(`${names.size} programs are kept in ${kept}: move them to test/oracle/cases and record.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function compare(answer: OracleAnswer, text: string, differences: (answer: OracleAnswer, text: string) => string[]): string[] {
  if (answer.status === 'error' && answer.errorKind === 'COMPILE')
    return [`the generator wrote a program that does not compile: ${answer.error}`];
  try {
    return differences(answer, text);
  } catch (error) {
    return [`our analysis threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}

function keep(answer: OracleAnswer, text: string, differences: readonly string[]): void {
  failed++;
  if (failed <= shown) console.log(`${answer.case}\n  ${differences.slice(0, 6).join('\n  ').slice(0, 1500)}`);
  mkdirSync(kept, { recursive: true });
  names.add(fileOf(answer));
  writeFileSync(join(kept, fileOf(answer)), text);
  writeFileSync(join(kept, `${answer.case}.json`), `${JSON.stringify(answer, undefined, 1)}\n`);
}
