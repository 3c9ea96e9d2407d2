/** kslens topics */
import { isoTime } from '../../base/isoTime.js';
import { fail, succeed } from '../../base/result.js';
import type { TopicState } from '../../applications/model.js';
import { lookAt } from '../../applications/readOverview.js';
import { layoutTable } from '../../present/table/layout.js';
import { CommandLineError } from '../commandLineError.js';
import { holds, inOrder } from '../../present/cluster/listOrder.js';
import { listOrderOf, type GivenOptions } from '../options.js';
import { safeJson, shortText } from '../../base/printable.js';
import type { Terminal } from '../terminal.js';
import { bytesText, lagText, numberText, originsOf, reasonsOf, wordText } from '../../present/cluster/figureTexts.js';
import { problemJson } from '../../present/cluster/problemJson.js';
import { lookAtApplication, sayProblems, withCluster } from './withCluster.js';

interface ListedTopic {
  readonly application: string | null;
  readonly role: 'changelog' | 'repartition' | 'source' | 'orphaned' | 'unclaimed';
  readonly name: string;
  /** undefined: figures were not asked for. */
  readonly state: TopicState | undefined;
  /** Other applications that its name allows; undefined: none. */
  readonly perhapsOf?: readonly string[] | undefined;
}

export async function topics(given: GivenOptions, terminal: Terminal): Promise<number> {
  const id = given.text('app');
  const order = listOrderOf(given);
  if (id === undefined && order.sort !== undefined)
    throw new CommandLineError('topics --sort needs --app ID: without it no figures are asked for');
  const { list, problems } = await withCluster('topics', given, terminal, async (cluster) => {
    if (id !== undefined) {
      const state = await lookAtApplication(cluster, id, given, terminal);
      if (!state.ok) return fail(state.error);
      const { stores, repartitions, sources, orphans } = state.value;
      const listed = (role: ListedTopic['role'], some: readonly TopicState[]): ListedTopic[] =>
        some.map((one) => ({ application: id, role, name: one.name, state: one }));
      const all = [
        ...listed(
          'changelog',
          stores.flatMap(({ topic, backedBy }) => (topic === null || backedBy !== 'changelog' ? [] : [topic])),
        ),
        ...listed('repartition', repartitions),
        ...listed('source', sources),
        ...listed('orphaned', orphans),
      ];
      const shown = all.filter(({ name }) => holds(order.filter, name));
      return succeed({ list: inOrder(shown, order.sort, (topic) => topic.state ?? null), problems: state.value.problems });
    }
    const look = await lookAt(cluster, []);
    if (!look.ok) return fail(look.error);
    const { applications, unclaimedTopics, problems: found } = look.value.overview;
    const all: ListedTopic[] = applications.flatMap(({ id: application, changelogs, repartitions, perhapsOf }) => {
      const listed = (role: ListedTopic['role'], names: readonly string[]): ListedTopic[] =>
        names.map((name) => ({ application, role, name, state: undefined, perhapsOf: perhapsOf.get(name) }));
      return [...listed('changelog', changelogs), ...listed('repartition', repartitions)];
    });
    all.push(...unclaimedTopics.map((name): ListedTopic => ({ application: null, role: 'unclaimed', name, state: undefined })));
    return succeed({ list: all.filter(({ name }) => holds(order.filter, name)), problems: found });
  });
  if (given.text('format') === 'json')
    terminal.print(`${safeJson({ topics: list.map(toJson), problems: problems.map(problemJson) }, 2)}\n`);
  else terminal.print(toText(list, terminal.columns));
  sayProblems(problems, terminal);
  return 0;
}

function toJson({ application, role, name, state, perhapsOf }: ListedTopic): object {
  if (state === undefined) return { application, role, topic: name, ...(perhapsOf === undefined ? {} : { perhapsOf }) };
  const { bytes, replicaBytes, offsetSpan, cleanupPolicy, retentionMs, lag } = state;
  const figures = { sizeBytes: bytes, replicaBytes, offsetSpan, cleanupPolicy, retentionMs, lag };
  return {
    application,
    role,
    topic: name,
    ...Object.fromEntries(Object.entries(figures).map(([key, { value }]) => [key, value])),
    partitions: state.partitions.map(
      ({ partition, leader, replicas, inSync, earliest, end, bytes: size, lag: behind, streamTime, held }) => ({
        partition,
        leader,
        replicas,
        inSync,
        earliest: earliest.value,
        end: end.value,
        sizeBytes: size.value,
        lag: behind.value,
        streamTime: streamTime.value === null ? null : isoTime(streamTime.value),
        held: held === null ? null : { lastStable: held.stable, holder: held.holder, isOverdue: held.isOverdue },
      }),
    ),
    marks: state.marks,
    from: originsOf(figures),
    ...reasonsOf(figures),
  };
}

function toText(list: readonly ListedTopic[], columns: number | undefined): string {
  if (list.length === 0) return 'No topic is named like an internal topic of Kafka Streams.\n';
  const withFigures = list.some(({ state }) => state !== undefined);
  const heads = ['TOPIC', 'ROLE', 'APPLICATION', ...(withFigures ? ['PARTITIONS', 'OFFSETS', 'SIZE', 'POLICY', 'LAG'] : [])];
  const rows = list.map(({ application, role, name, state, perhapsOf = [] }) => [
    name,
    role,
    [application ?? 'nobody that is known', ...perhapsOf].join(' or '),
    ...(state === undefined
      ? []
      : [
          String(state.partitions.length),
          numberText(state.offsetSpan),
          bytesText(state.bytes),
          wordText(state.cleanupPolicy),
          role === 'changelog' && state.lag.value === null ? '' : lagText(state),
        ]),
  ]);
  const lines = layoutTable(
    heads.map((head, i) => ({ head, label: i === 0 ? undefined : head.toLowerCase() })),
    rows.map((row) => row.map((text) => ({ text: shortText(text) }))),
    columns,
  );
  if (!withFigures) lines.push('', 'kslens topics --app ID shows offsets, sizes and lags of an application, and its source topics.');
  return `${lines.join('\n')}\n`;
}
