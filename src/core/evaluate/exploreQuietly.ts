/** Follows an entry; where it goes more ways than can be followed, again without the code that builds nothing. */
import { explore, type Exploration } from './explore.js';
import type { QuietMethods } from './run/quiet.js';

type Explored = Parameters<typeof explore>;

/** What is left aside makes other conditions unknown: those of its callers. */
const roundLimit = 2;

export function exploreQuietly(base: Omit<Explored[0], 'noted' | 'leftAside'>, start: Explored[1], fingerprint: Explored[2]): Exploration {
  const noted: QuietMethods = { quiet: new Map(), loud: new Set() };
  const first = explore({ ...base, noted, leftAside: new Map() }, start, fingerprint);
  let { steps, operations } = first;
  let last = first;
  let aside = 0;
  for (let round = 1; last.cut && round < roundLimit && base.signal?.aborted !== true; round++) {
    const leftAside = new Map([...noted.quiet].filter(([method]) => !noted.loud.has(method)));
    if (leftAside.size === aside) break;
    aside = leftAside.size;
    last = explore({ ...base, noted, leftAside }, start, fingerprint);
    steps += last.steps;
    operations += last.operations;
  }
  return { ...(last.cut ? first : last), steps, operations };
}
