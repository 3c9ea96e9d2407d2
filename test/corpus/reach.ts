/** How much of what is generated a pin has pinned: by what makes it. Only of topologies whose numbers are known can it be any. */
import type { Report } from '../../src/core/report.js';

export interface Reach {
  readonly generated: number;
  readonly pinned: number;
  /** Not under the name that it had. */
  readonly moved: number;
}

type ByOperator = ReadonlyMap<string, Reach>;

interface Made {
  readonly topology: string;
  readonly operator: string;
  readonly name: string;
  readonly generated: boolean;
}

function madeIn(report: Report): Made[] {
  return report.topologies
    .filter(({ numbersKnown }) => numbersKnown)
    .flatMap(({ id, stores, repartitions }) => [
      ...stores.map((one) => ({
        topology: id,
        operator: one.operator,
        name: `store ${one.name ?? one.pattern}`,
        generated: one.autoNamed,
      })),
      ...repartitions.map((one) => ({
        topology: id,
        operator: one.operator,
        name: `repartition ${one.suffix ?? one.pattern}`,
        generated: one.autoNamed,
      })),
    ]);
}

export function reachOf(before: Report, after: Report): ByOperator {
  const now = new Map(madeIn(after).map((one) => [`${one.topology} ${one.name}`, one]));
  const found = new Map<string, Reach>();
  for (const { topology, operator, name, generated } of madeIn(before)) {
    if (!generated) continue;
    const same = now.get(`${topology} ${name}`);
    const one = { generated: 1, pinned: same?.generated === false ? 1 : 0, moved: same === undefined ? 1 : 0 };
    found.set(operator, sum(found.get(operator), one));
  }
  return found;
}

export function addReach(all: Map<string, Reach>, more: ByOperator): void {
  for (const [operator, reach] of more) all.set(operator, sum(all.get(operator), reach));
}

export function totalOf(all: ByOperator): Reach {
  return [...all.values()].reduce(sum, none);
}

const none: Reach = { generated: 0, pinned: 0, moved: 0 };
const sum = (a: Reach | undefined, b: Reach): Reach => ({
  generated: (a?.generated ?? 0) + b.generated,
  pinned: (a?.pinned ?? 0) + b.pinned,
  moved: (a?.moved ?? 0) + b.moved,
});

export function toLine(what: string, { generated, pinned, moved }: Reach): string {
  const share = generated === 0 ? '' : ` (${((100 * pinned) / generated).toFixed(1)} %)`;
  return `${what}: ${pinned} of ${generated} generated names pinned${share}, ${moved} moved`;
}
