/** Each static gate of `npm run check`, on a small project that breaks it: a gate that cannot fail guards nothing. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A project with our configuration and the given files. */
function createProject(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'streams-lens-gate-'));
  made.push(folder);
  for (const name of ['tsconfig', 'tsconfig.json', '.oxlintrc.json', '.oxfmtrc.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, text] of Object.entries({ 'package.json': '{ "type": "module" }\n', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function run(folder: string, tool: string, ...args: string[]): { failed: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', tool), args, { cwd: folder, encoding: 'utf8' });
  return { failed: status !== 0, output: stdout + stderr };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

describe('types of the pure layers', () => {
  it.each<[string, string, string, string]>([
    ['Node in the core', 'core', 'src/core/a.ts', "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n"],
    ['a Node global in base', 'base', 'src/base/a.ts', 'export const a = process.env;\n'],
    ['the DOM in the core', 'core', 'src/core/a.ts', 'export const a = document.title;\n'],
    ['another layer in base', 'base', 'src/base/a.ts', "export { b } from '../core/b.js';\n"],
    ['another layer in the core', 'core', 'src/core/a.ts', "export { p } from '../platform/p.js';\n"],
    ['the extension in the command line', 'cli', 'src/cli/a.ts', "export { e } from '../extension/e.js';\n"],
    ['an unchecked index', 'base', 'src/base/a.ts', 'export const a: string = ["x"][0];\n'],
  ])('fail on %s', (_, layer, file, text) => {
    const { output, failed } = check(layer, { [file]: text });
    expect(output).toContain(file);
    expect(failed).toBe(true);
  });

  it.each(['base', 'core', 'cli'])('are right in %s without that', (layer) => {
    const right = { 'src/base/a.ts': 'export {};\n', 'src/core/a.ts': 'export {};\n', 'src/cli/a.ts': 'export {};\n' };
    expect(check(layer, right)).toEqual({ output: '', failed: false });
  });

  function check(layer: string, files: Readonly<Record<string, string>>): { failed: boolean; output: string } {
    const others = {
      'src/base/ok.ts': 'export {};\n',
      'src/core/b.ts': 'export const b = 1;\n',
      'src/platform/p.ts': 'export const p = 1;\n',
      'src/extension/e.ts': 'export const e = 1;\n',
    };
    return run(createProject({ ...others, ...files }), 'tsc', '--noEmit', '-p', `tsconfig/${layer}.json`);
  }
});

describe('lint', () => {
  const broken: readonly (readonly [string, string, string])[] = [
    ['no-restricted-imports', 'src/platform/imports.ts', "import * as vscode from 'vscode';\nexport const a = vscode.version;\n"],
    ['no-default-export', 'src/base/exports.ts', 'export default 1;\n'],
    ['no-cycle', 'src/base/a.ts', "import { b } from './b.js';\nexport const a = () => b;\n"],
    ['no-floating-promises', 'src/base/promises.ts', 'export const a = async () => 1;\na();\n'],
    [
      'switch-exhaustiveness-check',
      'src/base/switches.ts',
      "export function a(x: 'p' | 'q'): number {\n  switch (x) {\n    case 'p':\n      return 1;\n  }\n  return 0;\n}\n",
    ],
    ['no-explicit-any', 'src/base/any.ts', 'export const a = (x: any): number => Number(x);\n'],
    ['no-eval', 'src/base/eval.ts', "export const a: unknown = eval('1');\n"],
    ['no-new-func', 'src/base/functions.ts', "export const a = new Function('return 1');\n"],
    ['no-implied-eval', 'src/base/implied.ts', "export const a = () => setTimeout('1', 1);\n"],
    ['no-restricted-globals', 'src/base/globals.ts', "export const a = () => fetch('http://example.com');\n"],
    ['no-console', 'src/base/console.ts', "console.log('a');\nexport {};\n"],
  ];

  const lint = (files: Readonly<Record<string, string>>) => {
    const { failed, output } = run(createProject(files), 'oxlint', '--deny-warnings', '--format', 'json');
    const { diagnostics } = JSON.parse(output) as { readonly diagnostics: readonly { readonly code: string; readonly filename: string }[] };
    return { failed, found: diagnostics.map(({ code, filename }) => `${filename} ${code}`) };
  };
  const useOfA = { 'src/base/b.ts': "import { a } from './a.js';\nexport const b = () => a;\n" };
  // All in one project: it takes a second to start.
  const all = once(() => lint({ ...useOfA, ...Object.fromEntries(broken.map(([, file, text]) => [file, text])) }));

  it.each(broken)('fails on %s', (rule, file) => {
    const { failed, found } = all();
    expect(found.filter((one) => one.startsWith(`${file} `) && one.includes(`(${rule})`))).not.toEqual([]);
    expect(failed).toBe(true);
  });

  it('passes without them', () => {
    expect(lint({ ...useOfA, 'src/base/a.ts': 'export const a = 1;\n' })).toEqual({ failed: false, found: [] });
  });
});

