/** The program kslens. */
import { run } from './run.js';
import { createTerminal } from './terminal.js';

// A reader that has seen enough (`kslens … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

async function main(): Promise<void> {
  // No process.exit: what was written may still wait for its reader.
  process.exitCode = await run(process.argv.slice(2), createTerminal(process));
}

void main();
