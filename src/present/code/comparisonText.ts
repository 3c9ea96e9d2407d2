/** What moves between two states, as lines of text to read, search and copy. No vscode in here. */
import { plural } from '../../core/features/words.js';
import { isSame, type TopologyComparison } from '../../core/names/compareNames.js';
import { leavesTopic, orphansOf, topicOf } from '../../core/names/orphans.js';
import type { PersistentName, TopologyNames } from '../../core/names/topologyNames.js';

export interface ComparisonLine {
  readonly text: string;
  /** The part of the text that leads to the source; `file` is named from the folder. */
  readonly link?: { readonly start: number; readonly end: number; readonly file: string; readonly line: number };
}

const blank: ComparisonLine = { text: '' };

export function comparisonLines(called: string, comparisons: readonly TopologyComparison[]): readonly ComparisonLine[] {
  const orphaned = comparisons.reduce((sum, one) => sum + orphansOf(one).length, 0);
  const changed = comparisons.filter((one) => !isSame(one)).length;
  return [
    {
      text:
        changed === 0
          ? `No name differs from ${called}.`
          : `Names compared with ${called}: ${plural(changed, 'topology differs', 'topologies differ')}, ${plural(orphaned, 'topic is', 'topics are')} orphaned.`,
    },
    blank,
    ...comparisons.flatMap((one) => topologyLines(called, one)),
  ];
}

function topologyLines(called: string, comparison: TopologyComparison): ComparisonLine[] {
  const { before, after, kept, moved, added, removed, takenOver, applicationIdChanged } = comparison;
  const lines: ComparisonLine[] = [{ text: (after ?? before)!.id }];
  if (after === undefined) lines.push({ text: `  is only in ${called}` });
  if (before === undefined) lines.push({ text: `  is not in ${called}` });
  if (applicationIdChanged)
    lines.push({
      text: `  The application id was ${before!.applicationId} and is ${after!.applicationId}: every topic below the old one is orphaned.`,
    });
  const section = (title: string, rows: readonly ComparisonLine[]): void => {
    if (rows.length > 0) lines.push({ text: `  ${title} (${rows.filter(({ text }) => /^ {4}\S/.test(text)).length})` }, ...rows);
  };
  section(
    'Moved',
    moved.flatMap((pair) => [row(pair.before.name, undefined), row(`  to ${pair.after.name}`, pair.after), ...orphan(pair.before, before)]),
  );
  section(
    'Another operator has it now',
    takenOver.map((pair) => row(`${pair.before.name}, which would start from what is not its own`, pair.after)),
  );
  section(
    'Gone',
    removed.flatMap((name) => [row(name.name, undefined), ...orphan(name, before)]),
  );
  section(
    'New',
    added.map((name) => row(name.name, name)),
  );
  section(
    'Kept',
    kept.map((pair) => row(pair.after.exact ? pair.after.name : `${pair.after.name} (not determined in full)`, pair.after)),
  );
  return [...lines, blank];
}

function row(text: string, name: PersistentName | undefined): ComparisonLine {
  const before = `    ${text}`;
  if (name === undefined || name.location === null) return { text: before };
  const { file, line } = name.location;
  const place = `${file.slice(file.lastIndexOf('/') + 1)}:${line}`;
  const lead = `${before}  (${name.operator ?? ''}${name.operator === null ? '' : ', '}`;
  return { text: `${lead}${place})`, link: { start: lead.length, end: lead.length + place.length, file, line } };
}

function orphan(name: PersistentName, topology: TopologyNames | undefined): ComparisonLine[] {
  return leavesTopic(name) ? [{ text: `      orphaned: ${topicOf(name, topology)}` }] : [];
}
