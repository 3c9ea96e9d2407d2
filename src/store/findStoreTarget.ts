/** From an application and a store's name to what is read: the changelog, and what the code says of it. */
import { fail, succeed, type Result } from '../base/result.js';
import { operatorsNamed } from '../core/operators/operators.js';
import type { InternalTopicReport, Location, StoreReport, TopologyReport } from '../core/report.js';
import { findCodeSubtopologies } from '../applications/codeSubtopologies.js';
import { findOwners } from '../applications/internalTopics.js';
import type { StoreTarget } from './query.js';

export interface StoreAsk {
  readonly application: string;
  readonly store: string;
  /** Names of every topic of the cluster. */
  readonly topics: readonly string[];
  /** Every application id that is known, to tell stores of `a` from those of `a-b`. */
  readonly knownIds: readonly string[];
  /** The application's code; empty: not known. */
  readonly topologies: readonly TopologyReport[];
}

export interface NoSuchStore {
  readonly message: string;
  /** Stores of the application that can be read, nearest names first. */
  readonly near: readonly string[];
}

export function findStoreTarget({ application, store, topics, knownIds, topologies }: StoreAsk): Result<StoreTarget, NoSuchStore> {
  const found = topologies
    .flatMap((topology) => topology.stores.map((report) => ({ topology, report })))
    .find(({ report }) => report.name === store || report.alternatives.includes(store));
  const exists = new Set(topics);
  const changelog = `${application}-${store}-changelog`;
  const source = found === undefined ? undefined : sourceTopicOf(application, found.topology, found.report, exists);
  const topic = exists.has(changelog) || source === undefined ? changelog : source;
  if (!exists.has(topic)) return fail(noSuchStore(application, store, found?.report, topics, knownIds));
  const report = found?.report;
  return succeed({
    application,
    store,
    topic,
    isSourceTopic: topic !== changelog,
    kind: report === undefined || report.kind === 'custom' || report.kind === 'unknown' ? null : report.kind,
    kindOrigin: report === undefined ? 'topic' : 'code',
    // The topic of a versioned store says its history; what the code says of windows is the store's own.
    retentionMs: report?.retentionMs ?? null,
    windowSizeMs: report?.windowSizeMs ?? null,
    timeFirst: timeFirstOf(report),
    sourceTopics: (report?.changelog?.partitionsFrom ?? []).filter((name) => exists.has(name)),
    keyedByInput: report === undefined ? null : topic !== changelog ? true : isKeyedByInput(report),
    ...(found === undefined ? noCode : placementOf(application, found.topology, found.report)),
    keySerde: report?.keySerde === null || report === undefined ? null : { name: report.keySerde, origin: 'code' },
    valueSerde: report?.valueSerde === null || report === undefined ? null : { name: report.valueSerde, origin: 'code' },
  });
}

type Placement = Pick<StoreTarget, 'isGlobal' | 'reads' | 'ownPartitioner'>;

export const noCode: Placement = { isGlobal: false, reads: null, ownPartitioner: null };

/** What the code says of where the store's keys are. */
export function placementOf(application: string, topology: TopologyReport, { name, global }: StoreReport): Placement {
  const reads = findCodeSubtopologies(application, topology).find(
    (one) => one.global === global && name !== null && one.stores.includes(name),
  )?.reads;
  const partitioned = [...topology.repartitions, ...topology.otherInternalTopics].filter((topic) => topic.hasOwnPartitioner === true);
  const nameOf = ({ suffix, pattern }: InternalTopicReport): string =>
    suffix === null ? (pattern ?? 'a topic') : `${application}-${suffix}`;
  // Of what it reads is not all known: then any of them may be among it.
  const own = partitioned.map(nameOf).find((topic) => reads?.includes(topic) ?? true);
  return { isGlobal: global, reads: reads ?? null, ownPartitioner: own ?? null };
}

/** A name that the library makes up: what stands before it is the application's id. */
const madeUp = /^(.+)-((?:KSTREAM|KTABLE)-[A-Z-]+-\d{10}(?:-store)?)$/;

