/** The command line's own entry, with what it writes kept. */
import { run } from '../../src/cli/run.js';

export interface CommandResult {
  readonly status: number;
  readonly output: string;
  /** Lines on standard error. */
  readonly said: readonly string[];
}

export async function runCommand(cwd: string, ...args: readonly string[]): Promise<CommandResult> {
  const printed: string[] = [];
  const said: string[] = [];
  const status = await run(args, {
    cwd,
    columns: undefined,
    colour: false,
    progress: () => undefined,
    print: (text) => void printed.push(text),
    say: (line) => void said.push(line),
  });
  return { status, output: printed.join(''), said };
}
