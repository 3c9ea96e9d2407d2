/** Which Kafka Streams applications a cluster has: groups and topic names, in a handful of requests. */
import { succeed } from '../base/result.js';
import type { Cluster, GroupDescription, GroupListing, TopicLayout } from '../kafka/cluster.js';
import type { ClusterError, ClusterResult, Problem } from '../kafka/clusterError.js';
import type { Call } from '../kafka/connection.js';
import { readMembers } from './instances.js';
import { gatherProblems } from './gatherProblems.js';
import { isInput, saidOfTopics, withCommits, type SaidOfTopics } from './inputTopics.js';
import { findOwners, type InternalTopicName, type SaidOfOwners } from './internalTopics.js';
import type { ApplicationSummary, ClusterOverview } from './model.js';
import { isRebalancing } from './rebalancing.js';
import { parseStreamTime } from './streamTime.js';

/** What the overview is made of: also the start of a look at one application. */
export interface ClusterLook {
  readonly overview: ClusterOverview;
  readonly topics: readonly TopicLayout[];
  /** Of applications, by id. */
  readonly groups: ReadonlyMap<string, GroupDescription>;
}

/** `knownIds`: application ids that are known from elsewhere, such as code; they count where topics bear them. */
export async function lookAt(cluster: Cluster, knownIds: readonly string[], call?: Call): Promise<ClusterResult<ClusterLook>> {
  const info = await cluster.describe(call); // alone: a broken connection is said once
  if (!info.ok) return info;
  const [topics, groups] = await Promise.all([cluster.topics('all', call), cluster.groups(call)]);
  if (!topics.ok) return topics;
  if (!groups.ok) return groups;
  const names = topics.value.values.map(({ name }) => name);
  const candidates = groups.value.values.filter(isCandidate);
  const listings = someOf(candidates, new Set(knownIds));
  const left = candidates.length - listings.length;
  const described = await cluster.describeGroups(listings.filter(mayHaveMembers), call);
  if (!described.ok) return described;
  const byId = new Map(described.value.values.map((group) => [group.id, group]));

  const problems: Problem[] = [...topics.value.problems, ...groups.value.problems, ...described.value.problems];
  if (left > 0) problems.push({ what: `${left} of ${candidates.length} groups`, error: tooManyGroups });
  const ids: string[] = [];
  const quiet: GroupListing[] = [];
  for (const listing of listings) {
    const group = byId.get(listing.id);
    if (listing.type === 'streams' || (group?.type === 'classic' && group.protocol === 'stream')) ids.push(listing.id);
    else if (group === undefined || (group.type === 'classic' && group.protocol === '')) quiet.push(listing);
  }
  // A group without members does not say what it was: repartition topics of its own, or stream times, among its commits do.
  const bearing = findOwners(names, [...quiet.map(({ id }) => id), ...ids, ...knownIds]).byApplication;
  const committed = await cluster.committedOf(
    quiet.map(({ id }) => id),
    call,
  );
  if (!committed.ok) return committed;
  problems.push(...committed.value.problems);
  for (const [id, offsets] of committed.value.values) {
    const own = new Set((bearing.get(id) ?? []).flatMap(({ topic, kind }) => (kind === 'changelog' ? [] : [topic])));
    if (offsets.some(({ topic, metadata }) => own.has(topic) || parseStreamTime(metadata) !== undefined)) ids.push(id);
  }
  // Parsed once: the assignments of a group of thousands of members are megabytes.
  const saidByGroup = new Map([...new Set([...ids, ...knownIds])].map((id) => [id, saidOfTopics(byId.get(id), [])]));
  const owned = findOwners(names, [...saidByGroup.keys()], saidOfOwners(byId, saidByGroup));
  for (const id of knownIds) if (!ids.includes(id) && owned.byApplication.get(id)!.some(({ others }) => others.length === 0)) ids.push(id);

  const saidOf = new Map(ids.map((id) => [id, withCommits(saidByGroup.get(id)!, committed.value.values.get(id) ?? [])]));
  const readersOf = readersByTopic(saidOf);
  const listingOf = new Map(listings.map((listing) => [listing.id, listing]));
  const applications = ids.sort().map((id): ApplicationSummary => {
    const listing = listingOf.get(id);
    const group = byId.get(id);
    const read = group === undefined ? undefined : readMembers(group);
    const unread = read?.unread ?? 0;
    const topicsOf = (owned.byApplication.get(id) ?? []).filter(({ topic }) => !isInput(saidOf.get(id)!, topic));
    const state = group?.state ?? listing?.state ?? null;
    const members = group?.members.length ?? 0;
    return {
      id,
      group: listing === undefined ? null : { type: listing.type, state: state ?? 'unknown' },
      instances: (group === undefined && state !== 'Empty') || unread > 0 ? null : (read?.instances.length ?? 0),
      threads: group === undefined && state !== 'Empty' ? null : members,
      changelogs: topicsOf.filter(({ kind }) => kind === 'changelog').map(({ topic }) => topic),
      repartitions: topicsOf.filter(({ kind }) => kind !== 'changelog').map(({ topic }) => topic),
      perhapsOf: perhapsOf(id, topicsOf, saidOf, readersOf),
      note: noteOf(listing, members, described.value.problems.some(({ what }) => what === `group ${id}`) ? 'all' : unread, state),
    };
  });
  const overview: ClusterOverview = {
    cluster: info.value,
    applications,
    unclaimedTopics: owned.unclaimed.filter((topic) => !readersOf.has(topic)),
    topicCount: topics.value.values.filter(({ internal }) => !internal).length,
    partitionCount: topics.value.values.filter(({ internal }) => !internal).reduce((sum, { partitions }) => sum + partitions.length, 0),
    problems: gatherProblems(problems),
  };
  return succeed({ overview, topics: topics.value.values, groups: byId });
}

