/** Repositories that somebody else made: git is only asked to read, nothing is written but below a fresh folder, no program is run. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBlobReader } from '../../src/platform/git/blobReader.js';
import { checkOutRevision } from '../../src/platform/git/gitRevision.js';
import { isPlainPath } from '../../src/platform/files/plainPath.js';
import { findGit, gitEnvironment, runGit } from '../../src/platform/git/runGit.js';
import { runCommand } from '../support/runCommand.js';
import { countingClass, temporaryProject } from '../support/temporaryProject.js';

let repository: string;
const git = (args: readonly string[], input = ''): string =>
  execFileSync('git', ['-c', 'user.email=a@b', '-c', 'user.name=a', ...args], { cwd: repository, input, encoding: 'utf8' }).trim();

function makeRepository(): void {
  repository = temporaryProject({ 'T.java': countingClass('T'), 'U.java': '/* */' });
  git(['init', '-q']);
  git(['add', '.']);
  git(['commit', '-qm', 'one']);
}

/** A commit whose tree has T.java and, below the names given, a file `pwned.toml`; as git makes it, without a look at the names. */
function commitWith(names: readonly string[], file = 'pwned.toml'): string {
  const blob = git(['hash-object', '-w', '--stdin'], 'PWNED = true\n');
  const java = git(['rev-parse', 'HEAD:T.java']);
  let entry = `100644 blob ${blob}\t${file}\0`;
  for (const name of names.toReversed()) entry = `040000 tree ${git(['mktree', '-z'], entry)}\t${name}\0`;
  const root = git(['mktree', '-z'], `100644 blob ${java}\tT.java\0${entry}`);
  const commit = git(['commit-tree', '-m', 'evil', root]);
  git(['branch', '-f', 'evil', commit]);
  return commit;
}

const revisionFolders = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('kslens-revision-'));

describe('a tree with paths that lead out', () => {
  beforeEach(makeRepository);
  const planted = path.join(tmpdir(), 'kslens-traversal');
  afterEach(() => rmSync(planted, { recursive: true, force: true }));

  it.each([
    ['up', ['..', 'kslens-traversal'], undefined],
    ['up and up', ['a', '..', '..', 'kslens-traversal'], undefined],
    ['by backslashes', [], String.raw`..\kslens-traversal\pwned.toml`],
    ['to a drive', [], 'C:pwned.toml'],
    ["into git's folder", ['.GIT'], undefined],
    ['with a line end', [], 'a\npwned.toml'],
  ])('%s: the revision is refused in one line, and nothing is written', async (_, names, file) => {
    const before = revisionFolders();
    commitWith(names, file);
    for (const args of [
      ['diff', 'git:evil', '.'],
      ['analyze', '.', '--since', 'git:evil'],
      ['fix', '.', '--mode', 'pin', '--to', 'git:evil'],
    ]) {
      const { status, said } = await runCommand(repository, ...args);
      expect(status).toBe(2);
      expect(said).toEqual([expect.stringMatching(/evil has a file that no folder can hold, ".*": it is not read/)]);
    }
    expect(existsSync(planted)).toBe(false);
    expect(revisionFolders()).toEqual(before);
  });

  it('of files that are never read changes nothing', async () => {
    commitWith(['..'], 'pwned.sh');
    expect(await runCommand(repository, 'diff', 'git:evil', '.')).toMatchObject({ status: 0 });
  });
});

describe('isPlainPath', () => {
  it.each(['a.java', 'a/b.c/d-e/Ä.java', '..a/b..c', '.gitignore', 'a/.github/x.yml', 'a b.java'])('takes %s', (file) => {
    expect([isPlainPath(file, false), isPlainPath(file, true)]).toEqual([true, true]);
  });
  it.each([
    '',
    '/a',
    'a//b',
    'a/',
    '.',
    'a/./b',
    '..',
    'a/../b',
    '../a',
    '.git/config',
    'a/.Git/x',
    'GIT~1/x',
    'a\\b',
    'a:b',
    'a\0b',
    'a\nb',
  ])('refuses %j', (file) => {
    expect([isPlainPath(file, false), isPlainPath(file, true)]).toEqual([false, false]);
  });
  it.each(['aux.java', 'a/NUL', 'com1.toml', 'LPT³.x', 'a./b', 'a /b', 'a.java.', 'a?.java', 'a|b'])(
    "refuses %j by Windows' rules",
    (file) => {
      expect([isPlainPath(file, false), isPlainPath(file, true)]).toEqual([true, false]);
    },
  );
});

