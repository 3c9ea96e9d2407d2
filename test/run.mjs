// Everything that must hold, stage after stage; needs nothing but Node to start. The last line is `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const program = (file, ...args) => ['node', 'scripts/runTypeScript.mjs', file, ...args];

const jdk = {
  name: 'a JDK of version 17 or later (javac)',
  found: () => Number(/^javac (\d+)/.exec(output('javac', '-version'))?.[1] ?? 0) >= 17,
};
const maven = { name: 'Maven (mvn)', found: () => /Apache Maven/.test(output('mvn', '-v')) };

/** `beside`: runs while that stage does, which mostly waits, in the time of the processors that it leaves. */
const stages = [
  { name: 'build', command: ['node', 'scripts/build.mjs'] },
  { name: 'check', command: ['node', 'scripts/check.mjs'] },
  { name: 'unit and golden tests', command: ['node', 'node_modules/vitest/vitest.mjs', 'run', '--coverage'] },
  { name: 'goldens are what the library does', command: ['bash', 'test/oracle/check.sh'], needs: [jdk, maven], beside: 'real brokers' },
  {
    name: 'fixtures of Java are what the library does',
    command: program('test/languages/againstLibrary.ts'),
    needs: [jdk, maven],
    beside: 'real brokers',
  },
  {
    name: 'random programs, 4.4.0',
    command: program('test/fuzz/differential.ts', '--kafka', '4.4.0', '--n', '300'),
    needs: [jdk, maven],
    beside: 'real brokers',
  },
  {
    name: 'random programs, 3.9.1',
    command: program('test/fuzz/differential.ts', '--kafka', '3.9.1', '--n', '100'),
    needs: [jdk, maven],
    beside: 'real brokers',
  },
  {
    name: 'pin, every case',
    command: program('test/fixes/fixesAgainstLibrary.ts', '--cases'),
    needs: [jdk, maven],
    beside: 'real brokers',
  },
  {
    name: 'pin, random programs',
    command: program('test/fixes/fixesAgainstLibrary.ts', '--n', '200'),
    needs: [jdk, maven],
    beside: 'real brokers',
  },
  {
    name: 'name, every case',
    command: program('test/fixes/fixesAgainstLibrary.ts', '--mode', 'name', '--cases'),
    needs: [jdk, maven],
    beside: 'real brokers',
  },
  {
    name: 'name, random programs',
    command: program('test/fixes/fixesAgainstLibrary.ts', '--mode', 'name', '--n', '200'),
    needs: [jdk, maven],
    beside: 'real brokers',
  },
  {
    name: 'what random edits move',
    command: program('test/fixes/editsAgainstLibrary.ts', '--n', '200'),
    needs: [jdk, maven],
    beside: 'real brokers',
  },
  { name: 'robustness', command: program('test/robustness/robustness.ts') },
  { name: 'random hostile input', command: program('test/hostile/fuzz.ts', '--seconds', '60') },
  {
    name: 'real brokers',
    command: ['node', 'node_modules/vitest/vitest.mjs', 'run', '--config', 'test/cluster/vitest.config.ts'],
    needs: [jdk, maven],
  },
  { name: 'workbench', command: ['node', 'test/workbench/run.mjs'], needs: [jdk, maven] },
];

function output(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout + stderr : '';
}

/** Runs a command, shows what it prints unless it is `quiet`, and gives its status and text. A `patient` one takes what time others leave. */
function run(command, { env = {}, quiet = false, patient = false } = {}) {
  const [name, ...args] = command;
  return new Promise((done) => {
    const child = spawn(name === 'node' ? process.execPath : name, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (patient && child.pid !== undefined) os.setPriority(child.pid, os.constants.priority.PRIORITY_LOW);
    let text = '';
    const pass = (stream) => (chunk) => {
      text += chunk;
      if (!quiet) stream.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', pass(process.stdout));
    child.stderr.setEncoding('utf8').on('data', pass(process.stderr));
    child.on('error', (error) => done({ status: 1, text: `${text}${error.message}` }));
    child.on('close', (status) => done({ status: status ?? 1, text }));
  });
}

/** The counts of the last line that has some: ours (`3 passed, 1 failed`) or vitest's (`Tests  1 failed | 3 passed (4)`). */
function countsOf(text) {
  const lines = text.split('\n');
  const line = lines.findLast((l) => /^\d+ passed, \d+ failed/.test(l) || /^\s*Tests\s+\d/.test(l));
  if (line === undefined) return undefined;
  return { passed: Number(/(\d+) passed/.exec(line)?.[1] ?? 0), failed: Number(/(\d+) failed/.exec(line)?.[1] ?? 0) };
}

/** What failed, said again at the end: each failure with the line that follows it; else how the stage ended. */
function failuresOf(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const told = lines.flatMap((line, i) => (/^\s*(workbench: )?FAIL(ED)?\s/.test(line) ? [line, lines[i + 1] ?? ''] : []));
  return (told.length > 0 ? told.slice(0, mostTold) : lines.slice(-8)).map((line) => `       ${line.slice(0, 400)}`);
}
const mostTold = 20;

/** What a stage says that it could not ask, which is no failure and no success. */
const unaskedOf = (text) => text.split('\n').flatMap((line) => (line.startsWith('NOT ASKED ') ? [`       ${line.slice(0, 400)}`] : []));

if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) {
  const { status } = await run([npm, 'ci']);
  if (status !== 0) {
    console.log('npm ci failed\n0 passed, 1 failed');
    process.exit(1);
  }
}

const only = process.argv.slice(2);
const wanted = stages.filter((stage) => only.length === 0 || only.some((word) => stage.name.includes(word)));
const results = new Map();
for (const stage of wanted) {
  if (wanted.some(({ name }) => name === stage.beside)) continue;
  await Promise.all([
    runStage(stage),
    runInOrder(
      wanted.filter(({ beside }) => beside === stage.name),
      { quiet: true, patient: true },
    ),
  ]);
}

async function runInOrder(stages, options) {
  for (const stage of stages) await runStage(stage, options);
}

async function runStage(stage, options = {}) {
  const say = (line) => (options.quiet ? undefined : console.log(line));
  say(`\n== ${stage.name}`);
  const missing = (stage.needs ?? []).filter((tool) => !tool.found());
  const started = Date.now();
  let counts;
  let told = [];
  if (missing.length > 0) {
    console.log(`${stage.name} is not run: ${missing.map((tool) => tool.name).join(' and ')} is missing.`);
    counts = { passed: 0, failed: 1 };
  } else {
    const { status, text: coloured } = await run(stage.command, { ...options, env: { FORCE_COLOR: '0', CI: '1' } });
    // oxlint-disable-next-line no-control-regex -- some print colours all the same
    const text = coloured.replaceAll(/\u001b\[[0-9;]*m/g, '');
    if (options.quiet) console.log(`\n== ${stage.name}\n${text}`);
    counts = countsOf(text) ?? (status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
    if (status !== 0 && counts.failed === 0) counts.failed = 1;
    told = [...unaskedOf(text), ...(counts.failed > 0 ? failuresOf(text) : [])];
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  results.set(stage, {
    counts,
    lines: [
      `${counts.failed === 0 ? 'ok    ' : 'FAILED'} ${stage.name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`,
      ...told,
    ],
  });
}

const summary = wanted.flatMap((stage) => results.get(stage)?.lines ?? []);
const passed = [...results.values()].reduce((sum, { counts }) => sum + counts.passed, 0);
const failed = [...results.values()].reduce((sum, { counts }) => sum + counts.failed, 0);
console.log(`\n${summary.join('\n')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
