// `npm run bench`: what analysis costs, each figure beside a reference measured in the same run. Prints ratios; judges nothing.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const only = process.argv.slice(2);
const programs = [
  ['scripts/build.mjs'],
  ['scripts/runTypeScript.mjs', 'test/bench/file.ts'],
  ['scripts/runTypeScript.mjs', 'test/bench/workspace.ts'],
  ['scripts/runTypeScript.mjs', 'test/bench/describe.ts'],
  ['scripts/runTypeScript.mjs', 'test/bench/checksum.ts'],
  ['scripts/runTypeScript.mjs', 'test/bench/scan.ts'],
  ['scripts/runTypeScript.mjs', 'test/bench/query.ts'],
];
for (const [script, ...args] of programs) {
  const wanted = args.length === 0 || only.length === 0 || only.some((word) => args[0].includes(word));
  if (wanted && spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' }).status !== 0) process.exitCode = 1;
}
