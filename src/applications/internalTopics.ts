/** Which topics are whose, by their names alone: `<application.id>-<store>-changelog` and `<application.id>-<name>-repartition`. */

export interface InternalTopicName {
  readonly topic: string;
  readonly kind: 'changelog' | 'repartition' | 'foreign-key';
  /** Between the application id and the suffix: a changelog's store. */
  readonly name: string;
  /** Other applications that its name allows, and of which nothing says that it is not theirs. */
  readonly others: readonly string[];
}

export interface OwnedTopics {
  /** By application id, in order of name. Every id that was given has an entry; a topic that may be of several is in each of theirs. */
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

/** What applications say of themselves, which counts for more than names. */
export interface SaidOfOwners {
  /** By topic: the application that has said that it uses it. */
  readonly claims: ReadonlyMap<string, string>;
  /** Applications that have named all that they use. */
  readonly exact: ReadonlySet<string>;
  /** Topics that some application reads. */
  readonly read: ReadonlySet<string>;
}

const nothingSaid: SaidOfOwners = { claims: new Map(), exact: new Set(), read: new Set() };

/**
 * `a-b-c-changelog` may be of a store `b-c` of `a`, and of a store `c` of `a-b`: the name does not tell. So it is listed with each of them, the
 * longest id first, but for those that have said what they use; where all have, and none uses it, with the longest, unless some other reads it:
 * then it is that one's input.
 */
export function findOwners(topics: readonly string[], applicationIds: readonly string[], said: SaidOfOwners = nothingSaid): OwnedTopics {
  const ids = [...new Set(applicationIds)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const byApplication = new Map<string, InternalTopicName[]>(ids.map((id) => [id, []]));
  const unclaimed: string[] = [];
  for (const topic of [...topics].sort()) {
    const suffix = suffixes.find(([pattern]) => pattern.test(topic));
    if (suffix === undefined) continue;
    const [pattern, kind] = suffix;
    const text = pattern.exec(topic)![0];
    const owners = ownersOf(topic, text, ids, said);
    if (owners.length === 0) unclaimed.push(topic);
    for (const owner of owners)
      byApplication.get(owner)!.push({
        topic,
        kind,
        name: topic.slice(owner.length + 1, -text.length),
        others: owners.filter((other) => other !== owner),
      });
  }
  return { byApplication, unclaimed };
}

function ownersOf(topic: string, suffix: string, ids: readonly string[], { claims, exact, read }: SaidOfOwners): readonly string[] {
  const bearing = ids.filter((id) => isOwner(id, topic, suffix));
  const claimed = claims.get(topic);
  if (claimed !== undefined && bearing.includes(claimed)) return [claimed];
  const possible = bearing.filter((id) => !exact.has(id));
  return possible.length > 0 || read.has(topic) ? possible : bearing.slice(0, 1);
}

/** There is a name between id and suffix. */
const isOwner = (id: string, topic: string, suffix: string): boolean =>
  topic.startsWith(`${id}-`) && topic.length > id.length + 1 + suffix.length;
