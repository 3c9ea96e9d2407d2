import type { Analyser } from '../../src/core/analyser.js';
import { judgeNames, type Verdict } from '../support/judgeNames.js';
import { requestForTexts } from '../support/oracleRequest.js';
import { kafka, type Expectation, type Fixture } from './fixtures.js';

export type Standing = 'exact' | 'unknown' | 'wrong';

export interface JudgedFixture {
  readonly standing: Standing;
  readonly verdict: Verdict;
  /** Why something is not known, as the reports say it. */
  readonly reasons: readonly string[];
}

export function judgeFixture(analyser: Analyser, fixture: Fixture, expected: Expectation): JudgedFixture {
  const reports = analyser.analyse(requestForTexts(fixture.texts, kafka)).topologies;
  const verdict = judgeNames(expected.names, reports);
  const reasons = [...new Set(reports.flatMap((report) => report.gaps.map((gap) => `${gap.location.line}: ${gap.reason}`)))];
  return { standing: standingOf(verdict), verdict, reasons };
}

function standingOf({ wrong, leftOut, unknown }: Verdict): Standing {
  if (wrong.length + leftOut.length > 0) return 'wrong';
  return unknown.length > 0 ? 'unknown' : 'exact';
}
