/** What an edit does to persistent names: operators are the same where the edit has moved them to, so names need no guess to be matched. */
import { mapOffset, type TextEdit } from '../../base/edits.js';
import { createLineIndex } from '../../base/text.js';
import type { InternalTopicReport, Location, NameChange, Report, StoreReport } from '../report.js';
import { knownName } from './targets.js';

/** One store or repartition topic before and after; undefined on one side: it is only on the other. */
export interface Compared {
  readonly topology: string;
  readonly kind: 'store' | 'repartition';
  readonly before: StoreReport | InternalTopicReport | undefined;
  readonly after: StoreReport | InternalTopicReport | undefined;
}

export interface EditedFile {
  readonly before: string;
  readonly after: string;
  readonly edits: readonly TextEdit[];
}

/** Stores and topics that one call makes are matched in their order: an operator makes them in an order of its own. */
export function compareReports(before: Report, after: Report, edited: ReadonlyMap<string, EditedFile>): Compared[] {
  const move = createMove(edited);
  return before.topologies.flatMap((old): Compared[] => {
    const now = after.topologies.find(({ id }) => id === old.id);
    return [
      ...match(old.id, 'store', old.stores, now?.stores ?? [], move),
      ...match(old.id, 'repartition', old.repartitions, now?.repartitions ?? [], move),
    ];
  });
}

type Made = StoreReport | InternalTopicReport;

function match(
  topology: string,
  kind: Compared['kind'],
  before: readonly Made[],
  after: readonly Made[],
  move: (at: Location) => string,
): Compared[] {
  const rest = [...after];
  const pairs = before.map((old): Compared => {
    const at = move(old.location);
    const i = rest.findIndex((now) => placeKey(now.location) === at && kindOf(now) === kindOf(old));
    const found = i < 0 ? undefined : rest.splice(i, 1)[0];
    return { topology, kind, before: old, after: found };
  });
  return [...pairs, ...rest.map((now): Compared => ({ topology, kind, before: undefined, after: now }))];
}

function kindOf(made: Made): string {
  return 'kind' in made ? made.kind : '';
}

function placeKey({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

function createMove(edited: ReadonlyMap<string, EditedFile>): (at: Location) => string {
  const indexes = new Map(
    [...edited].map(([file, { before, after }]) => [file, [createLineIndex(before), createLineIndex(after)] as const]),
  );
  return (at) => {
    const index = indexes.get(at.file);
    if (index === undefined) return placeKey(at);
    const [old, now] = index;
    const { line, column } = now.toLineColumn(mapOffset(edited.get(at.file)!.edits, old.toOffset(at)));
    return `${at.file}:${line}:${column}`;
  };
}

const nameOf = (made: Made | undefined): string | null =>
  made === undefined ? null : 'queryable' in made ? knownName(made) : (made.name ?? made.suffix);

/** A changelog's name as far as it is known. */
const changelogOf = (made: Made | undefined): string | null =>
  made === undefined || !('queryable' in made) || made.changelog === null
    ? null
    : (made.changelog.name ?? made.changelog.suffix ?? made.changelog.pattern);

/** Name, changelog and everything else that must stay for the state to be taken up again are the same. */
export function isUnmoved({ before, after }: Compared): boolean {
  if (before === undefined || after === undefined) return false;
  return JSON.stringify(substance(before)) === JSON.stringify(substance(after)) && nameOf(before) !== null;
}

/** Whatever is known of it, nothing of that differs. */
export function isSame({ before, after }: Compared): boolean {
  if (before === undefined || after === undefined) return before === after;
  const all = (made: StoreReport | InternalTopicReport): unknown => [substance(made), made.pattern, made.alternatives];
  return JSON.stringify(all(before)) === JSON.stringify(all(after));
}

function substance(made: Made): unknown {
  if (!('queryable' in made)) return [nameOf(made), made.cleanupPolicy, made.retentionMs];
  const { kind, persistence, loggingEnabled, cachingEnabled, keySerde, valueSerde, retentionMs, windowSizeMs } = made;
  return [
    nameOf(made),
    changelogOf(made),
    kind,
    persistence,
    loggingEnabled,
    cachingEnabled,
    keySerde,
    valueSerde,
    retentionMs,
    windowSizeMs,
  ];
}

/** The names that differ, in the order of the report before. */
export function toNameChanges(compared: readonly Compared[]): NameChange[] {
  return compared.flatMap(({ kind, before, after }): NameChange[] => {
    const changes: NameChange[] = [];
    const add = (what: NameChange['kind'], a: string | null, b: string | null): void => {
      if (a !== b) changes.push({ before: a, after: b, kind: what });
    };
    add(kind, nameOf(before), nameOf(after));
    if (kind === 'store') add('changelog', changelogOf(before), changelogOf(after));
    return changes;
  });
}
