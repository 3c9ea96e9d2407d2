/** How many partitions an internal topic has by what is on the cluster, as the library decides it at a start. */
import type { ExpectedStore, ExpectedTopic } from './expectedStores.js';

export type ExpectedPartitions =
  /** More than one: which of these rules holds depends on operators that are not looked at. */
  | { readonly counts: readonly [number, ...number[]] }
  /** null: the code gives the number itself, or does not determine what decides it. */
  | { readonly whyNot: string | null };

/** A changelog has as many as the largest topic that its sub-topology reads. */
export function partitionsOfChangelog({ reads }: ExpectedStore, countOf: (topic: string) => number | undefined): ExpectedPartitions {
  return reads === null || reads.length === 0 ? { whyNot: null } : largest(reads, countOf);
}

/**
 * A repartition topic has as many as the largest of the topics outside that its records come from, through other repartition topics too;
 * but where a join or the like reads it together with other topics, as many as those. A number that the code gives to a topic on the way
 * counts instead of what lies before it.
 */
export function partitionsOfRepartition(
  { report, writtenFrom, readWith }: ExpectedTopic,
  all: readonly ExpectedTopic[],
  countOf: (topic: string) => number | undefined,
): ExpectedPartitions {
  if (report.partitionsFrom.length === 0) return { whyNot: null };
  const isAnyGiven = all.some((other) => other.report.partitionsFrom.length === 0);
  const rules = [largest(report.partitionsFrom, countOf), ...(isAnyGiven && writtenFrom !== null ? [largest(writtenFrom, countOf)] : [])];
  const [first, ...others] = new Set([
    ...rules.flatMap((rule) => ('counts' in rule ? rule.counts : [])),
    ...(readWith ?? []).flatMap((topic) => countOf(topic) ?? []),
  ]);
  return first === undefined ? rules[0]! : { counts: [first, ...others] };
}

function largest(topics: readonly string[], countOf: (topic: string) => number | undefined): ExpectedPartitions {
  const found = largestTopic(topics, countOf);
  if (found !== undefined && 'missing' in found)
    return { whyNot: `How many partitions it should have is not determinable: ${found.missing} is not on the cluster.` };
  return { counts: [found?.partitions ?? 0] };
}

/** The first of those with the most partitions, or the first that is not there; undefined: of no topics. */
export function largestTopic(
  topics: readonly string[],
  countOf: (topic: string) => number | undefined,
): { readonly topic: string; readonly partitions: number } | { readonly missing: string } | undefined {
  let most: { topic: string; partitions: number } | undefined;
  for (const topic of topics) {
    const partitions = countOf(topic);
    if (partitions === undefined) return { missing: topic };
    if (most === undefined || partitions > most.partitions) most = { topic, partitions };
  }
  return most;
}
