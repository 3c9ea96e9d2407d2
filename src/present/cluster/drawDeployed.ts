/** A deployed topology as a diagram, and as a text in the form of Topology#describe(). */
import { holdsPosition } from '../../core/description/topologyText.js';
import type { Diagram } from '../../core/diagram/diagram.js';
import { drawParts, type PartNode, type TopologyPart } from '../../core/diagram/drawParts.js';
import type { DeployedSubtopology, DeployedTopology } from '../../applications/deployedTopology.js';
import type { Figure } from '../../applications/model.js';
import type { DescribedTopology, DescribedTopologyNode } from '../../kafka/cluster.js';

export interface DrawnTopology {
  readonly diagram: Diagram;
  readonly text: string;
}

interface Part {
  readonly id: string;
  readonly global: boolean;
  readonly nodes: readonly DescribedTopologyNode[];
}

/** A sentence where brokers do not tell its nodes: why, and what they do tell. Internal topics bear no application id, as in descriptions. */
export function drawDeployed(application: string, deployed: Figure<DeployedTopology>): DrawnTopology | string {
  if (deployed.value === null) return `the deployed topology of ${application} is not known: ${deployed.why}`;
  const { subtopologies, nodes } = deployed.value;
  if (nodes.value !== null) return draw(application, subtopologies, nodes.value);
  const reads = subtopologies.map(
    ({ id, sourceTopics, repartitionSourceTopics }) =>
      `${id} reads ${[...sourceTopics, ...repartitionSourceTopics.map(({ name }) => name)].join(', ')}`,
  );
  return `the deployed topology of ${application} cannot be drawn: ${nodes.why}; of its sub-topologies, ${reads.join('; ')}`;
}

function draw(application: string, subtopologies: readonly DeployedSubtopology[], topology: DescribedTopology): DrawnTopology {
  const prefix = `${application}-`;
  const internal = new Set(
    subtopologies.flatMap((one) => [...one.repartitionSinkTopics, ...one.repartitionSourceTopics.map(({ name }) => name)]),
  );
  const described = (topic: string): string => (internal.has(topic) && topic.startsWith(prefix) ? topic.slice(prefix.length) : topic);
  const named = (node: DescribedTopologyNode): DescribedTopologyNode => ({
    ...node,
    topics: node.topics.map(described),
    sinkTopic: node.sinkTopic === null ? null : described(node.sinkTopic),
  });
  const globalIds = unusedIds(new Set(topology.subtopologies.map(({ id }) => id)), topology.globalStores.length);
  const parts = [
    ...topology.subtopologies.map(({ id, nodes }): Part => ({ id, global: false, nodes: inFlowOrder(nodes.map(named)) })),
    ...topology.globalStores.map(({ source, processor }, i): Part => ({
      id: globalIds[i]!,
      global: true,
      nodes: [named(source), named(processor)],
    })),
  ].sort((a, b) => Number(a.id) - Number(b.id));
  const changelogs = new Set(subtopologies.flatMap((one) => one.changelogTopics.map(({ name }) => name)));
  const isRepartition = new Set([...internal].map(described));
  const diagram = drawParts(parts.map(toPart), {
    title: `${application} as deployed`,
    notes: [],
    toTopic: (name) => ({
      kind: isRepartition.has(name) ? 'repartition' : 'topic',
      exact: true,
      unnamed: isRepartition.has(name) && holdsPosition(name),
      location: null,
      facts: isRepartition.has(name) ? [{ term: 'In the cluster', text: `${prefix}${name}` }] : [],
    }),
    toStore(name) {
      const made = { exact: true, unnamed: holdsPosition(name), location: null };
      const topic = `${prefix}${name}-changelog`;
      const changelog = {
        ...made,
        name: topic.slice(prefix.length),
        reusesSourceTopic: false,
        facts: [{ term: 'In the cluster', text: topic }],
      };
      return { ...made, facts: [], changelog: changelogs.has(topic) ? changelog : null };
    },
  });
  return { diagram, text: `Topologies:\n${parts.map((part) => `   ${partText(part)}`).join('\n')}` };
}

/** Brokers do not tell the ids of global stores. The library numbers all sub-topologies in a row, and gives global stores in that order. */
function unusedIds(used: ReadonlySet<string>, count: number): string[] {
  const ids = Array.from({ length: used.size + count }, (_, i) => String(i)).filter((id) => !used.has(id));
  return ids.slice(0, count);
}

const toPart = ({ id, global, nodes }: Part): TopologyPart => ({ id, global, nodes: nodes.map(toPartNode) });

function toPartNode({ type, name, topics, sinkTopic, stores, successors }: DescribedTopologyNode): PartNode {
  const reads = sinkTopic === null ? topics : [sinkTopic];
  return { type, name, exact: true, topics: reads, readsPattern: false, stores, successors, location: null };
}

/** Each after what comes before it, from the sources on; brokers give them by name. */
function inFlowOrder(nodes: readonly DescribedTopologyNode[]): readonly DescribedTopologyNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const ordered = new Set(nodes.filter(({ type }) => type === 'source'));
  for (const node of ordered)
    for (const next of node.successors) {
      const found = byName.get(next);
      if (found !== undefined) ordered.add(found);
    }
  return [...new Set([...ordered, ...nodes])];
}

const kinds = { source: 'Source', processor: 'Processor', sink: 'Sink' } as const;

function partText({ id, global, nodes }: Part): string {
  const head = `Sub-topology: ${id}${global ? ' for global store (will not generate tasks)' : ''}`;
  const lines = nodes.flatMap((node) => {
    const before = nodes.filter(({ successors }) => successors.includes(node.name)).map(({ name }) => name);
    return [
      `    ${kinds[node.type]}: ${node.name} (${detailOf(node)})`,
      ...(node.type === 'sink' ? [] : [`      --> ${node.successors.length === 0 ? 'none' : node.successors.join(', ')}`]),
      ...(node.type === 'source' ? [] : [`      <-- ${before.length === 0 ? 'none' : before.join(', ')}`]),
    ];
  });
  return `${[head, ...lines].join('\n')}\n`;
}

function detailOf({ type, topics, sinkTopic, stores }: DescribedTopologyNode): string {
  if (type === 'source') return `topics: [${topics.join(', ')}]`;
  if (type === 'processor') return `stores: [${stores.join(', ')}]`;
  return sinkTopic === null ? 'extractor class: not told by brokers' : `topic: ${sinkTopic}`;
}
