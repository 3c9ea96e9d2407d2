/**
 * What is deployed against the code: node by node where brokers tell nodes (4.4 with a plugin, KIP-1331), else by the topics of the
 * sub-topologies (streams groups, KIP-1071). By the names on the cluster.
 */
import { parseTopologyText, type DescribedNode } from '../core/description/topologyText.js';
import type { TopologyReport } from '../core/report.js';
import type { DescribedTopology, DescribedTopologyNode } from '../kafka/cluster.js';
import { findCodeSubtopologies, onClusterOf } from './codeSubtopologies.js';
import type { DeployedTopology } from './deployedTopology.js';
import { toExpectedApplication } from './expectedStores.js';
import type { Figure } from './model.js';

export interface TopologyDifference {
  /** A node's name, or `Sub-topology 3`. */
  readonly of: string;
  readonly message: string;
  readonly source: { readonly file: string; readonly line: number } | null;
}

export interface DeployedComparison {
  /** What was compared; null: nothing could be. */
  readonly by: 'nodes' | 'subtopologies' | null;
  /** What runs has the topology that was compared: not so of nodes, where topics are the same (see `first`). */
  readonly isCertain: boolean;
  /** How many nodes or sub-topologies, of both sides together. */
  readonly count: number;
  readonly differences: readonly TopologyDifference[];
  /** What was compared, what is not known of it and what follows: sentences. */
  readonly notes: readonly string[];
}

/** Where several topologies of the code may be the application, the one that differs least is compared. */
export function compareDeployed(
  application: string,
  deployed: Figure<DeployedTopology>,
  topologies: readonly TopologyReport[],
): DeployedComparison {
  if (deployed.value === null) return nothing(`What is deployed cannot be compared with the code: ${deployed.why}.`);
  const { value } = deployed;
  const known = topologies.filter(({ describe }) => describe !== null);
  if (known.length < topologies.length || known.length === 0)
    return nothing('What is deployed was not compared with the code: not all of its topology is determined; kslens analyze says why.');
  const all = known.map((topology) => compareOne(application, value, topology));
  return all.reduce((least, one) => (one.differences.length < least.differences.length ? one : least));
}

const nothing = (note: string): DeployedComparison => ({ by: null, isCertain: false, count: 0, differences: [], notes: [note] });

/** Seen with brokers of 4.3.0 and 4.4.0, also where the group has no members. */
const refused =
  'Sub-topologies, source topics or internal topics differ: brokers of 4.3 and 4.4 refuse another topology of a streams group that exists ' +
  '("Topology updates are not supported yet"), so there the application of this code does not start as long as the group exists.';

/** Seen with brokers of 4.4.0, also after all members had stopped and started anew. */
const first =
  'Brokers keep the description that the first member of the group sent: if the application was deployed anew since, with other nodes and the same topics, ' +
  'they do not know it.';

function compareOne(application: string, deployed: DeployedTopology, topology: TopologyReport): DeployedComparison {
  const topics = compareTopics(deployed, topicsOfCode(application, topology));
  const isChanged = topics.ofTopics.length + topics.ofChangelogs.length > 0;
  const { nodes } = deployed;
  if (nodes.value === null) {
    const notes = [`Compared by the topics of its sub-topologies only: ${nodes.why}.`, ...(isChanged ? [refused] : [])];
    return { by: 'subtopologies', isCertain: true, count: topics.count, differences: [...topics.ofTopics, ...topics.ofChangelogs], notes };
  }
  const byNode = compareNodes(nodesOfDescription(nodes.value), nodesOfCode(application, topology));
  // Nodes tell of all topics but changelogs.
  const differences = [...byNode.differences, ...topics.ofChangelogs];
  return { by: 'nodes', isCertain: isChanged, count: byNode.count, differences, notes: [isChanged ? refused : first] };
}

interface Node {
  readonly name: string;
  readonly type: DescribedNode['type'];
  /** null: of a global store. */
  readonly subtopology: string | null;
  /** What a source reads. */
  readonly topics: readonly string[];
  /** What a sink writes: one, or none where every record decides. */
  readonly sinkTopic: string | null;
  readonly stores: readonly string[];
  readonly successors: readonly string[];
  readonly source: TopologyDifference['source'];
}

function nodesOfDescription({ subtopologies, globalStores }: DescribedTopology): Node[] {
  const toNode = (node: DescribedTopologyNode, subtopology: string | null): Node => ({ ...node, subtopology, source: null });
  return [
    ...subtopologies.flatMap(({ id, nodes }) => nodes.map((node) => toNode(node, id))),
    ...globalStores.flatMap(({ source, processor }) => [toNode(source, null), toNode(processor, null)]),
  ];
}

function nodesOfCode(application: string, topology: TopologyReport): Node[] {
  const onCluster = onClusterOf(application, topology);
  const places = new Map(topology.subtopologies.flatMap(({ nodes }) => nodes.map(({ name, location }) => [name, location] as const)));
  return (parseTopologyText(topology.describe ?? '') ?? []).flatMap(({ id, global, nodes }) =>
    nodes.map(({ name, type, topics, pattern, topic, stores, successors }): Node => {
      const place = places.get(name);
      return {
        name,
        type,
        subtopology: global ? null : String(id),
        topics: pattern === undefined ? topics.map(onCluster) : [`what matches ${pattern}`],
        sinkTopic: topic === undefined ? null : onCluster(topic),
        stores,
        successors,
        source: place === undefined || place === null ? null : { file: place.file, line: place.line },
      };
    }),
  );
}

