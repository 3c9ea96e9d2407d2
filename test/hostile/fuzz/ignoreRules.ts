/** Patterns of ignore files: they leave out what a second reader of the format leaves out. */
import ignore from 'ignore';
import { parseIgnorePatterns } from '../../../src/platform/files/ignorePatterns.js';
import type { Random } from '../../robustness/mutations.js';
import type { FuzzTarget } from './fuzzTarget.js';
import { below, pick } from './randomBytes.js';

const pieces = [
  'a',
  'b',
  'B',
  'ab',
  '*',
  '**',
  '?',
  '/',
  '/',
  '[ab]',
  '[!a]',
  '[^b]',
  '[a-c]',
  '.',
  '\\a',
  '\\*',
  '\\!',
  '#',
  '!',
  ' ',
  '-',
  'é',
];
const names = ['a', 'b', 'ab', 'ba', 'c', '.a', 'a.b', '*', '!', 'a b', '-', 'B', '#a', 'é'];

const patternOf = (random: Random): string => Array.from({ length: 1 + below(random, 7) }, () => pick(random, pieces)).join('');

/** What the other reader takes otherwise than git does: a backslash before a slash, and slashes with nothing between. */
const isSettled = (pattern: string): boolean => !/\\\/|\/\//.test(pattern);

export const ignoreRules: FuzzTarget = {
  name: 'ignore rules',
  prepare: () => (random) => {
    const patterns = Array.from({ length: 1 + below(random, 3) }, () => patternOf(random)).filter(isSettled);
    const path = Array.from({ length: 1 + below(random, 4) }, () => pick(random, names));
    const isFolder = random() < 0.5;
    return {
      input: JSON.stringify([patterns, path.join('/'), isFolder]),
      run() {
        const other = ignore().add(patterns.join('\n'));
        const ours = parseIgnorePatterns(patterns.join('\n'), { left: 1e6 });
        for (let length = 1; length <= path.length; length++) {
          const asked = path.slice(0, length).join('/');
          const asFolder = isFolder || length < path.length;
          const { ignored, unignored } = other.test(asFolder ? `${asked}/` : asked);
          const expected = ignored ? 'ignored' : unignored ? 'kept' : undefined;
          const found = ours.decide(asked, asFolder);
          if (found !== expected) throw new Error(`${asked} is ${String(found)}, and should be ${String(expected)}`);
          // What is inside is never asked for.
          if (ignored) return;
        }
      },
    };
  },
};
