/** Serdes that a person may choose. */
import { findPlainSerde, plainSerdeNames } from './plainSerdes.js';
import { registrySerdeNames } from './registrySerdes.js';

/** `list<…>` takes any of Kafka's own in between. */
export const serdeNames: readonly string[] = [...plainSerdeNames, ...registrySerdeNames];

export const isSerdeName = (name: string): boolean =>
  findPlainSerde(name) !== undefined || registrySerdeNames.includes(name.trim().toLowerCase());
