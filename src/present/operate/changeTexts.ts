/** A change of a cluster in words: its plan, before anything is written, and what came of it. */
import { isoTime } from '../../base/isoTime.js';
import { plural } from '../../core/features/words.js';
import { sentenceOf } from '../../kafka/clusterError.js';
import type { ChangePlan, ChangeResult } from '../../operate/change.js';
import type { DeletionPlan } from '../../operate/planDeletion.js';
import type { MovePlan } from '../../operate/planMove.js';
import type { ResetPlan } from '../../operate/resetApplication.js';
import type { TopicContent } from '../../operate/topicContent.js';
import { bytesWords } from '../cluster/figureTexts.js';

/** Lines that hold names of the cluster as they are. */
export function planLines(plan: ChangePlan): readonly string[] {
  const { refusal } = plan;
  const isEmpty = plan.kind === 'deletion' && plan.topics.length === 0;
  return [...linesOf(plan), ...(refusal === null || isEmpty ? [] : ['', `Not now: ${sentenceOf(refusal)}`])];
}

function linesOf(plan: ChangePlan): readonly string[] {
  if (plan.kind === 'move') return moveLines(plan);
  return plan.kind === 'reset' ? resetLines(plan) : deletionLines(plan);
}

/** What a topic holds, in one line. */
const contentText = ({ records, keys, bytes, newest }: TopicContent): string =>
  [
    plural(records, 'record', 'records'),
    plural(keys, 'key', 'keys'),
    bytesWords(bytes),
    newest === null ? 'no last write' : `last write ${isoTime(newest)}`,
  ].join(', ');

function moveLines({ application, from, to, owners, partitions, replicas, configs, content, target }: MovePlan): readonly string[] {
  const there = (target ?? []).reduce((sum, one) => sum + one.to - one.from, 0);
  return [
    `Move state of ${application}`,
    `  from  ${from}`,
    `        of ${owners.length === 0 ? 'no application that is known' : owners.join(' or ')}; ${plural(partitions, 'partition', 'partitions')}`,
    `        ${contentText(content)}`,
    `  to    ${to}`,
    ...(target === null
      ? [
          `        is not there: it is made with ${plural(partitions, 'partition', 'partitions')}, ${plural(replicas, 'replica', 'replicas')} and`,
          ...Object.entries(configs).map(([key, value]) => `          ${key}=${value}`),
        ]
      : there === 0
        ? ['        is there, and empty']
        : [
            `        is there, with ${plural(there, 'offset', 'offsets')}: what it holds must be the beginning of such a copy,`,
            '        which is then completed',
          ]),
    '',
    'Every committed record is copied to the partition that it is in, with its key, value, timestamp',
    'and headers; then both topics are compared key by key. The source stays as it is.',
    'The application must stay stopped until the copy is checked. Where an instance has a directory',
    'of the new store, delete that.',
  ];
}

function deletionLines({ application, topics, unsure, code }: DeletionPlan): readonly string[] {
  const lines =
    topics.length === 0
      ? [
          `${application}: no topic is known to be left behind.`,
          ...(code === null ? ['What a stopped application uses, its code tells: give its PATH.'] : []),
        ]
      : [
          `${application}: ${plural(topics.length, 'topic is', 'topics are')} left behind, and what ${topics.length === 1 ? 'it holds' : 'they hold'} would be lost:`,
          ...topics.flatMap(({ name, partitions, content }) => [
            `  ${name}`,
            `      ${plural(partitions, 'partition', 'partitions')}, ${'kind' in content ? `not read: ${sentenceOf(content)}` : contentText(content)}`,
          ]),
        ];
  if (unsure.length > 0) lines.push('Not known of these, which stay:', ...unsure.map(({ topic, message }) => `  ${topic}: ${message}`));
  if (code?.hasUnknownNames === true)
    lines.push('Not all names of the code are known: what may be one of them is not listed. kslens analyze says which, and why.');
  return lines;
}

function resetLines({ application, offsets, missingInputs, deleted, perhapsOf }: ResetPlan): readonly string[] {
  return [
    `Reset ${application}, as kafka-streams-application-reset does`,
    ...(offsets.length === 0
      ? ['  offsets stay as they are: no input topic was named']
      : [
          `  ${plural(offsets.length, 'offset', 'offsets')} of input topics:`,
          ...offsets.map(({ topic, partition, offset }) => `    ${topic}-${partition} to ${offset}`),
        ]),
    ...missingInputs.map((topic) => `  the input topic ${topic} is not on the cluster: it is left out`),
    deleted.length === 0
      ? '  no internal topic to delete'
      : `  ${plural(deleted.length, 'internal topic is', 'internal topics are')} deleted:`,
    ...deleted.map((topic) => {
      const others = perhapsOf.get(topic);
      return `    ${topic}${others === undefined ? '' : ` (may be of ${others.join(' or ')})`}`;
    }),
  ];
}

/** What was done, and what comes next. */
export function resultLines(plan: ChangePlan, result: ChangeResult): readonly string[] {
  if (plan.kind === 'move' && result.kind === 'move') {
    const { copied, found, keys } = result.moved;
    const before = found === 0 ? '' : ` (${plural(found, 'record', 'records')} had been copied by a former run)`;
    return [
      `Copied ${plural(copied, 'record', 'records')} to ${plan.to}${before}.`,
      `Checked: ${plural(keys, 'key has', 'keys have')} the same last record in ${plan.from} and ${plan.to}. The application can be started.`,
    ];
  }
  if (plan.kind === 'deletion') return [`Deleted ${plural(plan.topics.length, 'topic', 'topics')}.`];
  return [`${plan.application} is reset. Its instances keep local state: call KafkaStreams#cleanUp(), or delete their state.dir.`];
}

/** Of a change that a person ended before it was done. */
export function interruptedText({ kind }: ChangePlan): string {
  if (kind === 'move')
    return 'Interrupted: the copy is not complete. Move it again, which goes on where this one ended, before the application starts.';
  return 'Interrupted: not all of it was done. Run it again, which does the rest.';
}
