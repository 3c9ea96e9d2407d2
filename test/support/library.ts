/** Programs for the oracle, and what the real library answers. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { OracleAnswer } from './oracleAnswer.js';
import { fileOf } from './oracleRequest.js';

export interface LibraryRun {
  readonly answers: readonly OracleAnswer[];
  /** The source as it was compiled. */
  textOf(answer: OracleAnswer): string;
}

/**
 * Compiles and runs the files together. Where the environment names a folder, LIBRARY_ANSWERS, what the library answered there to the same files
 * on the same version is its answer: `npm run verify` says so, `npm test` never.
 */
export function runLibrary(work: string, kafka: string, files: readonly string[]): LibraryRun {
  const kept = process.env['LIBRARY_ANSWERS'];
  const out = kept === undefined ? mkdtempSync(join(work, 'answers-')) : join(kept, keyOf(kafka, files));
  const complete = join(out, 'complete');
  if (kept === undefined || !existsSync(complete)) {
    askOracle(out, kafka, files);
    writeFileSync(complete, '');
  }
  if (kept !== undefined) forgetOldest(kept, complete);
  const answers = readdirSync(out)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(out, file), 'utf8')) as OracleAnswer);
  return { answers, textOf: (answer) => readFileSync(join(out, 'src', fileOf(answer)), 'utf8') };
}

function askOracle(out: string, kafka: string, files: readonly string[]): void {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  execFileSync('bash', ['test/oracle/run.sh', kafka, '--quiet', '--out', out, '--emit-src', join(out, 'src'), ...files], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

function keyOf(kafka: string, files: readonly string[]): string {
  const hash = createHash('sha256').update(kafka);
  for (const file of ['test/oracle/run.sh', 'test/oracle/pom.xml', 'test/oracle/src/Oracle.java', ...files])
    hash.update(`\0${basename(file)}\0`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 32);
}

const mostKept = 200;

/** Leaves the answers that were used last. */
function forgetOldest(folder: string, used: string): void {
  utimesSync(used, new Date(), new Date());
  const timeOf = (name: string): number => statSync(join(folder, name, 'complete'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const byTime = readdirSync(folder).map((name) => ({ name, time: timeOf(name) }));
  for (const { name } of byTime.sort((a, b) => b.time - a.time).slice(mostKept))
    rmSync(join(folder, name), { recursive: true, force: true });
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
