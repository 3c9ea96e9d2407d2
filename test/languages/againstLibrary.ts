/**
 * The fixtures, compiled and run by the real library: what is recorded of them is what it makes.
 * npm run languages -- [--record] [--accept] [--why]
 * --record writes down what the library makes; --accept takes what has become better out of the list of what is not said yet (what has
 * become worse stays an error); --why shows what is not exact, and the reasons.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAnalyser } from '../../src/core/createAnalyser.js';
import { runLibrary } from '../support/library.js';
import { namesMade } from '../support/judgeNames.js';
import type { OracleAnswer } from '../support/oracleAnswer.js';
import { readGrammars } from '../support/sourceEvaluator.js';
import {
  expectationPath,
  folder,
  kafka,
  notYetPath,
  readExpectation,
  readFixtures,
  readNotYet,
  type Expectation,
  type NotYet,
} from './fixtures.js';
import { judgeFixture, type Standing } from './judgeFixture.js';

const { values } = parseArgs({
  options: {
    record: { type: 'boolean', default: false },
    accept: { type: 'boolean', default: false },
    why: { type: 'boolean', default: false },
  },
});
const fixtures = readFixtures();

if (values.accept || values.why) await compareWithUs();
else compareWithLibrary();

function compareWithLibrary(): void {
  const work = mkdtempSync(join(tmpdir(), 'streams-lens-languages-'));
  let failed = 0;
  try {
    const answers = new Map(runLibrary(work, kafka, [folder]).answers.map((answer) => [answer.case, answer]));
    for (const fixture of fixtures) {
      const made = JSON.stringify(expectationOf(answers.get(fixture.entry)), null, 2);
      if (JSON.stringify(readExpectation(fixture), null, 2) === made) continue;
      if (values.record) writeFileSync(expectationPath(fixture), `${made}\n`);
      else {
        failed++;
        console.log(`FAILED ${fixture.name}: the library makes\n${made}`);
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  console.log(`${fixtures.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && fixtures.length > 0 ? 0 : 1;
}

function expectationOf(answer: OracleAnswer | undefined): Expectation {
  if (answer === undefined) return { error: 'It has no entry' };
  return answer.status === 'error' ? { error: answer.error } : { names: namesMade(answer) ?? [] };
}

async function compareWithUs(): Promise<void> {
  const analyser = await createAnalyser(await readGrammars(), '0');
  const standings = new Map<string, Standing>();
  for (const fixture of fixtures) {
    const { standing, verdict, reasons } = judgeFixture(analyser, fixture, readExpectation(fixture) ?? {});
    standings.set(fixture.name, standing);
    if (values.why && standing !== 'exact')
      console.log(
        `${standing} ${fixture.name}\n  ${[...verdict.wrong.map((name) => `wrong ${name}`), ...verdict.leftOut.map((name) => `left out ${name}`), ...reasons].join('\n  ')}`,
      );
  }
  analyser.dispose();
  const counts = (['exact', 'unknown', 'wrong'] as const).map((one) => `${[...standings.values()].filter((s) => s === one).length} ${one}`);
  console.log(`${fixtures.length} fixtures: ${counts.join(', ')}`);
  if (values.accept) writeFileSync(notYetPath, `${JSON.stringify(better(readNotYet(), standings), null, 2)}\n`);
}

/** Without those that are better than listed: never the other way. */
function better(listed: NotYet, standings: ReadonlyMap<string, Standing>): NotYet {
  const still = listed.wrong.filter((name) => standings.get(name) === 'wrong');
  const risen = listed.wrong.filter((name) => standings.get(name) === 'unknown');
  const unknown = [...listed.unknown, ...risen].filter((name) => standings.get(name) !== 'exact' && standings.has(name));
  return { unknown: unknown.sort(), wrong: still };
}
