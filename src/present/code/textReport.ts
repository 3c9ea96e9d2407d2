/** The analysis report for people. */
import { durationWords, persistenceWords, plural, storeKindWords, topicWords } from '../../core/features/words.js';
import { languageNames, languageOfFile } from '../../core/languages/languageFacts.js';
import type { DiagnosticReport, GapReport, InternalTopicReport, Location, Report, StoreReport, TopologyReport } from '../../core/report.js';
import type { Cell, Column } from '../table/layout.js';
import { layoutTable, wrap } from '../table/layout.js';
import { printable } from '../../base/printable.js';

export interface TextOptions {
  /** undefined: as wide as it needs. */
  readonly columns: number | undefined;
  readonly colour: boolean;
  readonly testsLeftOut: number;
  readonly stats: boolean;
}

const proseWidth = 100;
const vague = 'not determined';

export function toTextReport(report: Report, options: TextOptions): string {
  const style = createStyle(options.colour);
  const proseLimit = Math.min(options.columns ?? proseWidth, proseWidth);
  const lines: string[] = [];
  const errors = report.diagnostics.filter(({ severity }) => severity === 'error');
  for (const topology of report.topologies)
    lines.push(...topologyLines(withoutFindings(topology, errors), style, options.columns, proseLimit), '');
  lines.push(...findingLines('Errors', errors, style, proseLimit));
  lines.push(...findingLines('Findings', report.diagnostics.filter(isFinding), style, proseLimit));
  const unnamed = report.topologies.some((t) => [...t.stores, ...t.repartitions].some((made) => made.autoNamed));
  if (unnamed) lines.push(...unnamedExplanation(style, proseLimit), '');
  if (report.skipped.length > 0) {
    lines.push(style.bold('Not looked at, or only in part'));
    for (const { file, reason } of report.skipped)
      lines.push(...wrap(`${printable(file)}: ${printable(reason)}`, proseLimit, '  ', '    '));
    lines.push('');
  }
  lines.push(...summary(report, options, proseLimit));
  return `${lines.join('\n')}\n`;
}

/** What the tables say as UNNAMED. */
const toldByTables: ReadonlySet<string> = new Set(['unnamed-store', 'unnamed-repartition']);

/** Hints are for editors. */
const isFinding = ({ rule, severity }: DiagnosticReport): boolean =>
  (severity === 'warning' || severity === 'info') && !toldByTables.has(rule);

function findingLines(title: string, found: readonly DiagnosticReport[], style: Style, limit: number): string[] {
  if (found.length === 0) return [];
  const linesOf = ({ rule, message, location }: DiagnosticReport): string[] =>
    wrap(`${printable(message)} (${rule}, ${printable(`${location.file}:${location.line}`)})`, limit, '  - ', '    ');
  return [style.bold(title), ...found.flatMap(linesOf), ''];
}

/** What is found to be an error is told as one. */
function withoutFindings(topology: TopologyReport, errors: readonly DiagnosticReport[]): TopologyReport {
  const isTold = ({ reason, location }: GapReport): boolean =>
    reason.startsWith('Kafka Streams refuses this topology') &&
    errors.some((one) => one.location.file === location.file && one.location.line === location.line);
  return { ...topology, gaps: topology.gaps.filter((gap) => !isTold(gap)) };
}

interface Style {
  bold(text: string): string;
  warn(text: string): string;
  dim(text: string): string;
}

function createStyle(colour: boolean): Style {
  const code = (on: number, off: number) => (text: string) => (colour ? `\u001b[${on}m${text}\u001b[${off}m` : text);
  return { bold: code(1, 22), warn: code(33, 39), dim: code(2, 22) };
}

const versionFrom: Readonly<Record<TopologyReport['kafkaVersionFrom'], string>> = {
  option: 'given by --kafka-version or kslens.json',
  'build file': 'from the build file',
  default: 'assumed: no build file says which',
};

