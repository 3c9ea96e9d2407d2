/** One question to several brokers at once. */
import { succeed } from '../base/result.js';
import type { ClusterResult, Problem } from './clusterError.js';

export interface BrokerAnswers<T> {
  readonly values: readonly { readonly id: number; readonly value: T }[];
  readonly problems: readonly Problem[];
}

/** A broker that does not answer is a problem; only where none does, or it was cancelled, a failure. */
export async function eachBroker<T>(
  ids: readonly number[],
  what: (id: number) => string,
  ask: (id: number) => Promise<ClusterResult<T>>,
): Promise<ClusterResult<BrokerAnswers<T>>> {
  const answers = await Promise.all(ids.map(async (id) => ({ id, answer: await ask(id) })));
  const failed = answers.flatMap(({ id, answer }) => (answer.ok ? [] : [{ id, answer }]));
  const cancelled = failed.find(({ answer }) => answer.error.kind === 'cancelled');
  if (cancelled !== undefined) return cancelled.answer;
  if (failed[0] !== undefined && failed.length === answers.length) return failed[0].answer;
  return succeed({
    values: answers.flatMap(({ id, answer }) => (answer.ok ? [{ id, value: answer.value }] : [])),
    problems: failed.map(({ id, answer }) => ({ what: what(id), error: answer.error })),
  });
}
