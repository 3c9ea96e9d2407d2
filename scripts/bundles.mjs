// What is bundled from what: the programs and pages of dist/, and the files that are copied beside them.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transformSync } from 'esbuild';
import { assemblyForEsbuild } from './assembly.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const dist = join(root, 'dist');
const require = createRequire(import.meta.url);

/** A module that imports types only. */
function importTypeScript(file) {
  const { code } = transformSync(readFileSync(join(root, file), 'utf8'), { loader: 'ts' });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

/** Maven builds it, out of agent/ and what is named here. */
export const agentJar = { name: 'kslens-agent.jar', holds: ['org.ow2.asm:asm'] };

const programs = [
  { entry: 'src/cli/main.ts', out: 'cli.cjs', hashbang: true },
  { entry: 'src/extension/main.ts', out: 'extension.cjs' },
  { entry: 'src/platform/analysis/workerMain.ts', out: 'worker.cjs' },
  { entry: 'src/platform/layout/layoutMain.ts', out: 'layout.cjs' },
  { entry: 'src/platform/cluster/clusterWorkerMain.ts', out: 'cluster.cjs' },
];
const pages = [
  { entry: 'webview/topology/main.ts', out: 'topologyPanel.js' },
  { entry: 'webview/topology/topology.css', out: 'topologyPanel.css' },
  { entry: 'webview/query/main.ts', out: 'queryPanel.js' },
  { entry: 'webview/query/query.css', out: 'queryPanel.css' },
  { entry: 'webview/estimate/main.ts', out: 'estimatePanel.js' },
  { entry: 'webview/estimate/estimate.css', out: 'estimatePanel.css' },
];
const { languageFacts } = await importTypeScript('src/core/languages/languageFacts.ts');
export const assets = [
  [require.resolve('web-tree-sitter/web-tree-sitter.wasm'), 'web-tree-sitter.wasm'],
  ...languageFacts.map(({ grammar }) => [require.resolve(grammar), basename(grammar)]),
];

// web-tree-sitter is an ES module that asks where it lies; a CommonJS bundle has to tell it.
const banner = "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;";

const program = ({ entry, out, hashbang }) => ({
  entryPoints: [entry],
  outfile: out,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  define: { 'import.meta.url': '__importMetaUrl' },
  banner: { js: hashbang ? `#!/usr/bin/env node\n${banner}` : banner },
});

const page = ({ entry, out }) => ({
  entryPoints: [entry],
  outfile: out,
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
});

/** What esbuild is asked for to bundle all into a folder: with these options, and those of programs for programs only. */
export const builds = (folder, options, optionsOfPrograms) =>
  [
    ...programs.filter(({ entry }) => existsSync(join(root, entry))).map((each) => ({ ...program(each), ...optionsOfPrograms })),
    ...pages.map(page),
  ].map((each) => ({
    ...each,
    absWorkingDir: root,
    outfile: join(folder, each.outfile),
    bundle: true,
    logLevel: 'warning',
    ...options,
  }));

/** Bundles all. Gives the files that are in each output, from the project's root with forward slashes. */
export async function bundle(folder, options, optionsOfPrograms) {
  const built = await Promise.all(builds(folder, { ...options, metafile: true }, optionsOfPrograms).map((each) => build(each)));
  const contents = new Map(assets.map(([from, to]) => [to, [relative(root, from).replaceAll(sep, '/')]]));
  contents.set(agentJar.name, agentJar.holds);
  for (const { metafile } of built)
    for (const [output, { inputs }] of Object.entries(metafile.outputs)) {
      const files = Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0);
      if (files.length > 0) contents.set(basename(output), files);
    }
  return contents;
}

const uncompiled = {
  name: 'assembly, not compiled',
  setup: ({ onLoad }) => onLoad({ filter: /./, namespace: 'assembly' }, () => ({ contents: 'export const wasm = new Uint8Array();' })),
};

/** What bundle() gives; nothing is written, and AssemblyScript, which takes most of the time, is not compiled. */
export const readContents = () => bundle(dist, { write: false }, { plugins: [uncompiled, assemblyForEsbuild] });