it('format fails on a line that is not formatted', () => {
  expect(run(createProject({ 'src/base/a.ts': "export const a = 'a';\n" }), 'oxfmt', '--check', 'src').failed).toBe(false);
  expect(run(createProject({ 'src/base/a.ts': 'export const a = "a"\n' }), 'oxfmt', '--check', 'src').failed).toBe(true);
});

it('dead code fails on an export, a file and a package that nobody uses', () => {
  const { failed, output } = run(
    createProject({
      'package.json': JSON.stringify({ name: 'x', type: 'module', dependencies: { yaml: '*' } }),
      'knip.json': JSON.stringify({ entry: ['src/main.ts'], project: ['src/**/*.ts'] }),
      'src/main.ts': "import { a } from './a.js';\na();\n",
      'src/a.ts': 'export const a = () => 1;\nexport const unusedOne = 2;\n',
      'src/unusedFile.ts': 'export const c = 3;\n',
    }),
    'knip',
  );
  expect(failed).toBe(true);
  expect(output).toMatch(/unusedFile\.ts[^]*yaml[^]*unusedOne/);
});

describe('advisories', () => {
  const advisory = { name: 'a', range: '<1.2.3', title: 'Runs what it reads', severity: 'high', url: 'https://example.com/GHSA-1' };
  const report = { vulnerabilities: { a: { via: [advisory] }, b: { via: ['a'] } } };
  const accepted = [{ url: advisory.url, reason: 'What it reads is ours.' }];

  /** The gate beside an npm that prints `said` and ends with 1, as it does on a finding and on an error. */
  function ask(said: string, list: readonly object[] = []): { status: number | null; output: string } {
    const folder = createProject({
      npm: `#!/bin/sh\ncat <<'EOF'\n${said}\nEOF\nexit 1\n`,
      'accepted.json': JSON.stringify({ accepted: list }),
    });
    chmodSync(join(folder, 'npm'), 0o755);
    const { status, stdout } = spawnSync(process.execPath, [join(root, 'scripts/advisories.mjs'), join(folder, 'accepted.json')], {
      env: { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH']}` },
      encoding: 'utf8',
    });
    return { status, output: stdout.trim() };
  }

  it('fail on a new one', () => {
    expect(ask(JSON.stringify(report))).toEqual({ status: 1, output: 'a <1.2.3: Runs what it reads (high, https://example.com/GHSA-1)' });
  });

  it('pass on none, and on one that is accepted with a reason', () => {
    expect(ask('{ "vulnerabilities": {} }')).toEqual({ status: 0, output: 'none but 0 accepted' });
    expect(ask(JSON.stringify(report), accepted)).toEqual({ status: 0, output: 'none but 1 accepted' });
    expect(ask(JSON.stringify(report), [{ url: advisory.url }]).status).toBe(1);
  });

  it('fail on an accepted one that is reported no more', () => {
    expect(ask('{ "vulnerabilities": {} }', accepted)).toMatchObject({
      status: 1,
      output: expect.stringContaining('not reported any more'),
    });
  });

  it.each([
    ['{ "message": "405 Method Not Allowed", "error": { "summary": "" } }', '405 Method Not Allowed'],
    ['', 'npm said nothing'],
  ])('are not passed where the registry does not answer: %s', (said, reason) => {
    expect(ask(said)).toEqual({ status: 2, output: reason });
  });
});