describe("a repository's configuration", () => {
  beforeEach(makeRepository);
  const marked = (name: string): string => path.join(repository, '.git', name);
  const program = (marker: string): string => `sh -c 'touch ${marked(marker)}'`;

  it('runs no program for a missing object, and says what is missing', async () => {
    const blob = git(['rev-parse', 'HEAD:U.java']);
    rmSync(path.join(repository, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    for (const [key, value] of [
      ['core.repositoryformatversion', '1'],
      ['extensions.partialClone', 'origin'],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.url', `ext::sh -c touch% ${marked('ran')}`],
      ['protocol.ext.allow', 'always'],
      ['core.sshCommand', program('ran')],
    ] as const)
      git(['config', key, value]);
    for (const args of [
      ['diff', 'git:HEAD', '.'],
      ['analyze', '.', '--since', 'git:HEAD'],
    ]) {
      const { status, said } = await runCommand(repository, ...args);
      expect(status).toBe(2);
      expect(said).toEqual([expect.stringMatching(/lacks the content of "U\.java" in HEAD/)]);
    }
    expect(existsSync(marked('ran'))).toBe(false);
  });

  it('runs no program where nothing is missing', async () => {
    mkdirSync(marked('my-hooks'));
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'fsmonitor-watchman'])
      writeFileSync(path.join(marked('my-hooks'), hook), `#!/bin/sh\ntouch ${marked('ran')}\n`, { mode: 0o755 });
    writeFileSync(path.join(repository, '.gitattributes'), '*.java diff=x filter=x\n');
    for (const [key, value] of [
      ['core.hooksPath', marked('my-hooks')],
      ['core.fsmonitor', program('ran')],
      ['core.pager', program('ran')],
      ['pager.ls-tree', program('ran')],
      ['diff.x.textconv', program('ran')],
      ['filter.x.smudge', program('ran')],
      ['core.alternateRefsCommand', program('ran')],
      ['alias.ls-tree', `!${program('ran')}`],
    ] as const)
      git(['config', key, value]);
    expect(await runCommand(repository, 'diff', 'git:HEAD', '.')).toMatchObject({ status: 0 });
    expect(existsSync(marked('ran'))).toBe(false);
  });
});

