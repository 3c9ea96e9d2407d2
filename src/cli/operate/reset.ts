/** kslens reset */
import { printable } from '../../base/printable.js';
import { fail, succeed } from '../../base/result.js';
import { plural } from '../../core/features/words.js';
import { sentenceOf } from '../../kafka/clusterError.js';
import { planReset, resetApplication, type ResetPlan } from '../../operate/resetApplication.js';
import { CommandLineError } from '../commandLineError.js';
import { withCluster } from '../cluster/withCluster.js';
import type { GivenOptions } from '../options.js';
import type { Terminal } from '../terminal.js';
import { confirmName, withWriter } from './writing.js';

/** 0: planned or done; 1: an input topic is not there, or the plan may not be carried out now. */
export async function reset(given: GivenOptions, terminal: Terminal): Promise<number> {
  const application = given.text('app');
  if (application === undefined) throw new CommandLineError('reset needs --app ID; see kslens reset --help');
  const [inputTopics, internalTopics] = [namesOf(given, 'input-topics'), namesOf(given, 'internal-topics')];
  return withCluster('reset', given, terminal, async (cluster, settings, properties) => {
    const plan = await planReset(cluster, { application, inputTopics, internalTopics });
    if (!plan.ok) return plan;
    terminal.print(planText(plan.value));
    const { missingInputs, refusal, perhapsOf } = plan.value;
    const status = missingInputs.length === 0 ? 0 : 1;
    if (!given.has('write')) {
      terminal.print(refusal === null ? '\nNothing was written: --write carries the plan out.\n' : '');
      return succeed(refusal === null ? status : 1);
    }
    if (refusal !== null) return fail(refusal);
    const [shared] = perhapsOf.keys();
    if (shared !== undefined && internalTopics.length === 0)
      return fail({
        kind: 'refused',
        message: `${shared} may be of ${(perhapsOf.get(shared) ?? []).join(' or ')}.`,
        advice: 'Name those that are to be deleted with --internal-topics A,B.',
      });
    return withWriter({ settings, properties }, async (writer, signal) => {
      const agreed = await confirmName('To reset the application', application, given, terminal);
      if (!agreed.ok) throw new CommandLineError(agreed.error);
      const progress = (line: string): void => terminal.progress(printable(line));
      const done = await resetApplication(plan.value, { cluster, writer, progress, signal });
      if (!done.ok) return done;
      terminal.print(
        `\n${printable(application)} is reset. Its instances keep local state: call KafkaStreams#cleanUp(), or delete their state.dir.\n`,
      );
      return succeed(status);
    });
  });
}

const namesOf = (given: GivenOptions, option: string): readonly string[] =>
  (given.text(option) ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

function planText({ application, offsets, missingInputs, deleted, perhapsOf, refusal }: ResetPlan): string {
  const lines = [`Reset ${application}, as kafka-streams-application-reset does`];
  if (offsets.length === 0) lines.push('  offsets stay as they are: no input topic was named with --input-topics');
  else lines.push(`  ${plural(offsets.length, 'offset', 'offsets')} of input topics:`);
  for (const { topic, partition, offset } of offsets) lines.push(`    ${topic}-${partition} to ${offset}`);
  for (const topic of missingInputs) lines.push(`  the input topic ${topic} is not on the cluster: it is left out`);
  lines.push(
    deleted.length === 0
      ? '  no internal topic to delete'
      : `  ${plural(deleted.length, 'internal topic is', 'internal topics are')} deleted:`,
  );
  for (const topic of deleted) {
    const others = perhapsOf.get(topic);
    lines.push(`    ${topic}${others === undefined ? '' : ` (may be of ${others.join(' or ')})`}`);
  }
  if (refusal !== null) lines.push('', `Not now: ${sentenceOf(refusal)}`);
  return `${lines.map(printable).join('\n')}\n`;
}
