/** What a report of a defect needs to say of the extension and what it looks at, as Markdown: figures and kinds, and no name of the user's. */
import type { Report } from '../core/report.js';

export interface Diagnosed {
  readonly version: string;
  readonly editor: string;
  readonly platform: string;
  /** Settings of ours that somebody set, by their keys. */
  readonly settings: readonly string[];
  readonly analysis: { readonly isBusy: boolean; readonly hasFailed: boolean; readonly reports: readonly Report[] };
  readonly clusters: readonly DiagnosedCluster[];
}

export interface DiagnosedCluster {
  readonly security: string;
  readonly connected: boolean;
  /** Of its applications; undefined: it has not answered. */
  readonly applications: number | undefined;
  /** Why it did not answer last; undefined: it did, or was not asked. */
  readonly failure: string | undefined;
}

export function diagnosticsText({ version, editor, platform, settings, analysis, clusters }: Diagnosed): string {
  const { isBusy, hasFailed, reports } = analysis;
  const state = hasFailed ? 'the newest analysis failed' : isBusy ? 'under way' : 'done';
  return [
    '### Kafka Streams Lens',
    '',
    `- Extension ${version}, ${editor}, ${platform}`,
    `- Settings that are set: ${settings.length === 0 ? 'none' : settings.toSorted().join(', ')}`,
    `- Analysis: ${state}`,
    ...reports.map((report, i) => `- Folder ${i + 1}: ${folderText(report)}`),
    ...clusters.map((cluster, i) => `- Cluster ${i + 1}: ${clusterText(cluster)}`),
    '',
    'No name, address or topic stands here. The log (*Kafka Streams: Show Log*) says more, with names.',
    '',
  ].join('\n');
}

function folderText({ stats, skipped, topologies, diagnostics }: Report): string {
  const stores = topologies.flatMap((topology) => topology.stores);
  const versions = [...new Set(topologies.map(({ kafkaVersion }) => kafkaVersion))].toSorted();
  return [
    `${stats.filesParsed} of ${stats.filesSeen} files read, ${skipped.length} skipped`,
    `topologies: ${topologies.length}, complete: ${topologies.filter(({ complete }) => complete).length}`,
    `stores: ${stores.length}, with an exact name: ${stores.filter(({ name }) => name !== null).length}`,
    `causes of names that are not known: ${topologies.reduce((sum, { gaps }) => sum + gaps.length, 0)}`,
    `findings: ${diagnostics.length}`,
    `Kafka Streams: ${versions.length === 0 ? 'none' : versions.join(', ')}`,
  ].join('; ');
}

function clusterText({ security, connected, applications, failure }: DiagnosedCluster): string {
  const known = applications === undefined ? 'has not answered' : `applications: ${applications}`;
  return [security, connected ? 'connected' : 'not connected', known, ...(failure === undefined ? [] : [`last failure: ${failure}`])].join(
    '; ',
  );
}
