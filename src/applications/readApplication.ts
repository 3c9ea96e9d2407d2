/** One application with all figures that brokers, and where asked its own instances, tell. */
import { shortText } from '../base/printable.js';
import { fail, succeed } from '../base/result.js';
import type { TopologyReport } from '../core/report.js';
import type { Cluster, TopicLayout } from '../kafka/cluster.js';
import type { ClusterError, ClusterResult, Problem } from '../kafka/clusterError.js';
import type { Call } from '../kafka/connection.js';
import { askFigures, type AskedFigures } from './askFigures.js';
import { toDeployedTopology } from './deployedTopology.js';
import { toExpectedApplication, type ExpectedApplication } from './expectedStores.js';
import { toGroupCondition } from './groupCondition.js';
import { toHeldUp } from './heldPartitions.js';
import { isInput, saidOfTopics, type SaidOfTopics } from './inputTopics.js';
import { readInstanceLags, type AskedAddresses, type FetchLags } from './instanceLags.js';
import { readMembers } from './instances.js';
import type { ApplicationState, ApplicationSummary, Mark } from './model.js';
import type { Movements } from './movements.js';
import { gatherProblems } from './gatherProblems.js';
import { lookAt } from './readOverview.js';
import { createRestores } from './restore.js';
import { findSubtopologies } from './subtopologies.js';
import { ownerMarks } from './ownerMarks.js';
import { toStores } from './toStores.js';
import { partitionKey, toTopicState } from './topicState.js';

export interface ApplicationAsk {
  readonly application: string;
  /** Topologies that are this application's, by id or as the person matched them. */
  readonly topologies: readonly TopologyReport[];
  /** Every application id that is known, to tell `a-b-store-changelog` of `a` from that of `a-b`. */
  readonly knownIds: readonly string[];
  /** Whom of the addresses that its members say (application.server) a person agreed to ask for lags over HTTP. */
  readonly askAt: AskedAddresses;
}

export interface ApplicationTools {
  readonly fetchLags: FetchLags;
  /** Told the addresses that are asked, before anything is sent to them. */
  aboutToAsk?(addresses: readonly string[]): void;
  /** Kept between looks at this application: what moved tells which tasks run. */
  readonly movements: Movements;
  /** How long nothing may move before a task with something to read is said to restore; undefined: the usual. */
  readonly settleMs?: number | undefined;
  now(): number;
}

/** Fails as `notFound` where nothing on the cluster bears the id and no code is given; the message names the applications that are there. */
export async function readApplication(
  cluster: Cluster,
  { application: id, topologies, knownIds, askAt }: ApplicationAsk,
  tools: ApplicationTools,
  call?: Call,
): Promise<ClusterResult<ApplicationState>> {
  const look = await lookAt(cluster, [...knownIds, id], call);
  if (!look.ok) return look;
  const { overview, topics, groups } = look.value;
  const seen = overview.applications.find((one) => one.id === id) ?? (topologies.length === 0 ? undefined : notStarted(id));
  if (seen === undefined) return fail(unknownApplication(id, overview.applications));
  const code = toExpectedApplication(id, topologies);
  const group = groups.get(id);
  const { instances } = group === undefined ? { instances: [] } : readMembers(group);
  const subtopologies = findSubtopologies(group, code);
  const description = group?.type === 'streams' ? await cluster.topologyDescription(id, call) : undefined;
  if (description?.ok === false && description.error.kind === 'cancelled') return description;
  const problems: Problem[] = [...overview.problems];

  const committed = await cluster.committed(id, call);
  if (!committed.ok && committed.error.kind === 'cancelled') return committed;
  if (!committed.ok && seen.group !== null) problems.push({ what: `committed offsets of group ${id}`, error: committed.error });
  const commits = committed.ok ? committed.value : [];
  const said = saidOfTopics(group, commits);
  const layouts = new Map(topics.map((topic) => [topic.name, topic]));
  const summary = withoutOthers(withoutInputs(withNamed(seen, code, layouts), said, code), code);
  const own = new Set([...summary.changelogs, ...summary.repartitions]);
  const backing = code.stores.flatMap(({ topic }) => topic ?? []);
  const sources = [...new Set([...said.read, ...code.sources, ...backing])].filter((topic) => !own.has(topic) && layouts.has(topic)).sort();
  const layoutsOf = (names: Iterable<string>): TopicLayout[] => [...names].flatMap((name) => layouts.get(name) ?? []);
  const figures = await askFigures(
    cluster,
    layoutsOf([...own, ...sources]),
    {
      values: new Map(commits.map((one) => [partitionKey(one), one])),
      whyNot: committed.ok ? 'nothing is committed for it' : committed.error.message,
    },
    call,
  );
  if (!figures.ok) return figures;
  problems.push(...figures.value.problems);
  const asked = await readInstanceLags(instances, { ...tools, askAt }, tools.fetchLags, call);
  problems.push(...asked.problems);

  const now = tools.now();
  const who = JSON.stringify(instances.map(({ threads }) => threads.map(({ memberId, active }) => [memberId, active])));
  tools.movements.observe(who, offsetsOf(figures.value), now);
  const held = new Map([...figures.value.held].map(([key, one]) => [key, toHeldUp(one, key, tools.movements, now)]));
  const answers = { ...figures.value.answers, held };
  const restores = createRestores({
    group,
    mayHaveMembers: summary.group !== null && summary.group.state !== 'Empty',
    instances,
    lags: asked.lags,
    subtopologies,
    movements: tools.movements,
    settleMs: tools.settleMs,
  });
  const stateOf = (topic: TopicLayout, marks: readonly Mark[] = []) => toTopicState(topic, answers, marks);
  const { stores, orphans } = toStores({ id, summary, group, code, layouts, answers, subtopologies, restores });
  const orphaned = new Set(orphans);
  return succeed({
    summary,
    group: toGroupCondition(group, layouts),
    deployed: toDeployedTopology(group, description),
    instances,
    stores,
    repartitions: layoutsOf(summary.repartitions.filter((name) => !orphaned.has(name))).map((topic) =>
      stateOf(topic, ownerMarks(summary, topic.name)),
    ),
    sources: layoutsOf(sources).map((topic) => stateOf(topic)),
    orphans: layoutsOf(orphans).map((topic) => stateOf(topic, [orphanMark(code.complete)])),
    topologies: code.topologies,
    problems: gatherProblems(problems),
  });
}

