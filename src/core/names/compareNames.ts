/**
 * What becomes of persistent names between two states of a topology. A generated name says nothing of which operator it belongs to:
 * after an edit the same name may be another operator's. So operators are matched first (by what they are and what they read, in
 * the order of their numbers), and then their names are compared.
 */
import { groupBy } from '../../base/groupBy.js';
import { roleOf, type PersistentName, type TopologyNames } from './topologyNames.js';

export interface NamePair {
  readonly before: PersistentName;
  readonly after: PersistentName;
}

export interface TopologyComparison {
  /** undefined on one side: the topology is only on the other. */
  readonly before: TopologyNames | undefined;
  readonly after: TopologyNames | undefined;
  /** Every topic begins with it: none of the old ones is read any more. */
  readonly applicationIdChanged: boolean;
  readonly kept: readonly NamePair[];
  /** The same operator under another name: the state, or what waits to be processed, stays under the old one. */
  readonly moved: readonly NamePair[];
  readonly added: readonly PersistentName[];
  readonly removed: readonly PersistentName[];
  /** Names of before that belong to another operator now: it starts from state that is not its own. */
  readonly takenOver: readonly NamePair[];
}

/** `isSameCode`: nobody edited it, so what stands in the same place is the same operator. */
export function compareNames(
  before: readonly TopologyNames[],
  after: readonly TopologyNames[],
  { isSameCode = false }: { readonly isSameCode?: boolean } = {},
): TopologyComparison[] {
  const left = new Set(before);
  const right = new Set(after);
  const pairs: [TopologyNames | undefined, TopologyNames | undefined][] = [];
  /** Those that alone on their side have a key, where the other side has it once, too. */
  const pairBy = (keyOf: (topology: TopologyNames) => string | null): void => {
    const [ours, theirs] = [groupBy(left, keyOf), groupBy(right, keyOf)];
    for (const [key, [a, ...others]] of ours) {
      if (key === null) continue; // nothing that is known
      const [b, ...more] = theirs.get(key) ?? [];
      if (a === undefined || b === undefined || others.length + more.length > 0) continue;
      pairs.push([a, b]);
      left.delete(a);
      right.delete(b);
    }
  };
  pairBy(({ id }) => id);
  pairBy(({ id }) => symbolOf(id));
  pairBy(({ applicationId }) => applicationId);
  if (before.length === 1 && after.length === 1) pairBy(() => '');
  for (const a of left) pairs.push([a, undefined]);
  for (const b of right) pairs.push([undefined, b]);
  const budget: Budget = { cells: allCells, isSameCode };
  return pairs
    .map(([a, b]) => compareTopologies(a, b, budget))
    .sort((x, y) => compareTexts((x.after ?? x.before)!.id, (y.after ?? y.before)!.id));
}

export function isSame({ applicationIdChanged, moved, added, removed, takenOver }: TopologyComparison): boolean {
  return !applicationIdChanged && moved.length + added.length + removed.length + takenOver.length === 0;
}

function symbolOf(id: string): string {
  return id.slice(id.lastIndexOf('#') + 1);
}

function compareTopologies(before: TopologyNames | undefined, after: TopologyNames | undefined, budget: Budget): TopologyComparison {
  const pairs: NamePair[] = [];
  const removed: PersistentName[] = [];
  const added: PersistentName[] = [];
  for (const kind of ['store', 'repartition'] as const) {
    const old = (before?.names ?? []).filter((name) => name.kind === kind);
    const now = (after?.names ?? []).filter((name) => name.kind === kind);
    const matched = match(old, now, budget);
    const [oldMatched, nowMatched] = [new Set(matched.map((pair) => pair.before)), new Set(matched.map((pair) => pair.after))];
    for (const pair of matched) pairs.push(pair);
    for (const name of old) if (!oldMatched.has(name)) removed.push(name);
    for (const name of now) if (!nowMatched.has(name)) added.push(name);
  }
  const isKept = ({ before: a, after: b }: NamePair): boolean =>
    a.name === b.name && (a.changelog === b.changelog || a.changelog === undefined || b.changelog === undefined);
  const moved = pairs.filter((pair) => !isKept(pair));
  const takers = groupBy([...moved.map((pair) => pair.after), ...added], nameKey);
  const movedTo = new Map(moved.map((pair) => [pair.before, pair.after]));
  const takenOver = [...moved.map((pair) => pair.before), ...removed].flatMap((old): NamePair[] => {
    const taker = takers.get(nameKey(old))?.[0];
    return taker === undefined || movedTo.get(old) === taker ? [] : [{ before: old, after: taker }];
  });
  const [oldId, newId] = [before?.applicationId ?? null, after?.applicationId ?? null];
  const applicationIdChanged = oldId !== null && newId !== null && oldId !== newId;
  return { before, after, applicationIdChanged, kept: pairs.filter(isKept), moved, added, removed, takenOver };
}

/** What is matched by likeness, each with each, in one comparison; beyond it names are matched where they are equal only. */
const allCells = 4_000_000;

/** So many operators of one name are looked at. */
const equalNames = 100;

interface Budget {
  cells: number;
  readonly isSameCode: boolean;
}

const nameKey = ({ kind, name }: PersistentName): string => `${kind} ${name}`;

