/** One line of the tree of topologies, as plain data: what is seen, heard, copied, and where it leads. */
import { printable, shortenedInside, shortText } from '../../base/printable.js';
import type { FixAsk } from '../../core/fixes/fixAsk.js';
import type { Location } from '../../core/report.js';
import { longestLabel } from '../treeLabels.js';

/** What may be done with an entry: `when` clauses of the menus look for these. */
export type EntryContext =
  | 'application'
  /** It has names to pin. */
  | 'unnamedApplication'
  | 'made'
  | 'unnamed'
  | 'text';

export interface TopologyEntry {
  /** The same for the same place, so that the editor keeps what is open and selected. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Markdown. */
  /** Made when it is shown: names may be long, and there may be many. */
  readonly tooltip: () => string;
  readonly icon: string;
  readonly context: EntryContext;
  /** A finding says that its name moves: it bears a mark, and counts in the badge. */
  readonly marked: boolean;
  /** All that matters in one sentence. */
  readonly spoken: string;
  readonly opens: 'never' | 'collapsed' | 'expanded';
  readonly children: readonly TopologyEntry[];
  readonly folder: string;
  /** The id of the report. */
  readonly topology: string;
  readonly location: Location | undefined;
  readonly pin: FixAsk | undefined;
  /** What "Copy Name" copies. */
  readonly copy: string | undefined;
}

/** Where there is a mark behind it. */
const longestShortened = 23;
const longestBeside = 28;
/** Of a file's name: fewer letters tell nothing. */
const shortestFile = 9;

export const shortBeside = (name: string): string => printable(shortenedInside(name, longestBeside));

/** `OrdersTopology:37`, with room for as many letters. */
export function placeText({ file, line }: Location, room = longestBeside): string {
  const base = file.slice(file.lastIndexOf('/') + 1);
  const dot = base.lastIndexOf('.');
  const behind = `:${line}`;
  return printable(`${shortenedInside(dot > 0 ? base.slice(0, dot) : base, Math.max(shortestFile, room - behind.length))}${behind}`);
}

/** `count · OrdersTopology:37`: short, and what a person knows a call by that has no name. */
export function callText(operator: string, location: Location): string {
  const whole = `${operator} · ${placeText(location)}`;
  return whole.length <= longestLabel ? whole : `${operator} · ${placeText(location, longestShortened - operator.length - ' · '.length)}`;
}

/** Names come from code that nobody vouches for, and may be long; so may lists. */
const longestText = 1000;
const longestTooltip = 20_000;
const mostEntries = 2000;

/** As they may be painted: bounded, and none with the id of another, which the editor refuses. */
export function paintable(entries: readonly TopologyEntry[], seen = new Map<string, number>()): TopologyEntry[] {
  const left = entries.slice(mostEntries);
  const painted = entries.slice(0, mostEntries).map((entry): TopologyEntry => {
    const before = seen.get(entry.id) ?? 0;
    seen.set(entry.id, before + 1);
    const { label, tooltip, spoken, children } = entry;
    return {
      ...entry,
      id: before === 0 ? entry.id : `${entry.id}#${before}`,
      label: shortText(label, longestText),
      tooltip: () => cut(tooltip()),
      spoken: shortText(spoken, longestText),
      children: paintable(children, seen),
    };
  });
  const [first] = left;
  return first === undefined ? painted : [...painted, ...paintable([moreEntry(first, left.length)], seen)];
}

const cut = (text: string): string => (text.length > longestTooltip ? `${text.slice(0, longestTooltip)}…` : text);

function moreEntry({ id, folder, topology }: TopologyEntry, count: number): TopologyEntry {
  const text = `… and ${count.toLocaleString('en-US')} more`;
  return {
    ...{
      id: `${id}+`,
      folder,
      topology,
      label: text,
      description: '',
      tooltip: () => text,
      icon: 'ellipsis',
      context: 'text',
      spoken: text,
    },
    ...{ marked: false, opens: 'never', children: [], location: undefined, pin: undefined, copy: undefined },
  };
}
