/** The sources of query endpoints, and the command that writes them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { endpointFlavours, writeAgentEndpoint, writeEndpoint } from '../../src/live/endpoint/writeEndpoint.js';
import { runCommand } from '../support/runCommand.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (...parts: string[]): string => readFileSync(path.join(...parts), 'utf8');

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kslens-endpoint-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("the sample's endpoint is the one that is written", () => {
  const [endpoint] = writeEndpoint({ flavour: 'jdk', packageName: 'com.example.orders', kafkaVersion: '4.3.0' });
  expect(read(root, 'demo/orders/src/main/java/com/example/orders/QueryEndpoint.java')).toBe(endpoint?.text);
});

test.each(endpointFlavours)('%s: a class of the package, without marks, and a controller for a framework', (flavour) => {
  for (const kafkaVersion of ['2.8.2', '3.0.2', '3.1.0', '3.9.1', '4.4.0']) {
    const files = writeEndpoint({ flavour, packageName: 'com.example', kafkaVersion });
    expect(files.map(({ name }) => name)).toHaveLength(flavour === 'jdk' ? 1 : 2);
    for (const { text } of files) {
      expect(text).toMatch(/^package com\.example;\n\nimport /);
      expect(text).not.toContain('//~');
      expect(text.split('\n').filter((line) => line.length > 160)).toEqual([]);
    }
    const [{ text } = { text: '' }] = files;
    expect(text.includes('com.sun.net.httpserver')).toBe(flavour === 'jdk');
    expect(text.includes('MultiVersionedKeyQuery')).toBe(kafkaVersion >= '3.8');
    expect(text.includes('allMetadata()')).toBe(kafkaVersion < '3');
  }
});

test("the agent's is the same class, which listens and finds serdes by itself", () => {
  const { text } = writeAgentEndpoint('4.3.0');
  expect(text).toMatch(/^package kslens\.agent\.endpoint;\n\nimport com\.sun\.net\.httpserver/);
  expect(text).not.toContain('//~');
  const [ofUsers = ''] = writeEndpoint({ flavour: 'jdk', packageName: null, kafkaVersion: '4.3.0' }).map((file) => file.text);
  const known = new Set(ofUsers.split('\n'));
  expect(text.split('\n').filter((line) => !known.has(line)).length).toBeLessThan(20);
  expect(ofUsers).not.toContain('keySerdeOf');
});

test('the command writes where Java looks for it, and over nobody’s work', async () => {
  const folder = temporaryFolder();
  const write = (...more: string[]) => runCommand(folder, 'endpoint', '--flavour', 'spring', '--package', 'com.example', ...more);
  const first = await write('--out', 'src/main/java');
  expect(first).toMatchObject({
    status: 0,
    output: 'src/main/java/com/example/QueryEndpoint.java\nsrc/main/java/com/example/QueryEndpointController.java\n',
  });
  expect(await write('--out', 'src/main/java/com/example')).toMatchObject({ status: 0, output: first.output });
  expect(await write('--out', 'src/main/java', '--kafka-version', '2.8.2')).toMatchObject({
    status: 2,
    said: ['kslens: QueryEndpoint.java in src/main/java is there and differs: nothing is written over'],
  });
});

test('what cannot be written is said in a line', async () => {
  const folder = temporaryFolder();
  expect(await runCommand(folder, 'endpoint', '--flavour', 'jdk')).toMatchObject({
    status: 2,
    said: [expect.stringContaining('--out DIR')],
  });
  expect(await runCommand(folder, 'endpoint', '--flavour', 'jdk', '--out', '.', '--kafka-version', '2.7.0')).toMatchObject({
    status: 2,
    said: [expect.stringContaining('needs Kafka Streams 2.8.0 or later')],
  });
  expect(await runCommand(folder, 'endpoint', '--flavour', 'rails', '--out', '.')).toMatchObject({ status: 2 });
  expect(await runCommand(folder, 'endpoint', '--flavour', 'jdk', '--out', '.', '--package', 'com.example.class')).toMatchObject({
    status: 2,
    said: [expect.stringContaining('of no reserved word')],
  });
});

test.skipIf(process.platform !== 'linux')('a file system that takes no folder is said, and not tried for ever', async () => {
  expect(await runCommand(temporaryFolder(), 'endpoint', '--flavour', 'jdk', '--out', '/proc/kslens/x')).toMatchObject({
    status: 2,
    said: [expect.stringContaining('/proc/kslens/x: the folder cannot be made (ENOENT)')],
  });
});

test('the agent is written once, and not over one that an application may run with', async () => {
  const folder = temporaryFolder();
  const write = (...more: string[]) => runCommand(folder, 'endpoint', '--flavour', 'agent', ...more);
  const first = await write('--out', 'lib');
  expect(first).toMatchObject({
    status: 0,
    output: 'lib/kslens-agent.jar\n',
    said: [expect.stringContaining('-javaagent:lib/kslens-agent.jar')],
  });
  expect(readFileSync(path.join(folder, 'lib/kslens-agent.jar'))).toEqual(readFileSync(path.join(root, 'dist/kslens-agent.jar')));
  expect(await write('--out', 'lib')).toMatchObject({ status: 0 });
  writeFileSync(path.join(folder, 'other.jar'), 'somebody else’s');
  expect(await write('--out', 'other.jar')).toMatchObject({
    status: 2,
    said: ['kslens: other.jar is there and differs: remove it once no application runs with it, or write elsewhere'],
  });
  expect(await write()).toMatchObject({ status: 2, said: [expect.stringContaining('needs --out')] });
  expect(await write('--out', '.', '--kafka-version', '4.3.0')).toMatchObject({
    status: 2,
    said: ['kslens: --kafka-version is of sources: the agent takes whatever the application has'],
  });
});
