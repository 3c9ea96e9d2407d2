/** Serdes whose schemas a registry keeps: for one column of one topic. */
import type { Call } from '../../kafka/connection.js';
import type { ChosenSerde } from './chooseSerde.js';
import type { Serde, SerdeInput } from './serde.js';

export interface RegistrySerdes {
  /** What a person may choose. */
  readonly names: readonly string[];
  find(name: string): Serde | undefined;
  /** From the samples' frames and the registry's subjects; undefined: nothing speaks for a registry. */
  inspect(samples: readonly SerdeInput[], call?: Call): Promise<ChosenSerde | undefined>;
}

export const noRegistrySerdes: RegistrySerdes = { names: [], find: () => undefined, inspect: () => Promise.resolve(undefined) };
