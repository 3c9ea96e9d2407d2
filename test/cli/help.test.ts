import { expect, test } from 'vitest';
import { runCommand } from '../support/runCommand.js';

test('without a command the help is shown, and the status says that nothing was done', async () => {
  const bare = await runCommand('.');
  const asked = await runCommand('.', '--help');
  expect(bare).toMatchObject({ status: 2, said: [] });
  expect(asked.status).toBe(0);
  expect(bare.output).toBe(asked.output);
  expect(bare.output).toContain('Usage: kslens COMMAND');
});

test('the version is shown by either option', async () => {
  const [long, short] = [await runCommand('.', '--version'), await runCommand('.', '-v')];
  expect(long.output).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(short).toEqual(long);
});
