/** A topology as it is being put together: InternalTopologyBuilder's node factories. */
import type { Site } from '../../base/text.js';
import type { JavaHashSet } from './javaCollections.js';

export type NodeFactory =
  | {
      readonly kind: 'source';
      readonly name: string;
      readonly topics: readonly string[];
      readonly pattern: string | undefined;
      readonly site: Site;
    }
  | {
      readonly kind: 'processor';
      readonly name: string;
      readonly predecessors: readonly string[];
      readonly stores: JavaHashSet;
      readonly site: Site;
    }
  | {
      readonly kind: 'sink';
      readonly name: string;
      readonly predecessors: readonly string[];
      readonly topic: string | undefined;
      readonly site: Site;
    };

export function predecessorsOf(node: NodeFactory): readonly string[] {
  return node.kind === 'source' ? [] : node.predecessors;
}

/** Nodes that must run in one task. Source: org.apache.kafka.streams.processor.internals.QuickUnion. */
export class NodeGroups {
  private readonly parents = new Map<string, string>();

  add(name: string): void {
    this.parents.set(name, name);
  }

  unite(name: string, others: readonly string[]): void {
    for (const other of others) {
      const a = this.root(name);
      const b = this.root(other);
      if (a !== b) this.parents.set(a, b);
    }
  }

  root(name: string): string {
    let current = name;
    for (;;) {
      const parent = this.parents.get(current) ?? current;
      if (parent === current) return current;
      current = parent;
    }
  }
}
