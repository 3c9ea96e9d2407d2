/** What the person opened and closed of a tree, kept over a reload of the window. */
import type { Memory } from './cluster/session/memory.js';

/** An entry: the id that the editor knows it by, and how it is at first. */
export interface OpenablePlace {
  readonly id: string;
  readonly opens: 'never' | 'collapsed' | 'expanded';
}

export interface OpenedPlaces {
  isOpen(place: OpenablePlace): boolean;
  set(place: OpenablePlace, isOpen: boolean): void;
}

/** Code and clusters come and go: the oldest are forgotten. */
const mostKept = 500;

/** `key`: of the tree, in the memory. */
export function createOpenedPlaces(memory: Memory, key: string): OpenedPlaces {
  const kept = new Map(memory.get<readonly (readonly [string, boolean])[]>(key) ?? []);
  return {
    isOpen: ({ id, opens }) => opens !== 'never' && (kept.get(id) ?? opens === 'expanded'),
    set({ id, opens }, isOpen) {
      kept.delete(id);
      if (isOpen !== (opens === 'expanded')) kept.set(id, isOpen);
      for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(old);
      void memory.update(key, [...kept]);
    },
  };
}
