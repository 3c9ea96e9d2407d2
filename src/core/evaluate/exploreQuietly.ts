/** Follows an entry; where it goes more ways than can be followed, once more without the code that builds nothing. */
import { explore, type Exploration } from './explore.js';
import type { QuietMethods } from './run/quiet.js';

type Explored = Parameters<typeof explore>;

export function exploreQuietly(base: Omit<Explored[0], 'noted' | 'leftAside'>, start: Explored[1], fingerprint: Explored[2]): Exploration {
  const noted: QuietMethods = { quiet: new Map(), loud: new Set() };
  const all = explore({ ...base, noted, leftAside: new Map() }, start, fingerprint);
  const leftAside = new Map([...noted.quiet].filter(([method]) => !noted.loud.has(method)));
  if (!all.cut || leftAside.size === 0 || base.signal?.aborted === true) return all;
  const rest = explore({ ...base, noted, leftAside }, start, fingerprint);
  return { ...(rest.cut ? all : rest), steps: all.steps + rest.steps, operations: all.operations + rest.operations };
}
