/** kslens move-state */
import { succeed } from '../../base/result.js';
import { CommandLineError } from '../commandLineError.js';
import type { GivenOptions } from '../options.js';
import type { Terminal } from '../terminal.js';
import { runChange } from './runChange.js';

/** 0: planned, or moved and checked; 1: planned, and may not be carried out now. */
export async function moveStateCommand(given: GivenOptions, terminal: Terminal): Promise<number> {
  const [application, from, to] = [given.text('app'), given.text('from'), given.text('to')];
  if (application === undefined || from === undefined || to === undefined)
    throw new CommandLineError('move-state needs --app ID, --from TOPIC and --to TOPIC; see kslens move-state --help');
  return runChange('move-state', given, terminal, async () => succeed({ kind: 'move', application, from, to }));
}