/** Of one cluster: old brokers are asked for each by itself. */
const mostGroups = 20_000;
const tooManyGroups: ClusterError = {
  kind: 'refused',
  message: `Of a cluster, ${mostGroups.toLocaleString('en-US')} groups at most are looked at.`,
};

/** All that there may be; those that are known from elsewhere come first. */
function someOf(candidates: readonly GroupListing[], known: ReadonlySet<string>): readonly GroupListing[] {
  if (candidates.length <= mostGroups) return candidates;
  return [...candidates.filter(({ id }) => known.has(id)), ...candidates.filter(({ id }) => !known.has(id))].slice(0, mostGroups);
}

/** Kafka Connect and others have protocol types of their own; groups without members may have none. */
const isCandidate = ({ type, protocolType }: GroupListing): boolean =>
  type === 'streams' || ((type === 'classic' || type === 'unknown') && (protocolType === 'consumer' || protocolType === ''));

const mayHaveMembers = ({ type, state }: GroupListing): boolean => type === 'streams' || (state !== 'Empty' && state !== 'Dead');

/** A streams group names its internal topics; the members of a classic one are consumers of their repartition topics. */
function saidOfOwners(groups: ReadonlyMap<string, GroupDescription>, saidByGroup: ReadonlyMap<string, SaidOfTopics>): SaidOfOwners {
  const claims = new Map<string, string>();
  const exact = new Set<string>();
  for (const id of saidByGroup.keys()) {
    const group = groups.get(id);
    if (group?.type !== 'streams' || group.topology === null) continue;
    exact.add(id);
    for (const { changelogTopics, repartitionSourceTopics } of group.topology.subtopologies)
      for (const { name } of [...changelogTopics, ...repartitionSourceTopics]) claims.set(name, id);
  }
  const readers = readersByTopic(saidByGroup);
  for (const [topic, ids] of readers) {
    const [only, another] = ids.filter((id) => topic.startsWith(`${id}-`));
    if (only !== undefined && another === undefined && !topic.endsWith('-changelog') && !claims.has(topic)) claims.set(topic, only);
  }
  return { claims, exact, read: new Set(readers.keys()) };
}

function readersByTopic(saidOf: ReadonlyMap<string, SaidOfTopics>): ReadonlyMap<string, readonly string[]> {
  const readers = new Map<string, string[]>();
  for (const [id, { read }] of saidOf)
    for (const topic of read) {
      const ids = readers.get(topic);
      if (ids === undefined) readers.set(topic, [id]);
      else ids.push(id);
    }
  return readers;
}

/** Applications whose names allow a topic, and those that read it as their input. */
function perhapsOf(
  id: string,
  topics: readonly InternalTopicName[],
  saidOf: ReadonlyMap<string, SaidOfTopics>,
  readersOf: ReadonlyMap<string, readonly string[]>,
): ApplicationSummary['perhapsOf'] {
  const perhaps = new Map<string, readonly string[]>();
  for (const { topic, others } of topics) {
    if (saidOf.get(id)?.made.has(topic) === true) continue;
    const known = [...new Set([...others, ...(readersOf.get(topic) ?? [])])].filter((other) => {
      const said = saidOf.get(other);
      const bearsItsId = topic.startsWith(`${other}-`);
      return other !== id && said !== undefined && (others.includes(other) || isInput(said, topic) || !bearsItsId);
    });
    if (known.length > 0) perhaps.set(topic, known.sort());
  }
  return perhaps;
}

function noteOf(listing: GroupListing | undefined, members: number, unread: number | 'all', state: string | null): string | null {
  if (unread === 'all') return 'its members could not be read';
  if (unread > 0)
    return isRebalancing(state)
      ? 'it rebalances: its members tell nothing until that is done'
      : `${unread} of its ${members} members could not be read`;
  if (listing === undefined) return 'no group: stopped for long, or orphaned topics';
  if (members === 0) return 'no members: stopped or orphaned';
  return null;
}
