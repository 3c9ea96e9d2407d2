/** Files of views: for us only, gone with the session, and with the next one where a process was killed. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSpillFolder } from '../../src/platform/files/spillFolder.js';

let parent: string;
beforeEach(() => (parent = mkdtempSync(join(tmpdir(), 'spills-'))));
afterEach(() => rmSync(parent, { recursive: true }));

it('makes nothing before it is needed, and leaves nothing', () => {
  const folder = createSpillFolder(parent);
  expect(readdirSync(parent)).toEqual([]);
  const file = folder.open();
  const other = folder.open();
  file.write(0, Buffer.from('long data'));
  file.write(4, Buffer.from('XY'));
  other.write(0, Buffer.from('other'));
  expect(Buffer.from(file.read(2, 6)).toString()).toBe('ngXYat');
  other.close();
  folder.close();
  expect(readdirSync(parent)).toEqual([]);
});

it('is readable for this user only', () => {
  const folder = createSpillFolder(parent);
  folder.open().write(0, Buffer.from('secret'));
  const [own] = readdirSync(parent);
  expect(statSync(join(parent, own!)).mode & 0o077).toBe(0);
  expect(statSync(join(parent, own!, readdirSync(join(parent, own!))[0]!)).mode & 0o077).toBe(0);
  folder.close();
});

it('deletes what a killed process left, and nothing of one that runs', async () => {
  const ended = execFile(process.execPath, ['-e', '']);
  await once(ended, 'exit');
  const leftover = join(parent, `kafka-streams-lens-views-${ended.pid}-abc`);
  const running = join(parent, `kafka-streams-lens-views-${process.ppid}-abc`);
  const foreign = join(parent, 'somebody-else');
  for (const folder of [leftover, running, foreign]) {
    mkdirSync(folder);
    writeFileSync(join(folder, '0'), 'data');
  }
  const folder = createSpillFolder(parent);
  folder.open();
  expect([leftover, running, foreign].map((one) => existsSync(one))).toEqual([false, true, true]);
  folder.close();
});
