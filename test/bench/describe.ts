/** The text of Topology#describe(): read from the source by us, beside a JVM that starts and runs the same application (compiled before). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTurn, ratio, words } from './figures.js';
import { topologyFile } from './workload.js';

const version = '4.3.0';
const cache = process.env['ORACLE_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ks-oracle');
const folder = mkdtempSync(join(tmpdir(), 'describe-'));
const outputs = new Map<string, string>();

function run(label: string, command: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  outputs.set(label, stdout);
}

try {
  run('library', 'bash', 'test/oracle/run.sh', version, '--quiet', 'test/oracle/cases/A01_SourcesStateless.java'); // fetches the library once
  const classpath = `${folder}:${join(cache, `lib-${version}`, '*')}`;
  const source = join(folder, 'Orders.java');
  writeFileSync(source, topologyFile('Orders', 520).replace('package com.example.orders;', ''));
  writeFileSync(
    join(folder, 'Main.java'),
    'public class Main { public static void main(String[] a) { System.out.print(Orders.build().describe()); } }',
  );
  run('javac', 'javac', '-nowarn', '-cp', classpath, '-d', folder, source, join(folder, 'Main.java'));
  const [ours, theirs] = inTurn(
    8,
    () => run('ours', process.execPath, 'dist/cli.cjs', 'describe', source, '--kafka-version', version),
    () => run('theirs', 'java', '-Xshare:auto', '-XX:TieredStopAtLevel=1', '-cp', classpath, 'Main'),
  );
  if (outputs.get('ours') !== outputs.get('theirs')) throw new Error('the two texts differ');
  console.log(`describe() of ${outputs.get('ours')!.split('\n').length} lines, the same text from both`);
  console.log(`  from the source, a new process ${words(ours)}, a JVM that runs it ${words(theirs)}: ${ratio(ours, theirs)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
