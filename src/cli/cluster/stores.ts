/** kslens stores */
import { durationWords, plural, storeKindWords } from '../../core/features/words.js';
import type { ApplicationState, StoreState } from '../../kafka/applications/model.js';
import { readApplication } from '../../kafka/applications/readApplication.js';
import { CommandLineError } from '../commandLineError.js';
import { layoutTable } from '../layout.js';
import type { GivenOptions } from '../options.js';
import { printable } from '../printable.js';
import type { Terminal } from '../terminal.js';
import { bytesText, numberText, originsOf, reasonsOf, timeText, wordText } from './figureTexts.js';
import { sayProblems, withCluster } from './withCluster.js';

export async function stores(given: GivenOptions, terminal: Terminal): Promise<number> {
  const id = given.text('app');
  if (id === undefined) throw new CommandLineError('stores needs --app ID; kslens apps lists the applications');
  const state = await withCluster('stores', given, terminal, (cluster) => readApplication(cluster, id, []));
  if (given.text('format') === 'json') terminal.print(`${JSON.stringify(toJson(state), undefined, 2)}\n`);
  else terminal.print(toText(state, terminal.columns));
  sayProblems(state.problems, terminal);
  return 0;
}

function toJson({ summary, restore, stores: list, problems }: ApplicationState): object {
  return {
    application: summary.id,
    state: summary.group?.state ?? null,
    instances: summary.instances,
    note: summary.note,
    stores: list.map((store) => storeJson(store, restore)),
    problems: problems.map(({ what, error }) => ({ what, kind: error.kind, message: error.message })),
  };
}

function storeJson({ name, positional, kind, topic }: StoreState, restore: ApplicationState['restore']): object {
  const figures = {
    kind,
    sizeBytes: topic.bytes,
    replicaBytes: topic.replicaBytes,
    cleanupPolicy: topic.cleanupPolicy,
    retentionMs: topic.retentionMs,
    lastWrite: topic.lastWrite,
    offsetSpan: topic.offsetSpan,
  };
  const offsets = (which: 'earliest' | 'end'): object =>
    Object.fromEntries(topic.partitions.map((partition) => [partition.partition, partition[which].value]));
  const { reasons } = reasonsOf(figures);
  return {
    name,
    positional,
    kind: kind.value,
    changelog: topic.name,
    partitions: topic.partitions.length,
    sizeBytes: topic.bytes.value,
    replicaBytes: topic.replicaBytes.value,
    cleanupPolicy: topic.cleanupPolicy.value,
    retentionMs: topic.retentionMs.value,
    earliestOffsets: offsets('earliest'),
    endOffsets: offsets('end'),
    offsetSpan: topic.offsetSpan.value,
    lastWrite: topic.lastWrite.value === null ? null : new Date(topic.lastWrite.value).toISOString(),
    // The rebalance speaks of all tasks of the application, not of one store.
    restore:
      restore.source === 'none'
        ? null
        : { source: restore.source, done: restore.done, total: restore.total, state: restore.state, note: restore.note },
    source: null,
    marks: topic.marks.map(({ rule, severity, message }) => ({ rule, severity, message })),
    from: originsOf(figures),
    reasons: {
      ...reasons,
      ...(restore.source === 'none' ? { restore: restore.note } : {}),
      source: 'the code was not given',
    },
  };
}

function toText({ summary, instances, stores: list, restore, sources }: ApplicationState, columns: number | undefined): string {
  const { group } = summary;
  const lines = [
    printable(summary.id),
    `  group      ${group === null ? 'none' : `${group.state} (${group.type})`}${summary.note === null ? '' : `, ${summary.note}`}`,
    `  instances  ${
      instances
        .map(
          ({ endpoint, clientHost, threads }) =>
            `${endpoint === null ? clientHost : `${endpoint.host}:${endpoint.port}`} (${plural(threads.length, 'thread', 'threads')})`,
        )
        .map(printable)
        .join(', ') || 'none'
    }`,
    `  restore    ${restore.state}: ${printable(restore.note)}`,
    '',
  ];
  if (list.length === 0) lines.push('  No changelog topic: the application has no store that is logged.', '');
  else {
    const heads = ['STORE', 'KIND', 'CHANGELOG TOPIC', 'PARTITIONS', 'OFFSETS', 'SIZE', 'POLICY', 'RETENTION', 'LAST WRITE', 'MARKS'];
    const rows = list.map(({ name, kind, topic }) => [
      name,
      kind.value === null ? '?' : storeKindWords[kind.value],
      topic.name,
      String(topic.partitions.length),
      numberText(topic.offsetSpan),
      bytesText(topic.bytes),
      wordText(topic.cleanupPolicy),
      topic.retentionMs.value === null ? '?' : topic.retentionMs.value < 0 ? 'for ever' : durationWords(topic.retentionMs.value),
      timeText(topic.lastWrite),
      topic.marks.map(({ rule }) => rule).join(', '),
    ]);
    lines.push(
      ...layoutTable(
        heads.map((head, i) => ({ head, label: i === 0 ? undefined : head.toLowerCase() })),
        rows.map((row) => row.map((text) => ({ text: printable(text) }))),
        columns,
      ),
      '',
      'OFFSETS is end minus earliest: no more records than that, and fewer where compaction or transactions left holes. SIZE is on the leaders.',
    );
    const marks = list.flatMap(({ name, topic }) =>
      topic.marks.map(({ severity, message }) => `  ${severity} ${printable(name)}: ${message}`),
    );
    if (marks.length > 0) lines.push('', ...marks);
  }
  if (sources.length > 0) {
    lines.push('', 'Source topics');
    for (const { name, partitions, lag } of sources)
      lines.push(`  ${printable(name)}: ${plural(partitions.length, 'partition', 'partitions')}, lag ${numberText(lag)}`);
  }
  return `${lines.join('\n')}\n`;
}
