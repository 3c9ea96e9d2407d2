/** What was asked, and what was said that is not so. */

export interface Findings {
  /** Questions that were compared. */
  questions: number;
  rows: number;
  /** Answers that differ from the truth and say that they are not certain, by what they say. */
  readonly uncertain: Map<string, number>;
  readonly falsehoods: string[];
}

export const noFindings = (): Findings => ({ questions: 0, rows: 0, uncertain: new Map(), falsehoods: [] });

export interface Judge {
  /** The two must be the same. */
  same(what: string, told: unknown, truth: unknown): void;
  /** Must hold. */
  holds(what: string, isTrue: boolean): void;
  uncertain(what: string): void;
  rows(count: number): void;
}

export function createJudge(findings: Findings, of: string): Judge {
  const say = (text: string): void => void findings.falsehoods.push(`${of}: ${text}`);
  return {
    same(what, told, truth) {
      findings.questions++;
      const [left, right] = [JSON.stringify(told), JSON.stringify(truth)];
      if (left !== right) say(`${what}: told ${left}, and it is ${right}`);
    },
    holds(what, isTrue) {
      findings.questions++;
      if (!isTrue) say(what);
    },
    uncertain: (what) => void findings.uncertain.set(what, (findings.uncertain.get(what) ?? 0) + 1),
    rows: (count) => void (findings.rows += count),
  };
}
