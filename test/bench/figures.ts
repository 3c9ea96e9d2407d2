/** Figures of repeated measurements. Other work on the machine only ever adds time, so the least is closest to what the code costs. */

export interface Figures {
  readonly least: number;
  readonly median: number;
}

export function figuresOf(milliseconds: readonly number[]): Figures {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  return { least: sorted[0] ?? Number.NaN, median: sorted[sorted.length >> 1] ?? Number.NaN };
}

/** Runs the two in turn, so that a busy moment meets both. */
export function inTurn(rounds: number, first: () => void, second: () => void): [Figures, Figures] {
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i < rounds; i++) {
    for (const [which, run] of [first, second].entries()) {
      const start = performance.now();
      run();
      times[which]!.push(performance.now() - start);
    }
  }
  return [figuresOf(times[0]), figuresOf(times[1])];
}

export const words = ({ least, median }: Figures): string => `${least.toFixed(1)} ms (median ${median.toFixed(1)})`;
export const ratio = (a: Figures, b: Figures): string =>
  `${(a.least / b.least).toFixed(2)}x (medians ${(a.median / b.median).toFixed(2)}x)`;
