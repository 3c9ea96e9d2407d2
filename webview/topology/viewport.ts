/** Which part of the diagram shows, and how large: wheel, drag and keys change it. */
import type { PageState } from '../../src/protocol/topologyPanel.js';

export type View = PageState['view'];

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Viewport {
  readonly view: View;
  show(view: View): void;
  /** About the middle, or about a point of the window. */
  zoom(factor: number, at?: { readonly x: number; readonly y: number }): void;
  fit(): void;
  /** Moves no further than needed for the area to be seen; closer where the scale is below `least`. */
  reveal(area: Area, least?: number): void;
  setSize(width: number, height: number): void;
}

const least = 0.05;
const most = 4;
/** What is brought closer has this scale: its name stands in it in full. */
const close = 0.85;
const margin = 32;

const within = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

/** `content` is moved and scaled inside of `frame`, from its upper left corner. */
export function createViewport(frame: HTMLElement, content: SVGSVGElement, changed: (view: View) => void): Viewport {
  let view: View = { x: 0, y: 0, scale: 1 };
  let size = { width: 1, height: 1 };
  let asked = 0;

  const paint = (): void => {
    asked = 0;
    content.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  };
  const show = (next: View): void => {
    view = next;
    asked ||= requestAnimationFrame(paint);
    changed(view);
  };
  const zoom: Viewport['zoom'] = (factor, at) => {
    const { left, top, width, height } = frame.getBoundingClientRect();
    const [x, y] = at === undefined ? [width / 2, height / 2] : [at.x - left, at.y - top];
    const scale = within(least, view.scale * factor, most);
    const by = scale / view.scale;
    show({ x: x - (x - view.x) * by, y: y - (y - view.y) * by, scale });
  };

  frame.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      // A mouse's notch is about 100; a pinch comes as small steps with ctrlKey.
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      if (event.shiftKey) show({ ...view, x: view.x - (event.deltaX + event.deltaY) * lines });
      else zoom(Math.exp((-event.deltaY * lines * (event.ctrlKey ? 6 : 1)) / 600), { x: event.clientX, y: event.clientY });
    },
    { passive: false },
  );
  followDrags(frame, (dx, dy) => show({ ...view, x: view.x + dx, y: view.y + dy }));
  // A browser scrolls to what it finds or focuses; only the transform may move the diagram.
  frame.addEventListener('scroll', () => frame.scrollTo(0, 0));

  return {
    get view() {
      return view;
    },
    show,
    zoom,
    fit() {
      const { clientWidth, clientHeight } = frame;
      const scale = within(least, Math.min(clientWidth / size.width, clientHeight / size.height), 1);
      show({ x: (clientWidth - size.width * scale) / 2, y: Math.max(0, (clientHeight - size.height * scale) / 2), scale });
    },
    reveal({ x, y, width, height }, least = 0) {
      if (view.scale < least) {
        const [left, top] = [frame.clientWidth / 2 - (x + width / 2) * close, frame.clientHeight / 2 - (y + height / 2) * close];
        show({ x: left, y: top, scale: close });
        return;
      }
      const dx = stepInto(view.x + x * view.scale, width * view.scale, frame.clientWidth);
      const dy = stepInto(view.y + y * view.scale, height * view.scale, frame.clientHeight);
      if (dx !== 0 || dy !== 0) show({ ...view, x: view.x + dx, y: view.y + dy });
    },
    setSize(width, height) {
      size = { width, height };
      content.setAttribute('width', String(width));
      content.setAttribute('height', String(height));
    },
  };
}

/** By how much to move what starts there so that it is seen in so much room; its start counts more than its end. */
function stepInto(start: number, length: number, room: number): number {
  if (start < margin) return margin - start;
  return start + length > room - margin ? Math.max(room - margin - start - length, margin - start) : 0;
}

function followDrags(frame: HTMLElement, moveBy: (dx: number, dy: number) => void): void {
  frame.addEventListener('pointerdown', (down) => {
    if (down.button > 1) return;
    let { clientX, clientY } = down;
    let moving = false;
    const move = (event: PointerEvent): void => {
      const [dx, dy] = [event.clientX - clientX, event.clientY - clientY];
      if (!moving && Math.hypot(dx, dy) < 4) return;
      if (!moving) frame.setPointerCapture(down.pointerId); // from here on it is no click
      moving = true;
      frame.classList.add('moving');
      [clientX, clientY] = [event.clientX, event.clientY];
      moveBy(dx, dy);
    };
    const end = (): void => {
      frame.classList.remove('moving');
      frame.removeEventListener('pointermove', move);
      frame.removeEventListener('pointerup', end);
      frame.removeEventListener('pointercancel', end);
    };
    frame.addEventListener('pointermove', move);
    frame.addEventListener('pointerup', end);
    frame.addEventListener('pointercancel', end);
  });
}
