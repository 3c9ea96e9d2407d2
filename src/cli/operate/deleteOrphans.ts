/** kslens delete-orphans */
import { printable } from '../../base/printable.js';
import { fail, succeed } from '../../base/result.js';
import { plural } from '../../core/features/words.js';
import { findDrift } from '../../applications/findDrift.js';
import type { Cluster } from '../../kafka/cluster.js';
import { sentenceOf, type ClusterError, type ClusterResult } from '../../kafka/clusterError.js';
import { deleteTopics } from '../../operate/deleteTopics.js';
import { expectStopped } from '../../operate/stopped.js';
import { readContent, type TopicContent } from '../../operate/topicContent.js';
import { CommandLineError } from '../commandLineError.js';
import { readCodeOf, type CodeOfApplication } from '../cluster/code.js';
import { lookAtApplication, sayProblems, withCluster } from '../cluster/withCluster.js';
import type { GivenOptions } from '../options.js';
import type { Terminal } from '../terminal.js';
import { contentText } from './moveState.js';
import { withWriter } from './writing.js';

const noCode: CodeOfApplication = { chosen: [], topologies: [], others: [] };

interface Orphan {
  readonly name: string;
  readonly partitions: number;
  /** Or why it could not be read. */
  readonly content: TopicContent | ClusterError;
}

interface Plan {
  readonly application: string;
  readonly orphans: readonly Orphan[];
  /** Of which the code does not tell whether they are left behind, and why. */
  readonly unsure: readonly { readonly topic: string; readonly message: string }[];
  /** Names of the code that are not known: topics that may bear one of them are not among the orphans. */
  readonly hasUnknownNames: boolean;
  /** Why nothing may be deleted now; null: it may. */
  readonly refusal: ClusterError | null;
}

/** 0: planned or deleted; 1: planned, and may not be carried out now. */
export async function deleteOrphans(given: GivenOptions, terminal: Terminal): Promise<number> {
  const [path] = given.paths;
  const application = given.text('app');
  if (application === undefined) throw new CommandLineError('delete-orphans needs --app ID; see kslens delete-orphans --help');
  if (given.has('write') && path === undefined)
    throw new CommandLineError(
      'delete-orphans --write needs the PATH of the code: without it nobody knows whether a global table reads a topic that the group does not use',
    );
  const code = path === undefined ? noCode : await readCodeOf(application, path, given, terminal);
  return withCluster('delete-orphans', given, terminal, async (cluster, settings, properties) => {
    const plan = await makePlan(cluster, application, code, given, terminal);
    if (!plan.ok) return plan;
    terminal.print(planText(plan.value, path !== undefined));
    const { orphans, refusal } = plan.value;
    if (orphans.length === 0) return succeed(0);
    if (!given.has('write')) {
      terminal.print(refusal === null ? '\nNothing was deleted: --write deletes, each by its name.\n' : '');
      return succeed(refusal === null ? 0 : 1);
    }
    if (refusal !== null) return fail(refusal);
    return withWriter({ settings, properties }, async (writer, signal) => {
      const chosen = await choose(orphans, given, terminal);
      const progress = (line: string): void => terminal.progress(printable(line));
      const deleted = await deleteTopics(application, chosen, { cluster, writer, progress, signal });
      if (!deleted.ok) return deleted;
      terminal.print(`\nDeleted ${plural(chosen.length, 'topic', 'topics')}.\n`);
      return succeed(0);
    });
  });
}

async function makePlan(
  cluster: Cluster,
  application: string,
  { topologies, others }: CodeOfApplication,
  given: GivenOptions,
  terminal: Terminal,
): Promise<ClusterResult<Plan>> {
  const state = await lookAtApplication(cluster, application, given, terminal, topologies);
  if (!state.ok) return state;
  sayProblems(state.value.problems, terminal);
  const { drifts } = findDrift(state.value, topologies, others);
  const byCode = new Set<string>();
  const unsure: { readonly topic: string; readonly message: string }[] = [];
  for (const { kind, topic, source, message } of drifts) {
    if (topic === null || source !== null) continue;
    if (kind === 'orphaned') byCode.add(topic);
    else if (kind === 'not-determinable') unsure.push({ topic, message });
  }
  const found = state.value.orphans.filter(({ name }) => topologies.length === 0 || byCode.has(name));
  const orphans: Orphan[] = [];
  for (const { name, partitions } of found) {
    const topic = { name, partitions: partitions.length };
    const content = await readContent(cluster, topic, (line) => terminal.progress(printable(line)));
    if (!content.ok && content.error.kind === 'cancelled') return content;
    orphans.push({ ...topic, content: content.ok ? content.value : content.error });
  }
  const stopped = await expectStopped(cluster, [application]);
  if (!stopped.ok && stopped.error.kind !== 'refused') return stopped;
  return succeed({
    application,
    orphans,
    unsure,
    hasUnknownNames: topologies.some(({ complete }) => !complete),
    refusal: stopped.ok ? null : stopped.error,
  });
}

/** Those whose names a person wrote, each of them. Throws a CommandLineError for a name that is no orphan's, and where nobody is there to write one. */
async function choose(orphans: readonly Orphan[], given: GivenOptions, terminal: Terminal): Promise<readonly string[]> {
  const said = given.texts('yes');
  const strange = said.find((name) => !orphans.some((one) => one.name === name));
  if (strange !== undefined) throw new CommandLineError(`--yes ${printable(strange)} is none of the topics above: nothing was deleted`);
  if (said.length > 0) return [...new Set(said)];
  const chosen: string[] = [];
  for (const { name } of orphans) {
    const answer = await terminal.ask(printable(`To delete it, write ${name} (nothing: it stays): `));
    if (answer === undefined)
      throw new CommandLineError('nobody is there to agree: give --yes TOPIC, once for each topic that is to be deleted');
    if (answer.trim() === name) chosen.push(name);
  }
  return chosen;
}

function planText({ application, orphans, unsure, hasUnknownNames, refusal }: Plan, codeIsKnown: boolean): string {
  const lines =
    orphans.length === 0
      ? [
          `${application}: no topic is known to be left behind.`,
          ...(codeIsKnown ? [] : ['What a stopped application uses, its code tells: give its PATH.']),
        ]
      : [
          `${application}: ${plural(orphans.length, 'topic is', 'topics are')} left behind, and what ${orphans.length === 1 ? 'it holds' : 'they hold'} would be lost:`,
          ...orphans.flatMap(({ name, partitions, content }) => [
            `  ${name}`,
            `      ${plural(partitions, 'partition', 'partitions')}, ${'kind' in content ? `not read: ${sentenceOf(content)}` : contentText(content)}`,
          ]),
        ];
  if (codeIsKnown && unsure.length > 0)
    lines.push('Not known of these, which stay:', ...unsure.map(({ topic, message }) => `  ${topic}: ${message}`));
  if (hasUnknownNames)
    lines.push('Not all names of the code are known: what may be one of them is not listed. kslens analyze says which, and why.');
  if (refusal !== null && orphans.length > 0) lines.push('', `Not now: ${sentenceOf(refusal)}`);
  return `${lines.map(printable).join('\n')}\n`;
}
