/** All names of the workspace as lines of plain text, for reading, searching and copying. No vscode in here. */
import { kafkaVersionWords, persistenceWords, storeKindWords } from '../core/features/words.js';
import type { InternalTopicReport, Location, StoreReport, TopologyReport } from '../core/report.js';
import type { FolderReport } from '../platform/analysis/analysisMessages.js';
import { changelogText, storeNameText, topicNameText } from '../present/code/nameTexts.js';

export interface NamesLine {
  readonly text: string;
  /** The part of the text that leads to the source. */
  readonly link?: { readonly start: number; readonly end: number; readonly folder: string; readonly location: Location };
}

const blank: NamesLine = { text: '' };

function placeLine(before: string, folder: string, location: Location, after = ''): NamesLine {
  const place = `${location.file}:${location.line}`;
  const start = before.length;
  return { text: `${before}${place}${after}`, link: { start, end: start + place.length, folder, location } };
}

const title = (kind: string, name: string, autoNamed: boolean): NamesLine => ({
  text: `  ${kind} ${name}${autoNamed ? ' (unnamed)' : ''}`,
});

const field = (label: string): string => `    ${label.padEnd(17)}`;

function storeLines(folder: string, store: StoreReport): readonly NamesLine[] {
  return [
    title('Store', storeNameText(store), store.autoNamed),
    { text: `${field('changelog topic')}${changelogText(store)}` },
    { text: `${field('kind')}${storeKindWords[store.kind]}, ${persistenceWords[store.persistence]}` },
    placeLine(`${field('made by')}${store.operator}, `, folder, store.location),
    blank,
  ];
}

function topicLines(folder: string, kind: string, topic: InternalTopicReport): readonly NamesLine[] {
  return [
    title(kind, topicNameText(topic), topic.autoNamed),
    placeLine(`${field('made by')}${topic.operator}, `, folder, topic.location),
    blank,
  ];
}

function topologyLines(folder: string, topology: TopologyReport): readonly NamesLine[] {
  const optimization = typeof topology.optimization === 'string' ? topology.optimization : topology.optimization.join(', ');
  const made = [
    ...topology.stores.flatMap((store) => storeLines(folder, store)),
    ...topology.repartitions.flatMap((topic) => topicLines(folder, 'Repartition topic', topic)),
    ...topology.otherInternalTopics.flatMap((topic) => topicLines(folder, 'Internal topic', topic)),
  ];
  const defaults = topology.defaults.map((one) => placeLine('    ', folder, one.location, `: ${one.reason}`));
  const gaps = topology.gaps.map((gap) => placeLine('    ', folder, gap.location, `: ${gap.reason}`));
  return [
    { text: topology.entry.symbol },
    placeLine('  ', folder, topology.entry),
    { text: `  ${kafkaVersionWords(topology)}, application id ${topology.applicationId ?? 'not known'}, optimization ${optimization}` },
    blank,
    ...(made.length > 0 ? made : [{ text: '  No store and no internal topic.' }, blank]),
    ...(gaps.length > 0 ? [{ text: '  Not determinable' }, ...gaps, blank] : []),
    ...(defaults.length > 0 ? [{ text: '  By default' }, ...defaults, blank] : []),
  ];
}

export function namesLines(reports: readonly FolderReport[]): readonly NamesLine[] {
  const topologies = reports.flatMap(({ folder, report }) => report.topologies.flatMap((topology) => topologyLines(folder, topology)));
  const skipped = reports.flatMap(({ report }) => report.skipped.map(({ file, reason }) => ({ text: `  ${file}: ${reason}` })));
  return [
    ...(topologies.length > 0 ? topologies : [{ text: 'No Kafka Streams topology was found.' }, blank]),
    ...(skipped.length > 0 ? [{ text: 'Skipped' }, ...skipped, blank] : []),
  ];
}
