/** A function fits on a screen. Those that do not yet are in longFunctions.json, with their lines: they may only become shorter, and new ones may not be. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const known = JSON.parse(readFileSync(join(import.meta.dirname, 'longFunctions.json'), 'utf8')) as Record<string, number>;

/** Lines of code of each function above 80, by file and name. */
function longFunctions(...paths: string[]): Record<string, number> {
  const config = join(import.meta.dirname, 'functionLengths.oxlintrc.json');
  const args = [join(root, 'node_modules/oxlint/bin/oxlint'), '-c', config, '-f', 'json', ...paths];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: readonly { readonly code?: string; readonly filename: string; readonly message: string }[];
  };
  // AssemblyScript's decorators are told of, too.
  const own = diagnostics.filter(({ code }) => code?.includes('max-lines-per-function') === true);
  const found = own.map(({ filename, message }): [string, number] => {
    const name = /`([^`]+)`/.exec(message)?.[1] ?? 'without a name';
    return [`${filename} ${name}`, Number(/\((\d+)\)/.exec(message)![1])];
  });
  return Object.fromEntries(found);
}

test('no function is longer than 80 lines, but those that are known, which are as long as is known', () => {
  expect(longFunctions('src', 'webview')).toEqual(known);
});

test('the gate sees a long function', () => {
  expect(Object.keys(longFunctions('test/tidy/fixtures/longFunction.ts'))).toEqual(['test/tidy/fixtures/longFunction.ts tooLong']);
});
