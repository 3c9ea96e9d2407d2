/** Where entries led in analyses before, for those that follow of nearly the same code: the attempts of a plan, which edit few files. */
import type { SourceUnit } from '../form/form.js';
import type { Exploration } from './explore.js';

export interface ExplorationMemory {
  /** Of the last time that the entry was followed; undefined: never, or a file whose code was run is another now. */
  find(entry: string, unitOf: (file: string) => SourceUnit | undefined): Exploration | undefined;
  keep(entry: string, exploration: Exploration, ran: ReadonlyMap<string, SourceUnit | undefined>): void;
  /** How many were found up to now. */
  readonly found: number;
}

export function createExplorationMemory(): ExplorationMemory {
  const kept = new Map<string, { readonly exploration: Exploration; readonly ran: ReadonlyMap<string, SourceUnit | undefined> }>();
  let found = 0;
  return {
    find(entry, unitOf) {
      const known = kept.get(entry);
      if (known === undefined || ![...known.ran].every(([file, unit]) => unitOf(file) === unit)) return undefined;
      found++;
      return known.exploration;
    },
    keep: (entry, exploration, ran) => void kept.set(entry, { exploration, ran }),
    get found() {
      return found;
    },
  };
}
