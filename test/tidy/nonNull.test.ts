/** `!` says what the compiler was not shown. How many there may be for 1,000 lines of a folder is in nonNull.json: it only becomes less. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const most = JSON.parse(readFileSync(join(import.meta.dirname, 'nonNull.json'), 'utf8')) as Record<string, number>;

/** Numbers of `!`, by file. */
function assertions(...paths: string[]): Map<string, number> {
  const config = join(import.meta.dirname, 'nonNull.oxlintrc.json');
  const args = [join(root, 'node_modules/oxlint/bin/oxlint'), '-c', config, '-f', 'json', ...paths];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { readonly code?: string; readonly filename: string }[] };
  const counts = new Map<string, number>();
  for (const { code, filename } of diagnostics)
    if (code?.includes('no-non-null-assertion') === true) counts.set(filename, (counts.get(filename) ?? 0) + 1);
  return counts;
}

test('the gate sees one', () => {
  expect([...assertions('test/tidy/fixtures/nonNull.ts').values()]).toEqual([1]);
});

const counts = assertions('src', 'webview');

test.each(Object.entries(most))('%s has no more than %s for 1,000 lines', (folder, share) => {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const lines = files.reduce((sum, file) => sum + readFileSync(join(root, folder, file), 'utf8').split('\n').length - 1, 0);
  const found = [...counts].filter(([file]) => file.startsWith(`${folder}/`)).reduce((sum, [, count]) => sum + count, 0);
  expect((found / lines) * 1000).toBeLessThanOrEqual(share);
});

test('folders that are not listed have none', () => {
  const listed = Object.keys(most);
  expect([...counts.keys()].filter((file) => !listed.some((folder) => file.startsWith(`${folder}/`)))).toEqual([]);
});
