/** What the person said of applications and code by hand, kept for the workspace. */
import type { Memory } from '../session/memory.js';

export interface Matches {
  /** Keys of topologies; undefined: nothing was said. */
  get(cluster: string, application: string): readonly string[] | undefined;
  /** undefined: back to the application id. */
  set(cluster: string, application: string, topologies: readonly string[] | undefined): Promise<void>;
}

const memoryKey = 'kafkaStreams.matches';
type Said = Readonly<Record<string, readonly string[]>>;

export function createMatches(memory: Memory): Matches {
  const said = (): Said => memory.get<Said>(memoryKey) ?? {};
  const keyOf = (cluster: string, application: string): string => JSON.stringify([cluster, application]);
  return {
    get: (cluster, application) => said()[keyOf(cluster, application)],
    async set(cluster, application, topologies) {
      const { [keyOf(cluster, application)]: _, ...others } = said();
      await memory.update(memoryKey, topologies === undefined ? others : { ...others, [keyOf(cluster, application)]: topologies });
    },
  };
}
