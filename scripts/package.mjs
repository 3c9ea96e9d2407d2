// node scripts/package.mjs [vsix] [tgz] [--out FOLDER]: builds, and packs the extension (.vsix), the command line (.tgz) or both. The same
// sources give the same bytes, wherever and whenever: by one version of Node.js and npm, as compression differs between these.
import { execFile } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { buildInto, writeThirdParty } from './buildInto.mjs';
import { agentJar, root } from './bundles.mjs';

const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
/** The time that npm gives to all files of a tarball; in UTC, as archives have times of the zone, and in an order that no language changes. */
const env = { ...process.env, SOURCE_DATE_EPOCH: '499162500', TZ: 'UTC', LC_ALL: 'C' };

const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const name = `${manifest.name}-${manifest.version}`;
/** What is only for those who build, and what the other package is for. */
const { private: _private, scripts: _scripts, dependencies: _dependencies, devDependencies: _devDependencies, ...shared } = manifest;
/** Said once, in `repository`: the other links lead to the same place. */
const home = shared.repository.url.replace(/^git\+|\.git$/g, '');
const published = { ...shared, homepage: `${home}#readme`, bugs: { url: `${home}/issues` } };
const { bin, ...extension } = published;
const { description, version, license, keywords, repository, bugs, homepage, type, engines } = published;
const commandLine = { name: manifest.name, version, description, keywords, license, repository, bugs, homepage, bin, type };

const kinds = {
  vsix: {
    file: `${name}.vsix`,
    manifest: extension,
    ignore: '.vscodeignore',
    holds: (output) => output !== 'cli.cjs' && output !== agentJar.name,
    pack: (stage, file) => run(process.execPath, [vsce, 'package', '--out', file], stage),
  },
  tgz: {
    file: `${name}.tgz`,
    manifest: { ...commandLine, engines: { node: engines.node } },
    ignore: '.npmignore',
    holds: (output) => output === 'cli.cjs' || output === agentJar.name || output.endsWith('.wasm'),
    pack: (stage, file) => run(npm, ['pack', '--pack-destination', dirname(file)], stage),
  },
};

async function run(command, args, cwd) {
  try {
    await promisify(execFile)(command, args, { cwd, env, shell: command.endsWith('.cmd') });
  } catch (error) {
    throw new Error(`${error.stdout ?? ''}${error.stderr || error.message}`.trim(), { cause: error });
  }
}

/** Makes the folder what the package is packed from; its ignore file takes what goes in. Whatever the checkout's mask, all can read the files. */
async function fill(stage, built, { manifest: own, ignore, holds }, thirdParty) {
  await cp(built, join(stage, 'dist'), { recursive: true });
  for (const each of ['docs', 'media', 'syntaxes']) await cp(join(root, each), join(stage, each), { recursive: true });
  for (const each of ['README.md', 'CHANGELOG.md', 'LICENSE', ignore]) await copyFile(join(root, each), join(stage, each));
  await writeFile(join(stage, 'package.json'), `${JSON.stringify(own, undefined, 2)}\n`);
  const within = thirdParty.map((each) => ({ ...each, files: each.files.filter(holds) })).filter(({ files }) => files.length > 0);
  await writeThirdParty(join(stage, 'dist'), within);
  for (const entry of await readdir(stage, { recursive: true, withFileTypes: true }))
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
}

async function packKind(kind, { work, built, out, thirdParty }) {
  const stage = await mkdtemp(join(work, 'stage-'));
  await fill(stage, built, kind, thirdParty);
  await kind.pack(stage, join(out, kind.file));
  const { size } = await stat(join(out, kind.file));
  console.log(`${join(out, kind.file)}  ${Math.ceil(size / 1024).toLocaleString('en')} KiB`);
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string', default: join(root, 'packages') } },
  });
  const wanted = positionals.length === 0 ? Object.keys(kinds) : positionals;
  const unknown = wanted.find((word) => !Object.hasOwn(kinds, word));
  if (unknown !== undefined) throw new Error(`${unknown} is no package: write ${Object.keys(kinds).join(' or ')}`);
  const out = resolve(values.out);
  await mkdir(out, { recursive: true });
  const work = await mkdtemp(join(tmpdir(), 'streams-lens-package-'));
  try {
    const built = join(work, 'dist');
    const thirdParty = await buildInto(built, { minify: true, sourcemap: false, needsAgent: true });
    await Promise.all(wanted.map((word) => packKind(kinds[word], { work, built, out, thirdParty })));
    console.log(`Their links lead to ${home}: a publisher sets \`repository\` and \`publisher\` in package.json first.`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  console.error(`package: ${error.message}`);
  process.exitCode = 1;
}
