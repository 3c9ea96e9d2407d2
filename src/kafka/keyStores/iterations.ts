/** How much the passwords of a key store may cost: whoever writes the file says how often they are hashed. */
import { BadKeyStore } from './badKeyStore.js';

/** For one key. keytool writes 10,000, OpenSSL 2,048; 600,000 is advised today. */
const mostIterations = 1_000_000;
/** For all keys of one file. */
const mostOfFile = 2_000_000;

export interface IterationBudget {
  /** Before they are computed. Throws BadKeyStore. */
  take(iterations: number): void;
}

export function createIterationBudget(): IterationBudget {
  let taken = 0;
  return {
    take(iterations) {
      if (iterations > mostIterations)
        throw tooMany(`${iterations === Infinity ? 'more times than can be counted' : `${iterations} times`} for one key`, mostIterations);
      taken += iterations;
      if (taken > mostOfFile) throw tooMany(`more than ${mostOfFile} times for all of its keys`, mostOfFile);
    },
  };
}

const tooMany = (asked: string, most: number): BadKeyStore =>
  new BadKeyStore(`its password would have to be hashed ${asked}, and at most ${most} are done: export it anew with fewer iterations`);
