// What the packed extension holds, and what it could do to the machine it runs on.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { readContents } from '../../scripts/bundles.mjs';
import { readThirdParty } from '../../scripts/thirdParty.mjs';
import { project } from './lib/setup.mjs';

const require = createRequire(import.meta.url);

const files = new Set([
  'LICENSE.txt',
  'changelog.md',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/cluster.cjs',
  'dist/estimatePanel.css',
  'dist/estimatePanel.js',
  'dist/extension.cjs',
  'dist/layout.cjs',
  'dist/queryPanel.css',
  'dist/queryPanel.js',
  'dist/sbom.cdx.json',
  'dist/topologyPanel.css',
  'dist/topologyPanel.js',
  'dist/tree-sitter-java.wasm',
  'dist/web-tree-sitter.wasm',
  'dist/worker.cjs',
  ...['rules', 'advice'].flatMap((folder) => fs.readdirSync(path.join(project, 'docs', folder)).map((page) => `docs/${folder}/${page}`)),
  'docs/estimate.md',
  'docs/estimate-measured.md',
  'media/icon.png',
  'media/view.svg',
  ...fs.readdirSync(path.join(project, 'media', 'walkthrough')).map((picture) => `media/walkthrough/${picture}`),
  'package.json',
  'readme.md',
  'syntaxes/kslens.schema.json',
  'syntaxes/topology.language-configuration.json',
  'syntaxes/topology.tmLanguage.json',
]);
/** Reading files, paths and threads: no network, and a process only for git, which untrustedChecks.mjs shows is not asked where nobody trusts it. */
const modules = new Set(['buffer', 'fs', 'fs/promises', 'module', 'path', 'process', 'url', 'vscode', 'worker_threads']);
/** What reads a git revision needs, where the only program that is named is git; and `crypto` for trust stores of PKCS#12. */
const extensionModules = ['child_process', 'crypto', 'os'];

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

/** What `node:net` has that connects nothing. */
const addressFunctions = new Set(['isIP', 'BlockList']);

function usedOfNet(code) {
  const names = [...code.matchAll(/([\w$]+)\s*=\s*require\(["'`]node:net["'`]\)/g)].map(([, name]) => name);
  assert.ok(names.length > 0, 'node:net is required in a way that this check does not read');
  return names.flatMap((name) =>
    [...code.matchAll(new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}\\.(\\w+)`, 'g'))].map(([, used]) => used),
  );
}

export async function packageChecks({ vsix, check }) {
  const zip = await readZip(vsix);
  try {
    await check('the package holds what the extension needs and nothing else', () => {
      const packed = zip.names.filter((name) => name.startsWith('extension/')).map((name) => name.slice('extension/'.length));
      assert.deepEqual(new Set(packed), files);
    });
    await check('the package has the licence of each package that is bundled into it, and of no other', async () => {
      const isPacked = (file) => zip.names.includes(`extension/dist/${file}`);
      const inside = readThirdParty(project, await readContents()).filter((each) => each.files.some(isPacked));
      const titles = inside.map(({ name, version }) => `${name} ${version}`);
      assert.ok(titles.length > 10, 'the check reads nothing');
      const { components } = JSON.parse(await zip.text('dist/sbom.cdx.json'));
      assert.deepEqual(
        components.map(({ name, version }) => `${name} ${version}`),
        titles,
      );
      const notices = await zip.text('dist/THIRD-PARTY-NOTICES.txt');
      for (const title of titles) assert.ok(notices.includes(`\n${title}\nLicence: `), title);
    });
    await check('the page of the extension leads to where the package says that it comes from', async () => {
      const { repository, bugs, homepage, galleryBanner } = JSON.parse(await zip.text('package.json'));
      const page = await zip.text('readme.md');
      const pictures = [...page.matchAll(/!\[[^\]]*\]\(([^)]+)\)|<img src="([^"]+)"/g)].map(([, link, source]) => link ?? source);
      const home = repository.url.replace(/^git\+|\.git$/g, '');
      assert.ok(pictures.length > 3, 'the page has no pictures');
      for (const picture of pictures) {
        assert.ok(picture.startsWith(`${home}/raw/HEAD/docs/images/`), picture);
        assert.ok(fs.existsSync(path.join(project, picture.slice(`${home}/raw/HEAD/`.length))), picture);
      }
      assert.ok(bugs.url.startsWith(home) && homepage.startsWith(home) && galleryBanner);
    });
    await check('the packed code asks for no module that starts a process or opens a connection', async () => {
      for (const bundle of ['dist/extension.cjs', 'dist/layout.cjs', 'dist/worker.cjs']) {
        const code = await zip.text(bundle);
        const calls = [...code.matchAll(/\b(?:require|import)\(\s*(?:["'`](?:node:)?([\w/-]+)["'`]\s*\))?/g)].map((call) => call[1]);
        assert.ok(calls.length > 0, `${bundle}: the check reads nothing`);
        const allowed = bundle === 'dist/extension.cjs' ? new Set([...modules, ...extensionModules]) : modules;
        for (const name of calls) {
          if (name === 'net')
            assert.deepEqual(
              usedOfNet(code).filter((used) => !addressFunctions.has(used)),
              [],
              bundle,
            );
          else assert.ok(allowed.has(name), `${bundle} requires ${name ?? 'what it works out while it runs'}`);
        }
        // `(0, child.spawn)("git", …)`; exec() with a shell is not there at all.
        const programs = [...code.matchAll(/\.(?:execFile|execSync|execFileSync|spawn|spawnSync|fork)\)?\(\s*["'`]?([^,)"'`]*)/g)].map(
          ([, program]) => program,
        );
        assert.doesNotMatch(code, /\.exec\)\(/, bundle);
        // Its one program is what findGit found in PATH.
        if (bundle === 'dist/extension.cjs') {
          assert.equal(programs.length, 1, `${bundle} starts ${programs.join(' and ')}`);
          assert.match(code, /"git\.exe"\s*:\s*"git"/);
        } else assert.deepEqual(programs, []);
        assert.doesNotMatch(code, /\bgetBuiltinModule\b|\bprocess\.(?:binding|dlopen)\b/, bundle);
      }
    });
  } finally {
    zip.close();
  }
}
