// What the packed extension holds, and what it could do to the machine it runs on.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);

const files = new Set([
  'LICENSE.txt',
  'changelog.md',
  'dist/extension.cjs',
  'dist/layout.cjs',
  'dist/topologyPanel.css',
  'dist/topologyPanel.js',
  'dist/tree-sitter-java.wasm',
  'dist/web-tree-sitter.wasm',
  'dist/worker.cjs',
  'docs/rules/unnamed-repartition.md',
  'docs/rules/unnamed-store.md',
  'media/icon.png',
  'package.json',
  'readme.md',
  'syntaxes/topology.language-configuration.json',
  'syntaxes/topology.tmLanguage.json',
]);
/** Reading files, paths and threads: no process, no network. */
const modules = new Set(['buffer', 'fs', 'fs/promises', 'module', 'path', 'process', 'url', 'vscode', 'worker_threads']);

async function readZip(file) {
  const zip = await promisify(require('yauzl').open)(file, { lazyEntries: false, autoClose: false });
  const entries = [];
  zip.on('entry', (entry) => entries.push(entry));
  await new Promise((resolve, reject) => zip.on('end', resolve).on('error', reject));
  const text = async (name) => {
    const entry = entries.find(({ fileName }) => fileName === `extension/${name}`);
    const chunks = [];
    for await (const chunk of await promisify(zip.openReadStream).call(zip, entry)) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  };
  return { names: entries.map(({ fileName }) => fileName), text, close: () => zip.close() };
}

export async function packageChecks({ vsix, check }) {
  const zip = await readZip(vsix);
  try {
    await check('the package holds what the extension needs and nothing else', () => {
      const packed = zip.names.filter((name) => name.startsWith('extension/')).map((name) => name.slice('extension/'.length));
      assert.deepEqual(new Set(packed), files);
    });
    await check('the packed code asks for no module that starts a process or opens a connection', async () => {
      for (const bundle of ['dist/extension.cjs', 'dist/layout.cjs', 'dist/worker.cjs']) {
        const code = await zip.text(bundle);
        const calls = [...code.matchAll(/\b(?:require|import)\(\s*(?:["'`](?:node:)?([\w/-]+)["'`]\s*\))?/g)].map((call) => call[1]);
        assert.ok(calls.length > 0, `${bundle}: the check reads nothing`);
        for (const name of calls) assert.ok(modules.has(name), `${bundle} requires ${name ?? 'what it works out while it runs'}`);
        assert.doesNotMatch(code, /\bgetBuiltinModule\b|\bprocess\.(?:binding|dlopen)\b/, bundle);
      }
    });
  } finally {
    zip.close();
  }
}
