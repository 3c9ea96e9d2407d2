/**
 * Ways to places. A path is the same object for the same way, so that a place is found again when the same code runs anew. Most places are never
 * asked for theirs: what is kept of a place is its way, from which its path is made or found when it is asked for.
 */

/** The same object for the same way, as long as the ways begin with the same one. */
export interface Path {
  readonly further: Map<string | number, Path>;
}

export function createPath(): Path {
  return { further: new Map() };
}

export class Way {
  /** null: nobody had made it when it was looked for. */
  private found: Path | null | undefined;

  constructor(
    private readonly from: Way | Path,
    private readonly by: string | number,
  ) {}

  /** The path, made where there is none yet. */
  path(): Path {
    if (this.found !== undefined && this.found !== null) return this.found;
    const { further } = this.from instanceof Way ? this.from.path() : this.from;
    let path = further.get(this.by);
    if (path === undefined) further.set(this.by, (path = createPath()));
    this.found = path;
    return path;
  }

  /** The path that was there when this way was first asked for it; undefined: there was none. */
  madePath(): Path | undefined {
    if (this.found === undefined) {
      const from = this.from instanceof Way ? this.from.madePath() : this.from;
      this.found = from?.further.get(this.by) ?? null;
    }
    return this.found ?? undefined;
  }
}
