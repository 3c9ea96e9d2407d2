/** Programs for the oracle, and what the real library answers. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OracleAnswer } from '../support/oracleAnswer.js';
import { fileOf } from '../support/oracleRequest.js';

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
