/**
 * The fixtures, compiled and run by the real library: what is recorded of them is what it makes.
 * npm run languages -- [--record] [--accept] [--why]
 * --record writes down what the library makes; --accept takes what has become better out of the list of what is not said yet (what has
 * become worse stays an error); --why shows what is not exact, and the reasons.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAnalyser } from '../../src/core/createAnalyser.js';
import { runLibrary } from '../fixes/library.js';
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
  type Fixture,
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
      const text = textOf(answers.get(fixture.entry));
      if (values.record) writeFileSync(expectationPath(fixture), text);
      else if (readRecorded(fixture) !== text) {
        failed++;
        console.log(`FAILED ${fixture.name}: the library makes\n${text}`);
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  console.log(`${fixtures.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && fixtures.length > 0 ? 0 : 1;
}

function textOf(answer: OracleAnswer | undefined): string {
  if (answer === undefined) return 'nothing: it has no entry';
  const expectation: Expectation = answer.status === 'error' ? { error: answer.error } : { names: namesMade(answer) ?? [] };
  return `${JSON.stringify(expectation, null, 2)}\n`;
}

function readRecorded(fixture: Fixture): string {
  return readExpectation(fixture) === undefined ? '' : readFileSync(expectationPath(fixture), 'utf8');
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
