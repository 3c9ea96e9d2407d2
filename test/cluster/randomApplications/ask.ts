/** The command line on a cluster, with what it printed as JSON. */
import { runCommand } from '../../support/runCommand.js';

export interface Told<T> {
  readonly status: number;
  readonly json: T;
  /** Lines on standard error. */
  readonly said: readonly string[];
}

export function createAsk(bootstrap: string) {
  /** `T` is what the command is known to print; where it prints nothing, all of it is undefined. */
  return async <T>(command: string, ...args: readonly string[]): Promise<Told<T>> => {
    const { status, output, said } = await runCommand('/', command, '--bootstrap', bootstrap, '--format', 'json', ...args);
    return { status, said, json: JSON.parse(output === '' ? '{}' : output) as T };
  };
}

export type Ask = ReturnType<typeof createAsk>;
