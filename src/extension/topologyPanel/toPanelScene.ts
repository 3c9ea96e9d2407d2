/** From the core's scene to what is posted to the page. No vscode in here. */
import { groupOfCollapsed } from '../../core/diagram/arrangement.js';
import type { Scene } from '../../core/diagram/layout/scene.js';
import type { PanelScene } from '../../protocol/topologyPanel.js';

export function toPanelScene({ title, notes, width, height, groups, nodes, edges, legend }: Scene): PanelScene {
  return {
    title,
    notes,
    width,
    height,
    groups: groups.map((group) => ({ id: group.id, title: group.title, x: group.x, y: group.y, width: group.width, height: group.height })),
    nodes: nodes.map(({ location, ...node }) => ({
      id: node.id,
      kind: node.kind,
      x: node.x,
      y: node.y,
      width: node.width,
      height: node.height,
      heading: node.heading,
      lines: node.lines,
      label: node.label,
      path: node.path,
      mark: node.mark,
      name: node.name,
      unnamed: node.unnamed,
      change: node.change ?? null,
      exact: node.exact,
      group: node.group,
      standsFor: groupOfCollapsed(node.id),
      facts: node.facts,
      place: location === null ? null : `${location.file.slice(location.file.lastIndexOf('/') + 1)}:${location.line}`,
    })),
    edges: edges.map(({ from, to, kind, path }) => ({ from, to, kind, path })),
    legend,
  };
}
