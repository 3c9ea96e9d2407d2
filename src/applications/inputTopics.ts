/**
 * Topics that are named like internal ones, and that an application reads as its input all the same: what it says that it reads counts for
 * more than a name. Such a topic is neither a store's nor left behind.
 */
import type { CommittedOffset, GroupDescription } from '../kafka/cluster.js';
import { parseAssignment } from './groupMetadata.js';

/** What group and commits tell; where they tell nothing (no member runs, nothing is committed), all are empty. */
export interface SaidOfTopics {
  /** Its consumers read it, or have: inputs and repartition topics. */
  readonly read: ReadonlySet<string>;
  /** Its inputs, by its topology on the broker (streams groups). */
  readonly inputs: ReadonlySet<string>;
  /** Its own changelogs and repartition topics, by its topology on the broker (streams groups). */
  readonly made: ReadonlySet<string>;
}

export function saidOfTopics(group: GroupDescription | undefined, commits: readonly CommittedOffset[]): SaidOfTopics {
  const read = new Set(commits.map(({ topic }) => topic));
  const [inputs, made] = [new Set<string>(), new Set<string>()];
  if (group?.type === 'classic') {
    for (const { assignment } of group.members) for (const topic of parseAssignment(assignment)?.topics ?? []) read.add(topic);
  } else if (group?.type === 'streams') {
    for (const { sourceTopics, repartitionSourceTopics, changelogTopics, repartitionSinkTopics } of group.topology?.subtopologies ?? []) {
      for (const topic of sourceTopics) inputs.add(topic);
      for (const { name } of [...repartitionSourceTopics, ...changelogTopics]) made.add(name);
      for (const topic of repartitionSinkTopics) made.add(topic);
    }
  }
  for (const topic of inputs) read.add(topic);
  return { read, inputs, made };
}

/** What its commits tell beside. */
export function withCommits(said: SaidOfTopics, commits: readonly CommittedOffset[]): SaidOfTopics {
  return commits.length === 0 ? said : { ...said, read: new Set([...said.read, ...commits.map(({ topic }) => topic)]) };
}

/** Nobody is a consumer of a changelog (restores commit nothing): one that is read is an input. A repartition topic is read by who made it. */
export function isInput({ read, inputs, made }: SaidOfTopics, topic: string): boolean {
  return !made.has(topic) && (inputs.has(topic) || (topic.endsWith('-changelog') && read.has(topic)));
}
