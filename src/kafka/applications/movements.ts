/** What changed between looks at an application: a task whose offsets move runs, and so has restored its state. */

export interface Movements {
  /** `who` tells the members and their tasks: with other ones all that was seen before says nothing any more. */
  observe(who: string, offsets: ReadonlyMap<string, number>, now: number): void;
  /** Of one offset since these members have it: by how much it moved, and for how long it has not; undefined: seen once at most. */
  of(key: string): { readonly by: number; readonly stillMs: number } | undefined;
}

interface Seen {
  readonly first: number;
  readonly value: number;
  /** When it came to this value. */
  readonly since: number;
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
          if (known === undefined) return [key, { first: value, value, since: now }];
          return [key, known.value === value ? known : { ...known, value, since: now }];
        }),
      );
    },
    of(key) {
      const known = seen.get(key);
      if (known === undefined) return undefined;
      const by = known.value - known.first;
      return by === 0 && last === known.since ? undefined : { by, stillMs: last - known.since };
    },
  };
}
