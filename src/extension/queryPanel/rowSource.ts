/** Where a panel's rows come from: a changelog, the running application, or both; the same to whoever reads pages. No vscode in here. */
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { FollowedRows, ServiceCall } from '../../platform/cluster/clusterService.js';
import type { Answer } from '../../protocol/queryPanel.js';
import type { KeyPlace, QueryRow } from '../../store/query.js';

export interface SourceAnswer {
  /** Where the next page begins; null: there is none. */
  readonly next: string | null;
  /** Where the key of the question is, for whoever asks the group; null: not asked, or the answer says who has it. */
  readonly place: KeyPlace | null;
  readonly isVersioned: boolean;
  /** What was gone before it was read. */
  readonly lost: readonly string[];
  /** Nobody answered: why, as a sentence; null: somebody did. */
  readonly failure: string | null;
  /** There are instances that nobody agreed to ask. */
  readonly mayAsk: boolean;
  readonly complete: boolean;
  readonly warnings: readonly string[];
  toAnswer(lostBefore: readonly string[], said: Pick<Answer, 'more' | 'found'>): Answer;
}

export interface FoundAnswer extends SourceAnswer {
  readonly matched: number;
  readonly looked: number;
}

export interface SourceSearch {
  readonly text: string;
  readonly sort: string;
  readonly skip: number;
  readonly limit: number;
  readonly withBytes: boolean;
}

/** Changes, and where these tell more than rows: what is said of the answer now. */
export interface SourceChange extends FollowedRows {
  readonly answer?: SourceAnswer;
}

export interface RowSource {
  page(
    ask: { readonly limit: number; readonly cursor: string | null },
    call: ServiceCall,
  ): Promise<ClusterResult<SourceAnswer & { readonly rows: readonly QueryRow[] }>>;
  /** All rows are looked at; `take` gets those that match. */
  search(
    ask: SourceSearch,
    take: (rows: readonly QueryRow[]) => Promise<void> | void,
    call: ServiceCall,
  ): Promise<ClusterResult<FoundAnswer>>;
  /** Until the signal is aborted, or it fails. */
  follow(onChange: (change: SourceChange) => void, call: ServiceCall): Promise<ClusterResult<void>>;
}
