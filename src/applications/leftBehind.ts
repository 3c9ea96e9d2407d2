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

/** All of some code, as an application has it. */
export interface CodeOf {
  /** The application's, and those that may be. */
  readonly topologies: readonly TopologyReport[];
  /** Of other applications. */
  readonly others: readonly TopologyReport[];
}

/** `chosen`: what a person, or the id, says to be the application. */
export function codeOf(application: string, chosen: readonly TopologyReport[], all: readonly TopologyReport[]): CodeOf {
  const topologies = all.filter((one) => chosen.includes(one) || one.applicationId === application || one.applicationId === null);
  return { topologies, others: all.filter((one) => !topologies.includes(one)) };
}

export function findLeftBehind(state: ApplicationState, { topologies, others }: CodeOf): LeftBehind {
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
