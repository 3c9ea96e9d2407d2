/** What changed between looks at an application: a task whose offsets move runs, and so has restored its state. */

export interface Movements {
  /** `who` tells the members and their tasks: with other ones all that was seen before says nothing any more. */
  observe(who: string, offsets: ReadonlyMap<string, number>, now: number): void;
  /** Of one offset: it moved since these members have it, or has not for so long; undefined: seen once at most. */
  of(key: string): 'moved' | { readonly stillMs: number } | undefined;
}

interface Seen {
  readonly value: number;
  readonly since: number;
  readonly moved: boolean;
}

export function createMovements(): Movements {
  let seen = new Map<string, Seen>();
  let members = '';
  let last = 0;
  return {
    observe(who, offsets, now) {
      const before = who === members ? seen : new Map<string, Seen>();
      members = who;
      last = now;
      seen = new Map(
        [...offsets].map(([key, value]) => {
          const known = before.get(key);
          if (known === undefined) return [key, { value, since: now, moved: false }];
          return [key, known.value === value ? known : { value, since: now, moved: true }];
        }),
      );
    },
    of(key) {
      const known = seen.get(key);
      if (known === undefined) return undefined;
      if (known.moved) return 'moved';
      return last > known.since ? { stillMs: last - known.since } : undefined;
    },
  };
}
