import { expect, test } from 'vitest';
import { runCommand } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';

const write = (...args: readonly string[]) => runCommand(temporaryProject({}), 'config-setter', ...args);

test('the source goes to standard output, and what to set is said', async () => {
  const { status, output, said } = await write('--budget', '512MiB', '--package', 'com.example');
  expect(status).toBe(0);
  expect(output).toMatch(/^package com\.example;\n/);
  expect(output).toContain('BUDGET_BYTES = 536_870_912L;');
  expect(output).toContain('WRITE_BUFFER_BYTES = 268_435_456L;');
  expect(said).toEqual([
    'kslens: save it as BoundedMemoryRocksDBConfig.java, and set rocksdb.config.setter=com.example.BoundedMemoryRocksDBConfig',
  ]);
});

test.each(['java', 'kotlin', 'scala'])('%s: what a setter must do, and must not', async (language) => {
  const { output } = await write('--budget', '1.5GB', '--language', language, '--class', 'Bounded');
  expect(output).toMatch(/1_?500_?000_?000L/);
  expect(output).toContain('setCacheIndexAndFilterBlocks(true)');
  expect(output).toContain('options.tableFormatConfig()');
  expect(output).toContain('setArenaBlockSize(64 * 1024L)');
  // Scala's object is made by the first store, Java's statics by whoever reads the configuration.
  expect(output.includes('RocksDB.loadLibrary()')).toBe(language !== 'scala');
  expect(output).not.toContain('new BlockBasedTableConfig');
  expect(output).not.toMatch(/\.close\(\)/);
});

test.each([
  [[], 'config-setter needs --budget SIZE, such as 512MiB'],
  [['--budget', '1MiB'], 'must be a size such as 512MiB, 32MiB at least'],
  [['--budget', 'much'], 'must be a size such as 512MiB'],
  [['--budget', '64MiB', '--package', 'a b'], 'must be a package such as com.example.orders'],
  [['--budget', '64MiB', '--class', 'A{}'], 'must be the simple name of a class'],
])('%j is refused', async (args, message) => {
  const { status, said } = await write(...args);
  expect(status).toBe(2);
  expect(said.join('\n')).toContain(message);
});
