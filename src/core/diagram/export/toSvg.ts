/** A laid-out diagram as one SVG file: nothing outside of it is needed, and it follows the reader's light or dark. */
import type { Line, Scene, SceneNode } from '../layout/scene.js';
import { xmlText } from '../xmlText.js';

const light = `
.paper{fill:#ffffff}.group{fill:#f6f8fa;stroke:#d0d7de}.title{fill:#57606a;stroke:#f6f8fa}.edge{stroke:#6e7781}.use,.backup{stroke:#54aeff}
.node path{fill:#ffffff;stroke:#6e7781}.kind{fill:#57606a}.name{fill:#1f2328}
.source path,.sink path{stroke:#1a7f37}.store path{stroke:#0969da;fill:#eef6ff}.topic path{stroke:#8250df;fill:#f8f3ff}
.repartition path,.changelog path{stroke:#8250df;fill:#ffffff}
.unnamed path{stroke:#9a6700;fill:#fff8e5}.unnamed .kind{fill:#7d4e00}.unnamed .mark{fill:#ffd866;stroke:#4d3800}`;
const dark = `
.paper{fill:#0d1117}.group{fill:#151b23;stroke:#3d444d}.title{fill:#9198a1;stroke:#151b23}.edge{stroke:#7d8590}.use,.backup{stroke:#1f6feb}
.node path{fill:#0d1117;stroke:#7d8590}.kind{fill:#9198a1}.name{fill:#f0f6fc}
.source path,.sink path{stroke:#3fb950}.store path{stroke:#4493f8;fill:#0f1d2f}.topic path{stroke:#ab7df8;fill:#1a1329}
.repartition path,.changelog path{stroke:#ab7df8;fill:#0d1117}
.unnamed path{stroke:#d29922;fill:#272115}.unnamed .kind{fill:#e3b341}.unnamed .mark{fill:#d29922;stroke:#0d1117}`;
const shared = `
text{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:11px;text-anchor:middle}
.kind{font-size:9px;letter-spacing:.04em;text-transform:uppercase}.title{font-size:12px;font-weight:600;text-anchor:start;paint-order:stroke;stroke-width:6px}
.group{stroke-width:1}.edge{fill:none;stroke-width:1.2}.backup{stroke-dasharray:2 4}
.node path{stroke-width:1.2}.unnamed path{stroke-width:2.2}.vague path{stroke-dasharray:5 3}.unnamed .mark{stroke-width:1.2;stroke-linejoin:round;stroke-dasharray:none}`;

export function toSvg(scene: Scene): string {
  const { title, notes, width, height, groups, nodes, edges } = scene;
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img">`,
    `<title>${xmlText(title)}</title>`,
    ...(notes.length === 0 ? [] : [`<desc>${xmlText(notes.join('; '))}</desc>`]),
    `<style>${shared}${light}\n@media (prefers-color-scheme:dark){${dark}}\n</style>`,
    `<rect class="paper" width="${w}" height="${h}"/>`,
    ...groups.map(({ x, y, width: w, height: h }) => `<rect class="group" x="${x}" y="${y}" width="${w}" height="${h}" rx="6"/>`),
    ...edges.map(({ kind, path }) => `<path class="edge ${kind}" d="${path}"/>`),
    ...groups.map(({ x, y, title: words }) => `<text class="title" x="${x + 14}" y="${y + 22}">${xmlText(words)}</text>`),
    ...nodes.map(nodeMarkup),
    '</svg>',
    '',
  ].join('\n');
}

function nodeMarkup({ x, y, width, kind, name, path, lines, heading, mark, unnamed, exact, facts }: SceneNode): string {
  const classes = ['node', kind, ...(unnamed ? ['unnamed'] : []), ...(exact ? [] : ['vague'])].join(' ');
  const about = [name, ...facts.map(({ term, text }) => `${term}: ${text}`)].map(xmlText).join('\n');
  return [
    `<g class="${classes}" transform="translate(${x} ${y})"><title>${about}</title><path d="${path}"/>`,
    textMarkup('kind', width, heading),
    ...lines.map((line) => textMarkup('name', width, line)),
    mark === null ? '' : `<path class="mark" d="${mark}"/>`,
    '</g>',
  ].join('');
}

const textMarkup = (kind: string, width: number, { text, y }: Line): string =>
  `<text class="${kind}" x="${width / 2}" y="${y}">${xmlText(text)}</text>`;
