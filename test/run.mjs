// Everything that must hold, stage after stage; needs nothing but Node to start. The last line is `N passed, N failed`.
// node test/run.mjs [--changed] [WORD...]: stages whose names hold one of the words; with --changed only those whose inputs are other
// than when they passed before.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openVerdicts } from './verdicts.mjs';
import { stages } from './stages.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
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

const isOfChanges = process.argv.includes('--changed');
const only = process.argv.slice(2).filter((word) => word !== '--changed');
/**
 * The same random programs each time: a verdict is of the tree, and of no luck. `FUZZ_SEED=$RANDOM npm test` takes new ones. What changed is
 * held to answers of the library that are kept.
 */
const same = {
  FUZZ_SEED: process.env['FUZZ_SEED'] ?? '1',
  ...(isOfChanges && { LIBRARY_ANSWERS: join(root, 'node_modules', '.cache', 'library') }),
};
const verdicts = openVerdicts(root);
const results = new Map();
const named = stages.filter((stage) => only.length === 0 || only.some((word) => stage.name.includes(word)));
const wanted = named.filter((stage) => {
  if (!isOfChanges || !verdicts.holds(stage)) return true;
  results.set(stage, { counts: { passed: 0, failed: 0 }, lines: [`ok     ${stage.name} (unchanged)`] });
  return false;
});
const besideOf = ({ beside = [] }) => beside.find((name) => wanted.some((stage) => stage.name === name));
for (const stage of wanted) {
  if (besideOf(stage) !== undefined) continue;
  await Promise.all([
    runStage(stage),
    runInOrder(
      wanted.filter((other) => besideOf(other) === stage.name),
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
  verdicts.begin(stage);
  let counts;
  let told = [];
  if (missing.length > 0) {
    console.log(`${stage.name} is not run: ${missing.map((tool) => tool.name).join(' and ')} is missing.`);
    counts = { passed: 0, failed: 1 };
  } else {
    const { status, text: coloured } = await run(stage.command, { ...options, env: { FORCE_COLOR: '0', CI: '1', ...same } });
    // oxlint-disable-next-line no-control-regex -- some print colours all the same
    const text = coloured.replaceAll(/\u001b\[[0-9;]*m/g, '');
    if (options.quiet) console.log(`\n== ${stage.name}\n${text}`);
    counts = countsOf(text) ?? (status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
    if (status !== 0 && counts.failed === 0) counts.failed = 1;
    told = [...unaskedOf(text), ...(counts.failed > 0 ? failuresOf(text) : [])];
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  const secondsBefore = verdicts.secondsBefore(stage);
  const time = secondsBefore === undefined ? `${seconds} s` : `${seconds} s (${secondsBefore} s before)`;
  const isGood = counts.failed === 0;
  verdicts.keep(stage, isGood, seconds);
  results.set(stage, {
    counts,
    lines: [`${isGood ? 'ok    ' : 'FAILED'} ${stage.name}: ${counts.passed} passed, ${counts.failed} failed, ${time}`, ...told],
  });
}

const summary = named.flatMap((stage) => results.get(stage)?.lines ?? []);
const passed = [...results.values()].reduce((sum, { counts }) => sum + counts.passed, 0);
const failed = [...results.values()].reduce((sum, { counts }) => sum + counts.failed, 0);
console.log(`\n${summary.join('\n')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
