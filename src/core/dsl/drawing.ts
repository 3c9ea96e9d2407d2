/** Names of processors as the records of operators have them drawn. */
import type { ProcessorDraw } from '../operators/operator.js';
import { validateName } from './settings/names.js';
import type { StreamsGraph } from './streamsGraph.js';

/** `position`: of those that are drawn once for each of several. */
export function drawProcessor(graph: StreamsGraph, draw: ProcessorDraw, given: string | undefined, position = 0): string {
  const named = givenName(graph, draw, given, position);
  const prefix = prefixOf(graph, draw);
  switch (draw.when) {
    case 'always':
      return graph.draw(prefix);
    case 'evenIfNamed':
      return graph.drawEvenIfNamed(prefix, named);
    case 'ifUnnamed':
      return graph.drawIfUnnamed(prefix, named);
  }
}

/**
 * What a given name makes of the processor's; undefined where none is given, or this version does not take it. Throws where the library
 * does: configuration objects take every name, and it is looked at where it is used. Source: NamedInternal.
 */
export function givenName(graph: StreamsGraph, draw: ProcessorDraw, given: string | undefined, position = 0): string | undefined {
  if (given === undefined || (draw.namedSince !== undefined && !graph.version.since(draw.namedSince))) return undefined;
  const named = given + draw.suffix.replace('<i>', String(position));
  if (draw.unchecked !== true) for (const name of [given, named]) validateName(graph.version, name);
  return named;
}

function prefixOf({ version }: StreamsGraph, { prefix, formerly }: ProcessorDraw): string {
  return formerly !== undefined && !version.since(formerly.before) ? formerly.prefix : prefix;
}
