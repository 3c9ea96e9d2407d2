/** Topics that a fix would leave behind, and what connected clusters know of them. */
import type { ApplicationState, TopicState } from '../../applications/model.js';
import { plural } from '../../core/features/words.js';
import type { NameChange } from '../../core/report.js';
import { tableLines } from '../table/textTable.js';
import { bytesText, bytesWords, numberText } from './figureTexts.js';

export interface OrphanedTopic {
  readonly before: string;
  readonly after: string | null;
}

/** One look at one application of one cluster. */
export interface DeployedTopics {
  readonly cluster: string;
  readonly application: string;
  /** null: its group is gone, or nobody knows. */
  readonly instances: number | null;
  readonly topics: readonly TopicState[];
}

export interface DeployedLook {
  /** Of clusters that are connected. */
  readonly found: readonly DeployedTopics[];
  readonly asked: readonly string[];
  readonly silent: readonly string[];
}

/** A store and its changelog move together: the topic is what is left behind. */
export const orphanedTopics = (changes: readonly NameChange[]): OrphanedTopic[] =>
  changes.flatMap(({ kind, before, after }) => (kind === 'store' || before === null ? [] : [{ before, after }]));

/** Of the topics those that the application has on the cluster. */
export function deployedTopics(cluster: string, state: ApplicationState, orphaned: readonly OrphanedTopic[]): DeployedTopics {
  const names = new Set(orphaned.map(({ before }) => before));
  const all = [...state.stores.flatMap(({ topic }) => topic ?? []), ...state.repartitions, ...state.orphans];
  const topics = all.filter(({ name }, i) => names.has(name) && all.findIndex((other) => other.name === name) === i);
  return { cluster, application: state.summary.id, instances: state.summary.instances, topics };
}

const listed = (clusters: readonly string[]): string => clusters.join(', ');

/** In a sentence or two: whether something that runs would lose its state. */
export function deployedText({ found, asked, silent }: DeployedLook, orphaned: readonly OrphanedTopic[]): string {
  const there = found.filter(({ topics }) => topics.length > 0);
  const sentences = there.map(({ cluster, application, instances, topics }) => {
    const runs = (instances ?? 0) > 0 ? `runs (${plural(instances ?? 0, 'instance', 'instances')})` : 'does not run now';
    const known = topics.flatMap(({ bytes }) => bytes.value ?? []);
    const size = known.length === 0 ? '' : `, ${bytesWords(known.reduce((sum, one) => sum + one, 0))}`;
    return `On ${cluster}, ${application} ${runs} and has ${topics.length} of these ${plural(orphaned.length, 'topic', 'topics')}${size}: under the new names it starts empty.`;
  });
  if (silent.length > 0) sentences.push(`${listed(silent)} did not answer.`);
  if (asked.length === 0) sentences.push('No cluster is connected: whether these topics exist is not known.');
  else if (sentences.length === 0) sentences.push(`None of these topics is on ${listed(asked)}.`);
  return sentences.join(' ');
}

/** All of them, for a document. */
export function orphanedLines(look: DeployedLook, orphaned: readonly OrphanedTopic[]): string[] {
  const figures = (name: string): string[][] =>
    look.found.flatMap(({ cluster, topics }) =>
      topics.filter((topic) => topic.name === name).map((topic) => [cluster, numberText(topic.offsetSpan), bytesText(topic.bytes)]),
    );
  const rows = orphaned.flatMap(({ before, after }) => {
    const known = figures(before);
    return (known.length === 0 ? [['', '', '']] : known).map((cells) => [before, ...cells, after ?? '(none)']);
  });
  return [
    `${plural(orphaned.length, 'topic is', 'topics are')} orphaned`,
    '',
    deployedText(look, orphaned),
    'What is in these topics stays where it is, and is not found under the new names.',
    '',
    ...tableLines([['TOPIC NOW', 'CLUSTER', 'OFFSETS', 'BYTES', 'TOPIC AFTERWARDS'], ...rows]),
    '',
  ];
}
