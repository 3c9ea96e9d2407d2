/** The first page is read when a panel opens, as far as nobody has to wait long or pay for it: what takes more waits for Run. */
import type { QueryToPage } from '../../src/protocol/queryPanel.js';
import { formatBytes, formatCount } from './times.js';

const mostMs = 15_000;
const mostBytes = 256 * 1024 * 1024;

export interface Opening {
  start(run: number): void;
  /** Looks at how far the run is; true: it is to be cancelled. */
  isEnough(progress: QueryToPage & { readonly type: 'progress' }): boolean;
  /** Why the run was cancelled by itself; empty: it was not. */
  note(run: number): string;
}

export function createOpening(now: () => number): Opening {
  let [run, startedAt, note] = [-1, 0, ''];
  return {
    start(opened) {
      [run, startedAt] = [opened, now()];
    },
    isEnough({ run: of, bytes, done, span }) {
      if (of !== run || note !== '' || (bytes <= mostBytes && now() - startedAt <= mostMs)) return false;
      note = `The topic is large: ${formatBytes(bytes)} were read, ${formatCount(done)} of ${formatCount(span)} offsets. Run reads all of it.`;
      return true;
    },
    note: (of) => (of === run ? note : ''),
  };
}
