/** Bytes as a hex dump: offset, sixteen bytes, and their ASCII. */
import { html } from '../shared/elements.js';
import { formatCount } from './times.js';

const first = 4096;
const more = 65_536;

export function createHexView(base64: string, label: string): HTMLElement {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const dump = html('pre', { class: 'hex', tabindex: '0', 'aria-label': label });
  const box = html(
    'div',
    {},
    html('div', { class: 'caption' }, `${label}, ${formatCount(bytes.length)} ${bytes.length === 1 ? 'byte' : 'bytes'}`),
    dump,
  );
  let shown = 0;
  const grow = (count: number): void => {
    dump.append(toHexLines(bytes, shown, Math.min(bytes.length, shown + count)));
    shown = Math.min(bytes.length, shown + count);
  };
  grow(first);
  if (shown < bytes.length) {
    const button = html('button', { type: 'button', class: 'link' }, 'Show more');
    button.addEventListener('click', () => {
      grow(more);
      if (shown === bytes.length) button.remove();
    });
    box.append(button);
  }
  return box;
}

function toHexLines(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += 16) {
    const line = [...bytes.subarray(at, Math.min(to, at + 16))];
    const hex = line.map((byte) => byte.toString(16).padStart(2, '0'));
    const ascii = line.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'));
    text += `${at.toString(16).padStart(8, '0')}  ${hex.slice(0, 8).join(' ').padEnd(23)}  ${hex.slice(8).join(' ').padEnd(23)}  ${ascii.join('')}\n`;
  }
  return text;
}
