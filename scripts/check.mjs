// Every static gate, one after another; the last line counts them. A gate that could not ask is neither passed nor failed.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const layers = [
  'base',
  'core',
  'estimate',
  'kafka',
  'applications',
  'operate',
  'store',
  'live',
  'present',
  'protocol',
  'platform',
  'cli',
  'extension',
];
const gates = [
  ...layers.map((layer) => ({ name: `types of ${layer}`, command: ['tsc', '--noEmit', '-p', `tsconfig/${layer}.json`] })),
  { name: 'types of webview', command: ['tsc', '--noEmit', '-p', 'webview/tsconfig.json'] },
  { name: 'types of everything', command: ['tsc', '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'lint', command: ['oxlint', '--deny-warnings'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'licences', command: ['node', 'scripts/licences.mjs'] },
  // Asks over the network, which may not be there.
  { name: 'advisories', command: ['node', 'scripts/advisories.mjs'], unasked: 2 },
];

const counts = { passed: 0, failed: 0, unasked: 0 };
for (const { name, command, unasked } of gates) {
  const [tool, ...args] = command;
  const program = tool === 'node' ? process.execPath : join(root, 'node_modules/.bin', tool);
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
  const output = `${stdout ?? ''}${stderr ?? ''}`.trimEnd();
  if (status === 0) {
    counts.passed++;
    console.log(`ok     ${name}`);
  } else if (status !== null && status === unasked) {
    counts.unasked++;
    console.log(`NOT ASKED ${name}: ${output}`);
  } else {
    counts.failed++;
    console.log(`FAILED ${name}\n${output}`);
  }
}
const { passed, failed, unasked } = counts;
console.log(`${passed} passed, ${failed} failed${unasked === 0 ? '' : `, ${unasked} not asked`}`);
process.exitCode = failed === 0 ? 0 : 1;
