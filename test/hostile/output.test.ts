/** Where what is printed goes: a full disk, a reader that has seen enough, and nobody at all. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

/** The program itself, its command line as a shell reads it. */
function ran(line: string): { readonly status: number | null; readonly said: string } {
  const program = `'${process.execPath}' scripts/runTypeScript.mjs src/cli/main.ts`;
  const { status, stderr } = spawnSync('bash', ['-c', `set -o pipefail; kslens() { ${program} "$@"; }; ${line}`], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, said: stderr };
}

it.skipIf(!existsSync('/dev/full'))('a disk that is full is one line, and no finding', { timeout: 120_000 }, () => {
  expect(ran('kslens --help > /dev/full')).toEqual({ status: 2, said: 'kslens: the output cannot be written (ENOSPC)\n' });
});

it('a reader that has seen enough is no failure', { timeout: 120_000 }, () => {
  expect(ran('kslens --help | true').said).toBe('');
});

it('the status tells where nobody reads what is said', { timeout: 120_000 }, () => {
  expect(ran('{ kslens bogus 2>&1 >&3 | true; } 3>&1').status).toBe(2);
});
