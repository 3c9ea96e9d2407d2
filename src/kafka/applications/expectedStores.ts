/** What the code says of an application's stores and topics, by the names that they have on a cluster. */
import type { InternalTopicReport, StoreReport, TopologyReport } from '../../core/report.js';

export interface ExpectedStore {
  /** null: not determined; then `couldBe` tells which names it may have. */
  readonly name: string | null;
  readonly report: StoreReport;
  readonly backedBy: 'changelog' | 'source topic' | 'nothing';
  /** The changelog or the source topic that serves as one; null: none, or not determined. */
  readonly topic: string | null;
  readonly subtopology: string | null;
  couldBe(topic: string): boolean;
}

export interface ExpectedTopic {
  readonly name: string | null;
  readonly report: InternalTopicReport;
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
  return {
    topologies: topologies.map((topology) => topology.id),
    stores: topologies.flatMap((topology) => topology.stores.map((store) => toExpectedStore(id, topology, store))),
    repartitions: topologies.flatMap(({ repartitions }) => repartitions.map((topic) => toExpectedTopic(id, topic))),
    sources: [...new Set(topologies.flatMap(({ sources }) => sources.flatMap(({ topic }) => topic ?? [])))],
    complete: topologies.length > 0 && topologies.every(({ complete }) => complete),
  };
}

function toExpectedStore(id: string, topology: TopologyReport, report: StoreReport): ExpectedStore {
  const { name, changelog } = report;
  const node = (name === null ? [] : topology.subtopologies).find(({ nodes }) => nodes.some(({ stores }) => stores.includes(name!)));
  const subtopology = node === undefined || report.global ? null : String(node.id);
  if (report.global) {
    const topic = name === null ? null : globalTopicOf(topology, name);
    return { name, report, backedBy: 'source topic', topic, subtopology: null, couldBe: (other) => other === topic };
  }
  if (changelog === null) return { name, report, backedBy: 'nothing', topic: null, subtopology, couldBe: () => false };
  const expected = toExpectedTopic(id, changelog);
  const backedBy = changelog.reusesSourceTopic ? 'source topic' : 'changelog';
  return { name, report, backedBy, topic: expected.name, subtopology, couldBe: (topic) => expected.couldBe(topic) };
}

function toExpectedTopic(id: string, report: InternalTopicReport): ExpectedTopic {
  const name = report.suffix === null ? report.name : `${id}-${report.suffix}`;
  if (name !== null) return { name, report, couldBe: (topic) => topic === name };
  const patterns = (report.pattern === null ? report.alternatives : [report.pattern]).map((text) => toRegExp(id, text));
  return { name: null, report, couldBe: (topic) => patterns.some((pattern) => pattern.test(topic)) };
}

/** A report's pattern has `${what}` for a text that is not known, and `?` for a digit. */
function toRegExp(id: string, pattern: string): RegExp {
  const escaped = pattern.split(/(\$\{[^}]*\}|\?)/).map((part, i) => {
    if (i % 2 === 0) return part.replace('<application.id>', id).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    return part === '?' ? '\\d' : '.*';
  });
  return new RegExp(`^${escaped.join('')}$`);
}

/** The source of the node that fills the global store. */
function globalTopicOf({ subtopologies }: TopologyReport, store: string): string | null {
  const nodes = subtopologies.flatMap((subtopology) => subtopology.nodes);
  const filler = nodes.find(({ stores }) => stores.includes(store))?.name ?? null;
  const source = nodes.find(({ type, successors }) => type === 'source' && filler !== null && successors.includes(filler));
  return source?.topics[0] ?? null;
}
