/** What `npm run package` makes: the same bytes each time, whole without a network, with the licences of all that is in it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readContents, root } from '../../scripts/bundles.mjs';
import { readThirdParty } from '../../scripts/thirdParty.mjs';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly [key: string]: unknown;
}
const readManifest = (...at: readonly string[]): Manifest => JSON.parse(readFileSync(path.join(...at, 'package.json'), 'utf8')) as Manifest;
const own = readManifest(root);
const files = [`${own.name}-${own.version}.tgz`, `${own.name}-${own.version}.vsix`] as const;

let folder: string;
let unpacked: string;
/** By another mask, zone and language each time: none of these may be in the packages. */
const surroundings = [
  { mask: '022', TZ: 'UTC', LANG: 'C' },
  { mask: '077', TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8' },
];
const made = (time: number, file: string): string => path.join(folder, String(time), file);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kslens-packages-'));
  surroundings.forEach(({ mask, ...env }, time) => {
    const script = `umask ${mask}; exec "$@"`;
    const asked = [process.execPath, path.join(root, 'scripts/package.mjs'), '--out', path.join(folder, String(time))];
    execFileSync('sh', ['-c', script, 'sh', ...asked], { cwd: folder, env: { ...process.env, ...env }, stdio: 'pipe' });
  });
  unpacked = path.join(folder, 'package');
  execFileSync('tar', ['xzf', made(0, files[0]), '-C', folder]);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(files)('%s is the same byte for byte when it is made again', (file) => {
  const hash = (time: number): string =>
    createHash('sha256')
      .update(readFileSync(made(time, file)))
      .digest('hex');
  expect(readdirSync(path.join(folder, '0')).sort()).toEqual([...files].sort());
  expect(hash(1)).toBe(hash(0));
});

test('a marketplace takes the extension: it is of 4 MiB at most', () => {
  expect(statSync(made(0, files[1])).size).toBeLessThanOrEqual(4 * 1024 * 1024);
});

test('the command line is installed with the network off, and runs', () => {
  const prefix = path.join(folder, 'prefix');
  mkdirSync(prefix);
  const offline = { npm_config_cache: path.join(folder, 'empty'), npm_config_offline: 'true', npm_config_prefix: prefix };
  const env = { ...process.env, ...offline };
  execFileSync('npm', ['install', '--global', made(0, files[0])], { cwd: folder, env, stdio: 'pipe' });
  const ask = (...args: readonly string[]) => spawnSync(path.join(prefix, 'bin/kslens'), args, { cwd: root, encoding: 'utf8' });
  expect(ask('--version')).toMatchObject({ status: 0, stdout: `${own.version}\n`, stderr: '' });
  // With the grammar that is in the package.
  expect(ask('analyze', 'demo/orders').stdout).toContain('KSTREAM-AGGREGATE-STATE-STORE-0000000003');
  const { dependencies, optionalDependencies, scripts } = readManifest(unpacked);
  expect([dependencies, optionalDependencies, scripts]).toEqual([undefined, undefined, undefined]);
});

test('the command line has the licence of each package that is bundled into it, and of no other', async () => {
  const programs = readdirSync(path.join(unpacked, 'dist'));
  expect(programs).toContain('cli.cjs');
  const all = readThirdParty(root, await readContents());
  const inside = all.filter((each) => each.files.some((file) => programs.includes(file))).map(({ name, version }) => `${name} ${version}`);
  expect(inside.length).toBeLessThan(all.length);
  const { components } = JSON.parse(readFileSync(path.join(unpacked, 'dist/sbom.cdx.json'), 'utf8')) as { components: Manifest[] };
  expect(components.map(({ name, version }) => `${name} ${version}`)).toEqual(inside);
  const notices = readFileSync(path.join(unpacked, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
  const line = '='.repeat(80);
  const titles = notices
    .split(`${line}\n`)
    .slice(1)
    .map((part) => part.slice(0, part.indexOf('\n')));
  expect(titles.filter((title) => !title.includes(', in '))).toEqual(inside);
});
