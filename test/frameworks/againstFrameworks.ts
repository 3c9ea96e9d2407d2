/**
 * One small application for each framework, started by a harness as the framework starts it, but without a broker: the topology that it
 * makes, and the names of its stores and topics, are what the analysis says of its sources.
 * npm run frameworks -- [NAME…] [--show] [--record]
 * `<name>/` is the application, its pom.xml names the jars with their versions; `harness/<name>/Main.java` starts it.
 * --record writes down what it makes (`answers/`), to which the unit tests hold the analysis, too.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { createAnalyser } from '../../src/core/createAnalyser.js';
import type { OracleAnswer } from '../support/oracleAnswer.js';
import { compiledQuickly, quickly } from '../support/quickJava.js';
import { readGrammars } from '../support/sourceEvaluator.js';
import { answersFile, applications, describeOf, differencesFrom, folder, recordedAnswers } from './applications.js';

const cache =
  process.env['FRAMEWORKS_CACHE'] ?? path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'ks-frameworks');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { show: { type: 'boolean', default: false }, record: { type: 'boolean', default: false } },
});

const names = positionals.length > 0 ? positionals : applications();
const analyser = await createAnalyser(await readGrammars(), '0');
let failed = 0;
for (const name of names) {
  const differences = compare(name);
  if (differences.length > 0) failed++;
  console.log(differences.length === 0 ? `${name}: equal` : `FAILED ${name}\n  ${differences.join('\n  ')}`);
}
analyser.dispose();
console.log(`${names.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 && names.length > 0 ? 0 : 1;

/** What we say, or have recorded, otherwise than the running application. */
function compare(name: string): string[] {
  let made: readonly OracleAnswer[];
  try {
    // What an application makes at the same time has no order.
    made = [...run(name)].sort((x, y) => (describeOf(x) < describeOf(y) ? -1 : 1));
  } catch (error) {
    return [`it cannot be started: ${reasonOf(error)}`];
  }
  if (values.show) for (const answer of made) console.log(answer.status === 'ok' ? answer.describe : answer.error);
  if (values.record) writeFileSync(answersFile(name), `${JSON.stringify(made, null, 1)}\n`);
  const isRecorded = isDeepStrictEqual(made, recordedAnswers(name));
  return [...(isRecorded ? [] : ['what it makes is not what is recorded (--record)']), ...differencesFrom(made, analyser, name)];
}

/** The innermost cause that Java printed. */
function reasonOf(error: unknown): string {
  const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => /Caused by:|Exception|error:/.test(line));
  return lines.at(-1) ?? String(error);
}

function run(name: string): readonly OracleAnswer[] {
  const application = path.join(folder, name);
  const jars = jarsOf(application);
  const work = mkdtempSync(path.join(tmpdir(), `streams-lens-${name}-`));
  try {
    const classPath = `${work}${path.delimiter}${jars}/*`;
    const sources = [...javaFiles(application), ...javaFiles(path.join(folder, 'harness', name)), path.join(folder, 'harness/Print.java')];
    const oracle = path.resolve('test/oracle/src/Oracle.java');
    const options = ['-nowarn', '-Xlint:none', '-parameters', '-d', work, '-cp', classPath];
    java('javac', [...compiledQuickly, ...options, ...sources, oracle]);
    const resources = path.join(application, 'src/main/resources');
    if (existsSync(resources)) cpSync(resources, work, { recursive: true });
    const printed = java('java', [...quickly, '-Xmx512m', '-cp', classPath, 'Main']);
    if (values.show) console.log(printed);
    return printed
      .split('\n')
      .filter((line) => line.startsWith('TOPOLOGY '))
      .map((line) => JSON.parse(line.slice('TOPOLOGY '.length)) as OracleAnswer);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function java(program: 'java' | 'javac', args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 120_000 });
}

/** The folder of the jars, which Maven is asked for once for each pom.xml. */
function jarsOf(application: string): string {
  const pom = path.join(application, 'pom.xml');
  const hash = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  const jars = path.join(cache, `${path.basename(application)}-${hash}`);
  const done = path.join(jars, '.done');
  if (existsSync(done)) return jars;
  mkdirSync(jars, { recursive: true });
  execFileSync('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`], {
    stdio: ['ignore', 2, 2],
    env: { MAVEN_OPTS: quickly.join(' '), ...process.env },
  });
  writeFileSync(done, '');
  return jars;
}

function javaFiles(inside: string): string[] {
  return readdirSync(inside, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.java'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
