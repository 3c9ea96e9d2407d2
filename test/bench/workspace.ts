/** A workspace of 10,000 Java files, 50 of them with a topology: from a cold start to the first report, beside reading the files. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Report } from '../../src/core/report.js';
import { figuresOf, ratio, words } from './figures.js';
import { plainFile, topologyFile } from './workload.js';

const all = 10_000;
const withTopology = 50;
const rounds = 5;

const folder = mkdtempSync(join(tmpdir(), 'workspace-'));
try {
  for (let i = 0; i < all; i++) {
    const module = join(folder, `module${i % 40}`, 'src/main/java/com/example', `area${i % 200}`);
    mkdirSync(module, { recursive: true });
    const every = all / withTopology;
    const text = i % every === 0 ? topologyFile(`Orders${i / every}`, 120) : plainFile(`com.example.area${i % 200}`, `Form${i}`);
    writeFileSync(join(module, `${i % every === 0 ? `Orders${i / every}` : `Form${i}`}.java`), text);
  }

  const cold: number[] = [];
  const reading: number[] = [];
  const peaks: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    const { stdout, status } = spawnSync(
      process.execPath,
      ['--import', resolve('test/bench/peak.mjs'), 'dist/cli.cjs', 'analyze', folder, '--format', 'json', '--fail-on', 'never'],
      { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
    ) as { stdout: string; status: number | null };
    cold.push(performance.now() - start);
    if (status !== 0) throw new Error(`analyze ended with ${status}`);
    const [text, peak] = stdout.split('\npeak ');
    const report = JSON.parse(text!) as Report;
    if (report.topologies.length !== withTopology || report.topologies.some((t) => !t.complete))
      throw new Error(`${report.topologies.length} topologies instead of ${withTopology}`);
    peaks.push(Number(peak));

    const before = performance.now();
    readAll(folder);
    reading.push(performance.now() - before);
  }
  const [analysis, read] = [figuresOf(cold), figuresOf(reading)];
  console.log(`${all} files, ${withTopology} of them with a topology`);
  console.log(
    `  a new process to its whole report ${words(analysis)}, reading every file in this process ${words(read)}: ${ratio(analysis, read)}`,
  );
  console.log(`  peak memory ${Math.max(...peaks).toFixed(0)} MB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function readAll(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) readAll(inner);
    else readFileSync(inner, 'utf8');
  }
}
