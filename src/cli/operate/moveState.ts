/** kslens move-state */
import { isoTime } from '../../base/isoTime.js';
import { printable } from '../../base/printable.js';
import { fail, succeed } from '../../base/result.js';
import { plural } from '../../core/features/words.js';
import { sentenceOf } from '../../kafka/clusterError.js';
import { moveState, type MoveResult } from '../../operate/moveState.js';
import { planMove, type MovePlan } from '../../operate/planMove.js';
import type { TopicContent } from '../../operate/topicContent.js';
import { bytesWords } from '../../present/cluster/figureTexts.js';
import { CommandLineError } from '../commandLineError.js';
import { withCluster } from '../cluster/withCluster.js';
import type { GivenOptions } from '../options.js';
import type { Terminal } from '../terminal.js';
import { confirmName, withWriter } from './writing.js';

/** 0: planned, or moved and checked; 1: planned, and may not be carried out now. */
export async function moveStateCommand(given: GivenOptions, terminal: Terminal): Promise<number> {
  const [application, from, to] = [given.text('app'), given.text('from'), given.text('to')];
  if (application === undefined || from === undefined || to === undefined)
    throw new CommandLineError('move-state needs --app ID, --from TOPIC and --to TOPIC; see kslens move-state --help');
  const progress = (line: string): void => terminal.progress(printable(line));
  return withCluster('move-state', given, terminal, async (cluster, settings, properties) => {
    const plan = await planMove(cluster, { application, from, to }, progress);
    if (!plan.ok) return plan;
    terminal.print(planText(plan.value));
    if (!given.has('write')) {
      terminal.print(plan.value.refusal === null ? '\nNothing was written: --write carries the plan out.\n' : '');
      return succeed(plan.value.refusal === null ? 0 : 1);
    }
    if (plan.value.refusal !== null) return fail(plan.value.refusal);
    return withWriter({ settings, properties }, async (writer, signal) => {
      const agreed = await confirmName('To copy', to, given, terminal);
      if (!agreed.ok) throw new CommandLineError(agreed.error);
      const moved = await moveState(plan.value, { cluster, writer, progress, signal });
      if (!moved.ok) return moved.error.kind === 'cancelled' ? fail(interrupted) : moved;
      terminal.print(resultText(plan.value, moved.value));
      return succeed(0);
    });
  });
}

const interrupted = {
  kind: 'cancelled',
  message:
    'Interrupted: the copy is not complete. Run the command again, which goes on where this one ended, before the application starts.',
} as const;

/** What a topic holds, in one line. */
export const contentText = ({ records, keys, bytes, newest }: TopicContent): string =>
  [
    plural(records, 'record', 'records'),
    plural(keys, 'key', 'keys'),
    bytesWords(bytes),
    newest === null ? 'no last write' : `last write ${isoTime(newest)}`,
  ].join(', ');

function planText(plan: MovePlan): string {
  const { application, from, to, owners, partitions, replicas, configs, content, target, refusal } = plan;
  const made = Object.entries(configs)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
  const there = (target ?? []).reduce((sum, one) => sum + one.to - one.from, 0);
  const lines = [
    `Move state of ${application}`,
    `  from  ${from}`,
    `        of ${owners.length === 0 ? 'no application that is known' : owners.join(' or ')}; ${plural(partitions, 'partition', 'partitions')}`,
    `        ${contentText(content)}`,
    `  to    ${to}`,
    target === null
      ? `        is not there: it is made with ${plural(partitions, 'partition', 'partitions')}, ${plural(replicas, 'replica', 'replicas')}, ${made}`
      : there === 0
        ? '        is there, and empty'
        : `        is there, with ${plural(there, 'offset', 'offsets')}: what it holds must be the beginning of such a copy, which is then completed`,
    '',
    'Every committed record is copied to the partition that it is in, with its key, value, timestamp and headers; then both topics are compared key by key.',
    'The source stays as it is. The application must stay stopped until the copy is checked; where an instance has a directory of the new store, delete that.',
    ...(refusal === null ? [] : ['', `Not now: ${sentenceOf(refusal)}`]),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function resultText({ from, to }: MovePlan, { copied, found, keys }: MoveResult): string {
  const before = found === 0 ? '' : ` (${plural(found, 'record', 'records')} had been copied by a former run)`;
  const lines = [
    '',
    `Copied ${plural(copied, 'record', 'records')} to ${to}${before}.`,
    `Checked: ${plural(keys, 'key has', 'keys have')} the same last record in ${from} and ${to}. The application can be started.`,
  ];
  return `${lines.map(printable).join('\n')}\n`;
}
