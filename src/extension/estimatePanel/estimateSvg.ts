/** The bars of an estimate as a picture. */
import { xmlText } from '../../core/diagram/xmlText.js';
import type { EstimateView } from '../../protocol/estimatePanel.js';

const width = 760;
const rowHeight = 44;
const left = 16;
const barWidth = width - 2 * left;

export function estimateSvg({ title, verdict, bars, facts }: EstimateView): string {
  const head = [title, verdict.text, ...facts.map(({ term, text }) => `${term}: ${text}`)];
  const top = 28 + head.length * 18;
  const height = top + bars.length * rowHeight + 16;
  const text = (x: number, y: number, content: string, size = 12, weight = 400): string =>
    `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}">${xmlText(content)}</text>`;
  const rect = (y: number, share: number, fill: string): string =>
    `<rect x="${left}" y="${y}" width="${(barWidth * share).toFixed(1)}" height="10" fill="${fill}"/>`;
  const rows = bars.flatMap(({ name, detail, likely, worst, text: says }, i) => {
    const y = top + i * rowHeight;
    return [text(left, y, `${name} (${detail}): ${says}`), rect(y + 8, worst, '#b9cfe4'), rect(y + 8, likely, '#1a6fb5')];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...head.map((line, i) => text(left, 26 + i * 18, line, i === 0 ? 15 : 12, i === 0 ? 600 : 400)),
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}
