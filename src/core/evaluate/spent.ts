/** What the entries of one file, and those of all files of an analysis, may take together. Code that people write takes a hundredth. */

export interface Effort {
  readonly steps: number;
  /** Of builders. */
  readonly operations: number;
}

export interface EffortLimits extends Effort {
  readonly entries: number;
}

const limitsOfFile: EffortLimits = { steps: 3_000_000, operations: 10_000, entries: 1_000 };
const limitsOfAll: EffortLimits = { steps: 20_000_000, operations: 50_000, entries: 5_000 };

export interface Spent {
  /** What is met; undefined: one more entry of the file may be followed. */
  whyNoMore(file: string): string | undefined;
  /** An entry of the file was followed. */
  add(file: string, effort: Effort): void;
}

export function createSpent(ofAll: EffortLimits = limitsOfAll): Spent {
  const all = { steps: 0, operations: 0, entries: 0 };
  const byFile = new Map<string, typeof all>();
  return {
    whyNoMore(file) {
      const own = byFile.get(file);
      const why = own === undefined ? undefined : whyBeyond(own, limitsOfFile);
      if (why !== undefined) return `its code ${why}`;
      const whyAll = whyBeyond(all, ofAll);
      return whyAll === undefined ? undefined : `the code of all files together ${whyAll} (name a part of the project)`;
    },
    add(file, { steps, operations }) {
      let own = byFile.get(file);
      if (own === undefined) byFile.set(file, (own = { steps: 0, operations: 0, entries: 0 }));
      for (const sum of [own, all]) {
        sum.steps += steps;
        sum.operations += operations;
        sum.entries++;
      }
    },
  };
}

function whyBeyond(spent: EffortLimits, limits: EffortLimits): string | undefined {
  if (spent.steps > limits.steps || spent.operations > limits.operations) return 'takes more steps than are followed';
  return spent.entries >= limits.entries ? `has more than ${limits.entries} entries to follow` : undefined;
}