function match(before: readonly PersistentName[], after: readonly PersistentName[], budget: Budget): NamePair[] {
  const pairs: NamePair[] = [];
  const taken = new Set<PersistentName>();
  const pair = (old: PersistentName, now: PersistentName): void => {
    pairs.push({ before: old, after: now });
    taken.add(old).add(now);
  };
  const free = (names: readonly PersistentName[]): PersistentName[] => names.filter((name) => !taken.has(name));
  const pairEqual = (isPair: (old: PersistentName, now: PersistentName) => boolean): void => {
    const byName = groupBy(free(after), nameKey);
    for (const old of free(before)) {
      const equal = byName.get(nameKey(old)) ?? [];
      while (equal[0] !== undefined && taken.has(equal[0])) equal.shift();
      const now = equal.slice(0, equalNames).find((name) => !taken.has(name) && isPair(old, name));
      if (now !== undefined) pair(old, now);
    }
  };
  if (budget.isSameCode) for (const [old, now] of samePlaces(before, after)) pair(old, now);
  // A name that somebody chose is the identity of its operator.
  pairEqual((old, now) => !old.autoNamed && !now.autoNamed);
  // Pinned: the generated name is written into the code.
  pairEqual((old, now) => old.autoNamed && !now.autoNamed && old.exact && now.operator === old.operator);
  // The rest by the order in the code; or, where methods were moved, by the order of the numbers.
  const [oldFree, nowFree] = [free(before), free(after)];
  budget.cells -= oldFree.length * nowFree.length;
  if (budget.cells < 0) {
    pairEqual((old, now) => likeness(old, now) > 0);
    return pairs;
  }
  const byCode = align(oldFree, nowFree);
  const byNumber = align(numbered(oldFree), numbered(nowFree));
  for (const one of (byNumber.likeness > byCode.likeness ? byNumber : byCode).pairs) pair(one.before, one.after);
  // An operator that was given a name, or lost it, and stands elsewhere now.
  for (const old of free(before)) {
    const candidates = free(after).filter((name) => name.autoNamed !== old.autoNamed && likeness(old, name) > 0);
    const now = candidates.find((name) => sameTopics(name, old)) ?? (candidates.length === 1 ? candidates[0] : undefined);
    if (now !== undefined) pair(old, now);
  }
  return pairs;
}

/** What alone on its side comes from a place in the code, where the other side has it once, too. */
function samePlaces(before: readonly PersistentName[], after: readonly PersistentName[]): (readonly [PersistentName, PersistentName])[] {
  const placeOf = ({ location, operator, name, fingerprint }: PersistentName): string | null =>
    location === null ? null : JSON.stringify([location, operator, roleOf(name), fingerprint]);
  const now = groupBy(new Set(after), placeOf);
  return [...groupBy(new Set(before), placeOf)].flatMap(([place, [old, ...others]]) => {
    const [other, ...more] = place === null ? [] : (now.get(place) ?? []);
    return old === undefined || other === undefined || others.length + more.length > 0 ? [] : [[old, other] as const];
  });
}

function numbered(names: readonly PersistentName[]): PersistentName[] {
  return names.filter((name) => name.autoNamed).sort((a, b) => numberOf(a.name) - numberOf(b.name));
}

/** The sequence of operators, in the same order on both sides, that are most alike. */
function align(
  before: readonly PersistentName[],
  after: readonly PersistentName[],
): { readonly pairs: readonly NamePair[]; readonly likeness: number } {
  const score: number[][] = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
  const gain = (i: number, j: number): number => likeness(before[i]!, after[j]!);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const both = gain(i, j);
      score[i]![j] = Math.max(score[i + 1]![j]!, score[i]![j + 1]!, both === 0 ? 0 : both + score[i + 1]![j + 1]!);
    }
  }
  const pairs: NamePair[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    const both = gain(i, j);
    if (both > 0 && score[i]![j] === both + score[i + 1]![j + 1]!) pairs.push({ before: before[i++]!, after: after[j++]! });
    else if (score[i]![j] === score[i + 1]![j]) i++;
    else j++;
  }
  return { pairs, likeness: score[0]![0]! };
}

/** 0: not the same operator. More than that of two pairs is never less than that of one. */
function likeness(a: PersistentName, b: PersistentName): number {
  if (a.operator !== null && b.operator !== null && a.operator !== b.operator) return 0;
  if (roleOf(a.name) !== roleOf(b.name)) return 0;
  const same = (sameTopics(a, b) ? 20 : 0) + (a.fingerprint !== undefined && a.fingerprint === b.fingerprint ? 40 : 0);
  if (a.autoNamed && b.autoNamed) return shapeOf(a.name) === shapeOf(b.name) ? 1000 + same + sharedNeighbours(a, b) : 0;
  // Of two names that somebody chose, neither is the other's.
  return a.autoNamed !== b.autoNamed && a.operator !== null && b.operator !== null ? 900 + same : 0;
}

function sharedNeighbours({ neighbours: a = [] }: PersistentName, { neighbours: b = [] }: PersistentName): number {
  return a.filter((shape, i) => shape !== '' && shape === b[i]).length;
}

function sameTopics(a: PersistentName, b: PersistentName): boolean {
  return a.from.join('\n') === b.from.join('\n');
}

function shapeOf(name: string): string {
  return name.replaceAll(/\d{10}|\?{10}/g, '#');
}

function numberOf(name: string): number {
  return Number(/\d{10}/.exec(name)?.[0] ?? Number.POSITIVE_INFINITY);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
