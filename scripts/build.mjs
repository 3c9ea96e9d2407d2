// Bundles the programs and pages into dist/ and copies the grammars beside them.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { assemblyForEsbuild } from './assembly.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);

const programs = [
  { entry: 'src/cli/main.ts', out: 'cli.cjs', hashbang: true },
  { entry: 'src/extension/main.ts', out: 'extension.cjs' },
  { entry: 'src/platform/workerMain.ts', out: 'worker.cjs' },
  { entry: 'src/platform/layoutMain.ts', out: 'layout.cjs' },
  { entry: 'src/platform/cluster/clusterWorkerMain.ts', out: 'cluster.cjs' },
];
const pages = [
  { entry: 'webview/topology/main.ts', out: 'topologyPanel.js' },
  { entry: 'webview/topology/topology.css', out: 'topologyPanel.css' },
  { entry: 'webview/query/main.ts', out: 'queryPanel.js' },
  { entry: 'webview/query/query.css', out: 'queryPanel.css' },
];
const assets = [
  [require.resolve('web-tree-sitter/web-tree-sitter.wasm'), 'web-tree-sitter.wasm'],
  [require.resolve('tree-sitter-java/tree-sitter-java.wasm'), 'tree-sitter-java.wasm'],
];

// web-tree-sitter is an ES module that asks where it lies; a CommonJS bundle has to tell it.
const banner = "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;";

const bundle = ({ entry, out, hashbang }) =>
  build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: join(dist, out),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    plugins: [assemblyForEsbuild],
    define: { 'import.meta.url': '__importMetaUrl' },
    banner: { js: hashbang ? `#!/usr/bin/env node\n${banner}` : banner },
    minify: process.argv.includes('--minify'),
    sourcemap: process.argv.includes('--sourcemap') ? 'linked' : false,
    logLevel: 'warning',
  });

const page = ({ entry, out }) =>
  build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: join(dist, out),
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    minify: process.argv.includes('--minify'),
    logLevel: 'warning',
  });

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await Promise.all([
  ...programs.filter(({ entry }) => existsSync(join(root, entry))).map(bundle),
  ...pages.map(page),
  ...assets.map(([from, to]) => copyFile(from, join(dist, to))),
]);
