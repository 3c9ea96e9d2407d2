/** Agents of this machine: files that anybody may have put there, of processes that may be gone. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findAgents } from '../../../src/platform/agents/findAgents.js';

const announcement = (more: object = {}): string =>
  JSON.stringify({
    ...{ api: 'ks-iq/1', process: process.pid, port: 40_123, token: 'secret-token', applicationId: 'orders' },
    ...{ clientId: 'orders-0b4c2f4e-5b1f-4ea0-9d3c-1f2e3d4c5b6a', applicationServer: null },
    ...more,
  });

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kslens-agents-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text, { mode: 0o600 });
  return folder;
}

test('an announcement says where its KafkaStreams answers, and what it wants to be told', () => {
  const folder = folderWith({ '12-1.json': announcement({ applicationServer: '10.0.0.7:7070' }) });
  expect(findAgents([folder])).toEqual({
    agents: [
      {
        address: { secure: false, server: { host: '127.0.0.1', port: 40_123 }, prefix: '', isGiven: true, token: 'secret-token' },
        process: process.pid,
        applicationId: 'orders',
        clientId: 'orders-0b4c2f4e-5b1f-4ea0-9d3c-1f2e3d4c5b6a',
        server: { host: '10.0.0.7', port: 7070 },
      },
    ],
    ignored: [],
  });
});

/** Of a process that has just ended. */
const endedProcess = (): number => Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));

test('files of ended processes, garbage and what is too large are left out, each with why', () => {
  const folder = folderWith({
    '1-1.json': announcement({ process: endedProcess() }),
    '2-1.json': 'no JSON',
    '3-1.json': '[]',
    '4-1.json': announcement({ token: 'two\r\nlines' }),
    '5-1.json': announcement({ port: 0 }),
    '6-1.json': announcement({ api: 'ks-iq/2' }),
    '7-1.json': announcement({ clientId: 'x'.repeat(20_000) }),
    '8-1.json': announcement(),
    '9-1.json.new': announcement(),
    'notes.json': announcement(),
  });
  mkdirSync(path.join(folder, '10-1.json'));
  symlinkSync(path.join(folder, '8-1.json'), path.join(folder, '11-1.json'));
  const { agents, ignored } = findAgents([folder]);
  expect(agents).toHaveLength(1);
  expect(Object.fromEntries(ignored.map(({ file, why }) => [path.basename(file), why]))).toEqual({
    '1-1.json': 'its process has ended',
    '2-1.json': 'it is no JSON',
    '3-1.json': expect.stringMatching(/^it is no announcement: /),
    '4-1.json': expect.stringMatching(/^it is no announcement: /),
    '5-1.json': expect.stringMatching(/^it is no announcement: /),
    '6-1.json': expect.stringMatching(/^it is no announcement: /),
    '7-1.json': expect.stringContaining('larger than the limit of 16 KiB'),
    '10-1.json': 'it is no regular file',
    '11-1.json': 'it is no regular file',
  });
});

test.skipIf(process.getuid === undefined)('what others can write counts for nothing', () => {
  const folder = folderWith({ '1-1.json': announcement() });
  chmodSync(path.join(folder, '1-1.json'), 0o644);
  expect(findAgents([folder])).toMatchObject({ agents: [], ignored: [{ why: 'others may read or write it' }] });
});

test.skipIf(process.platform !== 'linux')('a pipe holds nobody up', () => {
  const folder = folderWith({});
  execFileSync('mkfifo', [path.join(folder, '1-1.json')]);
  expect(findAgents([folder])).toMatchObject({ agents: [], ignored: [{ why: 'it is no regular file' }] });
});

test('of very many files the newest are read, and no folder is no agent', () => {
  const names = Array.from({ length: 520 }, (_, i) => `${i + 1}-1.json`);
  const folder = folderWith(Object.fromEntries(names.map((name) => [name, name === '7-1.json' ? announcement() : '{}'])));
  for (const name of names) utimesSync(path.join(folder, name), 1000, name === '7-1.json' ? 2000 : 1000);
  const { agents, ignored } = findAgents([folder]);
  expect([agents.length, agents.length + ignored.length]).toEqual([1, 500]);
  expect(findAgents([path.join(folder, 'none')])).toEqual({ agents: [], ignored: [] });
});
