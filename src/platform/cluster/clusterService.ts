/**
 * All that editor and command line ask of clusters, as plain data in and out: in this thread (`createClusterService`), or in a worker
 * (`createClusterWorker`), so that the extension host never decodes a record. Never rejects but after `dispose`.
 */
import type { ApplicationState, ClusterOverview } from '../../applications/model.js';
import type { ApplicationAsk } from '../../applications/readApplication.js';
import type { HoldersAsk, StoreHolders } from '../../applications/storeHolders.js';
import type { ClusterInfo } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { ConnectionSettings } from '../../kafka/connectionSettings.js';
import type { ConnectionWatch } from '../../kafka/unnamedBrokers.js';
import type { ChangeAsk, ChangePlan, ChangeResult } from '../../operate/change.js';
import type { LiveStoreAsk } from '../../live/store/askStore.js';
import type { LiveStoreAnswer } from '../../live/store/liveRows.js';
import type { QueryProgress, QueryResult, QueryRow, StoreQuery } from '../../store/query.js';
import type { SearchResult } from '../../store/search/searchRows.js';
import type { SearchAsk } from '../../store/search/searchStore.js';

export interface ServiceCall {
  readonly signal?: AbortSignal | undefined;
  onProgress?(progress: QueryProgress): void;
  /** What a change is at, in words. */
  onStep?(line: string): void;
  /** A clause on what is waited for, where somebody else has to come first: an instance that restores. */
  onWait?(message: string): void;
}

export interface FollowedRows {
  /** New states of keys, oldest first; `tombstone` rows are deletions. */
  readonly rows: readonly QueryRow[];
  /** A sentence of what a person should know of the changes: the brokers do not answer now, or some are missing. */
  readonly note?: string;
}

/** One cluster. Nothing is sent before the first question. */
export interface ClusterSession {
  /** Who it is; also the test of a connection. */
  describe(call?: ServiceCall): Promise<ClusterResult<ClusterInfo>>;
  overview(knownIds: readonly string[], call?: ServiceCall): Promise<ClusterResult<ClusterOverview>>;
  application(ask: ApplicationAsk, call?: ServiceCall): Promise<ClusterResult<ApplicationState>>;
  /** Which instances hold the partitions of a store: of the group as it is now. */
  holders(ask: HoldersAsk, call?: ServiceCall): Promise<ClusterResult<StoreHolders>>;
  /** A later page or a second question reads only what is new. */
  query(query: StoreQuery, call?: ServiceCall): Promise<ClusterResult<QueryResult>>;
  /** All rows that a query gives are looked at; `onRows` gets those that match, some at a time, and what it gives back is waited for. */
  search(
    ask: SearchAsk,
    onRows: (rows: readonly QueryRow[]) => Promise<void> | void,
    call: ServiceCall,
  ): Promise<ClusterResult<SearchResult>>;
  /** Asks the instances of the running application that `ask` agrees to, and nobody else; `onRows` as above. Progress is of the changelog, where it is read as well. */
  live(
    ask: LiveStoreAsk,
    onRows: (rows: readonly QueryRow[]) => Promise<void> | void,
    call: ServiceCall,
  ): Promise<ClusterResult<LiveStoreAnswer>>;
  /** Until the signal is aborted, or it fails. */
  follow(query: StoreQuery, onRows: (rows: FollowedRows) => void, call: ServiceCall): Promise<ClusterResult<void>>;
  /** Reads only. */
  planChange(ask: ChangeAsk, call?: ServiceCall): Promise<ClusterResult<ChangePlan>>;
  /** Writes, where the settings are marked; see `carryOut`. Never made again by itself. */
  carryOut(plan: ChangePlan, call?: ServiceCall): Promise<ClusterResult<ChangeResult>>;
  /** Views that are kept are dropped, connections closed. */
  close(): Promise<void>;
}

export interface ClusterService {
  open(settings: ConnectionSettings, watch?: ConnectionWatch): ClusterSession;
  dispose(): Promise<void>;
}
