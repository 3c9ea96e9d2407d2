/** What a fix wants of a call, whatever the language. */
import type { StoreKind } from '../topology/result.js';

/** What of a call is to be named. */
export type Naming =
  /** The store of an aggregation, a table, or a join of tables. `behindTopic`: `name` stands behind the topic that the call reads. */
  | { readonly what: 'store'; readonly name: string; readonly kind: StoreKind; readonly behindTopic?: true }
  /** The processor, whose name a repartition topic takes. */
  | { readonly what: 'processor'; readonly name: string }
  | { readonly what: 'repartition'; readonly name: string }
  | { readonly what: 'suppress'; readonly name: string }
  /** The stores of a join of two streams. */
  | { readonly what: 'joinStores'; readonly name: string }
  /** The same by suppliers, which give the whole name. */
  | { readonly what: 'joinSuppliers'; readonly stores: readonly [JoinStore, JoinStore] }
  /** The repartition topics of a join of two streams, or of a stream with a table. */
  | { readonly what: 'joinTopics'; readonly name: string; readonly of: 'streams' | 'table' }
  /** The topics and the store of a foreign-key join. */
  | { readonly what: 'foreignKeyJoin'; readonly name: string };

export interface JoinStore {
  readonly name: string;
  readonly retentionMs: number;
  readonly windowSizeMs: number;
  readonly persistent: boolean;
}
