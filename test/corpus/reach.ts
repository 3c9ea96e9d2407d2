/** How much of what is generated a pin has pinned: by what makes it, and why not the rest. Only of topologies whose numbers are known can it be any. */
import { givenByLibrary } from '../../src/core/fixes/pinWishes.js';
import type { Refusal } from '../../src/core/fixes/planFix.js';
import type { Report } from '../../src/core/report.js';

export interface Reach {
  readonly generated: number;
  readonly pinned: number;
  /** Not under the name that it had. */
  readonly moved: number;
}

/** A generated name that stays one, and what the fix said of it. */
export interface Left {
  readonly operator: string;
  readonly name: string;
  /** Where it is made: `file:line`. */
  readonly place: string;
  readonly reason: string;
}

export interface PinResult {
  readonly byOperator: ReadonlyMap<string, Reach>;
  readonly left: readonly Left[];
}

interface Made {
  readonly topology: string;
  readonly operator: string;
  readonly kind: 'store' | 'repartition';
  readonly name: string;
  readonly place: string;
  readonly generated: boolean;
}

function madeIn(report: Report): Made[] {
  return report.topologies
    .filter(({ numbersKnown }) => numbersKnown)
    .flatMap(({ id, stores, repartitions }) => {
      const made = (kind: Made['kind'], name: string, one: (typeof stores | typeof repartitions)[number]): Made => ({
        topology: id,
        operator: one.operator,
        kind,
        name,
        place: `${one.location.file}:${one.location.line}`,
        generated: one.autoNamed,
      });
      return [
        ...stores.map((one) => made('store', String(one.name ?? one.pattern), one)),
        ...repartitions.map((one) => made('repartition', String(one.suffix ?? one.pattern), one)),
      ];
    });
}

export function resultOf(before: Report, after: Report, refused: readonly Refusal[]): PinResult {
  const keyOf = ({ topology, kind, name }: Made): string => `${topology} ${kind} ${name}`;
  const now = new Map(madeIn(after).map((one) => [keyOf(one), one]));
  const byOperator = new Map<string, Reach>();
  const left: Left[] = [];
  for (const one of madeIn(before)) {
    if (!one.generated) continue;
    const { operator, name, place } = one;
    const same = now.get(keyOf(one));
    const isPinned = same?.generated === false;
    const reach = { generated: 1, pinned: isPinned ? 1 : 0, moved: same === undefined ? 1 : 0 };
    byOperator.set(operator, sum(byOperator.get(operator), reach));
    if (isPinned) continue;
    const why = refused.find(({ location, names }) => names.includes(name) && `${location.file}:${location.line}` === place);
    left.push({ operator, name, place, reason: why?.reason ?? 'nothing was said' });
  }
  return { byOperator, left };
}

export function addReach(all: Map<string, Reach>, more: PinResult['byOperator']): void {
  for (const [operator, reach] of more) all.set(operator, sum(all.get(operator), reach));
}

export function totalOf(all: PinResult['byOperator']): Reach {
  return [...all.values()].reduce(sum, none);
}

/** By operator and reason, most first; names in reasons do not tell them apart. */
export function groupLeft(left: readonly Left[]): (readonly [string, readonly Left[]])[] {
  const groups = new Map<string, Left[]>();
  for (const one of left) {
    const reason = one.reason.replaceAll(/\S*\d{10}\S*/g, 'NAME').replaceAll(/\(line \d+\)/g, '(line N)');
    const key = `${one.operator}: ${reason}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
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

/** The share of what code can give a name to at all; undefined: of all of it. */
export function toShareOfPossible({ generated, pinned }: Reach, left: readonly Left[]): string | undefined {
  const reasons: readonly string[] = Object.values(givenByLibrary);
  const impossible = left.filter(({ reason }) => reasons.includes(reason)).length;
  if (impossible === 0) return undefined;
  const share = ((100 * pinned) / (generated - impossible)).toFixed(1);
  return `  no code gives ${impossible} of them the name that they have: of the other ${generated - impossible}, ${share} % are pinned`;
}
