/** The applications of this folder, what they made when they ran (`answers/`), and what the analysis says otherwise. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Analyser } from '../../src/core/analyser.js';
import type { TopologyReport } from '../../src/core/report.js';
import { openProject } from '../../src/platform/analysis/openProject.js';
import { judgeNames, namesMade } from '../support/judgeNames.js';
import type { OracleAnswer } from '../support/oracleAnswer.js';

export const folder = path.resolve('test/frameworks');

export function applications(): readonly string[] {
  const all = readdirSync(path.join(folder, 'harness'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return all.map(({ name }) => name).sort();
}

export const answersFile = (name: string): string => path.join(folder, 'answers', `${name}.json`);

/** Throws where nothing is recorded. */
export function recordedAnswers(name: string): readonly OracleAnswer[] {
  return JSON.parse(readFileSync(answersFile(name), 'utf8')) as readonly OracleAnswer[];
}

/** What we say otherwise than the running application. */
export function differencesFrom(made: readonly OracleAnswer[], analyser: Analyser, name: string): string[] {
  const said = analyse(analyser, name);
  if (made.length === 0) return ['the application made no topology'];
  const reported = made.map((answer) => said.find((report) => report.describe === describeOf(answer)));
  const texts = made.flatMap((answer, i) =>
    reported[i] === undefined
      ? [`it makes\n${describeOf(answer)}\n  and we say\n${said.map((report) => report.describe ?? reasonsOf(report)).join('\n')}`]
      : [],
  );
  const ids = made.flatMap((answer, i) => {
    const id = reported[i]?.applicationId ?? undefined;
    return reported[i] === undefined || id === answer.applicationId
      ? []
      : [`its application.id is ${answer.applicationId}, and we say ${id}`];
  });
  const { wrong, leftOut, unknown } = judgeNames(
    made.flatMap((answer) => namesMade(answer) ?? []),
    said,
  );
  // Code that the application does not run may be listed, with nothing said of its names.
  const listed = said.filter((report) => reported.includes(report) || report.describe !== null);
  const others = listed.length > made.length ? [`we list ${listed.length} topologies: ${listed.map(({ id }) => id).join(', ')}`] : [];
  return [
    ...texts,
    ...ids,
    ...others,
    ...wrong.map((one) => `wrong: ${one}`),
    ...leftOut.map((one) => `left out: ${one}`),
    ...unknown.map((one) => `not known: ${one}`),
  ];
}

export function describeOf(answer: OracleAnswer): string {
  return answer.status === 'ok' ? answer.describe : answer.error;
}

function reasonsOf({ id, gaps }: TopologyReport): string {
  return [id, ...gaps.map(({ reason, location }) => `${location.file}:${location.line} ${reason}`)].join('\n    ');
}

function analyse(analyser: Analyser, name: string): readonly TopologyReport[] {
  const base = path.join(folder, name);
  const options = { kafkaVersion: undefined, applicationId: undefined, optimization: undefined, includeTests: true };
  const { sources, settingsFor } = openProject([base], base, options);
  return analyser.analyse({ sources, settingsFor, includeTests: true }).topologies;
}
