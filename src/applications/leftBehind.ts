/** Which topics an application has left behind: what members and code use no more, and of which nobody else is known to. */
import type { TopologyReport } from '../core/report.js';
import { findDrift } from './findDrift.js';
import type { ApplicationState } from './model.js';

export interface LeftBehind {
  readonly topics: readonly { readonly name: string; readonly partitions: number }[];
  /** Of which the code does not tell whether they are left behind, and why. */
  readonly unsure: readonly { readonly topic: string; readonly message: string }[];
  /** null: no code was given, so nobody knows whether a global table reads one of them. */
  readonly code: {
    /** What may bear one of the names that are not known is not listed. */
    readonly hasUnknownNames: boolean;
  } | null;
}

/** `topologies`: the application's, and those that may be; `others`: of other applications. */
export function findLeftBehind(
  state: ApplicationState,
  topologies: readonly TopologyReport[],
  others: readonly TopologyReport[],
): LeftBehind {
  const { drifts } = findDrift(state, topologies, others);
  const byCode = new Set<string>();
  const unsure: { readonly topic: string; readonly message: string }[] = [];
  for (const { kind, topic, source, message } of drifts) {
    if (topic === null || source !== null) continue;
    if (kind === 'orphaned') byCode.add(topic);
    else if (kind === 'not-determinable') unsure.push({ topic, message });
  }
  const hasCode = topologies.length > 0;
  return {
    topics: state.orphans
      .filter(({ name }) => !hasCode || byCode.has(name))
      .map(({ name, partitions }) => ({ name, partitions: partitions.length })),
    unsure: hasCode ? unsure : [],
    code: hasCode ? { hasUnknownNames: topologies.some(({ complete }) => !complete) } : null,
  };
}
