/** The program kslens. */
import { run } from './run.js';
import { createTerminal } from './terminal.js';

process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`kslens … | head`) is no failure.
  if (code === 'EPIPE') process.exit(0);
  process.stderr.write(`kslens: the output cannot be written (${code ?? message})\n`);
  process.exit(2);
});
// Where nobody reads what is said, the exit status still tells.
process.stderr.on('error', () => undefined);

async function main(): Promise<void> {
  // No process.exit: what was written may still wait for its reader.
  process.exitCode = await run(process.argv.slice(2), createTerminal(process));
}

void main();
