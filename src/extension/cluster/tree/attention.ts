/** Whether somebody looked in this workspace at what is connected: before that nothing is sent, and a reload of the window forgets no look. */
import type { Memory } from '../session/memory.js';

export interface Attention {
  readonly awake: boolean;
  set(awake: boolean): void;
}

const memoryKey = 'kafkaStreams.clustersWereSeen';

export function createAttention(memory: Memory): Attention {
  let awake = memory.get(memoryKey) === true;
  return {
    get awake() {
      return awake;
    },
    set(now) {
      if (now === awake) return;
      awake = now;
      void memory.update(memoryKey, now ? true : undefined);
    },
  };
}
