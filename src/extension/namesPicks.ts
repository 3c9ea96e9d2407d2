/** What "Show Topology Names" lists: one row for each store and internal topic, under its topology. No vscode in here. */
import type { InternalTopicReport, Location, StoreReport, TopologyReport } from '../core/report.js';
import type { FolderReport } from '../platform/analysisMessages.js';
import { changelogText, storeNameText, topicNameText } from './nameTexts.js';

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

function place({ operator, location }: { readonly operator: string; readonly location: Location }): string {
  return `${operator} · ${location.file.slice(location.file.lastIndexOf('/') + 1)}:${location.line}`;
}

function storeRow(folder: string, store: StoreReport): NameRow {
  const { autoNamed, location } = store;
  const below = changelogText(store);
  return { icon: 'database', name: storeNameText(store), unnamed: autoNamed, beside: place(store), below, folder, location };
}

function topicRow(folder: string, kind: string, topic: InternalTopicReport): NameRow {
  const { autoNamed, location } = topic;
  const below = `${kind} · ${place(topic)}`;
  return { icon: 'arrow-swap', name: topicNameText(topic), unnamed: autoNamed, beside: '', below, folder, location };
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
  const all = reports.flatMap(({ folder, report }) => report.topologies.map((topology) => ({ folder, topology })));
  const here = all.filter(({ folder, topology }) => active !== undefined && folder === active.folder && touches(topology, active.file));
  return (here.length > 0 ? here : all).map(({ folder, topology }) => ({
    title: `${topology.entry.symbol}${topology.complete ? '' : ' (incomplete)'}`,
    rows: [
      ...topology.stores.map((store) => storeRow(folder, store)),
      ...topology.repartitions.map((topic) => topicRow(folder, 'repartition topic', topic)),
      ...topology.otherInternalTopics.map((topic) => topicRow(folder, 'internal topic', topic)),
    ],
  }));
}
