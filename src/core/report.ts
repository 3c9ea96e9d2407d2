/** The analysis report: shared by the command line's JSON and the extension's views. Field for field the contract; lines and columns are 1-based UTF-16. */
import type { LanguageId } from './form/form.js';
import type { Persistence, StoreKind } from './topology/result.js';

export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Report {
  readonly formatVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly topologies: readonly TopologyReport[];
  readonly diagnostics: readonly DiagnosticReport[];
  /** Beyond the contract's first fields: comments that switch findings off, by the line that they are for. */
  readonly suppressions: readonly Suppression[];
  /** Beyond the contract's first fields: where code asks for a store by a name that is known; absent: nowhere. */
  readonly storeQueries?: readonly StoreQueryReport[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly stats: {
    readonly filesSeen: number;
    readonly filesParsed: number;
    readonly bytesParsed: number;
    readonly milliseconds?: number;
  };
}

export interface StoreQueryReport {
  readonly store: string;
  /** Of the name. */
  readonly location: Location;
}

export interface Suppression {
  readonly file: string;
  readonly line: number;
  readonly rules: readonly string[];
}

export interface TopologyReport {
  readonly id: string;
  readonly entry: Location & { readonly symbol: string };
  readonly language: LanguageId;
  readonly applicationId: string | null;
  readonly kafkaVersion: string;
  readonly kafkaVersionFrom: 'option' | 'build file' | 'default';
  readonly optimization: 'none' | 'all' | readonly string[];
  readonly complete: boolean;
  /** Beyond the contract's first fields: every generated number is known, on every way through the code. */
  readonly numbersKnown: boolean;
  readonly gaps: readonly GapReport[];
  /** Beyond the contract's first fields: settings of the environment that are taken not to be set, so that the code's defaults count. */
  readonly defaults: readonly DefaultReport[];
  readonly stores: readonly StoreReport[];
  readonly repartitions: readonly InternalTopicReport[];
  readonly otherInternalTopics: readonly InternalTopicReport[];
  readonly sources: readonly TopicUse[];
  readonly sinks: readonly TopicUse[];
  readonly subtopologies: readonly { readonly id: number; readonly nodes: readonly NodeReport[] }[];
  readonly describe: string | null;
  /** Beyond the contract's first fields: what the library throws instead of making the topology, where every way through the code does. */
  readonly error: {
    readonly phase: 'DSL' | 'BUILD' | 'REWRITE';
    readonly type: string;
    readonly message: string;
    readonly location: Location;
  } | null;
  /** Names that the library makes up, also of stores that are never made: what `ensure.explicit.internal.resource.naming` rejects (KIP-1111). */
  readonly implicitNames: readonly {
    readonly kind: 'store' | 'changelog' | 'repartition';
    readonly name: string;
    readonly location: Location;
  }[];
}

export interface GapReport {
  readonly reason: string;
  readonly location: Location;
  /** Names (exact or patterns) that depend on it. */
  readonly affects: readonly string[];
  /** Beyond the contract's first fields: what a person can do to make it known; null: nothing but to change the code. */
  readonly help: string | null;
}

export interface DefaultReport {
  readonly reason: string;
  readonly location: Location;
}

export interface StoreReport {
  readonly name: string | null;
  readonly pattern: string | null;
  readonly autoNamed: boolean;
  readonly kind: StoreKind;
  readonly persistence: Persistence;
  readonly loggingEnabled: boolean | null;
  readonly cachingEnabled: boolean | null;
  readonly queryable: boolean | null;
  readonly changelog: InternalTopicReport | null;
  readonly keySerde: string | null;
  readonly valueSerde: string | null;
  readonly retentionMs: number | null;
  readonly windowSizeMs: number | null;
  readonly operator: string;
  readonly location: Location;
  readonly alternatives: readonly string[];
  /** Beyond the contract's first fields: a global store (one full copy per instance), and one that no processor uses. */
  readonly global: boolean;
  readonly unconnected: boolean;
  /** Tells calls apart and finds them again in another state of the code: the same where the statement up to the call is the same. */
  readonly fingerprint: string;
  /** Ordered by time on disk (EmitStrategy.onWindowClose): it keeps a window one millisecond longer than others. null: not known. Absent: no. */
  readonly timeFirst?: true | null;
}

export interface InternalTopicReport {
  readonly name: string | null;
  readonly suffix: string | null;
  readonly pattern: string | null;
  readonly autoNamed: boolean;
  readonly reusesSourceTopic: boolean;
  readonly cleanupPolicy: string | null;
  readonly retentionMs: number | null;
  readonly partitionsFrom: readonly string[];
  readonly operator: string;
  readonly location: Location;
  readonly alternatives: readonly string[];
  /** As of a store. */
  readonly fingerprint: string;
  /** Beyond the contract's first fields: the call whose processor gives a repartition topic its name. Absent: none does, or it is not the same on every way. */
  readonly nameFrom?: Location;
  /** A StreamPartitioner of the code says where records go, or may: Kafka's default does not tell. Absent: none. */
  readonly hasOwnPartitioner?: true;
}

export interface TopicUse {
  readonly topic: string | null;
  readonly pattern: string | null;
  readonly location: Location;
}

export interface NodeReport {
  readonly name: string | null;
  readonly pattern: string | null;
  readonly type: 'source' | 'processor' | 'sink';
  readonly topics: readonly string[];
  readonly stores: readonly string[];
  readonly successors: readonly string[];
  readonly location: Location | null;
}

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export interface DiagnosticReport {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly location: Location;
  readonly related: readonly Location[];
  readonly fixes: readonly Fix[];
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly file: string; readonly range: Omit<Location, 'file'>; readonly newText: string }[];
  readonly effect: readonly NameChange[];
}

export interface NameChange {
  readonly before: string | null;
  readonly after: string | null;
  readonly kind: 'store' | 'changelog' | 'repartition';
}
