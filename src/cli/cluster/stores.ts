/** kslens stores */
import { isoTime } from '../../base/isoTime.js';
import { plural, storeKindWords } from '../../core/features/words.js';
import type { ApplicationState, Figure, Restore, StoreState, TopicState } from '../../applications/model.js';
import { CommandLineError } from '../commandLineError.js';
import { layoutTable } from '../../present/table/layout.js';
import { orderStores } from '../../present/cluster/listOrder.js';
import { listOrderOf, type GivenOptions } from '../options.js';
import { printable, safeJson, shortText } from '../../base/printable.js';
import type { Terminal } from '../terminal.js';
import {
  bytesText,
  lagText,
  numberText,
  topicRetentionText,
  originsOf,
  reasonsOf,
  timeText,
  wordText,
} from '../../present/cluster/figureTexts.js';
import { readTopologiesOf } from './code.js';
import { problemJson } from '../../present/cluster/problemJson.js';
import { lookAtApplication, sayProblems, withCluster } from './withCluster.js';
import { hostOf } from '../../applications/memberNames.js';

export async function stores(given: GivenOptions, terminal: Terminal): Promise<number> {
  const id = given.text('app');
  if (id === undefined) throw new CommandLineError('stores needs --app ID; kslens apps lists the applications');
  const path = given.paths[0];
  const topologies = path === undefined ? [] : await readTopologiesOf(id, path, given, terminal);
  const state = await withCluster('stores', given, terminal, (cluster) => lookAtApplication(cluster, id, given, terminal, topologies));
  const shown = { ...state, stores: orderStores(state.stores, listOrderOf(given)) };
  if (given.text('format') === 'json') terminal.print(`${safeJson(toJson(shown), 2)}\n`);
  else terminal.print(toText(shown, state.stores.length, terminal.columns));
  sayProblems(state.problems, terminal);
  return 0;
}

function toJson({ summary, stores: list, orphans, topologies, problems }: ApplicationState): object {
  return {
    application: summary.id,
    state: summary.group?.state ?? null,
    instances: summary.instances,
    note: summary.note,
    topologies,
    stores: list.map((store) => storeJson(store, topologies.length > 0)),
    orphans: orphans.map(({ name }) => name),
    problems: problems.map(problemJson),
  };
}

function storeJson({ name, unnamed, kind, backedBy, topic, subtopology, restore, source, marks }: StoreState, hasCode: boolean): object {
  const none: Figure<never> = { value: null, why: 'no topic on the cluster backs it' };
  const figures = {
    kind,
    sizeBytes: topic?.bytes ?? none,
    replicaBytes: topic?.replicaBytes ?? none,
    cleanupPolicy: topic?.cleanupPolicy ?? none,
    retentionMs: topic?.retentionMs ?? none,
    lastWrite: topic?.lastWrite ?? none,
    offsetSpan: topic?.offsetSpan ?? none,
  };
  const offsets = (which: 'earliest' | 'end'): object | null =>
    topic === null ? null : Object.fromEntries(topic.partitions.map((partition) => [partition.partition, partition[which].value]));
  const { lastWrite } = figures;
  return {
    name,
    unnamed,
    kind: kind.value,
    backedBy,
    changelog: topic?.name ?? null,
    subtopology,
    partitions: topic?.partitions.length ?? null,
    sizeBytes: figures.sizeBytes.value,
    replicaBytes: figures.replicaBytes.value,
    cleanupPolicy: figures.cleanupPolicy.value,
    retentionMs: figures.retentionMs.value,
    earliestOffsets: offsets('earliest'),
    endOffsets: offsets('end'),
    offsetSpan: figures.offsetSpan.value,
    lastWrite: lastWrite.value === null ? null : isoTime(lastWrite.value),
    restore: restore.source === 'none' ? null : restoreJson(restore),
    source,
    marks: marks.map(({ rule, severity, message }) => ({ rule, severity, message })),
    from: originsOf(figures),
    reasons: {
      ...reasonsOf(figures).reasons,
      ...(restore.done === null ? { restore: restore.note } : {}),
      ...(source === null ? { source: hasCode ? 'the code makes no such store' : 'the code was not given' } : {}),
    },
  };
}

const restoreJson = ({ source, state, done, total, note }: Restore): object => ({ source, state, done, total, note });

