/** The views that a session keeps: the longest unused go where the memory for a new one is short. */
import type { Cluster } from '../../kafka/cluster.js';
import type { MemoryBudget, SpillFile } from '../views/memoryBudget.js';
import type { ViewOptions } from '../views/partitionView.js';
import type { ViewRules } from '../views/viewRules.js';
import { createTopicView, type TopicView } from './topicView.js';

export interface KeptViewAsk {
  readonly topic: string;
  readonly rules: ViewRules;
  readonly asOf: number | null;
}

export interface KeptViews {
  /** Has it been read before? */
  has(ask: KeptViewAsk): boolean;
  /** Runs `use` on the kept view, one after another for each view. */
  use<T>(ask: KeptViewAsk, use: (view: TopicView) => Promise<T>): Promise<T>;
  /** A view for one question, closed when `use` is done. */
  once<T>(ask: KeptViewAsk, wanted: ViewOptions['wanted'], use: (view: TopicView) => Promise<T>): Promise<T>;
  /** Of views that are still in use, too: nothing more is read into them. */
  close(): void;
}

/** As-of views are of one moment: few are kept. */
const mostAsOf = 2;

export function createKeptViews(cluster: Cluster, budget: MemoryBudget, openSpill: (() => SpillFile) | undefined): KeptViews {
  interface Kept {
    readonly view: TopicView;
    readonly asOf: number | null;
    users: number;
    last: Promise<unknown>;
  }
  /** The longest unused first. */
  const kept = new Map<string, Kept>();
  let isClosed = false;
  const nameOf = ({ topic, rules, asOf }: KeptViewAsk): string => JSON.stringify([topic, rules, asOf]);

  const makeRoom = (): void => {
    const idle = [...kept].filter(([, { users }]) => users === 0);
    const ofTimes = idle.filter(([, { asOf }]) => asOf !== null);
    for (const [name, one] of ofTimes.slice(0, Math.max(0, ofTimes.length - mostAsOf))) drop(name, one);
    for (const [name, one] of idle) if (budget.used > budget.limit / 2) drop(name, one);
  };
  const open = (ask: KeptViewAsk, wanted?: ViewOptions['wanted']): TopicView => {
    const view = createTopicView(cluster, { ...ask, budget, openSpill, wanted });
    if (isClosed) view.close();
    return view;
  };
  const drop = (name: string, { view }: Kept): void => {
    if (kept.delete(name)) view.close();
  };

  return {
    has: (ask) => kept.has(nameOf(ask)),
    async use(ask, use) {
      const name = nameOf(ask);
      let one = kept.get(name);
      if (one === undefined) {
        makeRoom();
        one = { view: open(ask), asOf: ask.asOf, users: 0, last: Promise.resolve() };
      }
      kept.delete(name);
      kept.set(name, one);
      one.users++;
      const { view, last } = one;
      const mine = last.then(() => use(view));
      one.last = mine.then(
        () => undefined,
        () => undefined,
      );
      try {
        return await mine;
      } finally {
        one.users--;
      }
    },
    async once(ask, wanted, use) {
      const view = open(ask, wanted);
      try {
        return await use(view);
      } finally {
        view.close();
      }
    },
    close() {
      isClosed = true;
      for (const { view } of kept.values()) view.close();
      kept.clear();
    },
  };
}
