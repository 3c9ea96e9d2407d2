/** What changed between looks at an application: a task whose offsets move runs, and so has restored its state. */

export interface Movements {
  /** `who` tells the members and their tasks: of other ones it is not known whether their tasks run. */
  observe(who: string, offsets: ReadonlyMap<string, number>, now: number): void;
  /** Of one offset; undefined: seen once at most since these members have it. */
  of(key: string): Movement | undefined;
}

export interface Movement {
  /** By how much it moved since these members have it, and for how long it has not. */
  readonly by: number;
  readonly stillMs: number;
  /** The longest time between two moves that was seen, of whatever members; undefined: it was not seen to move twice. */
  readonly gapMs: number | undefined;
  /** It was seen to move while other members had it. */
  readonly movedBefore: boolean;
}

interface Seen {
  readonly first: number;
  readonly value: number;
  /** When it came to this value. */
  readonly since: number;
  /** When it was last seen to move; undefined: not yet. */
  readonly movedAt: number | undefined;
  readonly gapMs: number | undefined;
  readonly movedBefore: boolean;
}

export function createMovements(): Movements {
  let seen = new Map<string, Seen>();
  let members = '';
  let last = 0;
  return {
    observe(who, offsets, now) {
      const isOfOthers = who !== members;
      members = who;
      last = now;
      seen = new Map([...offsets].map(([key, value]) => [key, nextOf(seen.get(key), value, now, isOfOthers)]));
    },
    of(key) {
      const known = seen.get(key);
      if (known === undefined) return undefined;
      const { value, first, since, gapMs, movedBefore } = known;
      const by = value - first;
      return by === 0 && last === since ? undefined : { by, stillMs: last - since, gapMs, movedBefore };
    },
  };
}

function nextOf(known: Seen | undefined, value: number, now: number, isOfOthers: boolean): Seen {
  if (known === undefined) return { first: value, value, since: now, movedAt: undefined, gapMs: undefined, movedBefore: false };
  const { movedAt, gapMs } = known;
  // What lies between two members is no gap of one.
  if (isOfOthers)
    return { ...known, first: value, value, since: now, movedAt: undefined, movedBefore: movedAt !== undefined || known.movedBefore };
  if (known.value === value) return known;
  return { ...known, value, since: now, movedAt: now, gapMs: movedAt === undefined ? gapMs : Math.max(gapMs ?? 0, now - movedAt) };
}
