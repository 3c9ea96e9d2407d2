/**
 * Every rule over the public applications that lie beside the project: how many findings each has, and some to read for false alarms.
 * npm run findings -- [--repos DIR] [--rule ID] [--sample 20]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Report } from '../../src/core/report.js';
import { ruleTable } from '../../src/core/rules/rules.js';

const { values } = parseArgs({
  options: {
    repos: { type: 'string', default: process.env['CORPUS_REPOS'] ?? '../.corpus' },
    rule: { type: 'string', default: '' },
    sample: { type: 'string', default: '0' },
  },
});
if (!existsSync(values.repos)) {
  console.error(`${values.repos} does not exist: fetch the applications beside the project, or name their folder with --repos`);
  process.exit(2);
}
const found = new Map<string, string[]>(ruleTable.map(({ id }) => [id, []]));
let topologies = 0;
for (const name of readdirSync(values.repos).sort()) {
  const folder = resolve(values.repos, name);
  if (!statSync(folder).isDirectory()) continue;
  // Also rules that are off unless asked for.
  const on = ruleTable.filter(({ severity }) => severity === 'off').flatMap(({ id }) => ['--rule', `${id}=warning`]);
  const args = [resolve('dist/cli.cjs'), 'analyze', '.', '--format', 'json', '--fail-on', 'never', ...on];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: 300_000,
  });
  if (status !== 0) {
    console.log(`${name}: ${stderr.split('\n')[0]}`);
    continue;
  }
  const report = JSON.parse(stdout) as Report;
  topologies += report.topologies.length;
  for (const { rule, message, location } of report.diagnostics) {
    const line = readFileSync(resolve(folder, location.file), 'utf8').split('\n')[location.line - 1]?.trim() ?? '';
    found
      .get(rule)
      ?.push(`${name}/${location.file}:${location.line}\n    ${line.slice(0, 160)}\n    ${message.split('\n')[0]!.slice(0, 300)}`);
  }
}
console.log(`${topologies} topologies`);
for (const [rule, findings] of found) {
  console.log(`${String(findings.length).padStart(5)} ${rule}`);
  if (values.rule !== '' && values.rule !== rule) continue;
  // Spread over all of them.
  const step = Math.max(1, Math.floor(findings.length / Math.max(1, Number(values.sample))));
  for (const one of findings.filter((_, i) => i % step === 0).slice(0, Number(values.sample))) console.log(`  ${one}`);
}