/** `restored`, `restoring 42 %`, `?`. */
function restoreText({ state, done, total, source }: Restore): string {
  if (state === 'unknown') return '?';
  const share = state === 'restoring' && done !== null && total !== null && total > 0 ? ` ${Math.floor((done / total) * 100)} %` : '';
  return `${state}${share}${source === 'inferred' ? ' (inferred)' : ''}`;
}

/** In one line. */
const mostInstances = 100;

function toText(
  { summary, instances, stores: list, sources, orphans }: ApplicationState,
  all: number,
  columns: number | undefined,
): string {
  const { group } = summary;
  const lines = [
    shortText(summary.id),
    printable(
      `  group      ${group === null ? 'none' : `${group.state} (${group.type})`}${summary.note === null ? '' : `, ${summary.note}`}`,
    ),
    `  instances  ${
      instances
        .slice(0, mostInstances)
        .map((instance) => `${shortText(hostOf(instance))} (${plural(instance.threads.length, 'thread', 'threads')})`)
        .join(', ') || (summary.instances === null ? 'not known' : 'none')
    }${instances.length > mostInstances ? ` and ${instances.length - mostInstances} more` : ''}`,
    '',
  ];
  if (list.length === 0 && all > 0) lines.push(`  None of ${plural(all, 'store', 'stores')} is named like that.`, '');
  else if (list.length === 0)
    lines.push(
      '  No changelog topic bears its id: no store is logged, or they were deleted. The code tells which there should be: kslens stores PATH --app ID.',
      '',
    );
  else {
    const heads = [
      'STORE',
      'KIND',
      'CHANGELOG TOPIC',
      'PARTITIONS',
      'OFFSETS',
      'SIZE',
      'POLICY',
      'RETENTION',
      'NEWEST RECORD',
      'RESTORE',
      'MARKS',
    ];
    const rows = list.map(({ name, kind, topic, backedBy, restore, marks }) => [
      name,
      kind.value === null ? '?' : storeKindWords[kind.value],
      topic?.name ?? (backedBy === 'nothing' ? 'none: logging is off' : 'missing'),
      ...(topic === null ? Array.from({ length: 6 }, () => '') : figureCells(topic)),
      restoreText(restore),
      [...new Set(marks.map(({ rule }) => rule))].join(', '),
    ]);
    lines.push(
      ...layoutTable(
        heads.map((head, i) => ({ head, label: i === 0 ? undefined : head.toLowerCase() })),
        rows.map((row) => row.map((text) => ({ text: shortText(text) }))),
        columns,
      ),
      '',
      'OFFSETS is end minus earliest: no more records than that, and fewer where compaction or transactions left holes. SIZE is on the leaders.',
    );
    if (list.some(({ kind }) => kind.value === null))
      lines.push('KIND ?: a topic does not tell it; the code does: kslens stores PATH --app ID.');
    const notes = new Map<string, string[]>();
    for (const { name, restore } of list) {
      const names = notes.get(restore.note);
      if (names === undefined) notes.set(restore.note, [name]);
      else names.push(name);
    }
    lines.push('', 'Restore', ...[...notes].map(([note, names]) => `  ${restoreStores(names, list.length)}: ${printable(note)}`));
    const marks = list.flatMap(({ name, marks: own }) =>
      own.map(({ severity, message }) => `  ${severity} ${printable(name)}: ${printable(message)}`),
    );
    if (marks.length > 0) lines.push('', 'Marks', ...marks);
  }
  if (orphans.length > 0) lines.push('', 'Orphaned', ...orphans.map(orphanLine));
  if (sources.length > 0) {
    lines.push('', 'Source topics');
    for (const source of sources)
      lines.push(`  ${printable(source.name)}: ${plural(source.partitions.length, 'partition', 'partitions')}, lag ${lagText(source)}`);
  }
  return `${lines.join('\n')}\n`;
}

function orphanLine({ name, marks }: TopicState): string {
  const why = marks.filter(({ rule }) => rule === 'orphaned').map(({ message }) => message);
  return `  ${printable(name)}: ${why.join(' ')}`;
}

function figureCells(topic: TopicState): string[] {
  const { partitions, offsetSpan, bytes, cleanupPolicy, lastWrite } = topic;
  return [
    String(partitions.length),
    numberText(offsetSpan),
    bytesText(bytes),
    wordText(cleanupPolicy),
    topicRetentionText(topic),
    timeText(lastWrite),
  ];
}

/** The stores that a note is of, `all` where it is of each. */
function restoreStores(names: readonly string[], all: number): string {
  if (names.length === all) return 'all';
  const shown = names
    .slice(0, 3)
    .map((name) => printable(name))
    .join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
