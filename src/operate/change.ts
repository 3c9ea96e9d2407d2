/** What may be changed of a cluster, each a plan first: one frame for the command line and the editor, as plain data that crosses threads. */
import { fail, succeed } from '../base/result.js';
import type { Cluster } from '../kafka/cluster.js';
import type { ClusterError, ClusterResult } from '../kafka/clusterError.js';
import type { Call } from '../kafka/connection.js';
import { deleteTopics } from './deleteTopics.js';
import { moveState, type MoveResult } from './moveState.js';
import { planDeletion, type DeletionAsk, type DeletionPlan } from './planDeletion.js';
import { planMove, type MoveAsk, type MovePlan } from './planMove.js';
import { planReset, resetApplication, type ResetAsk, type ResetPlan } from './resetApplication.js';
import type { WriteTools } from './writeTools.js';

export type ChangeAsk = Tagged<{ readonly move: MoveAsk; readonly deletion: DeletionAsk; readonly reset: ResetAsk }>;
export type ChangePlan = Tagged<{ readonly move: MovePlan; readonly deletion: DeletionPlan; readonly reset: ResetPlan }>;
export type ChangeResult =
  | { readonly kind: 'move'; readonly moved: MoveResult }
  | { readonly kind: 'deletion' }
  | { readonly kind: 'reset' };

type Tagged<T> = { readonly [K in keyof T]: { readonly kind: K } & T[K] }[keyof T];

/** Reads only. Fails where there is nothing to plan. */
export async function planChange(
  cluster: Cluster,
  ask: ChangeAsk,
  progress: (line: string) => void,
  call?: Call,
): Promise<ClusterResult<ChangePlan>> {
  const { kind } = ask;
  if (kind === 'move') return tagged(kind, await planMove(cluster, ask, progress, call));
  if (kind === 'deletion') return tagged(kind, await planDeletion(cluster, ask, progress, call));
  return tagged(kind, await planReset(cluster, ask, call));
}

/** As the plan says, after a person agreed to it. What speaks against it is looked at again. May be ended at any time, and called again with a new plan. */
export async function carryOut(plan: ChangePlan, tools: WriteTools): Promise<ClusterResult<ChangeResult>> {
  const obstacle = obstacleOf(plan);
  if (obstacle !== null) return fail(obstacle);
  const { kind } = plan;
  if (kind === 'move') {
    const moved = await moveState(plan, tools);
    return moved.ok ? succeed({ kind, moved: moved.value }) : moved;
  }
  const done =
    kind === 'reset'
      ? await resetApplication(plan, tools)
      : await deleteTopics(
          plan.application,
          plan.topics.map(({ name }) => name),
          tools,
        );
  return done.ok ? succeed({ kind }) : done;
}

/** What a person has to write, word for word, before anything is written. */
export interface Consent {
  /** As in `To copy, write NAME`. */
  readonly purpose: string;
  readonly names: readonly string[];
  /** Each name is its own decision: those that are not written stay as they are. */
  readonly each: boolean;
}

/** No names: there is nothing to do. */
export function consentOf(plan: ChangePlan): Consent {
  if (plan.kind === 'move') return { purpose: 'To copy', names: [plan.to], each: false };
  if (plan.kind === 'reset') return { purpose: 'To reset the application', names: [plan.application], each: false };
  return { purpose: 'To delete it', names: plan.topics.map(({ name }) => name), each: true };
}

/** With no more than what was agreed to. */
export const agreedTo = (plan: ChangePlan, names: readonly string[]): ChangePlan =>
  plan.kind === 'deletion' ? { ...plan, topics: plan.topics.filter(({ name }) => names.includes(name)) } : plan;

/** Why the plan may not be carried out; null: it may, with the consent. */
export function obstacleOf(plan: ChangePlan): ClusterError | null {
  if (plan.refusal !== null || plan.kind === 'move') return plan.refusal;
  if (plan.kind === 'deletion') return plan.code === null ? noCode : null;
  const [shared] = plan.perhapsOf;
  return shared === undefined || plan.isNamed ? null : sharedTopic(...shared);
}

const tagged = <K extends string, P extends object>(kind: K, plan: ClusterResult<P>): ClusterResult<{ readonly kind: K } & P> =>
  plan.ok ? succeed({ ...plan.value, kind }) : plan;

const noCode: ClusterError = {
  kind: 'refused',
  message: 'The code of the application is not known, and its group does not say which topics a global table reads.',
  advice: 'Give the code, too.',
};

const sharedTopic = (topic: string, others: readonly string[]): ClusterError => ({
  kind: 'refused',
  message: `${topic} may be of ${others.join(' or ')}.`,
  advice: 'Name the internal topics that are to be deleted.',
});
