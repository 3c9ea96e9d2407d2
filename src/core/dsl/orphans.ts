/** Streams and tables that come from where we cannot look: they belong to no known builder, and whether their keys changed is not known. */
import type { Site } from '../../base/text.js';
import type { DslContext } from './context.js';
import { GraphNode } from './graphNode.js';
import type { GraphHolder, Handle, KGroupedStream, KStream } from './handles.js';

/** undefined: not a thing that can be used without knowing where it comes from. The holder's graph has its counter lost. */
export function createOrphan(context: DslContext, type: string, holder: GraphHolder, reason: string, site: Site): Handle | undefined {
  const { graph } = holder;
  const name = context.hole(holder, type, reason, site);
  const node = new GraphNode(name, (topology) => topology.addSource(name, [`${name}-topic`], site));
  const sources = new Set([name]);
  const serdes = { keySerde: null, valueSerde: null };
  const common = { holder, node, sources, ...serdes };
  const stream: KStream = { type: 'KStream', ...common, name, autoNamed: false, rekeyed: 'unknown', joinRepartition: undefined };
  const grouped: KGroupedStream = {
    type: 'KGroupedStream',
    ...common,
    rekeyed: 'unknown',
    groupedName: undefined,
    nameKnown: false,
    repartition: { node: undefined },
  };
  const make = (): Handle | undefined => {
    switch (type) {
      case 'KStream':
        return stream;
      case 'KTable':
        return { type, ...common, name, origin: { kind: 'unknown' }, queryableName: null };
      case 'GlobalKTable':
        return { type, queryableName: null };
      case 'KGroupedStream':
        return grouped;
      case 'TimeWindowedKStream':
      case 'SessionWindowedKStream':
        return { type, grouped, windows: undefined, emit: undefined };
      case 'CogroupedKStream':
        return { type, groups: new Set([grouped]), parents: new Map() };
      case 'KGroupedTable':
        return { type, ...common, groupedName: undefined, nameKnown: false, repartition: undefined };
      case 'BranchedKStream':
        return { type, source: stream, splitterName: name, autoNamed: false, node, branches: 0, outputs: new Map() };
      default:
        return undefined;
    }
  };
  const handle = make();
  if (handle === undefined) return undefined;
  graph.lose(`the ${type} comes from where it cannot be followed: ${reason}`, site);
  graph.add(graph.root, node);
  return handle;
}
