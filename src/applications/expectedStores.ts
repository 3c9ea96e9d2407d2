/** What the code says of an application's stores and topics, by the names that they have on a cluster. */
import type { InternalTopicReport, StoreReport, TopologyReport } from '../core/report.js';
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
  const patterns = (report.pattern === null ? report.alternatives : [report.pattern]).map((text) => toPieces(id, text));
  return { name: null, couldBe: (topic) => patterns.some((pattern) => fits(pattern, topic)) };
}

/** Of a report's pattern: a character, a digit, or any text. */
type Piece = { readonly character: string } | 'digit' | 'text';

const applicationId = '<application.id>';

/** A report's pattern has `${what}` for a text that is not known, and `?` for a digit. */
function toPieces(id: string, pattern: string): Piece[] {
  const pieces: Piece[] = [];
  const lastClose = pattern.lastIndexOf('}');
  for (let at = 0; at < pattern.length;) {
    if (pattern.startsWith('${', at) && at < lastClose) {
      pieces.push('text');
      at = pattern.indexOf('}', at) + 1;
    } else if (pattern.startsWith(applicationId, at)) {
      for (const character of id.split('')) pieces.push({ character });
      at += applicationId.length;
    } else {
      const character = pattern[at++]!;
      pieces.push(character === '?' ? 'digit' : { character });
    }
  }
  return pieces;
}

/** Where something does not fit, only the last text takes one character more: what an earlier one could take, this one can, too. */
function fits(pieces: readonly Piece[], topic: string): boolean {
  let piece = 0;
  let last = -1;
  let from = 0;
  for (let at = 0; at < topic.length;) {
    const wanted = pieces[piece];
    if (wanted === 'text') {
      last = piece++;
      from = at;
    } else if (wanted === 'digit' ? /\d/.test(topic[at]!) : wanted?.character === topic[at]) {
      piece++;
      at++;
    } else if (last >= 0) {
      piece = last + 1;
      at = ++from;
    } else return false;
  }
  return pieces.slice(piece).every((rest) => rest === 'text');
}
