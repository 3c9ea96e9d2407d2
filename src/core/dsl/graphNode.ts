/** A node of the logical graph that the DSL calls draw up and that build() writes down (Kafka: GraphNode and its subclasses). */
import type { Site } from '../../base/text.js';
import type { TopologyBuilder } from '../topology/model.js';
import type { TopicPattern } from './patterns.js';

/** What build() has to know of some nodes beyond their place. */
export type NodeRole =
  | { readonly kind: 'streamSource'; readonly topics: ReadonlySet<string> | undefined; readonly pattern: TopicPattern | undefined }
  | { readonly kind: 'repartition'; readonly topic: RepartitionTopic }
  | { readonly kind: 'tableSource'; reuseTopic: boolean }
  | { readonly kind: 'streamJoin'; readonly thisWindowed: GraphNode; readonly otherWindowed: GraphNode; selfJoin: boolean }
  | { readonly kind: 'suppress' };

/** The topic of a repartition node that the optimiser may merge. */
export interface RepartitionTopic {
  readonly name: string;
  readonly sink: string;
  readonly filter: string;
  readonly keySerde: string | null;
  readonly valueSerde: string | null;
  readonly autoNamed: boolean;
  readonly operator: string;
  readonly site: Site;
}

export interface NodeTraits {
  readonly role?: NodeRole;
  readonly keyChanging?: boolean;
  readonly valueChanging?: boolean;
  readonly merging?: boolean;
  /** Kafka: GracePeriodGraphNode; null: a window whose grace is not known. */
  readonly gracePeriodMs?: number | null;
  /** Whether the result is a versioned table; undefined: as its parents are. */
  readonly outputVersioned?: boolean | undefined;
}

export type WriteNode = (topology: TopologyBuilder, parents: readonly string[]) => void;

export class GraphNode {
  /** Both in the order of adding, as the library's linked sets. */
  readonly parents = new Set<GraphNode>();
  readonly children = new Set<GraphNode>();
  priority = -1;
  written = false;

  constructor(
    readonly name: string,
    readonly write: WriteNode,
    readonly traits: NodeTraits = {},
  ) {}

  get role(): NodeRole | undefined {
    return this.traits.role;
  }

  addChild(child: GraphNode): void {
    this.children.add(child);
    child.parents.add(this);
  }

  removeChild(child: GraphNode): void {
    this.children.delete(child);
    child.parents.delete(this);
  }
}
