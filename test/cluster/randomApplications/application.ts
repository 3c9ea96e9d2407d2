/** A random application: what is run, and what is known of it without asking anybody. */
import type { StoreKind } from '../../../src/core/topology/result.js';

/** Serdes as the answers of applications name them. */
export type SerdeName = 'string' | 'json' | 'long' | 'integer' | 'double' | 'uuid' | 'boolean' | 'bytes' | 'list<string>';

export interface RandomInput {
  readonly topic: string;
  readonly partitions: number;
  readonly configs: Readonly<Record<string, string>>;
  readonly key: SerdeName;
  readonly value: SerdeName;
  /** `people` refer to `cities`; `events` have keys of their own. */
  readonly form: 'events' | 'people' | 'cities';
  /** undefined: as many as all have. */
  readonly records?: number;
}

/** A store as the program makes it. */
export interface RandomStore {
  /** With a star for what the library makes up. */
  readonly name: string;
  readonly kind: StoreKind;
  /** How interactive queries ask it (test/cluster/everyStore). */
  readonly form: string;
  readonly keySerde: string;
  readonly valueSerde: string;
  readonly retentionMs: number | null;
  readonly windowSizeMs: number | null;
  readonly timeFirst: boolean;
  readonly keyedByInput: boolean;
  /** The topic that may serve as its changelog. */
  readonly sourceTopic: string | null;
}

export interface RandomApplication {
  readonly id: string;
  readonly className: string;
  /** Of a Java file that is named as the class. */
  readonly source: string;
  readonly optimization: 'none' | 'all';
  readonly inputs: readonly RandomInput[];
  readonly stores: readonly RandomStore[];
  /** Its configuration, beside what all have. */
  readonly properties: Readonly<Record<string, string>>;
}
