/** lock, lock --check and diff, over code whose names the library was asked for (goldens C01, naming: two counts draw 1 and 4; named, the first draws none). */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';

const twoCounts = (first = ''): string => `package com.example;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Materialized;

class App {
  static Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("a").groupByKey().count(${first});
    builder.stream("b").groupByKey().count();
    return builder.build();
  }
}
`;
const named = twoCounts('Materialized.as("first")');
const aggregate = (n: number): string => `KSTREAM-AGGREGATE-STATE-STORE-${String(n).padStart(10, '0')}`;

test('a name given to the first of two counts is caught: both states would be orphaned', async () => {
  const folder = temporaryProject({ 'App.java': twoCounts() });
  const written = await runCommand(folder, 'lock', '.');
  expect(written).toMatchObject({ status: 0, output: '' });
  expect(written.said).toEqual(['kslens: kafka-streams.lock.json is written: 1 topology, 2 names']);
  expect(await runCommand(folder, 'lock', '.', '--check')).toMatchObject({ status: 0, output: 'No name differs: 2 names are kept.\n' });

  writeFileSync(path.join(folder, 'App.java'), named);
  const { status, output } = await runCommand(folder, 'lock', '.', '--check');
  expect(status).toBe(1);
  expect(output).toContain(`moved  ${aggregate(4)}\n     to  ${aggregate(3)}`);
  expect(output).toContain(`moved  ${aggregate(1)}\n     to  first`);
  expect(output).toContain(`its state stays in <application.id>-${aggregate(4)}-changelog`);
  expect(output).toMatch(/2 moved, 0 gone, 0 new, 0 kept\. 2 topics are orphaned\.\n$/);
});

test('--check writes nothing; lock again changes what differs and no other line', async () => {
  const folder = temporaryProject({ 'App.java': twoCounts() });
  await runCommand(folder, 'lock', '.', '--file', 'names.json');
  const file = path.join(folder, 'names.json');
  const before = readFileSync(file, 'utf8');
  writeFileSync(path.join(folder, 'App.java'), twoCounts().replace('"b"', '"c"'));
  expect((await runCommand(folder, 'lock', '.', '--file', 'names.json', '--check')).status).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect((await runCommand(folder, 'lock', '.', '--file', 'names.json')).said[0]).toMatch(/is changed/);
  const [old, now] = [before.split('\n'), readFileSync(file, 'utf8').split('\n')];
  expect(now.filter((line, i) => line !== old[i])).toHaveLength(1);
  expect((await runCommand(folder, 'lock', '.', '--file', 'names.json')).said[0]).toMatch(/is as it was/);
});

test('the sides of diff: paths, a revision, a lock file, a saved description', async () => {
  const folder = temporaryProject({ 'App.java': twoCounts(), 'new/App.java': named });
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'init.defaultBranch=main', ...args], {
      cwd: folder,
    });
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'two counts');
  await runCommand(folder, 'lock', 'App.java');
  writeFileSync(path.join(folder, 'description.txt'), (await runCommand(folder, 'describe', 'App.java')).output);
  writeFileSync(path.join(folder, 'App.java'), named);

  for (const side of ['git:HEAD:App.java', 'kafka-streams.lock.json', 'description.txt']) {
    const { status, output } = await runCommand(folder, 'diff', side, 'App.java');
    expect({ side, status, output }).toMatchObject({
      status: 1,
      output: expect.stringContaining(`moved  ${aggregate(4)}\n     to  ${aggregate(3)}`),
    });
    expect((await runCommand(folder, 'diff', side, side)).output).toMatch(/^No name differs/);
  }
  expect((await runCommand(folder, 'diff', 'App.java', 'new')).output).toMatch(/^No name differs/);
  expect(execFileSync('git', ['status', '--porcelain', '--', 'App.java'], { cwd: folder, encoding: 'utf8' })).toBe(' M App.java\n');
});

test('the JSON has the same pairs', async () => {
  const folder = temporaryProject({ 'a/App.java': twoCounts(), 'b/App.java': named });
  const { output } = await runCommand(folder, 'diff', 'a', 'b', '--format', 'json');
  const { topologies } = JSON.parse(output) as { topologies: { moved: { before: { name: string }; after: { name: string } }[] }[] };
  expect(topologies[0]!.moved.map(({ before, after }) => `${before.name} > ${after.name}`).sort()).toEqual([
    `${aggregate(1)} > first`,
    `${aggregate(4)} > ${aggregate(3)}`,
  ]);
});

test.each([
  [['lock', '.', '--check'], /no lock file kafka-streams\.lock\.json; write it with kslens lock \./],
  [['lock', 'empty'], /nothing to lock/],
  [['diff', '.'], /two sides/],
  [['diff', 'nowhere', '.'], /no such file or folder: nowhere/],
  [['diff', 'notes.md', '.'], /notes\.md is no Java file, lock file/],
  [['diff', 'broken.json', '.'], /lock file broken\.json cannot be read: .*write it again/],
  [['diff', 'git:HEAD', '.'], /git repository/],
  [['diff', 'git:', '.'], /git:REV/],
  [['diff', 'cluster:orders', '.'], /cluster:orders needs --bootstrap HOST:PORT/],
  [['diff', 'empty', '.'], /no Kafka Streams topology was found in empty/],
])('kslens %j: one line says why, and the status is 2', async (args, why) => {
  const folder = temporaryProject({
    'App.java': twoCounts(),
    'notes.md': '# notes',
    'empty/notes.md': '',
    'broken.json': '{"formatVersion": 1, "topologies": [{"id": "a"}]}',
  });
  const { status, output, said } = await runCommand(folder, ...args);
  expect({ status, output }).toEqual({ status: 2, output: '' });
  expect(said).toEqual([expect.stringMatching(why)]);
});
