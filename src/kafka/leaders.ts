/** Who leads which partition, as the cluster said last: saves asking before every question, and may be out of date. */
import type { TopicLayout, TopicPartition } from './cluster.js';

export interface Leaders {
  learn(layouts: readonly TopicLayout[]): void;
  /** undefined: not known. null: it has none. */
  of(partition: TopicPartition): number | null | undefined;
  forget(topic: string): void;
}

export function createLeaders(): Leaders {
  const byTopic = new Map<string, ReadonlyMap<number, number | null>>();
  return {
    learn(layouts) {
      for (const { name, partitions } of layouts)
        byTopic.set(name, new Map(partitions.map(({ partition, leader }) => [partition, leader])));
    },
    of: ({ topic, partition }) => byTopic.get(topic)?.get(partition),
    forget(topic) {
      byTopic.delete(topic);
    },
  };
}

/** `without`: their leader is not known, or they have none. */
export function groupByLeader(
  partitions: readonly TopicPartition[],
  leaders: Leaders,
): { readonly byLeader: ReadonlyMap<number, readonly TopicPartition[]>; readonly without: readonly TopicPartition[] } {
  const byLeader = new Map<number, TopicPartition[]>();
  const without: TopicPartition[] = [];
  for (const one of partitions) {
    const leader = leaders.of(one);
    if (leader === undefined || leader === null) {
      without.push(one);
      continue;
    }
    const led = byLeader.get(leader);
    if (led === undefined) byLeader.set(leader, [one]);
    else led.push(one);
  }
  return { byLeader, without };
}
