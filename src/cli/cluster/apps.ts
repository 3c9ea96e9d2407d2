/** kslens apps */
import { plural } from '../../core/features/words.js';
import type { ApplicationSummary, ClusterOverview } from '../../applications/model.js';
import { lookAt } from '../../applications/readOverview.js';
import { CommandLineError } from '../commandLineError.js';
import { layoutTable } from '../../present/table/layout.js';
import type { GivenOptions } from '../options.js';
import { printable, safeJson, shortText } from '../../base/printable.js';
import type { Terminal } from '../terminal.js';
import { membersJson, membersText } from '../../present/cluster/membersText.js';
import { problemJson } from '../../present/cluster/problemJson.js';
import { lookAtApplication, sayProblems, withCluster } from './withCluster.js';

export async function apps(given: GivenOptions, terminal: Terminal): Promise<number> {
  const id = given.text('app');
  if (id !== undefined) return oneApp(id, given, terminal);
  const { overview } = await withCluster('apps', given, terminal, (cluster) => lookAt(cluster, []));
  if (given.text('format') === 'json') terminal.print(`${safeJson(toJson(overview), 2)}\n`);
  else terminal.print(toText(overview, terminal.columns));
  sayProblems(overview.problems, terminal);
  const isUnknown = overview.applications.length === 0 && overview.problems.some(({ what }) => what.startsWith('groups that broker'));
  if (isUnknown) throw new CommandLineError('which applications there are cannot be told: not every broker named its groups; try again');
  return 0;
}

async function oneApp(id: string, given: GivenOptions, terminal: Terminal): Promise<number> {
  const state = await withCluster('apps', given, terminal, (cluster) => lookAtApplication(cluster, id, given, terminal));
  terminal.print(given.text('format') === 'json' ? `${safeJson(membersJson(state), 2)}\n` : membersText(state));
  sayProblems(state.problems, terminal);
  return 0;
}

function toJson({ cluster, applications, unclaimedTopics, topicCount, partitionCount, problems }: ClusterOverview): object {
  return {
    cluster: { id: cluster.id, brokers: cluster.brokers.length, topics: topicCount, partitions: partitionCount },
    applications: applications.map(({ id, group, instances, threads, changelogs, repartitions, perhapsOf, note }) => ({
      application: id,
      state: group?.state ?? null,
      groupType: group?.type ?? null,
      instances,
      threads,
      changelogTopics: changelogs,
      repartitionTopics: repartitions,
      perhapsOfOthers: [...perhapsOf].map(([topic, others]) => ({ topic, others })),
      note,
    })),
    unclaimedTopics,
    problems: problems.map(problemJson),
  };
}

function toText(
  { cluster, applications, unclaimedTopics, topicCount, partitionCount }: ClusterOverview,
  columns: number | undefined,
): string {
  const size = `${plural(cluster.brokers.length, 'broker', 'brokers')}, ${plural(topicCount, 'topic', 'topics')}, ${plural(partitionCount, 'partition', 'partitions')}`;
  const lines = [`Cluster ${shortText(cluster.id ?? '(no id)')}: ${size}`, ''];
  if (applications.length === 0) {
    lines.push(
      'No Kafka Streams application that this user may see: no group is one, and no topic is named <application.id>-…-changelog or -repartition of a group.',
      'An application shows here once it has started against this cluster, to users with the permissions Describe on its group and topics: brokers leave out all else.',
    );
  } else {
    const heads = ['APPLICATION', 'STATE', 'GROUP', 'INSTANCES', 'THREADS', 'STORES', 'REPARTITIONS', 'NOTE'];
    lines.push(
      ...layoutTable(
        heads.map((head, i) => ({ head, label: i === 0 ? undefined : head.toLowerCase() })),
        applications.map((one) => cellsOf(one).map((text) => ({ text: shortText(text) }))),
        columns,
      ),
    );
    lines.push('', 'kslens apps --app ID shows the instances of one, with threads and tasks; kslens stores --app ID its stores.');
  }
  const shared = new Map(
    applications.flatMap(({ id, perhapsOf }) => [...perhapsOf].map(([topic, others]) => [topic, [id, ...others].sort()] as const)),
  );
  if (shared.size > 0) {
    lines.push('', `${plural(shared.size, 'topic', 'topics')} may be of several applications, by their names or readers; the code tells:`);
    for (const [topic, ids] of shared) lines.push(`  ${printable(topic)}: ${ids.map((id) => shortText(id)).join(' or ')}`);
  }
  if (unclaimedTopics.length > 0) {
    lines.push(
      '',
      `${plural(unclaimedTopics.length, 'topic is', 'topics are')} named like internal topics and belong to no application that is known here:`,
    );
    for (const topic of unclaimedTopics) lines.push(`  ${printable(topic)}`);
  }
  return `${lines.join('\n')}\n`;
}

function cellsOf({ id, group, instances, threads, changelogs, repartitions, perhapsOf, note }: ApplicationSummary): string[] {
  const count = (value: number | null): string => (value === null ? '?' : String(value));
  const topics = (names: readonly string[]): string => {
    const perhaps = names.filter((name) => perhapsOf.has(name)).length;
    return perhaps === 0 ? String(names.length) : `${names.length - perhaps} to ${names.length}`;
  };
  return [
    id,
    group?.state ?? 'no group',
    group?.type ?? '',
    count(instances),
    count(threads),
    topics(changelogs),
    topics(repartitions),
    note ?? '',
  ];
}
