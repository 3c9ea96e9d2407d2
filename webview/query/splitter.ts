/** The edge between grid and details: dragged, or moved by arrows. */
import { html } from '../shared/elements.js';

const [least, most, step] = [220, 1400, 24];

export function createSplitter(pane: HTMLElement, start: number, moved: (width: number) => void): { readonly element: HTMLElement } {
  let width = start;
  const element = html('div', {
    class: 'splitter',
    role: 'separator',
    tabindex: '0',
    'aria-orientation': 'vertical',
    'aria-label': 'Width of the details',
    'aria-valuemin': String(least),
    'aria-valuemax': String(most),
  });
  const set = (next: number): void => {
    width = Math.round(Math.max(least, Math.min(most, window.innerWidth * 0.75, next)));
    pane.style.setProperty('--details', `${width}px`);
    element.setAttribute('aria-valuenow', String(width));
  };
  element.addEventListener('pointerdown', (down) => {
    down.preventDefault();
    const [from, before] = [down.clientX, width];
    const drag = ({ clientX }: PointerEvent): void => set(before + from - clientX);
    const drop = (): void => {
      window.removeEventListener('pointermove', drag);
      window.removeEventListener('pointerup', drop);
      moved(width);
    };
    window.addEventListener('pointermove', drag);
    window.addEventListener('pointerup', drop);
  });
  element.addEventListener('keydown', ({ key }) => {
    const by = key === 'ArrowLeft' ? step : key === 'ArrowRight' ? -step : 0;
    if (by === 0) return;
    set(width + by);
    moved(width);
  });
  set(start);
  return { element };
}
