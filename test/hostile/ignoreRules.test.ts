/** Ignore files that were written to take for ever: what they leave out is as git says, or they do not count, said. */
import ignore from 'ignore';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { parseIgnorePatterns } from '../../src/platform/files/ignorePatterns.js';
import { runCommand } from '../support/runCommand.js';
import { countingClass, temporaryProject } from '../support/temporaryProject.js';

async function analyse(files: Readonly<Record<string, string>>): Promise<Report> {
  const { status, output } = await runCommand(temporaryProject(files), 'analyze', '.', '--format', 'json');
  expect(status).toBe(0);
  return JSON.parse(output) as Report;
}

describe('a pattern costs at most its length times that of a path', () => {
  const deep = `${'a/'.repeat(200)}T.java`;
  const long = `${'a'.repeat(240)}.java`;
  it.each([
    ['globstars', `${'**/a/'.repeat(80)}**/b`, deep],
    ['stars', `${'*a'.repeat(100)}*b`, long],
    ['both', `${'**/*a*a*a*a*b/'.repeat(40)}**/b`, deep],
    ['classes', `${'*[a-z]'.repeat(100)}*[!a-z]b`, long],
    ['question marks', `${'*?'.repeat(200)}b`, long],
    ['many patterns', '*a*a*a*a*b\n'.repeat(5000), deep],
  ])(
    '%s',
    async (_, pattern, file) => {
      const { topologies, skipped } = await analyse({
        '.gitignore': `${pattern}\nleft\n`,
        [file]: countingClass('T'),
        'left/L.java': countingClass('L'),
      });
      expect(topologies.map(({ entry }) => entry.file)).toEqual([file]);
      expect(skipped).toEqual([]);
    },
    30_000,
  );

  it('ten and a hundred times the pattern cost ten and a hundred times the steps', () => {
    const cost = (text: string, name: string): number => {
      const budget = { left: Number.MAX_SAFE_INTEGER };
      parseIgnorePatterns(text, budget).decide(name, false);
      return Number.MAX_SAFE_INTEGER - budget.left;
    };
    for (const [pattern, name] of [
      ['*a', 'a'.repeat(200)],
      ['**/a/', 'a/'.repeat(200)],
      ['?*', 'a'.repeat(200)],
    ] as const) {
      const small = cost(`${pattern.repeat(2)}b`, name);
      for (const times of [10, 100]) expect(cost(`${pattern.repeat(2 * times)}b`, name)).toBeLessThanOrEqual(1.2 * times * small);
    }
  });

  it('where the budget is used up, files count as if nothing left them out', () => {
    const budget = { left: 1000 };
    const patterns = parseIgnorePatterns(`${'*a'.repeat(50)}b\nleft`, budget);
    expect(patterns.decide('left', false)).toBe('ignored');
    budget.left = 50;
    expect(patterns.decide('a'.repeat(200), false)).toBeUndefined();
    expect(patterns.decide('left', false)).toBeUndefined();
  });
});

describe('patterns mean what they mean to git', () => {
  // A second reader of the same format: its answers were compared on random patterns, too (fuzz target `ignore rules`).
  const patterns = [
    '*.class',
    '/build',
    'build/',
    'a/b',
    '**/logs',
    'logs/**',
    'a/**/b',
    '!keep',
    '\\!x',
    '\\#x',
    '# comment',
    'x\\ ',
    'x  ',
    '[a-c].txt',
    '[!a-c].txt',
    '[^a-c].txt',
    '[]x].txt',
    'a?c',
    '**',
    '/**',
    'a/*',
    '*',
    '**foo',
    'foo**',
    '[[:digit:]]1',
    'Build',
    'a[',
    'b\\',
    '/*.js',
  ];
  const paths = [
    'x.class',
    'a/x.class',
    'build',
    'a/build',
    'a/b',
    'c/a/b',
    'logs',
    'a/logs',
    'logs/x',
    'logs/x/y',
    'a/x/b',
    'a/x/y/b',
    'keep',
    '!x',
    '#x',
    'x ',
    'x',
    'b.txt',
    'd.txt',
    'x.txt',
    'abc',
    'ac',
    'foo',
    'xfoo',
    'foox',
    '11',
    'a1',
    'a[',
    'x.js',
    'a/x.js',
  ];
  it.each(patterns)('%s', (pattern) => {
    for (const path of paths)
      for (const isFolder of [false, true]) {
        // Folders above are asked for first, so that their files are never asked for.
        const above = path.split('/').slice(0, -1);
        if (
          above.some(
            (_, i) =>
              ignore()
                .add(pattern)
                .test(`${above.slice(0, i + 1).join('/')}/`).ignored,
          )
        )
          continue;
        const { ignored, unignored } = ignore()
          .add(pattern)
          .test(isFolder ? `${path}/` : path);
        const expected = ignored ? 'ignored' : unignored ? 'kept' : undefined;
        expect([path, isFolder, parseIgnorePatterns(pattern, { left: 1e6 }).decide(path, isFolder)]).toEqual([path, isFolder, expected]);
      }
  });
  it('a folder that a nearer file takes in again is looked into', async () => {
    const { topologies } = await analyse({
      '.git/HEAD': 'ref: refs/heads/main',
      '.gitignore': 'generated/\n',
      'app/.gitignore': '!generated/\n',
      'app/generated/G.java': countingClass('G'),
      'other/generated/O.java': countingClass('O'),
    });
    expect(topologies.map(({ entry }) => entry.file)).toEqual(['app/generated/G.java']);
  });
});