function compareNodes(deployed: readonly Node[], code: readonly Node[]): Pick<DeployedComparison, 'count' | 'differences'> {
  const byName = new Map(code.map((node) => [node.name, node]));
  const names = new Set(deployed.map(({ name }) => name));
  const renumbered = new Map<string, TopologyDifference>();
  const differences = deployed.flatMap((node): TopologyDifference[] => {
    const other = byName.get(node.name);
    if (other === undefined) return [{ of: node.name, message: `Deployed${placeOf(node)}, and not in the code.`, source: null }];
    if (node.subtopology !== other.subtopology)
      renumbered.set(`${node.subtopology} ${other.subtopology}`, {
        of: `Sub-topology ${other.subtopology ?? 'of a global store'}`,
        message: `Its nodes, such as ${node.name}, are deployed${placeOf(node)}: their tasks have other ids.`,
        source: null,
      });
    const message = differenceOf(node, other);
    return message === undefined ? [] : [{ of: node.name, message, source: other.source }];
  });
  const onlyInCode = code
    .filter(({ name }) => !names.has(name))
    .map((node): TopologyDifference => ({ of: node.name, message: `In the code${placeOf(node)}, and not deployed.`, source: node.source }));
  return { count: new Set([...names, ...byName.keys()]).size, differences: [...renumbered.values(), ...differences, ...onlyInCode] };
}

const placeOf = ({ subtopology }: Node): string => (subtopology === null ? ' for a global store' : ` in sub-topology ${subtopology}`);

/** A sentence; undefined: they are the same. */
function differenceOf(deployed: Node, code: Node): string | undefined {
  if (deployed.type !== code.type) return `Deployed as a ${deployed.type}; a ${code.type} in the code.`;
  const sink = ({ sinkTopic }: Node): readonly string[] => (sinkTopic === null ? ['the topic that each record decides'] : [sinkTopic]);
  const parts = [
    differs('reads', deployed.topics, code.topics),
    deployed.type === 'sink' ? differs('writes', sink(deployed), sink(code)) : undefined,
    differs('has the stores', deployed.stores, code.stores),
    differs('passes records to', deployed.successors, code.successors),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : `${parts.join('; ')}.`;
}

function differs(verb: string, deployed: readonly string[], code: readonly string[]): string | undefined {
  const [a, b] = [sorted(deployed), sorted(code)];
  if (a.join('\n') === b.join('\n')) return undefined;
  return `Deployed it ${verb} ${listed(a)}, in the code ${listed(b)}`;
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();
const listed = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));

interface SubtopologyTopics {
  readonly id: string;
  /** Sources and repartition topics; null: the code reads a pattern. */
  readonly reads: readonly string[] | null;
  readonly repartitions: readonly string[];
  readonly changelogs: readonly string[];
}

function topicsOfCode(application: string, topology: TopologyReport): SubtopologyTopics[] {
  const { stores } = toExpectedApplication(application, [topology]);
  const internal = new Set(
    [...topology.repartitions, ...topology.otherInternalTopics].flatMap(({ suffix }) =>
      suffix === null ? [] : [`${application}-${suffix}`],
    ),
  );
  return findCodeSubtopologies(application, topology)
    .filter(({ global }) => !global)
    .map(({ id, reads, writes }) => ({
      id,
      reads,
      repartitions: writes.filter((topic) => internal.has(topic)),
      changelogs: stores.flatMap(({ topic, subtopology, backedBy }) =>
        subtopology === id && topic !== null && backedBy === 'changelog' ? [topic] : [],
      ),
    }));
}

interface TopicComparison {
  readonly count: number;
  /** Of sub-topologies that one side lacks, their source topics and repartition topics. */
  readonly ofTopics: readonly TopologyDifference[];
  readonly ofChangelogs: readonly TopologyDifference[];
}

function compareTopics({ subtopologies }: DeployedTopology, code: readonly SubtopologyTopics[]): TopicComparison {
  const runs = subtopologies.map(
    ({ id, sourceTopics, repartitionSourceTopics, repartitionSinkTopics, changelogTopics }): SubtopologyTopics => ({
      id,
      reads: [...sourceTopics, ...repartitionSourceTopics.map(({ name }) => name)],
      repartitions: repartitionSinkTopics,
      changelogs: changelogTopics.map(({ name }) => name),
    }),
  );
  const ids = sorted([...runs, ...code].map(({ id }) => id));
  const [ofTopics, ofChangelogs]: [TopologyDifference[], TopologyDifference[]] = [[], []];
  for (const id of ids) {
    const say = (to: TopologyDifference[], message: string | undefined): void => {
      if (message !== undefined) to.push({ of: `Sub-topology ${id}`, message: `${message}.`, source: null });
    };
    const [deployed, other] = [runs.find((one) => one.id === id), code.find((one) => one.id === id)];
    if (other === undefined) say(ofTopics, `Deployed, reading ${listed(sorted(deployed?.reads ?? []))}, and not in the code`);
    else if (deployed === undefined) say(ofTopics, `In the code, reading ${listed(sorted(readsOf(other)))}, and not deployed`);
    else {
      say(ofTopics, differs('reads', readsOf(deployed), readsOf(other)));
      say(ofTopics, differs('writes the repartition topics', deployed.repartitions, other.repartitions));
      say(ofChangelogs, differs('has the changelog topics', deployed.changelogs, other.changelogs));
    }
  }
  return { count: ids.length, ofTopics, ofChangelogs };
}

const readsOf = ({ reads }: SubtopologyTopics): readonly string[] => reads ?? ['what matches a pattern'];
