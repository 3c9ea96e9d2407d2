/** A finding as the editor says it: one line, and what to do. The hover has the names in full, and so has the command line. No vscode in here. */
import { shortenedInside } from '../base/printable.js';
import { nameShift } from '../core/rules/nameShift.js';
import { unnamedRepartition } from '../core/rules/unnamedRepartition.js';
import { unnamedStore } from '../core/rules/unnamedStore.js';
import { briefOf, samePlace, short } from './findingBriefs.js';
import type { DiagnosticReport, InternalTopicReport, Report, StoreReport } from '../core/report.js';

const longestName = 26;

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
      return briefOf(found, topologies);
  }
}

/** What is at stake stands first: lists of findings cut their lines. */
function storeText({ message, severity }: DiagnosticReport, stores: readonly StoreReport[]): string {
  const names = new Set(stores.map(({ name, pattern }) => name ?? pattern ?? ''));
  const [first] = stores;
  if (first === undefined) return short(message);
  const { operator } = first;
  const called = names.size > 1 ? '' : beside(first.name ?? first.pattern);
  const unnamed = names.size > 1 ? `${names.size} unnamed stores` : 'unnamed store';
  if (severity === 'info') return short(`An edit above renames the ${unnamed} of ${operator}(). No state is lost.${called}`);
  const is = names.size > 1 ? `${names.size} stores are unnamed. Pin them.` : 'store is unnamed. Pin it.';
  return short(`An edit above orphans the state of ${operator}(): its ${is}${called}`);
}

function topicText({ message }: DiagnosticReport, topics: readonly InternalTopicReport[]): string {
  const [first] = topics;
  if (first === undefined) return short(message);
  const called = beside(first.suffix ?? first.pattern);
  return short(`An edit above orphans records of ${first.operator}(): its repartition topic is unnamed. Pin it.${called}`);
}

const beside = (name: string | null): string => (name === null ? '' : ` (${shortenedInside(name, longestName)})`);
