/** What the extension host's thread and the cluster thread say to each other. */
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { ConnectionSettings } from '../../kafka/connectionSettings.js';
import type { QueryProgress } from '../../store/query.js';
import type { ClusterSession, FollowedRows } from './clusterService.js';

/** Methods that are asked and answered once, with what crosses to the thread. */
export interface Questions {
  readonly describe: readonly [];
  readonly overview: Parameters<ClusterSession['overview']>[0];
  readonly application: Parameters<ClusterSession['application']>[0];
  readonly holders: Parameters<ClusterSession['holders']>[0];
  readonly query: Parameters<ClusterSession['query']>[0];
  readonly search: Parameters<ClusterSession['search']>[0];
  readonly live: Parameters<ClusterSession['live']>[0];
  readonly follow: Parameters<ClusterSession['follow']>[0];
  readonly planChange: Parameters<ClusterSession['planChange']>[0];
  readonly carryOut: Parameters<ClusterSession['carryOut']>[0];
}

export type QuestionKind = keyof Questions;

export type ThreadRequest =
  /** Before the first question of a session, once in each thread. */
  | { readonly kind: 'open'; readonly session: number; readonly settings: ConnectionSettings }
  | { readonly kind: 'close'; readonly session: number; readonly id: number }
  | { readonly kind: 'cancel'; readonly id: number }
  /** Rows of a search or of an application were taken: the next may come. */
  | { readonly kind: 'taken'; readonly id: number }
  /** Answered at once by a thread that is not held up. */
  | { readonly kind: 'ping' }
  | { readonly kind: 'ask'; readonly session: number; readonly id: number; readonly question: Question };

export type Question = { [K in QuestionKind]: { readonly kind: K; readonly ask: Questions[K] } }[QuestionKind];

export type ThreadAnswer =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: QueryProgress }
  | { readonly kind: 'step'; readonly id: number; readonly line: string }
  | { readonly kind: 'waiting'; readonly id: number; readonly message: string }
  | { readonly kind: 'rows'; readonly id: number; readonly rows: FollowedRows }
  | { readonly kind: 'answer'; readonly id: number; readonly result: ClusterResult<unknown> }
  | { readonly kind: 'closed'; readonly id: number }
  | { readonly kind: 'pong' }
  /** See ConnectionWatch: `id` is the session's. */
  | { readonly kind: 'unnamedBrokers'; readonly id: number; readonly addresses: readonly string[] };
