// Every static gate, one after another; the last line counts them.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const layers = ['base', 'core', 'kafka', 'store', 'protocol', 'platform', 'cli', 'extension'];
const gates = [
  ...layers.map((layer) => ({ name: `types of ${layer}`, command: ['tsc', '--noEmit', '-p', `tsconfig/${layer}.json`] })),
  { name: 'types of webview', command: ['tsc', '--noEmit', '-p', 'webview/tsconfig.json'] },
  { name: 'types of everything', command: ['tsc', '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'lint', command: ['oxlint', '--deny-warnings'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'dead code', command: ['knip'] },
];

let failed = 0;
for (const { name, command } of gates) {
  const [tool, ...args] = command;
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', tool), args, { cwd: root, encoding: 'utf8' });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  if (status !== 0) {
    failed++;
    console.log(`${stdout ?? ''}${stderr ?? ''}`.trimEnd());
  }
}
console.log(`${gates.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
