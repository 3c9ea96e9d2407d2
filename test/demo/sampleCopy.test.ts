import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { copySample } from '../../demo/sampleCopy.mjs';
import { runCommand } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';

const topology = 'src/main/java/com/example/orders/OrdersTopology.java';
const sample = (): string => {
  const folder = path.join(temporaryProject({}), 'orders');
  copySample(folder, { say: (line) => expect.unreachable(line) });
  return folder;
};

test('every unnamed call of the sample can be pinned: the first quick fix of a newcomer succeeds', async () => {
  const folder = sample();
  const { said } = await runCommand(folder, 'fix', '.', '--mode', 'pin', '--write');
  expect(said).toEqual([expect.stringMatching(/^kslens: pinned 4 calls in 2 files; nothing moves/)]);
  const { output } = await runCommand(folder, 'analyze', '.');
  expect(output).toContain('14 stores (0 unnamed), 8 repartition topics (0 unnamed)');
});

test('the copy is in a commit: an edit moves names since then', async () => {
  const folder = sample();
  expect((await runCommand(folder, 'diff', 'git:HEAD', '.')).output).toContain('No name differs');
  const file = path.join(folder, topology);
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(
      '        orders\n            .groupBy',
      '        orders\n            .filter((id, order) -> true)\n            .groupBy',
    ),
  );
  expect((await runCommand(folder, 'diff', 'git:HEAD', '.')).output).toMatch(/[1-9]\d* moved/);
});
