/** Where a command writes. */
import { createInterface } from 'node:readline/promises';

export interface Terminal {
  readonly cwd: string;
  /** Columns of standard output; undefined where it is no terminal. */
  readonly columns: number | undefined;
  readonly colour: boolean;
  /** A line on standard error that the next one replaces; nothing where that is no terminal. */
  progress(line: string): void;
  /** To standard output. */
  print(text: string): void;
  /** Resolves when standard output can take more: who prints much waits for its reader. */
  drained(): Promise<void>;
  /** A line to standard error. */
  say(line: string): void;
  /** Asks the person on standard error, and waits for a line. undefined: nobody is there to answer. */
  ask(question: string): Promise<string | undefined>;
}

const usualColumns = 80;

/** Writes wait in the streams until they are taken: the process must not be ended before. */
export function createTerminal(process: NodeJS.Process): Terminal {
  const { stdin, stdout, stderr, env } = process;
  let progressShown = false;
  const clear = (): void => {
    if (progressShown) stderr.write('\r\u001b[K');
    progressShown = false;
  };
  return {
    cwd: process.cwd(),
    // Some say that they have none.
    columns: stdout.isTTY ? stdout.columns || usualColumns : undefined,
    colour: stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
    progress(line) {
      if (!stderr.isTTY) return;
      clear();
      stderr.write(line);
      progressShown = true;
    },
    print(text) {
      clear();
      stdout.write(text);
    },
    drained: () => (stdout.writableNeedDrain ? new Promise((resolve) => stdout.once('drain', resolve)) : Promise.resolve()),
    say(line) {
      clear();
      stderr.write(`${line}\n`);
    },
    async ask(question) {
      if (!stdin.isTTY) return undefined;
      clear();
      const lines = createInterface({ input: stdin, output: stderr });
      try {
        return await lines.question(question);
      } catch {
        return undefined; // Ctrl+C, or the end of the input
      } finally {
        lines.close();
      }
    },
  };
}
