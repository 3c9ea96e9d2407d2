/** kslens reset */
import { succeed } from '../../base/result.js';
import { CommandLineError } from '../commandLineError.js';
import type { GivenOptions } from '../options.js';
import type { Terminal } from '../terminal.js';
import { runChange } from './runChange.js';

/** 0: planned or done; 1: an input topic is not there, or the plan may not be carried out now. */
export async function reset(given: GivenOptions, terminal: Terminal): Promise<number> {
  const application = given.text('app');
  if (application === undefined) throw new CommandLineError('reset needs --app ID; see kslens reset --help');
  const [inputTopics, internalTopics] = [namesOf(given, 'input-topics'), namesOf(given, 'internal-topics')];
  return runChange('reset', given, terminal, async () => succeed({ kind: 'reset', application, inputTopics, internalTopics }));
}

const namesOf = (given: GivenOptions, option: string): readonly string[] =>
  (given.text(option) ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
