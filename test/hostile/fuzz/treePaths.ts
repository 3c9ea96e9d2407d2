/** Paths of a git tree: what is taken for a plain one lies below the folder, on this system and on Windows, under its own name. */
import path from 'node:path';
import { isPlainPath } from '../../../src/platform/files/plainPath.js';
import type { FuzzTarget } from './fuzzTarget.js';

const pieces = [
  'a',
  '..',
  '.',
  '',
  '/',
  '/',
  '\\',
  'C:',
  ':',
  '.git',
  'GIT~1',
  ' ',
  'nul',
  'con.x',
  'b.java',
  '\0',
  '\n',
  '~',
  '*',
  '\u202e',
  '//',
  'ü',
];

export const treePaths: FuzzTarget = {
  name: 'tree paths',
  prepare: () => (random) => {
    const file = Array.from({ length: 1 + Math.floor(random() * 8) }, () => pieces[Math.floor(random() * pieces.length)]).join('');
    return {
      input: JSON.stringify(file),
      run() {
        const segments = file.split('/');
        if (isPlainPath(file, false)) check(path.posix.join('/folder', ...segments), `/folder/${file}`);
        if (isPlainPath(file, true)) {
          check(path.win32.join('C:\\folder', ...segments), `C:\\folder\\${segments.join('\\')}`);
          check(path.win32.resolve('C:\\folder', ...segments), `C:\\folder\\${segments.join('\\')}`);
        }
      },
    };
  },
};

function check(written: string, meant: string): void {
  if (written !== meant) throw new Error(`${JSON.stringify(written)} is written in place of ${JSON.stringify(meant)}`);
}
