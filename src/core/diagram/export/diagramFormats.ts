/** The files that a diagram can become. */
import type { Diagram } from '../diagram.js';
import { layOutDiagram } from '../layout/layOutDiagram.js';
import { toDot } from './toDot.js';
import { toMermaid } from './toMermaid.js';
import { toSvg } from './toSvg.js';

export const diagramFormats = ['mermaid', 'dot', 'svg'] as const;
export type DiagramFormat = (typeof diagramFormats)[number];

export function exportDiagram(diagram: Diagram, format: DiagramFormat): string {
  switch (format) {
    case 'mermaid':
      return toMermaid(diagram);
    case 'dot':
      return toDot(diagram);
    case 'svg':
      return toSvg(layOutDiagram(diagram));
  }
}
