/** The diagram of a saved Topology#describe() text. */
import type { DescribedNode, DescribedSubtopology } from '../description/topologyText.js';
import { endsAsInternalTopic, holdsPosition, parseTopologyText } from '../description/topologyText.js';
import type { Location } from '../report.js';
import type { Diagram, DiagramNode } from './diagram.js';
import type { TopologyPart } from './drawParts.js';
import { drawParts } from './drawParts.js';

/** undefined: the text is no description. `file` is what the nodes' places say. */
export function toDescribedDiagram(text: string, title: string, file: string): Diagram | undefined {
  const subtopologies = parseTopologyText(text);
  if (subtopologies === undefined) return undefined;
  return drawDescription(subtopologies, title, (node) => ({
    file,
    line: node.line,
    column: node.column,
    endLine: node.line,
    endColumn: node.column + node.name.length,
  }));
}

function drawDescription(
  subtopologies: readonly DescribedSubtopology[],
  title: string,
  locate: (node: DescribedNode) => Location,
): Diagram {
  const parts = toParts(subtopologies, locate);
  const written = new Set(parts.flatMap(({ nodes }) => nodes.flatMap((node) => (node.type === 'sink' ? node.topics : []))));
  const isInternal = (topic: string): boolean => endsAsInternalTopic(topic) && written.has(topic);
  return drawParts(parts, {
    title,
    notes: [],
    toStore: (name) => ({ exact: true, unnamed: holdsPosition(name), location: null, facts: [], changelog: null }),
    toTopic: (name) => ({
      kind: isInternal(name) ? 'repartition' : 'topic',
      exact: true,
      unnamed: isInternal(name) && holdsPosition(name),
      location: null,
      facts: [],
    }),
  });
}

/** A description's sub-topologies as the diagram takes them. */
export function toParts(
  subtopologies: readonly DescribedSubtopology[],
  locate: (node: DescribedNode) => DiagramNode['location'],
): TopologyPart[] {
  return subtopologies.map(({ id, global, nodes }) => ({
    id,
    global,
    nodes: nodes.map((node) => ({
      type: node.type,
      name: node.name,
      exact: true,
      topics: node.pattern !== undefined ? [node.pattern] : node.topic !== undefined ? [node.topic] : node.topics,
      readsPattern: node.pattern !== undefined,
      stores: node.stores,
      successors: node.successors,
      location: locate(node),
    })),
  }));
}
