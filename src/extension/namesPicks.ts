/** What "Show Topology Names" lists: one row for each store and internal topic, under its topology. No vscode in here. */
import type { InternalTopicReport, Location, StoreReport, TopologyReport } from '../core/report.js';
import type { FolderReport } from '../platform/analysis/analysisMessages.js';
import { changelogText, storeNameText, topicNameText } from '../present/code/nameTexts.js';
import { allTopologies } from './topologies.js';

export interface NameRow {
  readonly icon: 'database' | 'arrow-swap';
  readonly name: string;
  readonly unnamed: boolean;
  /** Beside the name; short, for the list is narrow. */
  readonly beside: string;
  readonly below: string;
  readonly folder: string;
  readonly location: Location;
}

export interface NameGroup {
  readonly title: string;
  readonly rows: readonly NameRow[];
}

/** The file goes without saying where the topology starts in it: the list is narrow. */
function place({ operator, location }: { readonly operator: string; readonly location: Location }, topology: TopologyReport): string {
  const { file, line } = location;
  const where = file === topology.entry.file ? `line ${line}` : `${file.slice(file.lastIndexOf('/') + 1)}:${line}`;
  return `${operator} · ${where}`;
}

function storeRow(folder: string, topology: TopologyReport, store: StoreReport): NameRow {
  return {
    icon: 'database',
    name: storeNameText(store),
    unnamed: store.autoNamed,
    beside: place(store, topology),
    below: changelogText(store),
    folder,
    location: store.location,
  };
}

function topicRow(folder: string, topology: TopologyReport, kind: string, topic: InternalTopicReport): NameRow {
  return {
    icon: 'arrow-swap',
    name: topicNameText(topic),
    unnamed: topic.autoNamed,
    beside: '',
    below: `${kind} · ${place(topic, topology)}`,
    folder,
    location: topic.location,
  };
}

function touches(topology: TopologyReport, file: string): boolean {
  const made = [...topology.stores, ...topology.repartitions, ...topology.otherInternalTopics];
  return topology.entry.file === file || made.some(({ location }) => location.file === file);
}

/** The topologies that have a part in `file`; all where none has, or where no file is given. */
export function nameGroups(
  reports: readonly FolderReport[],
  active: { readonly folder: string; readonly file: string } | undefined,
): readonly NameGroup[] {
  const all = allTopologies(reports);
  const here = all.filter(({ folder, topology }) => active !== undefined && folder === active.folder && touches(topology, active.file));
  return (here.length > 0 ? here : all).map(({ folder, topology }) => ({
    title: `${topology.entry.symbol}${topology.complete ? '' : ' (incomplete)'}`,
    rows: [
      ...topology.stores.map((store) => storeRow(folder, topology, store)),
      ...topology.repartitions.map((topic) => topicRow(folder, topology, 'repartition topic', topic)),
      ...topology.otherInternalTopics.map((topic) => topicRow(folder, topology, 'internal topic', topic)),
    ],
  }));
}
