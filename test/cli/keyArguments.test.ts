/** Keys as words of the command line. */
import { expect, it } from 'vitest';
import { parseOptions, queryOptions, storesOptions } from '../../src/cli/options.js';
import { runCommand } from '../support/runCommand.js';

const pathsOf = (...args: readonly string[]): readonly string[] => parseOptions('query', args, queryOptions, true).paths;

it('takes what begins with one hyphen for a key', () => {
  expect(pathsOf('get', '-5')).toEqual(['get', '-5']);
  expect(pathsOf('range', '-51', '-a b', '--limit', '3')).toEqual(['range', '-51', '-a b']);
  expect(pathsOf('get', '--', '--app')).toEqual(['get', '--app']);
  expect(pathsOf('get', '--app', 'x', '--', '-h')).toEqual(['get', '-h']);
  expect(pathsOf('get', '')).toEqual(['get', '']);
  expect(() => parseOptions('stores', ['-5'], storesOptions)).toThrow('unknown option -5');
  expect(() => pathsOf('get', '--x')).toThrow(
    'unknown option --x (did you mean --to?); see kslens query --help; write -- before a key that starts with --',
  );
});

it('asks for what is missing', async () => {
  const [none, help, key] = await Promise.all([
    runCommand('.', 'who'),
    runCommand('.', 'who', '--help'),
    runCommand('.', 'who', '--app', 'a', '--store', 's', '--', '-h'),
  ]);
  expect([none.status, none.said]).toEqual([2, ['kslens: who needs a key: kslens who KEY']]);
  expect([help.status, help.output]).toEqual([0, expect.stringContaining('Usage: kslens who KEY [OPTIONS]')]);
  expect([key.status, key.said]).toEqual([2, ['kslens: who needs --bootstrap HOST:PORT, or --connection FILE that has bootstrap.servers']]);
  const store = await runCommand('.', 'who', 'k', '--app', 'a');
  expect([store.status, store.said]).toEqual([
    2,
    ['kslens: who needs --app ID and --store NAME; kslens apps, stores and topics list them'],
  ]);
});