function topologyLines(topology: TopologyReport, style: Style, columns: number | undefined, proseLimit: number): string[] {
  const { entry, optimization } = topology;
  const place = (location: Location): string =>
    `${location.file === entry.file ? location.file.slice(location.file.lastIndexOf('/') + 1) : location.file}:${location.line}`;
  const lines = [
    `${style.bold(printable(entry.symbol))}  ${printable(entry.file)}:${entry.line}`,
    `  application id  ${topology.applicationId === null ? 'not known: topics below start with <application.id>-' : printable(topology.applicationId)}`,
    `  Kafka Streams   ${printable(topology.kafkaVersion)} (${versionFrom[topology.kafkaVersionFrom]})`,
    `  optimization    ${typeof optimization === 'string' ? optimization : optimization.join(', ')}`,
    '',
  ];
  if (topology.stores.length > 0) {
    lines.push(
      ...layoutTable(
        storeColumns,
        topology.stores.map((store) => storeRow(store, place, style)),
        columns,
      ),
      '',
    );
  }
  for (const [head, topics] of [
    ['REPARTITION TOPIC', topology.repartitions],
    ['OTHER INTERNAL TOPIC', topology.otherInternalTopics],
  ] as const) {
    if (topics.length === 0) continue;
    lines.push(
      ...layoutTable(
        topicColumns(head),
        topics.map((topic) => topicRow(topic, place, style)),
        columns,
      ),
      '',
    );
  }
  if (topology.stores.length + topology.repartitions.length + topology.otherInternalTopics.length === 0) {
    lines.push(
      topology.error !== null
        ? '  Kafka Streams refuses to build it: see the errors below.'
        : topology.gaps.length === 0
          ? '  No state store and no repartition topic.'
          : '  No state store and no repartition topic was found.',
      '',
    );
  }
  if (topology.gaps.length > 0) {
    lines.push('  Not determined');
    for (const gap of topology.gaps) lines.push(...gapLines(gap, place, proseLimit));
    lines.push('');
  }
  if (topology.defaults.length > 0) {
    lines.push('  By default');
    for (const one of topology.defaults) lines.push(...gapLines({ ...one, affects: [], help: null }, place, proseLimit));
    lines.push('');
  }
  return lines;
}

const storeColumns: readonly Column[] = [
  { head: 'STORE', label: undefined },
  { head: 'NAME', label: 'name' },
  { head: 'CHANGELOG TOPIC', label: 'changelog' },
  { head: 'KIND', label: 'kind' },
  { head: 'MADE BY', label: 'made by' },
];

function storeRow(store: StoreReport, place: (location: Location) => string, style: Style): Cell[] {
  const retention = store.retentionMs === null ? '' : `, kept ${durationWords(store.retentionMs)}`;
  return [
    { text: printable(store.name ?? alternatives(store.alternatives) ?? store.pattern ?? vague) },
    naming(store, store.name !== null, style),
    { text: printable(changelogText(store)) },
    { text: `${storeKindWords[store.kind]}, ${persistenceWords[store.persistence]}${retention}` },
    { text: printable(`${store.operator}, ${place(store.location)}`), style: style.dim },
  ];
}

function changelogText(store: StoreReport): string {
  const { changelog } = store;
  if (changelog !== null) {
    const name = topicText(changelog);
    return changelog.reusesSourceTopic ? `${name} (the source topic)` : name;
  }
  if (store.global) return 'none (global: restored from its topic)';
  if (store.unconnected) return 'none (no processor uses the store)';
  return store.loggingEnabled === false ? 'none (logging disabled)' : vague;
}

const topicColumns = (head: string): readonly Column[] => [
  { head, label: undefined },
  { head: 'NAME', label: 'name' },
  { head: 'MADE BY', label: 'made by' },
];

function topicRow(topic: InternalTopicReport, place: (location: Location) => string, style: Style): Cell[] {
  return [
    { text: printable(topicText(topic)) },
    naming(topic, topic.name !== null || topic.suffix !== null, style),
    { text: printable(`${topic.operator}, ${place(topic.location)}`), style: style.dim },
  ];
}

const topicText = (topic: InternalTopicReport): string =>
  topic.name ?? (topic.suffix === null ? alternatives(topic.alternatives) : undefined) ?? topicWords(topic) ?? vague;

