/** What "Show Topology Names" lists: one row for each store and repartition topic, under its topology. No vscode in here. */
import { kafkaVersionWords, storeKindWords, topicWords } from '../core/features/words.js';
import type { InternalTopicReport, Location, StoreReport, TopologyReport } from '../core/report.js';
import type { FolderReport } from '../platform/analysisMessages.js';

export interface NameRow {
  readonly icon: 'database' | 'arrow-swap';
  readonly name: string;
  readonly topic: string;
  readonly detail: string;
  readonly folder: string;
  readonly location: Location;
}

export interface NameGroup {
  readonly title: string;
  readonly rows: readonly NameRow[];
}

const vague = 'not determinable';

const naming = (autoNamed: boolean): string => (autoNamed ? 'numbered by position' : 'named');

function place(location: Location): string {
  return `${location.file.slice(location.file.lastIndexOf('/') + 1)}:${location.line}`;
}

function storeRow(folder: string, store: StoreReport): NameRow {
  const known = store.name ?? (store.alternatives.length > 0 ? store.alternatives.join(' or ') : store.pattern);
  const changelog = store.changelog === null ? 'no changelog' : (topicWords(store.changelog) ?? `changelog ${vague}`);
  return {
    icon: 'database',
    name: known ?? `Store: name ${vague}`,
    topic: changelog,
    detail: [store.operator, storeKindWords[store.kind], naming(store.autoNamed), place(store.location)].join(' · '),
    folder,
    location: store.location,
  };
}

function repartitionRow(folder: string, topic: InternalTopicReport): NameRow {
  return {
    icon: 'arrow-swap',
    name: topicWords(topic) ?? `Repartition topic: name ${vague}`,
    topic: '',
    detail: [topic.operator, 'repartition topic', naming(topic.autoNamed), place(topic.location)].join(' · '),
    folder,
    location: topic.location,
  };
}

function touches(topology: TopologyReport, file: string): boolean {
  const made = [...topology.stores, ...topology.repartitions];
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
    title: [
      topology.entry.symbol,
      topology.applicationId ?? 'application id not known',
      kafkaVersionWords(topology),
      ...(topology.complete ? [] : ['incomplete']),
    ].join(' · '),
    rows: [
      ...topology.stores.map((store) => storeRow(folder, store)),
      ...topology.repartitions.map((topic) => repartitionRow(folder, topic)),
    ],
  }));
}
