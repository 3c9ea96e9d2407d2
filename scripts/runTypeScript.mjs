// node scripts/runTypeScript.mjs FILE.ts [ARGUMENT...]: bundles one of our programs (Node 20 does not read TypeScript) and runs it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { assemblyForEsbuild } from './assembly.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [file, ...args] = process.argv.slice(2);
const entry = resolve(file);
/** A module of the program finds the files beside it as it would unbundled; the program itself is what was bundled. */
const whereModulesLie = {
  name: 'where modules lie',
  setup({ onLoad }) {
    onLoad({ filter: /\.(?:mjs|ts)$/ }, ({ path }) => {
      if (path === entry || !['test', 'demo'].some((folder) => path.startsWith(join(root, folder, sep)))) return undefined;
      const contents = readFileSync(path, 'utf8')
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path)))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
      return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
};
const outfile = join(root, 'node_modules/.cache/programs', `${file.replaceAll(/[/\\]/g, '.')}.mjs`);
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  packages: 'external',
  plugins: [assemblyForEsbuild, whereModulesLie],
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: 'inline',
  logLevel: 'warning',
});
const { status, signal } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...args], { stdio: 'inherit' });
process.exitCode = status ?? (signal === null ? 0 : 1);