const alternatives = (names: readonly string[]): string | undefined => (names.length === 0 ? undefined : names.join(' or '));

/** One alternative alone: what this name is made for does not always exist. */
function naming(made: { readonly autoNamed: boolean; readonly alternatives: readonly string[] }, known: boolean, style: Style): Cell {
  const doubt = known
    ? ''
    : made.alternatives.length === 1
      ? ', not in every case'
      : made.autoNamed
        ? ', number unknown'
        : ', partly known';
  return made.autoNamed ? { text: `UNNAMED${doubt}`, style: style.warn } : { text: `named${doubt}` };
}

const namesShown = 4;

function gapLines(gap: GapReport, place: (location: Location) => string, limit: number): string[] {
  const lines = wrap(`${printable(gap.reason)} (${printable(place(gap.location))})`, limit, '  - ', '    ');
  const names = gap.affects.slice(0, namesShown).map(printable);
  const more = gap.affects.length - names.length;
  if (more > 0) names.push(`and ${plural(more, 'name', 'names')} more`);
  if (names.length > 0) lines.push(...wrap(`affects ${names.join(', ')}`, limit, '    ', '      '));
  if (gap.help !== null) lines.push(...wrap(printable(gap.help), limit, '    ', '      '));
  return lines;
}

function unnamedExplanation(style: Style, limit: number): string[] {
  return wrap(
    `${style.warn('UNNAMED')} means that the library makes the name up: the number counts the operators that come before it. Adding, removing or ` +
      'moving an operator shifts the numbers after it; the next deployment then starts with an empty store under a new name, and the state and the ' +
      'records under the old name stay behind. A name of your own keeps its place: Materialized.as("…") for a store, Grouped.as("…"), ' +
      'Joined.as("…"), StreamJoined.as("…") or Repartitioned.as("…") for a repartition topic. But a store that gets a name draws no number any more: ' +
      'the numbers after it shift, too.',
    limit,
  );
}

function summary(report: Report, options: TextOptions, limit: number): string[] {
  const { topologies, stats } = report;
  const seen = plural(stats.filesSeen, `${languageNames} file was`, `${languageNames} files were`);
  const partly = skippedFiles(report);
  const looked = partly === 0 ? `${seen} looked at` : `${Math.max(0, stats.filesSeen - partly)} of ${seen} looked at in full`;
  const tests =
    options.testsLeftOut === 0
      ? ''
      : ` ${plural(options.testsLeftOut, 'test source was', 'test sources were')} left out (--include-tests looks at them).`;
  if (topologies.length === 0) {
    return [...wrap(`No Kafka Streams topology was found. ${looked}.${tests}`, limit), ...statsLine(report, options)];
  }
  const count = (select: (t: TopologyReport) => number): number => topologies.reduce((sum, t) => sum + select(t), 0);
  const auto = (made: readonly { readonly autoNamed: boolean }[]): number => made.filter((m) => m.autoNamed).length;
  const counts = [
    `${plural(
      count((t) => t.stores.length),
      'store',
      'stores',
    )} (${count((t) => auto(t.stores))} unnamed)`,
    `${plural(
      count((t) => t.repartitions.length),
      'repartition topic',
      'repartition topics',
    )} (${count((t) => auto(t.repartitions))} unnamed)`,
  ];
  const open = topologies.filter((t) => !t.complete).length;
  const complete = open === 0 ? 'all determined' : `${open} of ${topologies.length} not determined in full`;
  return [
    ...wrap(`${plural(topologies.length, 'topology', 'topologies')} (${complete}): ${counts.join(', ')}. ${looked}.${tests}`, limit),
    ...statsLine(report, options),
  ];
}

const skippedFiles = (report: Report): number => report.skipped.filter(({ file }) => languageOfFile(file) !== undefined).length;

function statsLine({ stats }: Report, options: TextOptions): string[] {
  if (!options.stats) return [];
  const time = stats.milliseconds === undefined ? '' : ` in ${stats.milliseconds} ms`;
  return [`${stats.filesParsed} of ${stats.filesSeen} files parsed (${stats.bytesParsed} bytes)${time}.`];
}