describe('git', () => {
  it('is looked up in the folders that PATH names in full', () => {
    const folder = temporaryProject({ git: '' });
    expect(findGit({ PATH: ['.', folder].join(path.delimiter) })).toBeUndefined(); // not to be run
    writeFileSync(path.join(folder, 'git'), '', { mode: 0o755 });
    execFileSync('chmod', ['755', path.join(folder, 'git')]);
    expect(findGit({ PATH: ['', '.', 'bin', folder].join(path.delimiter) })).toBe(path.join(folder, 'git'));
    expect(findGit({ Path: folder })).toBe(path.join(folder, 'git'));
    expect(findGit({})).toBeUndefined();
  });

  it('is told nothing of an outer git', () => {
    const environment = gitEnvironment({ PATH: 'p', GIT_DIR: 'x', git_ssh_command: 'y', GIT_EXTERNAL_DIFF: 'z' });
    expect(environment).toMatchObject({ PATH: 'p', GIT_ALLOW_PROTOCOL: '', GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' });
    expect(Object.keys(environment)).not.toEqual(expect.arrayContaining(['GIT_DIR']));
    expect(JSON.stringify(environment)).not.toMatch(/"[xyz]"/);
  });

  it('is ended where what it prints is refused', async () => {
    makeRepository();
    const call = { cwd: repository, args: ['rev-parse', 'HEAD'] };
    await expect(
      runGit({
        ...call,
        onOutput() {
          throw new Error('enough');
        },
      }),
    ).rejects.toThrow('enough');
  });
});

describe("a repository's own files", () => {
  beforeEach(makeRepository);

  it.each(['info/grafts', 'objects/info/alternates', 'packed-refs'])('%s is no device', async (name) => {
    rmSync(path.join(repository, '.git', name), { force: true });
    symlinkSync('/dev/zero', path.join(repository, '.git', name));
    const { status, said } = await runCommand(repository, 'diff', 'git:HEAD', '.');
    expect(status).toBe(2);
    expect(said).toEqual([expect.stringContaining(`the repository's ${name} is no file that git can read`)]);
  });

  it('are looked at where a working tree of its own leads to, too', async () => {
    git(['worktree', 'add', '-q', '-b', 'other', 'other']);
    const other = path.join(repository, 'other');
    expect(await runCommand(other, 'diff', 'git:HEAD', '.')).toMatchObject({ status: 0, said: [] });
    rmSync(path.join(repository, '.git', 'packed-refs'), { force: true });
    symlinkSync('/dev/zero', path.join(repository, '.git', 'packed-refs'));
    const { status, said } = await runCommand(other, 'diff', 'git:HEAD', '.');
    expect(status).toBe(2);
    expect(said).toEqual([expect.stringContaining("the repository's packed-refs is no file that git can read")]);
  });

  it.each([
    ['a device', (file: string) => symlinkSync('/dev/zero', file)],
    ['a pipe', (file: string) => void execFileSync('mkfifo', [file])],
    ['far too large', (file: string) => writeFileSync(file, 'x'.repeat(100_000))],
  ])('no reference is %s', async (_, make) => {
    mkdirSync(path.join(repository, '.git/refs/heads/a'), { recursive: true });
    make(path.join(repository, '.git/refs/heads/a/b'));
    const { status, said } = await runCommand(repository, 'diff', 'git:a/b', '.');
    expect(status).toBe(2);
    expect(said).toEqual([expect.stringContaining("the repository's refs/heads/a/b is no file that git can read")]);
  });

  it('that git cannot read are not said to be none', async () => {
    writeFileSync(path.join(repository, '.git', 'config'), '[broken');
    const { status, said } = await runCommand(repository, 'diff', 'git:HEAD', '.');
    expect(status).toBe(2);
    expect(said).toEqual([`kslens: git cannot read the repository of ${repository}: git status there says why`]);
  });

  it('that keep git waiting do so once', { timeout: 30_000 }, async () => {
    execFileSync('mkfifo', [path.join(repository, '.git', 'more')]);
    writeFileSync(path.join(repository, '.git', 'config'), '[include]\n\tpath = more\n');
    const started = Date.now();
    const { status, said } = await runCommand(repository, 'diff', 'git:HEAD', '.');
    expect(status).toBe(2);
    expect(said).toEqual(['kslens: git did not answer within 8 s']);
    expect(Date.now() - started).toBeLessThan(14_000);
  });

  it('make git end where it goes through more than it tells', { timeout: 30_000 }, async () => {
    let tree = git(['mktree'], '');
    for (let level = 0; level < 12; level++)
      tree = git(['mktree'], Array.from({ length: 12 }, (_, i) => `040000 tree ${tree}\td${i}\n`).join(''));
    git(['branch', 'bomb', git(['commit-tree', '-m', 'bomb', tree])]);
    const { status, said } = await runCommand(repository, 'diff', 'git:bomb', '.');
    expect(status).toBe(2);
    expect(said).toEqual([expect.stringMatching(/git did not answer within 8 s/)]);
  });
});

describe('contents', () => {
  it('are read whole, however the output is cut', () => {
    const output = Buffer.from('aa blob 3\nx\ny\nbb blob 0\n\ncc blob 2\nzz\n');
    for (let cut = 0; cut <= output.length; cut++) {
      const got: string[] = [];
      const reader = createBlobReader((bytes) => got.push(Buffer.from(bytes).toString()));
      reader.take(output.subarray(0, cut));
      reader.take(output.subarray(cut));
      expect(got).toEqual(['x\ny', '', 'zz']);
    }
  });
  it('end at one that is missing, and where the output is none of git', () => {
    const got: string[] = [];
    const reader = createBlobReader((bytes) => got.push(Buffer.from(bytes).toString()));
    reader.take(Buffer.from('aa blob 1\nx\nbb missing\ncc blob 1\ny\n'));
    expect(got).toEqual(['x']);
    expect(() => createBlobReader(() => undefined).take(Buffer.alloc(1000, 'x'))).toThrow(/something else/);
  });
  it('larger than what is read of a disk are left out', async () => {
    makeRepository();
    writeFileSync(path.join(repository, 'Large.java'), '/'.repeat(2 * 1024 * 1024));
    git(['add', '.']);
    git(['commit', '-qm', 'two']);
    const checkout = await checkOutRevision(repository, 'HEAD', undefined);
    expect(readdirSync(checkout.folder).sort()).toEqual(['.git', 'T.java', 'U.java']);
    await checkout.dispose();
    expect(existsSync(checkout.folder)).toBe(false);
  });
  it('what people said of the values of that revision is read with it', async () => {
    makeRepository();
    writeFileSync(path.join(repository, 'kslens.json'), '{ "applicationId": "then" }');
    git(['add', '.']);
    git(['commit', '-qm', 'two']);
    const checkout = await checkOutRevision(repository, 'HEAD', undefined);
    expect(readdirSync(checkout.folder)).toContain('kslens.json');
    await checkout.dispose();
  });
});
