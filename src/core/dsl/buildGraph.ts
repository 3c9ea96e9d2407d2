/** build(): the rewrites that `topology.optimization` allows, then every node written to the topology by build priority. Source: InternalStreamsBuilder. */
import type { Site } from '../../base/text.js';
import { isExact } from '../values/holes.js';
import { TopologyError } from '../topology/model.js';
import { mergeDuplicateSources, mergeRepartitions, rewriteSelfJoins } from './rewrites.js';
import type { GraphNode } from './graphNode.js';
import type { StreamsGraph } from './streamsGraph.js';

const flags = ['reuse.ktable.source.topics', 'merge.repartition.topics', 'single.store.self.join'] as const;
type Optimization = (typeof flags)[number];

/** The rewrites that a value of `topology.optimization` turns on in this version; single flags and the self join came with 3.4. */
function toOptimizations(graph: StreamsGraph, value: string | undefined): readonly Optimization[] {
  if (value === undefined || value === 'none') return [];
  const single = graph.version.since('3.4');
  if (value === 'all') return single ? flags : flags.slice(0, 2);
  const given = value.split(',').map((flag) => flag.trim());
  if (single && given.every((flag) => (flags as readonly string[]).includes(flag))) return flags.filter((flag) => given.includes(flag));
  const parts = single ? given.filter((flag) => !(flags as readonly string[]).includes(flag)) : [value];
  throw new TopologyError('ConfigException', `Invalid value ${parts.join(',')} for configuration topology.optimization`);
}

export interface BuildSettings {
  /** `topology.optimization` of the Properties given to build(). */
  readonly optimization: string | undefined;
  /** The same of the application's configuration: up to 2.2 it was enough to take source topics as changelogs. */
  readonly configured: string | undefined;
}

/** Runs build() once. What the library would throw is recorded in the graph; then what was written so far stands. */
export function buildGraph(graph: StreamsGraph, { optimization, configured }: BuildSettings, site: Site): readonly string[] {
  if (graph.built) return [];
  let chosen: readonly Optimization[] = [];
  const attempt = (step: () => void): void => {
    if (graph.failure?.phase === 'BUILD') return;
    try {
      step();
    } catch (error) {
      if (!(error instanceof TopologyError)) throw error;
      // Without exact names and a complete graph an error may be ours alone.
      if (graph.counterLost === undefined) graph.fail('BUILD', error, site);
      else if (isExact(error.message)) graph.gap(`build() may fail: ${error.message}`, error.site ?? site);
    }
  };
  if (graph.failure === undefined) {
    if (graph.version.since('2.8')) attempt(() => mergeDuplicateSources(graph));
    attempt(() => {
      chosen = toOptimizations(graph, optimization);
    });
    if (chosen.length === 0 && configured === 'all' && !graph.version.since('2.3')) chosen = flags.slice(0, 1);
    if (chosen.includes('reuse.ktable.source.topics')) reuseSourceTopics(graph);
    if (chosen.includes('merge.repartition.topics')) attempt(() => mergeRepartitions(graph));
    if (chosen.includes('single.store.self.join')) attempt(() => rewriteSelfJoins(graph));
    attempt(() => checkSuppressedTables(graph));
  }
  writeNodes(graph, attempt);
  for (const group of graph.copartitions) graph.topology.copartitionSources([...group]);
  attempt(() => checkCopartitions(graph));
  attempt(() => checkImplicitNames(graph));
  graph.built = true;
  return chosen;
}

function reuseSourceTopics(graph: StreamsGraph): void {
  for (const node of graph.root.children) if (node.role?.kind === 'tableSource') node.role.reuseTopic = true;
}

/** A node is written once all its parents are, lowest priority first. */
function writeNodes(graph: StreamsGraph, attempt: (step: () => void) => void): void {
  const ready: GraphNode[] = [];
  const offer = (node: GraphNode): void => {
    if (node.written || ready.includes(node)) return;
    for (const parent of node.parents) if (!parent.written) return;
    ready.push(node);
  };
  graph.root.written = true;
  for (const child of graph.root.children) offer(child);
  while (ready.length > 0) {
    let next = 0;
    for (let i = 1; i < ready.length; i++) if (ready[i]!.priority < ready[next]!.priority) next = i;
    const node = ready.splice(next, 1)[0]!;
    attempt(() =>
      node.write(
        graph.topology,
        [...node.parents].map((parent) => parent.name),
      ),
    );
    node.written = true;
    for (const child of node.children) offer(child);
  }
}

function checkSuppressedTables(graph: StreamsGraph): void {
  if (!graph.version.since('3.5')) return;
  const visited = new Set<GraphNode>([graph.root]);
  for (const node of visited) {
    for (const child of node.children) visited.add(child);
    if (node.role?.kind === 'suppress' && isVersionedUpstream(graph, node)) {
      throw new TopologyError(
        'TopologyException',
        'Invalid topology: suppress() is only supported for non-versioned KTables (note that version semantics might be inherited from upstream)',
      );
    }
  }
}

function isVersionedUpstream(graph: StreamsGraph, start: GraphNode): boolean {
  if (start === graph.root) return false;
  for (const parent of start.parents) {
    if (!(parent.traits.outputVersioned ?? isVersionedUpstream(graph, parent))) return false;
  }
  return true;
}

/** Sources that must be co-partitioned, all of them repartition topics with a fixed number of partitions, but not the same one. */
function checkCopartitions(graph: StreamsGraph): void {
  if (!graph.version.since('2.6')) return;
  for (const group of graph.copartitions) {
    const counts = new Map<string, number>();
    let allFixed = group.size > 0;
    for (const source of group) {
      const fixed = graph.fixedPartitions.get(source);
      if (fixed === undefined || !isExact(fixed.topic)) allFixed = false;
      else counts.set(fixed.topic, fixed.partitions);
    }
    if (!allFixed || new Set(counts.values()).size < 2) continue;
    const list = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([topic, count]) => `${topic}=${count}`);
    throw new TopologyError(
      'TopologyException',
      `Invalid topology: Following topics do not have the same number of partitions: [{${list.join(', ')}}]`,
    );
  }
}

/** KIP-1111: with `ensure.explicit.internal.resource.naming` in the builder's TopologyConfig, made-up names are an error. */
function checkImplicitNames(graph: StreamsGraph): void {
  const { changelogs, stores, repartitions } = graph.implicitNames;
  const required = graph.settings.topologyConfig?.('ensure.explicit.internal.resource.naming');
  if (!graph.version.since('4.1') || required?.toLowerCase() !== 'true') return;
  const parts = [
    ['changelog topic(s)', changelogs],
    ['state store(s)', stores],
    ['repartition topic(s)', repartitions],
  ] as const;
  const lines = parts
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => `Following ${what} has not been named: ${names.map(({ name }) => name).join(', ')}\n`);
  if (lines.length > 0) throw new TopologyError('TopologyException', `Invalid topology: ${lines.join('')}`);
}
