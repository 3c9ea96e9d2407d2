/** A finding as the editor says it: one line, and what to do. The hover has the names in full, and so has the command line. No vscode in here. */
import { shortenedInside } from '../base/printable.js';
import { nameShift } from '../core/rules/nameShift.js';
import { unnamedRepartition } from '../core/rules/unnamedRepartition.js';
import { unnamedStore } from '../core/rules/unnamedStore.js';
import type { DiagnosticReport, InternalTopicReport, Location, Report, StoreReport } from '../core/report.js';

export const longestFinding = 120;
const longestName = 34;

export function findingText(found: DiagnosticReport, { topologies }: Pick<Report, 'topologies'>): string {
  const isHere = (made: StoreReport | InternalTopicReport): boolean => made.autoNamed && samePlace(made.location, found.location);
  switch (found.rule) {
    case unnamedStore.id:
      return storeText(
        found,
        topologies.flatMap(({ stores }) => stores.filter(isHere)),
      );
    case unnamedRepartition.id:
      return topicText(
        found,
        topologies.flatMap(({ repartitions }) => repartitions.filter(isHere)),
      );
    case nameShift.id: {
      const [first = ''] = found.message.split('\n');
      return short(`${first.replace(/:$/, '.')} Its quick fix keeps them.`);
    }
    default:
      return found.message;
  }
}

function storeText({ message, severity }: DiagnosticReport, stores: readonly StoreReport[]): string {
  const names = new Set(stores.map(({ name, pattern }) => name ?? pattern ?? ''));
  const [first] = stores;
  if (first === undefined) return message;
  const { operator } = first;
  if (names.size > 1)
    return short(
      severity === 'info'
        ? `${operator}() makes ${names.size} unnamed stores: an edit above it renames them. No state is lost.`
        : `${operator}() makes ${names.size} unnamed stores: an edit above it orphans their state. Pin their names.`,
    );
  const called = shortenedInside(first.name ?? first.pattern ?? 'name not known', longestName);
  return short(
    severity === 'info'
      ? `${operator}() makes an unnamed store, ${called}: an edit above it renames it. No state is lost.`
      : `${operator}() makes an unnamed store, ${called}: an edit above orphans its state. Pin it.`,
  );
}

function topicText({ message }: DiagnosticReport, topics: readonly InternalTopicReport[]): string {
  const [first] = topics;
  if (first === undefined) return message;
  const called = shortenedInside(first.suffix ?? first.pattern ?? 'name not known', longestName);
  return short(`${first.operator}() makes an unnamed repartition topic, ${called}: an edit above loses records. Pin it.`);
}

const short = (text: string): string => shortenedInside(text, longestFinding);

const samePlace = (a: Location, b: Location): boolean => a.file === b.file && a.line === b.line && a.column === b.column;
