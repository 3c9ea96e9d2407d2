/**
 * The configuration objects of the Streams API as immutable plain data. Made and changed by settings/ (static factories and `with…`
 * methods), read by the operators. `opaque` set: the object came from where we cannot look, so everything else in it is unknown.
 */
import type { DslObject, Value } from '../values/values.js';
import type { Persistence, StoreKind } from '../topology/result.js';
import type { StoreSpec } from '../topology/model.js';

interface Settings extends DslObject {
  /** Why nothing is known of this object; then its other fields are defaults and must not be trusted. */
  readonly opaque?: string;
}
interface Nameable extends Settings {
  /** undefined: none given. */
  readonly name: string | undefined;
}

export interface Named extends Nameable {
  readonly type: 'Named';
}
export interface Consumed extends Nameable {
  readonly type: 'Consumed';
  readonly keySerde: string | null;
  readonly valueSerde: string | null;
}
export interface Produced extends Nameable {
  readonly type: 'Produced';
}
export interface Printed extends Nameable {
  readonly type: 'Printed';
}
export interface Grouped extends Nameable {
  readonly type: 'Grouped';
  readonly keySerde: string | null;
  readonly valueSerde: string | null;
}
export interface Joined extends Nameable {
  readonly type: 'Joined';
  /** withGracePeriod; null: set, length unknown */ readonly graceMs: number | null | undefined;
  readonly keySerde: string | null;
  readonly valueSerde: string | null;
  readonly otherValueSerde: string | null;
}
export interface TableJoined extends Nameable {
  readonly type: 'TableJoined';
  /** A StreamPartitioner of the subscriptions, or of the responses, is given, or may be. */
  readonly subscriptionPartitioner?: boolean;
  readonly responsePartitioner?: boolean;
}
export interface Repartitioned extends Nameable {
  readonly type: 'Repartitioned';
  /** null: set, count unknown */ readonly partitions: number | null | undefined;
  /** A StreamPartitioner is given, or may be. */
  readonly ownPartitioner?: boolean;
}
export interface StreamJoined extends Nameable {
  readonly type: 'StreamJoined';
  readonly storeName: string | undefined;
  readonly thisSupplier: StoreSupplier | undefined;
  readonly otherSupplier: StoreSupplier | undefined;
  readonly storeType: Persistence | undefined; // withDslStoreSuppliers
  readonly logging: boolean | null;
  readonly loggingConfig: Readonly<Record<string, string>>;
  readonly keySerde: string | null;
  readonly valueSerde: string | null;
  readonly otherValueSerde: string | null;
}
export interface Materialized extends Nameable {
  readonly type: 'Materialized';
  /** Its name counts as the name, and wins. */
  readonly supplier: StoreSupplier | undefined;
  readonly storeType: Persistence | undefined; // Materialized.as(StoreType) / withStoreType
  readonly logging: boolean | null;
  readonly loggingConfig: Readonly<Record<string, string>>;
  readonly caching: boolean | null;
  readonly retentionMs: number | null | undefined; // withRetention; null: set, length unknown
  readonly keySerde: string | null;
  readonly valueSerde: string | null;
}
export interface Suppressed extends Nameable {
  readonly type: 'Suppressed';
  readonly logging: boolean | null;
  readonly loggingConfig: Readonly<Record<string, string>>;
}
export interface BufferConfig extends Settings {
  readonly type: 'BufferConfig';
  readonly logging: boolean | null;
  readonly loggingConfig: Readonly<Record<string, string>>;
}
export interface Branched extends Nameable {
  readonly type: 'Branched';
  readonly function: Value | undefined; // withFunction: the result goes into the map (null result: not)
  readonly consumer: Value | undefined; // withConsumer: run, nothing goes into the map
}
/** TimeWindows, SlidingWindows, SessionWindows, UnlimitedWindows, JoinWindows. Lengths in ms, null where unknown. */
export interface Windows extends Settings {
  readonly type: 'TimeWindows' | 'SlidingWindows' | 'SessionWindows' | 'UnlimitedWindows' | 'JoinWindows' | 'Windows';
  readonly sizeMs: number | null; // sliding: the time difference; session: the gap; join: before + after
  readonly graceMs: number | null | undefined; // undefined: not given, the library's old default (24 h rules, naming.md §4)
  readonly beforeMs: number | null; // join windows
  readonly afterMs: number | null;
  /** JoinWindows.ofTimeDifferenceAndGrace / WithNoGrace: left and outer joins get the shared store (3.1+). */
  readonly spuriousResultFix: boolean;
  /** old `until(ms)` */
  readonly maintainMs: number | null | undefined;
}
/** EmitStrategy, TopologyConfig and others that change no name. */
export interface EmitStrategy extends Settings {
  readonly type: 'EmitStrategy';
  readonly onWindowClose: boolean | null;
}
export interface TopologyConfig extends Settings {
  readonly type: 'TopologyConfig';
  readonly configuration: Value;
}
/** `new StreamsConfig(props)`; kept so that TopologyConfig can read it. */
export interface StreamsConfigObject extends Settings {
  readonly type: 'StreamsConfig';
  readonly configuration: Value;
}

export interface StoreSupplier extends Settings {
  readonly type: 'StoreSupplier';
  readonly name: string;
  readonly family: 'keyValue' | 'window' | 'session' | 'versioned' | 'unknown';
  /** timestamped / headers-aware / plain, as the supplier itself is (persistentTimestampedKeyValueStore …) */
  readonly kind: StoreKind;
  readonly persistence: Persistence;
  readonly retentionMs: number | null;
  readonly windowSizeMs: number | null;
  readonly retainDuplicates: boolean | null;
  readonly historyRetentionMs: number | null;
  /** Stores.lruMap: no changelog difference, but not persistent. */
  readonly lru: boolean;
}

/** Stores.xxxStoreBuilder(...) or a user's StoreBuilder. Mutable like the library's (`withLoggingDisabled()` changes and returns it); identity matters. */
export interface StoreBuilder extends Settings {
  readonly type: 'StoreBuilder';
  spec: StoreSpec;
}

export type AnySettings =
  | Named
  | Consumed
  | Produced
  | Printed
  | Grouped
  | Joined
  | TableJoined
  | Repartitioned
  | StreamJoined
  | Materialized
  | Suppressed
  | BufferConfig
  | Branched
  | Windows
  | EmitStrategy
  | TopologyConfig
  | StreamsConfigObject
  | StoreSupplier
  | StoreBuilder;
