/** The stores of an application: what the cluster has of them, and what the code says. */
import { holdsPosition } from '../core/description/topologyText.js';
import type { GroupDescription, TopicLayout } from '../kafka/cluster.js';
import type { ExpectedApplication, ExpectedStore } from './expectedStores.js';
import { findOwners } from './internalTopics.js';
import type { ApplicationSummary, Restore, StoreState } from './model.js';
import { mergeRestores, type Restores } from './restore.js';
import { ownerMarks } from './ownerMarks.js';
import { storeKindOf } from './storeKind.js';
import { findStoreMarks } from './storeMarks.js';
import type { Subtopologies } from './subtopologies.js';
import { toTopicState, type TopicAnswers } from './topicState.js';
import { largestTopic } from './expectedPartitions.js';

export interface StoreParts {
  readonly id: string;
  readonly summary: ApplicationSummary;
  readonly group: GroupDescription | undefined;
  readonly code: ExpectedApplication;
  readonly layouts: ReadonlyMap<string, TopicLayout>;
  readonly answers: TopicAnswers;
  readonly subtopologies: Subtopologies;
  readonly restores: Restores;
}

/** A store as it is found before its figures are put together. */
interface Found {
  readonly name: string;
  readonly topic: string | null;
  readonly expected: ExpectedStore | undefined;
}

export function toStores(parts: StoreParts): { readonly stores: readonly StoreState[]; readonly orphans: readonly string[] } {
  const { id, summary, code, subtopologies } = parts;
  const names = new Map((findOwners(summary.changelogs, [id]).byApplication.get(id) ?? []).map(({ topic, name }) => [topic, name]));
  const orphans: string[] = [];
  const found: Found[] = [];
  const isUsed = (topic: string, inCode: boolean): boolean =>
    inCode || subtopologies.used?.has(topic) === true || (subtopologies.used === undefined && !code.complete);
  for (const [topic, name] of names) {
    const expected = code.stores.find((one) => one.topic === topic) ?? onlyOne(code.stores.filter((one) => one.couldBe(topic)));
    if (isUsed(topic, expected !== undefined || code.stores.some((one) => one.couldBe(topic)))) found.push({ name, topic, expected });
    // What another reads is not left behind.
    else if (!summary.perhapsOf.has(topic)) orphans.push(topic);
  }
  for (const topic of summary.repartitions)
    if (!isUsed(topic, subtopologies.readersOf(topic).length > 0 || code.repartitions.some((one) => one.couldBe(topic))))
      orphans.push(topic);
  for (const expected of code.stores)
    if (expected.name !== null && !found.some((one) => one.expected === expected))
      found.push({ name: expected.name, topic: expected.topic, expected });
  return { stores: found.sort((a, b) => (a.name < b.name ? -1 : 1)).map((one) => toStore(one, parts)), orphans: orphans.sort() };
}

const onlyOne = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

