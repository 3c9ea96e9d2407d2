/** The command line's own entry, with what it writes kept. */
import { run } from '../../src/cli/run.js';

export interface CommandResult {
  readonly status: number;
  readonly output: string;
  /** Lines on standard error. */
  readonly said: readonly string[];
}

export function runCommand(cwd: string, ...args: readonly string[]): Promise<CommandResult> {
  return runAt(undefined, cwd, args);
}

/** As if standard output were a terminal of 80 columns. */
export function runInTerminal(cwd: string, ...args: readonly string[]): Promise<CommandResult> {
  return runAt(80, cwd, args);
}

async function runAt(columns: number | undefined, cwd: string, args: readonly string[]): Promise<CommandResult> {
  const printed: string[] = [];
  const said: string[] = [];
  const status = await run(args, {
    cwd,
    columns,
    colour: false,
    progress: () => undefined,
    print: (text) => void printed.push(text),
    drained: () => Promise.resolve(),
    ask: () => Promise.resolve(undefined),
    say: (line) => void said.push(line),
  });
  return { status, output: printed.join(''), said };
}
