/** The examples of docs/continuous-integration.md, run as they stand there on a repository that moves a name. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { countingClass } from '../support/temporaryProject.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(path.join(root, 'docs/continuous-integration.md'), 'utf8');
const block = (language: string, word: string): string => {
  const found = [...page.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].find(([, name, text]) => name === language && text!.includes(word));
  if (found === undefined) throw new Error(`the page has no block of ${language} with ${word}`);
  return found[2]!;
};

let folder: string;
let env: NodeJS.ProcessEnv;
const inRepository = (command: string, ...args: readonly string[]) => spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
const git = (...args: readonly string[]) => inRepository('git', '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args);
const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
const moved = countingClass('Shop').replace('.groupByKey()', '.filter((k, v) -> v != null).groupByKey()');

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kslens-ci-'));
  const prefix = path.join(folder, '.prefix');
  mkdirSync(path.join(prefix, 'bin'), { recursive: true });
  // The runner has a cache that knows nothing, and no network.
  const npm = { npm_config_prefix: prefix, npm_config_cache: path.join(prefix, 'cache'), npm_config_offline: 'true' };
  env = { ...process.env, ...npm, PATH: `${path.join(prefix, 'bin')}${path.delimiter}${process.env['PATH']}` };
  execFileSync(process.execPath, [path.join(root, 'scripts/package.mjs'), 'tgz', '--out', path.join(folder, 'packages')], {
    stdio: 'pipe',
  });
  write('.gitignore', '.prefix\npackages\n');
  write('Shop.java', countingClass('Shop'));
  git('init', '-q');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the command is installed from the package as it is made, and from the repository as the job does it', () => {
  const [, asMade] = /^`(npm install --global \S+)` installs/m.exec(page) ?? [];
  const { jobs } = parse(block('yaml', 'actions/checkout')) as { jobs: { names: { steps: { run?: string }[] } } };
  const asInJob = jobs.names.steps.find(({ run }) => run?.startsWith('npm '))?.run;
  const install = (command: string | undefined): void => {
    expect(inRepository('sh', '-c', command ?? 'false')).toMatchObject({ status: 0 });
    expect(inRepository('kslens', '--version').status).toBe(0);
    expect(inRepository('npm', 'uninstall', '--global', 'kafka-streams-lens').status).toBe(0);
    expect(inRepository('sh', '-c', 'command -v kslens').stdout.trim()).not.toContain(folder);
  };
  install(asMade);
  renameSync(path.join(folder, 'packages'), path.join(folder, 'tools'));
  install(asInJob);
  expect(inRepository('sh', '-c', asInJob ?? 'false').status).toBe(0);
});

test('the names are written down and committed', () => {
  expect(inRepository('sh', '-c', block('', 'kslens lock .\n')).status).toBe(0);
  git('add', '-A');
  expect(git('commit', '-qm', 'first').status).toBe(0);
});

test('the steps of the job pass, and fail with an annotation where a name moves', () => {
  const { jobs } = parse(block('yaml', 'actions/checkout')) as { jobs: { names: { steps: { name?: string; run?: string }[] } } };
  const steps = jobs.names.steps.flatMap(({ name, run }) => (name === undefined || run === undefined ? [] : [run]));
  expect(steps).toHaveLength(2);
  const statuses = (): (number | null)[] => steps.map((run) => inRepository('sh', '-c', run).status);
  expect(statuses()).toEqual([0, 0]);
  write('Shop.java', moved);
  expect(statuses()).toEqual([1, 1]);
  expect(inRepository('sh', '-c', steps[0]!).stdout).toMatch(
    /^::error file=Shop\.java,line=9,.*name-shift::Since kafka-streams\.lock\.json, an edit here moves a name/m,
  );
  write('Shop.java', countingClass('Shop'));
});

test('the hook stops a commit that moves a name, and lets others pass', () => {
  const hook = path.join(folder, '.git/hooks/pre-commit');
  writeFileSync(hook, block('sh', 'lock . --check'));
  chmodSync(hook, 0o755);
  write('Shop.java', `${countingClass('Shop')}\n`);
  git('add', '-A');
  expect(git('commit', '-qm', 'an empty line').status).toBe(0);
  write('Shop.java', moved);
  git('add', '-A');
  const stopped = git('commit', '-qm', 'a filter');
  expect(stopped.status).not.toBe(0);
  expect(stopped.stderr).toContain('1 topic is orphaned');
  expect(inRepository('kslens', 'lock', '.').status).toBe(0);
  git('add', '-A');
  expect(git('commit', '-qm', 'a filter, on purpose').status).toBe(0);
});

test('the configuration of the pre-commit framework is what the hook does', () => {
  const { repos } = parse(block('yaml', 'repo: local')) as { repos: { hooks: { entry: string }[] }[] };
  expect(block('sh', 'lock . --check')).toContain(`exec ${repos[0]!.hooks[0]!.entry}\n`);
});
