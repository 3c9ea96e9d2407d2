/** What the code says of an application's stores and topics, by the names that they have on a cluster. */
import type { InternalTopicReport, StoreReport, TopologyReport } from '../../core/report.js';
import { findCodeSubtopologies, type CodeSubtopology } from './codeSubtopologies.js';

export interface ExpectedStore {
  /** null: not determined; then `couldBe` tells which names it may have. */
  readonly name: string | null;
  readonly report: StoreReport;
  readonly backedBy: 'changelog' | 'source topic' | 'nothing';
  /** The changelog or the source topic that serves as one; null: none, or not determined. */
  readonly topic: string | null;
  readonly subtopology: string | null;
  /** What its sub-topology reads, by the names on the cluster; null: not known, or it is a global store. */
  readonly reads: readonly string[] | null;
  couldBe(topic: string): boolean;
}

export interface ExpectedTopic {
  readonly name: string | null;
  readonly report: InternalTopicReport;
  /** What the sub-topologies read that write it; null: not known. */
  readonly writtenFrom: readonly string[] | null;
  /** What the sub-topology that reads it reads beside it; null: not known. */
  readonly readWith: readonly string[] | null;
  couldBe(topic: string): boolean;
}

export interface ExpectedApplication {
  readonly topologies: readonly string[];
  readonly stores: readonly ExpectedStore[];
  readonly repartitions: readonly ExpectedTopic[];
  /** Names that are exact; a pattern subscription has none. */
  readonly sources: readonly string[];
  /** Every name of every topology is known: what is not named here is not used. */
  readonly complete: boolean;
}

export function toExpectedApplication(id: string, topologies: readonly TopologyReport[]): ExpectedApplication {
  const parts = topologies.map((topology) => ({ topology, subtopologies: findCodeSubtopologies(id, topology) }));
  return {
    topologies: topologies.map((topology) => topology.id),
    stores: parts.flatMap(({ topology, subtopologies }) => topology.stores.map((store) => toExpectedStore(id, subtopologies, store))),
    repartitions: parts.flatMap(({ topology, subtopologies }) =>
      topology.repartitions.map((topic) => toExpectedTopic(id, subtopologies, topic)),
    ),
    sources: [...new Set(topologies.flatMap(({ sources }) => sources.flatMap(({ topic }) => topic ?? [])))],
    complete: topologies.length > 0 && topologies.every(({ complete }) => complete),
  };
}

function toExpectedStore(id: string, subtopologies: readonly CodeSubtopology[], report: StoreReport): ExpectedStore {
  const { name, changelog } = report;
  const of = name === null ? undefined : subtopologies.find(({ stores, global }) => global === report.global && stores.includes(name));
  if (report.global) {
    const topic = of?.reads?.length === 1 ? of.reads[0]! : null;
    return { name, report, backedBy: 'source topic', topic, subtopology: null, reads: null, couldBe: (other) => other === topic };
  }
  const place = { subtopology: of?.id ?? null, reads: of?.reads ?? null };
  if (changelog === null) return { name, report, backedBy: 'nothing', topic: null, ...place, couldBe: () => false };
  const own = ownName(id, changelog);
  const backedBy = changelog.reusesSourceTopic ? 'source topic' : 'changelog';
  return { name, report, backedBy, topic: own.name, ...place, couldBe: (topic) => own.couldBe(topic) };
}

function toExpectedTopic(id: string, subtopologies: readonly CodeSubtopology[], report: InternalTopicReport): ExpectedTopic {
  const own = ownName(id, report);
  const { name } = own;
  if (name === null) return { ...own, report, writtenFrom: null, readWith: null };
  const writers = subtopologies.filter(({ writes }) => writes.includes(name));
  const readers = subtopologies.filter(({ reads }) => reads?.includes(name) === true);
  return {
    ...own,
    report,
    writtenFrom: writers.length === 0 || writers.some(({ reads }) => reads === null) ? null : writers.flatMap(({ reads }) => reads ?? []),
    readWith: readers.length === 0 ? null : readers.flatMap(({ reads }) => (reads ?? []).filter((topic) => topic !== name)),
  };
}

function ownName(id: string, report: InternalTopicReport): { readonly name: string | null; couldBe(topic: string): boolean } {
  const name = report.suffix === null ? report.name : `${id}-${report.suffix}`;
  if (name !== null) return { name, couldBe: (topic) => topic === name };
  const patterns = (report.pattern === null ? report.alternatives : [report.pattern]).map((text) => toRegExp(id, text));
  return { name: null, couldBe: (topic) => patterns.some((pattern) => pattern.test(topic)) };
}

/** A report's pattern has `${what}` for a text that is not known, and `?` for a digit. */
function toRegExp(id: string, pattern: string): RegExp {
  const escaped = pattern.split(/(\$\{[^}]*\}|\?)/).map((part, i) => {
    if (i % 2 === 0) return part.replace('<application.id>', id).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    return part === '?' ? '\\d' : '.*';
  });
  return new RegExp(`^${escaped.join('')}$`);
}
