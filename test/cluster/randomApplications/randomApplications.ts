/**
 * Random applications on a real broker: everything that the command line says of them, with and without their code, beside what the library,
 * the admin client and their own interactive queries say. `--n 50 --seed 7 --kafka 4.3.0`; the seed is printed, and repeats a run.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { caseApplications } from './caseApplications.js';
import { createJudge, noFindings } from './findings.js';
import { generateApplications } from './generate.js';
import { judgeAll } from './judgeAll.js';
import { runApplications } from './runApplications.js';

const { values: given } = parseArgs({
  options: {
    n: { type: 'string', default: '12' },
    seed: { type: 'string', default: process.env['FUZZ_SEED'] ?? String(Date.now() % 1_000_000) },
    kafka: { type: 'string', default: '4.3.0' },
    /** Only this application of the seed is judged. */
    only: { type: 'string' },
  },
});

/** In one process: more would take the memory of a small machine. */
const atOnce = 16;

const began = Date.now();
const findings = noFindings();
let failed = 0;
for (let left = Number(given.n), seed = Number(given.seed); left > 0; left -= atOnce, seed++) await judgeSome(seed, Math.min(left, atOnce));
for (const [what, count] of [...findings.uncertain].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`not certain, and said so, ${count} times: ${what}`);
console.log(
  `${given.n} applications (seed ${given.seed}, Kafka ${given.kafka}): ${findings.questions} answers, ${findings.rows} rows, ${Math.round((Date.now() - began) / 1000)} s`,
);
console.log(`${findings.questions - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function judgeSome(seed: number, size: number): Promise<void> {
  console.log(`seed ${seed}: ${size} applications`);
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'streams-lens-random-applications-'));
  const version = given.kafka;
  const running = await runApplications({
    version,
    directory,
    seed,
    applications: [...caseApplications(version), ...generateApplications(seed, size, version)],
    records: 250,
  });
  try {
    await judgeAll(running, (of) => createJudge(findings, `seed ${seed} ${of}`), given.only);
    for (const falsehood of findings.falsehoods.splice(0)) {
      console.log(`FAILED ${falsehood}`);
      failed++;
    }
  } finally {
    await running.stop();
    fs.rmSync(directory, { recursive: true, force: true });
  }
}
