/** What is wrong with a store, or will be. */
import type { StoreKind } from '../core/topology/result.js';
import type { Mark } from './model.js';
import { isSamePolicy } from './cleanupPolicy.js';
import { retentionDifference } from './retentionDifference.js';

export interface StoreFacts {
  readonly unnamed: boolean;
  readonly kind: StoreKind | null;
  readonly backedBy: 'changelog' | 'source topic' | 'nothing';
  /** As the topic has them; null: not known. */
  readonly policy: string | null;
  readonly retentionMs: number | null;
  /** The retention is the topic's own, not the broker's default. */
  readonly hasOwnRetention: boolean;
  /** As the application asks for them; null: not known. */
  readonly askedPolicy: string | null;
  readonly askedRetentionMs: number | null;
  /** What the store itself keeps, where it is the code that asks; null: not known, or the members ask. */
  readonly keptMs: number | null;
  readonly partitions: number | null;
  /** The topics that decide how many partitions the changelog has; undefined: not known. */
  readonly decidedBy: { readonly topic: string; readonly partitions: number } | undefined;
  /** The topic that should back it; undefined: there is one. */
  readonly missing: string | undefined;
}

export function findStoreMarks(facts: StoreFacts): Mark[] {
  const { policy, askedPolicy, retentionMs, askedRetentionMs, partitions, decidedBy, backedBy } = facts;
  const marks: Mark[] = [];
  if (facts.missing !== undefined)
    marks.push({ rule: 'missing', severity: 'warning', message: `The cluster has no topic ${facts.missing}: it is made at the start.` });
  if (policy === 'delete' && askedPolicy !== 'delete' && facts.kind !== 'joinWindow') marks.push(notCompacted(facts));
  else if (backedBy === 'changelog' && policy !== null && askedPolicy !== null && !isSamePolicy(policy, askedPolicy))
    marks.push({
      rule: 'policy-mismatch',
      severity: 'warning',
      message: `Its cleanup policy is ${policy}; the application asks for ${askedPolicy}.`,
    });
  if (backedBy === 'changelog' && retentionMs !== null && askedRetentionMs !== null && policy !== 'compact') {
    const difference = retentionDifference({
      actual: retentionMs,
      asked: askedRetentionMs,
      kept: facts.keptMs,
      who: 'the application',
    });
    if (difference !== undefined) marks.push({ rule: 'policy-mismatch', severity: difference.severity, message: difference.message });
  }
  if (backedBy === 'changelog' && partitions !== null && decidedBy !== undefined && partitions !== decidedBy.partitions)
    marks.push({
      rule: 'partition-mismatch',
      severity: 'error',
      message: `Its changelog has ${partitions} partitions, and ${decidedBy.topic}, which decides it, ${decidedBy.partitions}: the application refuses to start.`,
    });
  if (facts.unnamed)
    marks.push({
      rule: 'unnamed-store',
      severity: 'warning',
      message: 'It is unnamed: an edit to the topology changes its generated name, and orphans this state.',
    });
  return marks;
}

/** Without code, a retention of its own may be that of a window store which keeps duplicates: only those have changelogs like that. */
function notCompacted({ backedBy, kind, askedPolicy, hasOwnRetention }: StoreFacts): Mark {
  const rule = 'not-compacted';
  if (backedBy !== 'changelog')
    return {
      rule,
      severity: 'warning',
      message: 'Its source topic serves as changelog and is not compacted: what retention deletes is missing after a restore.',
    };
  if (kind === null && askedPolicy === null && hasOwnRetention)
    return {
      rule,
      severity: 'warning',
      message:
        'Its changelog is not compacted: right for a window store that keeps duplicates, as joins do; of any other store retention deletes state. The code tells.',
    };
  return { rule, severity: 'error', message: 'Its changelog is not compacted: retention deletes state.' };
}
