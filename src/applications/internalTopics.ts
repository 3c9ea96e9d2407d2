/** Which topics are whose, by their names alone: `<application.id>-<store>-changelog` and `<application.id>-<name>-repartition`. */

export interface InternalTopicName {
  readonly topic: string;
  readonly kind: 'changelog' | 'repartition' | 'foreign-key';
  /** Between the application id and the suffix: a changelog's store. */
  readonly name: string;
}

export interface OwnedTopics {
  /** By application id, in order of name. Every id that was given has an entry. */
  readonly byApplication: ReadonlyMap<string, readonly InternalTopicName[]>;
  /** Named like internal topics, of no id that is known. */
  readonly unclaimed: readonly string[];
}

/** What follows the name; the generated topics of foreign-key joins end in a number and `-topic`. */
const suffixes = [
  [/-changelog$/, 'changelog'],
  [/-repartition$/, 'repartition'],
  [/-subscription-(?:registration|response)-topic$/, 'foreign-key'],
  [/(?<=-SUBSCRIPTION-(?:REGISTRATION|RESPONSE)-\d{10})-topic$/, 'foreign-key'],
] as const;

/**
 * Each topic goes to the longest id that its name starts with: of `a` and `a-b`, `a-b-c-changelog` is taken as `a-b`'s. The name alone
 * cannot tell that from a store `b-c` of `a`; where `a` has said that it uses the topic, `claims` does.
 */
export function findOwners(
  topics: readonly string[],
  applicationIds: readonly string[],
  claims: ReadonlyMap<string, string> = new Map(),
): OwnedTopics {
  const ids = [...new Set(applicationIds)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const byApplication = new Map<string, InternalTopicName[]>(ids.map((id) => [id, []]));
  const unclaimed: string[] = [];
  for (const topic of [...topics].sort()) {
    const suffix = suffixes.find(([pattern]) => pattern.test(topic));
    if (suffix === undefined) continue;
    const [pattern, kind] = suffix;
    const text = pattern.exec(topic)![0];
    const claimed = claims.get(topic);
    const owner = claimed !== undefined && isOwner(claimed, topic, text) ? claimed : ids.find((id) => isOwner(id, topic, text));
    if (owner === undefined) unclaimed.push(topic);
    else byApplication.get(owner)!.push({ topic, kind, name: topic.slice(owner.length + 1, -text.length) });
  }
  return { byApplication, unclaimed };
}

/** There is a name between id and suffix. */
const isOwner = (id: string, topic: string, suffix: string): boolean =>
  topic.startsWith(`${id}-`) && topic.length > id.length + 1 + suffix.length;
