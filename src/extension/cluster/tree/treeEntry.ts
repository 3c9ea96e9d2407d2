/** One line of the cluster tree, as plain data: what is seen, heard and copied. */
import type { Mark } from '../../../applications/model.js';
import type { ClusterError } from '../../../kafka/clusterError.js';
import { shortText } from '../../../base/printable.js';
import { plainText } from '../../../present/markdown.js';
import type { FigureRow } from '../../../present/cluster/figureRows.js';
import type { TreeNode } from './treeNodes.js';

/** What may be done with an entry: `when` clauses of the menus look for these. */
export type EntryContext =
  | 'disconnected'
  | 'cluster'
  /** A cluster that a person marked. */
  | 'writableCluster'
  | 'application'
  /** An application whose instances are asked, too. */
  | 'askedApplication'
  /** Instances that nobody agreed to ask. */
  | 'notAsked'
  | 'store'
  /** A store that nothing on the cluster backs. */
  | 'storeWithoutTopic'
  | 'topic'
  /** A topic that is read as the changelog of a store which no application is known to have any more. */
  | 'changelog'
  | 'orphanedChangelog'
  | 'name'
  | 'retry'
  | 'text';

export interface TreeEntry {
  readonly node: TreeNode;
  readonly label: string;
  readonly description: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly icon: { readonly id: string; readonly color?: string };
  readonly opens: 'never' | 'collapsed' | 'expanded';
  readonly context: EntryContext;
  /** All that matters in one sentence: icons and colours say nothing that is not in it. */
  readonly spoken: string;
  /** What "Copy Name" copies. */
  readonly copy?: string;
}

/** What others wrote may be long: sentences of ours are not. */
const longestText = 1000;
const longestTooltip = 20_000;

/** As it may be painted: names of clusters, groups and members are texts that nobody vouches for. */
export function paintable(entry: TreeEntry): TreeEntry {
  const { label, description, tooltip, spoken } = entry;
  return {
    ...entry,
    label: shortText(label, longestText),
    description: shortText(description, longestText),
    // Its own lines are ours, and what stands in them was made printable with its markdown.
    tooltip: tooltip.length > longestTooltip ? `${tooltip.slice(0, longestTooltip)}…` : tooltip,
    spoken: shortText(spoken, longestText),
  };
}

/** Lines below one place. */
const mostEntries = 2000;

/** An entry of each, of so many as a tree can show, and how many more there are. */
export function entriesOf<T>(items: readonly T[], place: Place, toEntry: (item: T, index: number) => TreeEntry): TreeEntry[] {
  const entries = items.slice(0, mostEntries).map(toEntry);
  const left = items.length - entries.length;
  return left === 0 ? entries : [...entries, noteEntry(place, 'more', `… and ${left.toLocaleString('en-US')} more`, 'ellipsis')];
}

type Worst = Mark['severity'] | undefined;

function worstOf(marks: readonly Mark[]): Worst {
  return (['error', 'warning', 'info'] as const).find((severity) => marks.some((mark) => mark.severity === severity));
}

const markIcons: Readonly<Record<Mark['severity'], TreeEntry['icon']>> = {
  error: { id: 'error', color: 'list.errorForeground' },
  warning: { id: 'warning', color: 'list.warningForeground' },
  info: { id: 'info' },
};

/** The usual icon where nothing worse than a remark is marked. */
export function iconFor(marks: readonly Mark[], usual: string): TreeEntry['icon'] {
  const worst = worstOf(marks);
  return worst === undefined || worst === 'info' ? { id: usual } : markIcons[worst];
}

export const spokenMarks = (marks: readonly Mark[]): string[] => marks.map(({ severity, message }) => `${severity}: ${message}`);

/** Label, value and source of each row, one line each. */
export function rowsMarkdown(title: string, rows: readonly FigureRow[], marks: readonly Mark[]): string {
  return [
    `**${plainText(title)}**`,
    ...marks.map(({ severity, message }) => `$(${markIcons[severity].id}) ${severity}: ${plainText(message)}`),
    rows.map(({ label, value, from }) => `${label}: **${plainText(value)}**${from === '' ? '' : ` · *${plainText(from)}*`}`).join('  \n'),
  ].join('\n\n');
}

export type Place = { readonly cluster: string; readonly application?: string; readonly under: string };

export function factEntry(place: Place, { id, label, value, from, copy }: FigureRow): TreeEntry {
  return {
    node: { kind: 'leaf', ...place, name: id },
    label,
    description: value,
    tooltip: `${label}: **${plainText(value)}**${from === '' ? '' : `\n\n${plainText(from)}`}`,
    icon: { id: 'dash' },
    opens: 'never',
    context: copy === undefined ? 'text' : 'name',
    spoken: `${label}: ${value}. ${from}`,
    ...(copy === undefined ? {} : { copy }),
  };
}

export function markEntry(place: Place, { rule, severity, message }: Mark, index: number): TreeEntry {
  return {
    node: { kind: 'leaf', ...place, name: `mark:${rule}:${index}` },
    label: message,
    description: '',
    tooltip: `${severity}: ${plainText(message)}`,
    icon: markIcons[severity],
    opens: 'never',
    context: 'text',
    spoken: `${severity}: ${message}`,
  };
}

export function noteEntry(place: Place, name: string, text: string, icon = 'info'): TreeEntry {
  return {
    node: { kind: 'leaf', ...place, name },
    label: text,
    description: '',
    tooltip: plainText(text),
    icon: { id: icon },
    opens: 'never',
    context: 'text',
    spoken: text,
  };
}

/** `since`: the text of the time that the rest of the tree is of; undefined: there is no rest. */
export function errorEntry(place: Place, error: ClusterError, since: string | undefined): TreeEntry {
  const { message, advice } = error;
  const old = since === undefined ? [] : [`What is shown is of ${since}.`];
  return {
    node: { kind: 'leaf', ...place, name: 'error' },
    label: message,
    description: '',
    tooltip: [message, ...(advice === undefined ? [] : [advice]), ...old].map(plainText).join('\n\n'),
    icon: markIcons.error,
    opens: 'never',
    context: 'retry',
    spoken: ['error', message, advice ?? '', ...old].filter((part) => part !== '').join('. '),
    copy: message,
  };
}
