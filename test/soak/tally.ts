/** What was done and what went wrong, as counts and sentences. */
export interface Tally {
  /** By what was done. */
  readonly counts: Map<string, number>;
  readonly problems: string[];
  done(what: string, times?: number): void;
  /** Something that may not happen. The first of many alike say enough. */
  wrong(what: string): void;
}

const mostProblems = 50;

export function createTally(say: (line: string) => void): Tally {
  const counts = new Map<string, number>();
  const problems: string[] = [];
  const done = (what: string, times = 1): void => void counts.set(what, (counts.get(what) ?? 0) + times);
  return {
    counts,
    problems,
    done,
    wrong(what) {
      done('problems');
      if (problems.length >= mostProblems) return;
      problems.push(what);
      say(`PROBLEM ${what}`);
    },
  };
}