/** A changelog that stands for itself, of no known application: its id is empty where the topic's name does not say where it ends. */
export function targetOfChangelog(topic: string): StoreTarget {
  const name = topic.replace(/-changelog$/, '');
  const [, application = '', store = name] = madeUp.exec(name) ?? [];
  return {
    application,
    store,
    topic,
    isSourceTopic: false,
    kind: null,
    kindOrigin: 'topic',
    retentionMs: null,
    windowSizeMs: null,
    timeFirst: null,
    sourceTopics: [],
    keyedByInput: null,
    ...noCode,
    keySerde: null,
    valueSerde: null,
  };
}

/** What the code says of it, if there is code. */
export function timeFirstOf(report: StoreReport | undefined): StoreTarget['timeFirst'] {
  if (report === undefined || report.kind === 'custom' || report.kind === 'unknown') return null;
  return report.timeFirst === undefined ? false : report.timeFirst;
}

/** The topic that serves as changelog; of a global store, what it is filled from. */
function sourceTopicOf(
  application: string,
  topology: TopologyReport,
  { name, global, location, changelog }: StoreReport,
  exists: ReadonlySet<string>,
): string | undefined {
  if (global) {
    // The call that makes a global store also names its topic; where one call makes several, the sub-topologies tell them apart.
    const named = new Set(topology.sources.filter((source) => isSamePlace(source.location, location)).map(({ topic }) => topic));
    const [only] = named;
    if (named.size === 1 && only !== null) return only;
    return findCodeSubtopologies(application, topology).find((one) => one.global && name !== null && one.stores.includes(name))?.reads?.[0];
  }
  // Without a log of its own, as the library has it: so loggingEnabled does not tell.
  if (changelog?.reusesSourceTopic !== true) return undefined;
  return changelog.name ?? changelog.alternatives.find((topic) => exists.has(topic));
}

const isSamePlace = (a: Location, b: Location): boolean => a.file === b.file && a.line === b.line && a.column === b.column;

/** A store of the program's own is written by processors, under keys of their choice; a StoreBuilder that nobody added, too. */
export function isKeyedByInput({ operator, kind }: StoreReport): boolean {
  if (kind === 'foreignKeySubscription' || operator === 'StoreBuilder') return false;
  return operatorsNamed(operator).every(({ store }) => store !== 'added');
}

function noSuchStore(
  application: string,
  store: string,
  report: StoreReport | undefined,
  topics: readonly string[],
  knownIds: readonly string[],
): NoSuchStore {
  const own = findOwners(topics, [...new Set([application, ...knownIds])]).byApplication.get(application) ?? [];
  const names = own.filter(({ kind }) => kind === 'changelog').map(({ name }) => name);
  const near = [...names].sort((a, b) => distance(store, a) - distance(store, b) || (a < b ? -1 : 1));
  if (report?.loggingEnabled === false && !report.global)
    return { message: `Store ${store} has no changelog: logging is disabled in the code.`, near };
  if (names.length === 0)
    return {
      message: `No changelog topic of an application ${application} can be seen: there is none, or it may not be described (Describe on the topic).${othersWith(store, application, topics)}`,
      near,
    };
  return { message: `Application ${application} has no store ${store}: there is no topic ${application}-${store}-changelog.`, near };
}

/** How many letter pairs two names do not share: the same words in another order are near. */
function distance(a: string, b: string): number {
  const pairs = (text: string): Set<string> =>
    new Set(Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2).toLowerCase()));
  const [left, right] = [pairs(a), pairs(b)];
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return left.size + right.size - 2 * shared;
}

/** Applications that have a store of the name: the id may be misspelt. */
function othersWith(store: string, application: string, topics: readonly string[]): string {
  const end = `-${store}-changelog`;
  const ids = topics.filter((topic) => topic.endsWith(end)).map((topic) => topic.slice(0, -end.length));
  const nearest = ids.sort((a, b) => distance(application, a) - distance(application, b)).slice(0, 3);
  return nearest.length === 0 ? '' : ` A store ${store} is in ${nearest.join(', ')}.`;
}
