/** Which clusters the person connected: only those are asked without being told to, also in a later window. */
import { bindingOf, type ClusterSetting } from '../connect/clusterSetting.js';
import type { Memory } from './memory.js';

export interface ConnectedClusters {
  has(setting: ClusterSetting): boolean;
  add(setting: ClusterSetting): Promise<void>;
  remove(name: string): Promise<void>;
}

const memoryKey = 'kafkaStreams.connectedClusters';

interface Entry {
  readonly name: string;
  /** Another address under the name was never asked for. */
  readonly binding: string;
}

export function createConnectedClusters(memory: Memory): ConnectedClusters {
  const entries = (): readonly Entry[] => memory.get<readonly Entry[]>(memoryKey) ?? [];
  const without = (name: string): Entry[] => entries().filter((entry) => entry.name !== name);
  return {
    has: (setting) => entries().some(({ name, binding }) => name === setting.name && binding === bindingOf(setting)),
    async add(setting) {
      await memory.update(memoryKey, [...without(setting.name), { name: setting.name, binding: bindingOf(setting) }]);
    },
    async remove(name) {
      await memory.update(memoryKey, without(name));
    },
  };
}
