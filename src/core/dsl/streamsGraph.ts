/**
 * The builder behind a StreamsBuilder: the one counter, the logical graph, and what is not known of them.
 * Source: InternalStreamsBuilder (drawing names, adding nodes, recording names that KIP-1111 calls implicit).
 */
import type { Site } from '../../base/text.js';
import { isExact, toLostIndex, toPattern } from '../values/holes.js';
import type { MayBe, TopologyError, TopologyBuilder } from '../topology/model.js';
import type { ImplicitName, ImplicitNames, TopologyResult } from '../topology/result.js';
import { GraphNode } from './graphNode.js';
import type { KafkaVersion } from '../kafkaVersion.js';

type Failure = NonNullable<TopologyResult['error']>;
interface Reason {
  readonly reason: string;
  readonly site: Site;
}

/** Where settings of the application come from: the TopologyConfig given to the builder, and the application's own. */
export interface GraphSettings {
  /** Of the TopologyConfig; undefined without one. */
  readonly topologyConfig: ((key: string) => string | undefined) | undefined;
  readonly application: (key: string) => string | undefined;
}

export class StreamsGraph {
  readonly root = new GraphNode('root', () => {});
  /** Source nodes that must have equally many partitions. */
  copartitions: Set<string>[] = [];
  readonly keyChangers = new Map<GraphNode, Set<GraphNode>>();
  readonly mergeNodes = new Set<GraphNode>();
  /** By source node: repartition topics with a count that the program fixes. */
  readonly fixedPartitions = new Map<string, { readonly topic: string; readonly partitions: number }>();
  readonly topology: TopologyBuilder;
  counterLost: Reason | undefined;
  failure: Failure | undefined;
  built = false;
  readonly gaps: Reason[] = [];
  private index = 0;
  private isReached = false;
  private priorities = 0;
  private readonly implicit = { changelogs: [] as ImplicitName[], stores: [] as ImplicitName[], repartitions: [] as ImplicitName[] };

  constructor(
    readonly version: KafkaVersion,
    createTopology: (mayBe: MayBe) => TopologyBuilder,
    readonly settings: GraphSettings,
    private readonly report: (reason: string, site: Site) => void,
    private readonly nextLostId: () => number,
  ) {
    this.topology = createTopology((...asked) => this.mayBe(...asked));
  }

  /** The next index of the counter; undefined once it is lost. */
  get nextIndex(): number | undefined {
    return this.counterLost === undefined ? this.index : undefined;
  }

  /** Something hangs below what the graph began with. */
  /** Something was built on it, or may have been. */
  get isUsed(): boolean {
    return this.hasOperations || this.isReached;
  }

  get hasOperations(): boolean {
    return [...this.root.children].some((node) => node.children.size > 0);
  }

  /** Nothing the program does after an error of the library has an effect. */
  get ended(): boolean {
    return this.failure !== undefined;
  }

  get implicitNames(): ImplicitNames {
    return this.implicit;
  }

  /** Draws an index and gives the name made with it. */
  draw(prefix: string): string {
    if (this.counterLost !== undefined) return prefix + toLostIndex(this.nextLostId());
    const digits = String(this.index).padStart(10, '0');
    if (!this.ended) this.index++;
    return prefix + digits;
  }

  /** The given name, where there is one; the index is drawn all the same. */
  drawEvenIfNamed(prefix: string, name: string | undefined): string {
    const drawn = this.draw(prefix);
    return name ?? drawn;
  }

  /** The given name; only where there is none an index is drawn. */
  drawIfUnnamed(prefix: string, name: string | undefined): string {
    return name ?? this.draw(prefix);
  }

  /** The same for a store. */
  drawStore(prefix: string): string {
    return this.draw(`${prefix}STATE-STORE-`);
  }

  /** Code that is not followed has it, and may have built on it. */
  reached(reason: string, site: Site): void {
    this.isReached = true;
    if (this.built) this.gap(reason, site);
    else this.lose(reason, site);
  }

  /** What was drawn before is not known. */
  lose(reason: string, site: Site): void {
    if (this.built || this.ended) return;
    this.counterLost ??= { reason, site };
    this.gap(reason, site);
  }

