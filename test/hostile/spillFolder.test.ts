/** What lies in the temporary folder under our names, and is not ours: left alone, and in nobody's way. */
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSpillFolder } from '../../src/platform/files/spillFolder.js';

const isRoot = process.getuid?.() === 0;
let parent: string;
beforeEach(() => (parent = mkdtempSync(path.join(tmpdir(), 'kslens-hostile-'))));
afterEach(() => rmSync(parent, { recursive: true }));

/** Of a process that no system has. */
const leftover = (name: string): string => path.join(parent, `kafka-streams-lens-views-400000000-${name}`);

function spillAndRead(): string {
  const folder = createSpillFolder(parent);
  const file = folder.open();
  file.write(0, Buffer.from('data'));
  const read = Buffer.from(file.read(0, 4)).toString();
  folder.close();
  return read;
}

it('a folder that cannot be read is in the way of nobody', () => {
  mkdirSync(leftover('locked'));
  writeFileSync(path.join(leftover('locked'), '0'), 'data');
  chmodSync(leftover('locked'), 0);
  expect(spillAndRead()).toBe('data');
  if (existsSync(leftover('locked'))) chmodSync(leftover('locked'), 0o700);
});

it('a folder of another user stays', () => {
  mkdirSync(leftover('foreign'), { mode: 0o700 });
  // Only root can give one away; for all others it is their own.
  if (isRoot) chownSync(leftover('foreign'), 12_345, 12_345);
  expect(spillAndRead()).toBe('data');
  expect(existsSync(leftover('foreign'))).toBe(isRoot);
});

it('links and files stay, and so does what links lead to', () => {
  const target = path.join(parent, 'precious');
  mkdirSync(target);
  writeFileSync(path.join(target, 'file'), 'data');
  symlinkSync(target, leftover('link'));
  symlinkSync('/dev/zero', leftover('device'));
  writeFileSync(leftover('file'), 'data');
  expect(spillAndRead()).toBe('data');
  expect(['link', 'file'].map((name) => existsSync(leftover(name)))).toEqual([true, true]);
  expect(existsSync(path.join(target, 'file'))).toBe(true);
});

it('numbers of processes that are none are no reason to fail', () => {
  for (const pid of ['0', '9999999999', '99999999999999999999', '00']) mkdirSync(path.join(parent, `kafka-streams-lens-views-${pid}-x`));
  expect(spillAndRead()).toBe('data');
});

it('a temporary folder that cannot be listed is no reason to fail before a file is made', () => {
  const folder = createSpillFolder(path.join(parent, 'missing'));
  expect(() => folder.open()).toThrow(/ENOENT/);
});
