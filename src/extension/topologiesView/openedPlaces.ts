/** What the person opened and closed of the tree, kept over a reload of the window. */
import type { Memory } from '../cluster/session/memory.js';
import type { TopologyEntry } from './topologyEntry.js';

export interface OpenedPlaces {
  isOpen(entry: TopologyEntry): boolean;
  set(entry: TopologyEntry, isOpen: boolean): void;
}

const memoryKey = 'kafkaStreams.openedTopologies';
/** Code comes and goes: the oldest are forgotten. */
const mostKept = 500;

export function createOpenedPlaces(memory: Memory): OpenedPlaces {
  const kept = new Map(memory.get<readonly (readonly [string, boolean])[]>(memoryKey) ?? []);
  return {
    isOpen: ({ id, opens }) => opens !== 'never' && (kept.get(id) ?? opens === 'expanded'),
    set({ id, opens }, isOpen) {
      kept.delete(id);
      if (isOpen !== (opens === 'expanded')) kept.set(id, isOpen);
      for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(old);
      void memory.update(memoryKey, [...kept]);
    },
  };
}