  gap(reason: string, site: Site): void {
    if (this.gaps.some((gap) => gap.reason === reason && sameSite(gap.site, site))) return;
    this.gaps.push({ reason, site });
    this.report(reason, site);
  }

  private mayBe(name: string, known: Iterable<string>, site: Site | undefined): boolean {
    if (isExact(name) && [...known].every(isExact)) return false;
    this.gap(
      `which node or store ${toPattern(name)} is, is not known: the names are not all known`,
      site ?? { file: '', start: 0, end: 0 },
    );
    return true;
  }

  /** The library throws here: the program ends. Where the counter is lost, what came before is not certain enough to say so. */
  fail(phase: Failure['phase'], error: TopologyError, site: Site | undefined): void {
    this.failure ??= { phase, type: error.type, message: error.message, site: error.site ?? site };
  }

  recordImplicitStore(name: string, changelog: boolean, site: Site): void {
    if (this.ended) return;
    this.implicit.stores.push({ name, site });
    if (changelog) this.recordImplicitChangelog(name, site);
  }

  recordImplicitChangelog(store: string, site: Site): void {
    if (!this.ended) this.implicit.changelogs.push({ name: `${store}-changelog`, site });
  }

  recordImplicitRepartition(name: string, site: Site): void {
    if (!this.ended) this.implicit.repartitions.push({ name, site });
  }

  copartition(groups: Iterable<ReadonlySet<string>>): Set<string> {
    const all = new Set<string>();
    for (const group of groups) for (const source of group) all.add(source);
    if (!this.ended) this.copartitions.push(all);
    return all;
  }

  add(parents: GraphNode | readonly GraphNode[], node: GraphNode): GraphNode {
    if (this.ended) return node;
    for (const parent of parents instanceof GraphNode ? [parents] : parents) {
      parent.addChild(node);
      node.priority = this.priorities++;
      this.register(node);
    }
    return node;
  }

  /** Takes over what was drawn up on a stream of unknown origin that turns out to be used with this builder. */
  adopt(other: StreamsGraph): void {
    const nodes = new Set<GraphNode>(other.root.children);
    for (const node of nodes) for (const child of node.children) nodes.add(child);
    for (const node of [...nodes].sort((a, b) => a.priority - b.priority)) node.priority = this.priorities++;
    for (const child of [...other.root.children]) {
      other.root.removeChild(child);
      this.root.addChild(child);
    }
    for (const [node, list] of other.keyChangers) this.keyChangers.set(node, list);
    for (const node of other.mergeNodes) this.mergeNodes.add(node);
    this.copartitions.push(...other.copartitions);
    if (other.counterLost !== undefined) this.lose(other.counterLost.reason, other.counterLost.site);
    for (const { reason, site } of other.gaps) this.gap(reason, site);
  }

  private register(node: GraphNode): void {
    const { traits } = node;
    if (traits.keyChanging === true) {
      this.keyChangers.set(node, new Set());
    } else if (node.role?.kind === 'repartition') {
      const changer = findAncestor(this.version, node, (n) => n.traits.keyChanging === true || n.traits.valueChanging === true);
      const keyChanger = findAncestor(this.version, node, (n) => n.traits.keyChanging === true);
      if (keyChanger !== undefined && keyChanger === changer) this.keyChangers.get(keyChanger)?.add(node);
    } else if (traits.merging === true) {
      this.mergeNodes.add(node);
    }
  }
}

/**
 * The nearest node up the graph, the start included, that the library's search finds: depth first, and before 4.3 only the last
 * parent's branch counts where no parent matches itself.
 */
export function findAncestor(version: KafkaVersion, start: GraphNode, matches: (node: GraphNode) => boolean): GraphNode | undefined {
  const anyBranch = version.since('4.3');
  const answers = new Map<GraphNode, GraphNode | undefined>();
  const search = (node: GraphNode): GraphNode | undefined => {
    if (matches(node)) return node;
    if (answers.has(node)) return answers.get(node);
    let found: GraphNode | undefined;
    for (const parent of node.parents) {
      found = search(parent);
      if (found !== undefined && (anyBranch || found === parent)) break;
    }
    answers.set(node, found);
    return found;
  };
  return search(start);
}

function sameSite(a: Site, b: Site): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}
