// Modules of AssemblyScript: `import { wasm } from './assembly/NAME.wasm'` gives the bytes of what ./assembly/NAME.ts is compiled to.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const manifest = createRequire(import.meta.url).resolve('assemblyscript/package.json');
const compiler = join(dirname(manifest), 'bin/asc.js');
const { version } = createRequire(import.meta.url)(manifest);
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--enable', 'threads'];
/** By module; others have a memory of their own. */
const memoryOptions = {
  // Threads share the memory; its pages are of 64 KiB, and the last stays out of reach.
  'liveRecords.ts': ['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65535'],
};
const optionsOf = (source) => [...options, ...(memoryOptions[basename(source)] ?? [])];
const sourceOf = (wasm) => wasm.replace(/\.wasm$/, '.ts');

/** A JavaScript module that exports the bytes as `wasm`. Rejects with what the compiler says; its warnings are errors. */
async function compile(source) {
  const directory = await mkdtemp(join(tmpdir(), 'assembly-'));
  try {
    const out = join(directory, 'out.wasm');
    // Imports are named after the file: as the compiler is told its name.
    const name = basename(source);
    const all = [compiler, name, '--outFile', out, ...optionsOf(source)];
    const { stderr } = await promisify(execFile)(process.execPath, all, { cwd: dirname(source) });
    if (stderr.trim() !== '') throw new Error(`${source}\n${stderr}`);
    const text = (await readFile(out)).toString('base64');
    return `export const wasm = Uint8Array.from(atob('${text}'), (c) => c.charCodeAt(0));`;
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Compiling takes seconds, and tests bundle the same modules again and again: what was compiled is kept beside the dependencies. */
const kept = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules/.cache/assembly');

async function compileOnce(source) {
  const file = join(kept, `${await hashOf(source)}.mjs`);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  const text = await compile(source);
  await mkdir(kept, { recursive: true });
  // Another process may write the same at the same time: nobody reads a half.
  const own = `${file}.${process.pid}`;
  await writeFile(own, text);
  await rename(own, file);
  return text;
}

/** Of all that the result depends on. */
async function hashOf(source) {
  const hash = createHash('sha256').update(JSON.stringify([basename(source), version, optionsOf(source)]));
  for (const [file, text] of await withImports(source)) hash.update(basename(file)).update(text);
  return hash.digest('hex');
}

/** The texts of a module and of what it imports, by path. */
async function withImports(source, texts = new Map()) {
  if (texts.has(source)) return texts;
  const text = await readFile(source, 'utf8');
  texts.set(source, text);
  for (const [, path] of text.matchAll(/ from '(\.[^']+)';/g)) await withImports(resolve(dirname(source), `${path}.ts`), texts);
  return texts;
}

const compiled = new Map();
const load = (source) => {
  if (!compiled.has(source)) compiled.set(source, compileOnce(source));
  return compiled.get(source);
};

export const assemblyForEsbuild = {
  name: 'assembly',
  setup(build) {
    build.onResolve({ filter: /\/assembly\/\w+\.wasm$/ }, ({ path, resolveDir }) => ({
      path: sourceOf(resolve(resolveDir, path)),
      namespace: 'assembly',
    }));
    build.onLoad({ filter: /./, namespace: 'assembly' }, async ({ path }) => ({
      contents: await load(path),
      loader: 'js',
    }));
  },
};

export const assemblyForVite = {
  name: 'assembly',
  enforce: 'pre',
  resolveId: (path, importer) => (/\/assembly\/\w+\.wasm$/.test(path) ? resolve(dirname(importer), path) : undefined),
  load: (id) => (/\/assembly\/\w+\.wasm$/.test(id) ? load(sourceOf(id)) : undefined),
};
