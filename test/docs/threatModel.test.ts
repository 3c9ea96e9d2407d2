/** docs/threat-model.md names what keeps each promise and what holds it: a page that is not held to the sources would promise what was. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(path.join(root, 'docs/threat-model.md'), 'utf8');
const filesIn = (text: string): string[] => [...text.matchAll(/`((?:src|test|scripts)\/[^`]+\.\w+)`/g)].map((match) => match[1]!);

/** The rows below a heading, each as its cells, without those of the tables' heads. */
function rowsBelow(heading: string): string[][] {
  const part = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = part.split('\n').filter((line) => line.startsWith('| '));
  return rows.map((row) => row.split('|').slice(1, -1)).filter(([first]) => !/^ (?:attacker|---) $/.test(first!));
}

test('every file that the page names is there', () => {
  const files = filesIn(page);
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

test('every test of hostile input is named by the page', () => {
  const tests = readdirSync(path.join(root, 'test/hostile')).filter((file) => file.endsWith('.test.ts'));
  const named = new Set(filesIn(page));
  expect(tests.map((file) => `test/hostile/${file}`).filter((file) => !named.has(file))).toEqual([]);
});

test('every promise has who would break it, where it is kept and a test', () => {
  const promises = rowsBelow('Promises');
  expect(promises.length).toBeGreaterThan(10);
  const attackers = rowsBelow('Who').map(([name]) => name!.trim());
  const lacking = promises.filter(
    ([who, , kept, held]) =>
      who!.split(',').some((name) => !attackers.includes(name.trim())) ||
      !filesIn(kept!).some((file) => file.startsWith('src/')) ||
      !filesIn(held!).some((file) => file.startsWith('test/')),
  );
  expect(lacking).toEqual([]);
  const named = new Set(promises.flatMap(([who]) => who!.split(',').map((name) => name.trim())));
  // What is bundled is not kept by a source of ours: its promises are those of the program itself.
  expect(attackers.filter((name) => !named.has(name))).toEqual(['author of a package']);
});