/** What movements are told of. */
function offsetsOf({ answers, held }: AskedFigures): ReadonlyMap<string, number> {
  const commitOf = answers.committed.values;
  const offsets = new Map<string, number>([...commitOf].map(([key, { offset }]) => [`commit ${key}`, offset]));
  for (const [key, { offset: end }] of answers.ends.values) {
    if (end === null) continue;
    offsets.set(`end ${key}`, end);
    const next = commitOf.get(key)?.offset ?? answers.earliest.values.get(key)?.offset ?? end;
    if (next < end) offsets.set(`waits ${key}`, 1);
  }
  for (const [key, { stable }] of held) offsets.set(`stable ${key}`, stable);
  return offsets;
}

/** A group does not say what its application reads into global tables. */
const orphanMark = (codeIsKnown: boolean): Mark => ({
  rule: 'orphaned',
  severity: 'warning',
  message: codeIsKnown
    ? 'It bears the id of the application, and the code that was matched with it does not use it.'
    : 'It bears the id of the application, and its group does not use it: it is left behind, unless a global table reads it. The code tells.',
});

/** What it reads as input is not its own, whatever it is called. */
function withoutInputs(summary: ApplicationSummary, said: SaidOfTopics, code: ExpectedApplication): ApplicationSummary {
  const made = [...code.stores.filter(({ backedBy }) => backedBy === 'changelog'), ...code.repartitions];
  const isOwn = (topic: string): boolean =>
    !isInput(said, topic) && (!code.sources.includes(topic) || made.some((one) => one.couldBe(topic)) || said.made.has(topic));
  return { ...summary, changelogs: summary.changelogs.filter(isOwn), repartitions: summary.repartitions.filter(isOwn) };
}

/** What the code names and the cluster has is its own, whoever else its name allows. */
function withNamed(summary: ApplicationSummary, code: ExpectedApplication, layouts: ReadonlyMap<string, TopicLayout>): ApplicationSummary {
  const exists = (topic: string | null): string[] => (topic !== null && layouts.has(topic) ? [topic] : []);
  const changelogs = code.stores.flatMap(({ topic, backedBy }) => (backedBy === 'changelog' ? exists(topic) : []));
  const repartitions = code.repartitions.flatMap(({ name }) => exists(name));
  const named = new Set([...changelogs, ...repartitions]);
  return {
    ...summary,
    changelogs: [...new Set([...summary.changelogs, ...changelogs])].sort(),
    repartitions: [...new Set([...summary.repartitions, ...repartitions])].sort(),
    perhapsOf: new Map([...summary.perhapsOf].filter(([topic]) => !named.has(topic))),
  };
}

/** What may be of another application, and the code, which is known in full, does not make: the other's. */
function withoutOthers(summary: ApplicationSummary, code: ExpectedApplication): ApplicationSummary {
  if (!code.complete) return summary;
  const isOwn = (topic: string): boolean => !summary.perhapsOf.has(topic);
  return {
    ...summary,
    changelogs: summary.changelogs.filter(isOwn),
    repartitions: summary.repartitions.filter(isOwn),
    perhapsOf: new Map(),
  };
}

const notStarted = (id: string): ApplicationSummary => ({
  id,
  group: null,
  instances: 0,
  threads: 0,
  changelogs: [],
  repartitions: [],
  perhapsOf: new Map(),
  note: 'nothing on the cluster bears its id: not started yet',
});

function unknownApplication(id: string, applications: readonly ApplicationSummary[]): ClusterError {
  const others = applications.map((one) => one.id);
  return {
    kind: 'notFound',
    message: `The cluster has no Kafka Streams application ${shortText(id)}: no group and no internal topic bears this id.`,
    advice:
      others.length === 0
        ? 'It has no Kafka Streams application at all.'
        : `It has: ${others
            .slice(0, 20)
            .map((other) => shortText(other))
            .join(', ')}${others.length > 20 ? ' …' : ''}.`,
  };
}
