/** What the shapes mean; closed until asked for. */
import type { PanelScene } from '../../src/protocol/topologyPanel.js';
import { html, svg } from '../shared/elements.js';

export function renderLegend(legend: HTMLElement, { legend: entries, nodes }: PanelScene): void {
  const row = (classes: string, path: string, title: string): HTMLElement =>
    html(
      'li',
      {},
      svg(
        'svg',
        { width: 40, height: 22, 'aria-hidden': 'true' },
        svg('g', { class: `node ${classes}`, transform: 'translate(2 2)' }, svg('path', { class: 'outline', d: path })),
      ),
      title,
    );
  const box = entries.find(({ kind }) => kind === 'store') ?? entries[0];
  legend.replaceChildren(
    ...entries.map(({ kind, title, path }) => row(kind, path, title)),
    ...(box !== undefined && nodes.some(({ unnamed }) => unnamed)
      ? [row(`${box.kind} unnamed`, box.path, 'Unnamed: holds a number that moves')]
      : []),
    ...(box !== undefined && nodes.some(({ exact }) => !exact)
      ? [row(`${box.kind} vague`, box.path, 'Name not determinable in full')]
      : []),
    ...changes.flatMap(([change, title]) =>
      box !== undefined && nodes.some((node) => node.change === change) ? [row(`${box.kind} change-${change}`, box.path, title)] : [],
    ),
  );
}

const changes = [
  ['moved', '→ Moved: its state stays under the old name'],
  ['new', '+ New'],
  ['taken', '! Taken over: would start from what is not its own'],
  ['gone', '− Gone from the code'],
] as const;
