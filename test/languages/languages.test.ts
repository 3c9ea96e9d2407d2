/** Every fixture: exact, or listed as not yet; a listed one that has become better must be taken out of the list, so that it cannot fall back. */
import { afterAll, describe, expect, it } from 'vitest';
import { createAnalyser } from '../../src/core/createAnalyser.js';
import { readGrammars } from '../support/sourceEvaluator.js';
import { readExpectation, readFixtures, readNotYet } from './fixtures.js';
import { judgeFixture, type Standing } from './judgeFixture.js';

const fixtures = readFixtures();
const notYet = readNotYet();
const analyser = await createAnalyser(await readGrammars(), '0');
afterAll(() => analyser.dispose());

function listed(name: string): Standing {
  if (notYet.wrong.includes(name)) return 'wrong';
  return notYet.unknown.includes(name) ? 'unknown' : 'exact';
}

describe('the meaning of Java', () => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', (name, fixture) => {
    const expected = readExpectation(fixture);
    if (expected === undefined) throw new Error('It is not recorded: npm run languages -- --record');
    const { standing, verdict, reasons } = judgeFixture(analyser, fixture, expected);
    const { wrong, leftOut, unknown } = verdict;
    expect({ standing, wrong, leftOut, unknown, reasons }, 'Better than listed? npm run languages -- --accept').toMatchObject({
      standing: listed(name),
    });
  });

  it('lists no fixture that is not there', () => {
    const names = fixtures.map((fixture) => fixture.name);
    expect([...notYet.wrong, ...notYet.unknown].filter((name) => !names.includes(name))).toEqual([]);
  });
});
