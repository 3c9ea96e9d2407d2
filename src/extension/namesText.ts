/** All names of the workspace as plain text, for reading, searching and copying. */
import { kafkaVersionWords, storeKindWords, topicWords } from '../core/features/words.js';
import type { Location, TopologyReport } from '../core/report.js';
import type { FolderReport } from '../platform/analysisMessages.js';

const vague = '(not determinable)';

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

const place = ({ file, line }: Location): string => `${file}:${line}`;

const naming = (autoNamed: boolean): string => (autoNamed ? 'numbered' : 'named');

function topologyText(topology: TopologyReport): readonly string[] {
  const lines = [
    topology.entry.symbol,
    `  ${place(topology.entry)}`,
    `  ${kafkaVersionWords(topology)}; application id ${topology.applicationId ?? 'not known'}; optimization ${typeof topology.optimization === 'string' ? topology.optimization : topology.optimization.join(', ')}`,
    '',
  ];
  const stores = topology.stores.map((store) => [
    store.name ?? (store.alternatives.length > 0 ? store.alternatives.join(' | ') : (store.pattern ?? vague)),
    store.changelog === null ? '-' : (topicWords(store.changelog) ?? vague),
    naming(store.autoNamed),
    `${store.operator}, ${storeKindWords[store.kind]}`,
    place(store.location),
  ]);
  const topics = topology.repartitions.map((topic) => [
    topicWords(topic) ?? vague,
    naming(topic.autoNamed),
    topic.operator,
    place(topic.location),
  ]);
  if (stores.length > 0) lines.push(...table(['STORE', 'CHANGELOG', 'NAME', 'MADE BY', 'WHERE'], stores), '');
  if (topics.length > 0) lines.push(...table(['REPARTITION TOPIC', 'NAME', 'MADE BY', 'WHERE'], topics), '');
  if (stores.length + topics.length === 0) lines.push('  No store and no repartition topic.', '');
  if (topology.gaps.length > 0) {
    lines.push('  Not determinable:');
    for (const gap of topology.gaps) lines.push(`    ${place(gap.location)}: ${gap.reason}`);
    lines.push('');
  }
  return lines;
}

export function namesText(reports: readonly FolderReport[]): string {
  const topologies = reports.flatMap(({ report }) => report.topologies);
  const lines = topologies.length === 0 ? ['No Kafka Streams topology was found.', ''] : topologies.flatMap(topologyText);
  const skipped = reports.flatMap(({ report }) => report.skipped);
  if (skipped.length > 0) lines.push('Skipped:', ...skipped.map(({ file, reason }) => `  ${file}: ${reason}`), '');
  return lines.join('\n');
}
