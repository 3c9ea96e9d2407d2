/** A topology as a picture shows it: groups of nodes, and edges between them. Plain data; nothing of where it is drawn. */
import type { Location } from '../report.js';

/** `topic` is one of the user's; `repartition` and `changelog` are those that the library makes; `subtopology` stands for all nodes of one. */
export type DiagramNodeKind = 'source' | 'processor' | 'sink' | 'store' | 'topic' | 'repartition' | 'changelog' | 'subtopology';

/** Since another state of the code: `taken` has a name that another operator had. */
export type NodeChange = 'moved' | 'new' | 'taken' | 'gone';

export interface DiagramNode {
  /** Unique in the diagram. */
  readonly id: string;
  readonly kind: DiagramNodeKind;
  /** As the description has it, so without the application id; what is not known of it is a pattern. */
  readonly name: string;
  readonly exact: boolean;
  /** A store or internal topic that nobody named: its name holds a position, and moves with it. */
  readonly unnamed: boolean;
  /** undefined: none, or not compared. */
  readonly change?: NodeChange;
  /** The group it is drawn in; null: topics, which belong to no sub-topology. */
  readonly group: string | null;
  /** Where it is made: in the source, or in the description. */
  readonly location: Location | null;
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly term: string;
  readonly text: string;
}

export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  /** Records flow; a processor uses a store; a store is backed by a topic. */
  readonly kind: 'flow' | 'use' | 'backup';
}

export interface DiagramGroup {
  readonly id: string;
  readonly title: string;
  readonly kind: 'subtopology' | 'global' | 'undetermined';
}

export interface Diagram {
  readonly title: string;
  /** What the picture lacks, and why; empty where it shows everything. */
  readonly notes: readonly string[];
  readonly groups: readonly DiagramGroup[];
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

export const kindWords: Readonly<Record<DiagramNodeKind, string>> = {
  source: 'Source',
  processor: 'Processor',
  sink: 'Sink',
  store: 'Store',
  topic: 'Topic',
  repartition: 'Repartition topic',
  changelog: 'Changelog topic',
  subtopology: 'Sub-topology',
};