function toStore({ name, topic, expected }: Found, parts: StoreParts): StoreState {
  const { summary, group, layouts, answers, subtopologies, restores } = parts;
  const layout = topic === null ? undefined : layouts.get(topic);
  const backedBy = expected?.backedBy ?? 'changelog';
  const kind = kindOf(name, topic, expected, answers);
  const unnamed = expected?.report.autoNamed ?? isMadeUp(name);
  // What this application reads says nothing of a store that may be another's.
  const isShared = topic !== null && summary.perhapsOf.has(topic);
  const subtopology =
    expected?.subtopology ?? (topic === null || isShared || expected?.report.global === true ? null : subtopologies.ofChangelog(topic));
  const restoreOf = (partition: number, earliest: number | null, end: number | null): Restore =>
    restores.ofPartition({ store: name, topic: topic ?? '', partition, earliest, end });
  const bare = layout === undefined ? null : toTopicState(layout, answers, [], expected?.report.global === true ? undefined : restoreOf);
  const asked = group?.type === 'streams' && topic !== null ? askedOf(group, topic) : undefined;
  const marks = findStoreMarks({
    unnamed,
    kind: kind.value,
    backedBy,
    policy: bare?.cleanupPolicy.value ?? null,
    retentionMs: bare?.retentionMs.value ?? null,
    hasOwnRetention: topic !== null && answers.configs.values.get(topic)?.['retention.ms']?.isOwn === true,
    askedPolicy: asked?.['cleanup.policy'] ?? expected?.report.changelog?.cleanupPolicy ?? null,
    askedRetentionMs:
      asked?.['retention.ms'] === undefined ? (expected?.report.changelog?.retentionMs ?? null) : Number(asked['retention.ms']),
    keptMs: asked?.['retention.ms'] === undefined ? (expected?.report.retentionMs ?? null) : null,
    partitions: layout?.partitions.length ?? null,
    decidedBy: subtopology === null ? undefined : largestOf(subtopologies.topicsOf(subtopology), expected, layouts),
    missing: topic !== null && layout === undefined ? topic : undefined,
  });
  const all = [...marks, ...(topic === null ? [] : ownerMarks(summary, topic)), ...(bare?.marks ?? [])];
  return {
    name,
    unnamed,
    kind,
    backedBy,
    topic: bare === null ? null : { ...bare, marks: all },
    subtopology,
    restore: storeRestore(expected, bare?.partitions.flatMap(({ restore }) => restore ?? []) ?? [], topic),
    source: expected === undefined ? null : { file: expected.report.location.file, line: expected.report.location.line },
    marks: all,
  };
}

/** Numbers alone may be a person's: the library puts them behind the name of an operator, or of a topic and STATE-STORE. */
function isMadeUp(name: string): boolean {
  if (!holdsPosition(name)) return false;
  const number = name.search(/\d{10}/);
  let start = number;
  while (start > 0 && /[A-Z-]/.test(name.charAt(start - 1))) start--;
  const words = name.slice(start, number);
  return words.endsWith('-') && ['KSTREAM-', 'KTABLE-', 'STATE-STORE-'].some((word) => words.includes(word));
}

function storeRestore(expected: ExpectedStore | undefined, parts: readonly Restore[], topic: string | null): Restore {
  if (parts.length > 0) return mergeRestores(parts);
  const why =
    expected?.report.global === true
      ? 'a global store: every instance reads its topic on its own, and no broker knows how far'
      : expected?.backedBy === 'nothing'
        ? 'logging is off: there is nothing to restore it from'
        : `its topic ${topic ?? ''} is not on the cluster`;
  return { state: 'unknown', source: 'none', done: null, total: null, note: why };
}

function kindOf(name: string, topic: string | null, expected: ExpectedStore | undefined, answers: TopicAnswers): StoreState['kind'] {
  const said = expected?.report.kind;
  if (said !== undefined && said !== 'unknown') return { value: said, from: 'the code' };
  return topic === null ? { value: null, why: 'the code does not say' } : storeKindOf(name, answers.configs.values.get(topic));
}

function askedOf(group: GroupDescription, topic: string): Readonly<Record<string, string>> | undefined {
  if (group.type !== 'streams') return undefined;
  const all = group.topology?.subtopologies.flatMap(({ changelogTopics }) => changelogTopics) ?? [];
  return all.find(({ name }) => name === topic)?.configs;
}

/** A changelog has as many partitions as the largest topic that its sub-topology reads; known only where all of those are. */
function largestOf(
  read: readonly string[],
  expected: ExpectedStore | undefined,
  layouts: ReadonlyMap<string, TopicLayout>,
): { readonly topic: string; readonly partitions: number } | undefined {
  const most = largestTopic(read.length > 0 ? read : (expected?.reads ?? []), (topic) => layouts.get(topic)?.partitions.length);
  return most === undefined || 'missing' in most ? undefined : most;
}
