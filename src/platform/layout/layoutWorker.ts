/** Lays diagrams out on a thread of its own: a thousand nodes take about a second, which nobody else should wait for. */
import type { Diagram } from '../../core/diagram/diagram.js';
import { tooLargeToDraw } from '../../core/diagram/layout/tooLargeToDraw.js';
import type { Scene } from '../../core/diagram/layout/scene.js';
import { Thread } from '../threads/thread.js';

export type LayoutOutcome =
  | { readonly kind: 'done'; readonly scene: Scene }
  /** A newer diagram came before this one's turn. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'failed'; readonly message: string };

export interface LayoutWorker {
  /** Of the diagrams that wait, only the newest is laid out. Never rejects. */
  layOut(diagram: Diagram): Promise<LayoutOutcome>;
  dispose(): void;
}

interface Request {
  readonly diagram: Diagram;
  settle(outcome: LayoutOutcome): void;
}

/** A thread that lays out one diagram for longer than this is ended. */
const patienceMs = 30_000;

/** The thread starts with the first diagram, and again after it failed. */
export function createLayoutWorker(script: string, patience = patienceMs): LayoutWorker {
  let thread: Thread<Diagram, Scene> | undefined;
  let running: Request | undefined;
  let waiting: Request | undefined;
  let timer: NodeJS.Timeout | undefined;

  const finish = (outcome: LayoutOutcome): void => {
    clearTimeout(timer);
    const finished = running;
    running = undefined;
    finished?.settle(outcome);
    next();
  };
  const start = (): Thread<Diagram, Scene> => {
    const ended = (message: string): void => {
      thread = undefined;
      finish({ kind: 'failed', message });
    };
    return new Thread(
      script,
      {},
      {
        onAnswer: (scene) => finish({ kind: 'done', scene }),
        onError: (error) => ended(error.message),
        onExit: (code) => ended(`The layout ended with code ${code}.`),
      },
    );
  };
  const next = (): void => {
    if (running !== undefined || waiting === undefined) return;
    [running, waiting] = [waiting, undefined];
    thread ??= start();
    thread.post(running.diagram);
    timer = setTimeout(giveUp, patience);
  };
  const giveUp = (): void => {
    const ending = thread;
    thread = undefined;
    void ending?.end();
    finish({ kind: 'failed', message: `it takes longer than ${patience / 1000} seconds` });
  };

  return {
    layOut(diagram) {
      waiting?.settle({ kind: 'stale' });
      waiting = undefined;
      const tooLarge = tooLargeToDraw(diagram);
      if (tooLarge !== undefined) return Promise.resolve({ kind: 'failed', message: tooLarge });
      return new Promise((settle) => {
        waiting = { diagram, settle };
        next();
      });
    },
    dispose() {
      const ending = thread;
      thread = undefined;
      for (const request of [running, waiting]) request?.settle({ kind: 'stale' });
      [running, waiting] = [undefined, undefined];
      clearTimeout(timer);
      void ending?.end();
    },
  };
}
