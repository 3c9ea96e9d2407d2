import { expect, test } from 'vitest';
import { runCommand } from '../../support/runCommand.js';
import { countingClass, temporaryProject } from '../../support/temporaryProject.js';
import type { Report } from '../../../src/core/report.js';

async function findingsOf(comment: string): Promise<readonly string[]> {
  const source = countingClass('App').replace('    builder.stream', `    // ${comment}\n    builder.stream`);
  const { output } = await runCommand(temporaryProject({ 'App.java': source }), 'analyze', '.', '--format', 'json');
  const { diagnostics } = JSON.parse(output) as Report;
  return diagnostics.map(({ rule, message, location: { line, column, endColumn } }) =>
    rule === 'unknown-suppression' ? `${source.split('\n')[line - 1]!.slice(column - 1, endColumn - 1)}: ${message}` : rule,
  );
}

test('a comment that names no rule is said, with the rule that was perhaps meant', async () => {
  expect(await findingsOf('kslens-disable-next-line unnamed-stor, unnamed-store -- why')).toEqual([
    'unnamed-stor: No rule is called unnamed-stor, so this comment switches nothing off: did you mean unnamed-store?',
  ]);
  expect(await findingsOf('kslens-disable-next-line no-such-thing-at-all')).toEqual([
    'no-such-thing-at-all: No rule is called no-such-thing-at-all, so this comment switches nothing off.',
    'unnamed-store',
  ]);
});

test('one that names rules is not', async () => {
  expect(await findingsOf('kslens-disable-next-line unnamed-store, name-shift')).toEqual([]);
});
