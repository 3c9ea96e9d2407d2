/** Programs for the oracle, and what the real library answers. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnalyseRequest } from '../../src/core/analyser.js';
import type { OracleAnswer } from '../support/oracleAnswer.js';
import { unknownSettings } from '../support/sourceEvaluator.js';

export interface LibraryRun {
  readonly answers: readonly OracleAnswer[];
  /** The source as it was compiled. */
  textOf(answer: OracleAnswer): string;
}

export function runLibrary(work: string, kafka: string, files: readonly string[]): LibraryRun {
  const out = mkdtempSync(join(work, 'answers-'));
  const src = join(out, 'src');
  execFileSync('bash', ['test/oracle/run.sh', kafka, '--quiet', '--out', out, '--emit-src', src, ...files], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const answers = readdirSync(out)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(out, file), 'utf8')) as OracleAnswer);
  return { answers, textOf: (answer) => readFileSync(join(src, fileOf(answer)), 'utf8') };
}

export function writeRandomPrograms(
  folder: string,
  n: string,
  seed: string,
  kafka: string,
  size: string,
  more: readonly string[] = [],
): string[] {
  execFileSync(
    process.execPath,
    ['test/fuzz/gen.cjs', '--out', folder, '--n', n, '--seed', seed, '--kafka', kafka, '--size', size, ...more],
    { stdio: 'ignore' },
  );
  return readdirSync(folder)
    .filter((file) => file.endsWith('.java'))
    .sort()
    .map((file) => join(folder, file));
}

export function fileOf(answer: OracleAnswer): string {
  return `${answer.case.replace(/@.*/, '')}.java`;
}

/** The text analysed with the settings that the oracle ran it with. */
export function requestFor(answer: OracleAnswer, text: string): AnalyseRequest {
  const file = fileOf(answer);
  return {
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
}
