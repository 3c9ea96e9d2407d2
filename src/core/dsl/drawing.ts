/** Names of processors as the records of operators have them drawn. */
import type { ProcessorDraw } from '../operators/operator.js';
import type { StreamsGraph } from './streamsGraph.js';

/** `position`: of those that are drawn once for each of several. */
export function drawProcessor(graph: StreamsGraph, draw: ProcessorDraw, given: string | undefined, position = 0): string {
  const named = givenName(graph, draw, given, position);
  switch (draw.when) {
    case 'always':
      return graph.draw(draw.prefix);
    case 'evenIfNamed':
      return graph.drawEvenIfNamed(draw.prefix, named);
    case 'ifUnnamed':
      return graph.drawIfUnnamed(draw.prefix, named);
  }
}

/** What a given name makes of the processor's; undefined where none is given, or this version does not take it. */
export function givenName(graph: StreamsGraph, draw: ProcessorDraw, given: string | undefined, position = 0): string | undefined {
  if (given === undefined || (draw.namedSince !== undefined && !graph.version.since(draw.namedSince))) return undefined;
  return given + draw.suffix.replace('<i>', String(position));
}
