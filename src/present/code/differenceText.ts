/** A comparison of names for people. */
import type { NamePair, TopologyComparison } from '../../core/names/compareNames.js';
import { isSame } from '../../core/names/compareNames.js';
import { leavesTopic, orphansOf, topicOf } from '../../core/names/orphans.js';
import type { PersistentName, TopologyNames } from '../../core/names/topologyNames.js';
import { plural } from '../../core/features/words.js';
import { wrap } from '../table/layout.js';
import { printable } from '../../base/printable.js';

const width = 100;

export function toDifferenceText(comparisons: readonly TopologyComparison[]): string {
  const changed = comparisons.filter((comparison) => !isSame(comparison));
  const kept = comparisons.reduce((sum, comparison) => sum + comparison.kept.length, 0);
  const lines = changed.flatMap(topologyLines);
  const count = (select: (c: TopologyComparison) => number): number => changed.reduce((sum, c) => sum + select(c), 0);
  const orphaned = count((c) => orphansOf(c).length);
  const vague = comparisons.reduce((sum, c) => sum + c.kept.filter((pair) => !pair.before.exact || !pair.after.exact).length, 0);
  lines.push(
    changed.length === 0
      ? `No name differs: ${plural(kept, 'name is', 'names are')} kept.`
      : `${count((c) => c.moved.length)} moved, ${count((c) => c.removed.length)} gone, ${count((c) => c.added.length)} new, ${kept} kept. ` +
          `${plural(orphaned, 'topic is', 'topics are')} orphaned.`,
  );
  if (vague > 0)
    lines.push(`${plural(vague, 'of the kept names is', 'of the kept names are')} not determined in full: kslens analyze says why.`);
  return `${lines.join('\n')}\n`;
}

function topologyLines(comparison: TopologyComparison): string[] {
  const { before, after, moved, added, removed, takenOver } = comparison;
  const lines = [printable((after ?? before)!.id)];
  if (after === undefined) lines.push('  is only on the first side');
  if (before === undefined) lines.push('  is only on the second side');
  if (comparison.applicationIdChanged)
    lines.push(
      ...wrap(
        `the application id was ${printable(before!.applicationId!)} and is ${printable(after!.applicationId!)}: every topic below the old one is orphaned`,
        width,
        '  moved  ',
        '         ',
      ),
    );
  for (const pair of moved) {
    lines.push(`  moved  ${called(pair.before)}`, `     to  ${called(pair.after)}${madeBy(pair.after)}`);
    lines.push(...orphan(pair.before, before));
  }
  for (const name of removed) lines.push(`  gone   ${called(name)}${madeBy(name)}`, ...orphan(name, before));
  for (const name of added) lines.push(`  new    ${called(name)}${madeBy(name)}`);
  for (const pair of takenOver) lines.push(...takeover(pair));
  return [...lines, ''];
}

function called({ name, exact }: PersistentName): string {
  return exact ? printable(name) : `${printable(name)} (not determined in full)`;
}

function madeBy({ operator, location }: PersistentName): string {
  const place = location === null ? '' : `${location.file.slice(location.file.lastIndexOf('/') + 1)}:${location.line}`;
  const words = [operator, place].filter((word) => word !== null && word !== '');
  return words.length === 0 ? '' : `  (${printable(words.join(', '))})`;
}

function orphan(name: PersistentName, topology: TopologyNames | undefined): string[] {
  if (!leavesTopic(name)) return [];
  const topic = printable(topicOf(name, topology));
  const what = name.kind === 'repartition' ? 'what is not processed yet stays in' : 'its state stays in';
  return wrap(`${what} ${topic}`, width, '         ', '         ');
}

function takeover({ before, after }: NamePair): string[] {
  return wrap(
    `${called(before)} is another operator's now${madeBy(after)}: it would start from state that is not its own`,
    width,
    '  danger ',
    '         ',
  );
}
