/** Below the diagram, and never over it: what the shapes mean, and what the picture lacks. */
import type { PanelScene } from '../../src/protocol/topologyPanel.js';
import { html } from '../shared/elements.js';
import { renderLegend } from './legend.js';

export interface Footer {
  readonly element: HTMLElement;
  show(scene: PanelScene): void;
}

export function createFooter(): Footer {
  const entries = html('ul');
  const gaps = html('details', { class: 'gaps', hidden: '' });
  return {
    element: html('footer', {}, html('details', { class: 'legend' }, html('summary', {}, 'Legend'), entries), gaps),
    show(scene) {
      renderLegend(entries, scene);
      gaps.hidden = scene.notes.length === 0;
      const count = scene.notes.length === 1 ? '1 reason' : `${scene.notes.length} reasons`;
      gaps.replaceChildren(
        html('summary', {}, `Not determinable in full (${count})`),
        html('ul', {}, ...scene.notes.map((note) => html('li', {}, note))),
      );
    },
  };
}
