/** Whom the person agreed to ask beside the brokers: addresses that instances of an application say, and of these only such as were shown. */
import { bindingOf, type ClusterSetting } from '../connect/clusterSetting.js';
import type { Memory } from './memory.js';

export interface AskedInstances {
  /** As `serverText` writes them; undefined: nothing was agreed to. */
  get(setting: ClusterSetting, application: string): readonly string[] | undefined;
  /** In the place of what was agreed to before; undefined: nobody is asked any more. */
  set(setting: ClusterSetting, application: string, addresses: readonly string[] | undefined): Promise<void>;
  /** Of all applications of the cluster. */
  remove(cluster: string): Promise<void>;
}

const memoryKey = 'kafkaStreams.askedInstances';

interface Entry {
  readonly cluster: string;
  /** Another cluster under the name is another one's instances. */
  readonly binding: string;
  readonly application: string;
  readonly addresses: readonly string[];
}

export function createAskedInstances(memory: Memory): AskedInstances {
  const entries = (): readonly Entry[] => memory.get<readonly Entry[]>(memoryKey) ?? [];
  return {
    get: (setting, application) =>
      entries().find((one) => one.cluster === setting.name && one.application === application && one.binding === bindingOf(setting))
        ?.addresses,
    async set(setting, application, addresses) {
      const { name: cluster } = setting;
      const others = entries().filter((one) => one.cluster !== cluster || one.application !== application);
      const agreed = addresses === undefined ? [] : [{ cluster, binding: bindingOf(setting), application, addresses }];
      await memory.update(memoryKey, [...others, ...agreed]);
    },
    async remove(cluster) {
      await memory.update(
        memoryKey,
        entries().filter((one) => one.cluster !== cluster),
      );
    },
  };
}
