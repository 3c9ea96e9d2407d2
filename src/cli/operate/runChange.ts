/** What the commands that change a cluster share: the plan is printed; then, with --write, it is carried out on a marked cluster, once its names were written out. */
import { printable } from '../../base/printable.js';
import { fail, succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import { markedBy, writableMark } from '../../kafka/writing/writableSettings.js';
import {
  agreedTo,
  carryOut,
  consentOf,
  obstacleOf,
  planChange,
  type ChangeAsk,
  type ChangePlan,
  type Consent,
} from '../../operate/change.js';
import { withWriter } from '../../operate/withWriter.js';
import { interruptedText, planLines, resultLines } from '../../present/operate/changeTexts.js';
import { withCluster } from '../cluster/withCluster.js';
import { CommandLineError } from '../commandLineError.js';
import { interruptible } from '../interruptible.js';
import type { GivenOptions } from '../options.js';
import type { Terminal } from '../terminal.js';

const howToMark = `Write ${writableMark}=true into the file of --connection, if this program may change this cluster.`;

/** 0: planned or done; 1: planned, and may not be carried out now, or not all that was named is there. */
export async function runChange(
  command: string,
  given: GivenOptions,
  terminal: Terminal,
  prepare: (cluster: Cluster) => Promise<ClusterResult<ChangeAsk>>,
): Promise<number> {
  const progress = (line: string): void => terminal.progress(printable(line));
  return withCluster(command, given, terminal, async (cluster, settings, properties) => {
    const ask = await prepare(cluster);
    if (!ask.ok) return ask;
    const plan = await planChange(cluster, ask.value, progress);
    if (!plan.ok) return plan;
    terminal.print(`${textOf(planLines(plan.value))}\n`);
    const consent = consentOf(plan.value);
    if (consent.names.length === 0) return succeed(0);
    const status = plan.value.kind === 'reset' && plan.value.missingInputs.length > 0 ? 1 : 0;
    if (!given.has('write')) {
      if (plan.value.refusal !== null) return succeed(1);
      terminal.print('\nNothing was written: --write carries the plan out.\n');
      return succeed(status);
    }
    const obstacle = obstacleOf(plan.value);
    if (obstacle !== null) return fail(obstacle);
    return withWriter(markedBy(settings, properties), howToMark, (writer) =>
      interruptible(async ({ signal }) => {
        const agreed = agreedTo(plan.value, await writtenNames(consent, given, terminal));
        const done = await carryOut(agreed, { cluster, writer, progress, signal });
        if (!done.ok) return done.error.kind === 'cancelled' ? fail(interrupted(agreed)) : done;
        terminal.print(`\n${textOf(resultLines(agreed, done.value))}\n`);
        return succeed(status);
      }),
    );
  });
}

const textOf = (lines: readonly string[]): string => lines.map(printable).join('\n');

const interrupted = (plan: ChangePlan) => ({ kind: 'cancelled', message: interruptedText(plan) }) as const;

/** By --yes, or at the terminal. Throws a CommandLineError where a name is not written that must be, or is another. */
async function writtenNames({ purpose, names, each }: Consent, given: GivenOptions, terminal: Terminal): Promise<readonly string[]> {
  const said = given.texts('yes');
  const strange = said.find((name) => !names.includes(name));
  if (strange !== undefined)
    throw new CommandLineError(
      each
        ? `--yes ${printable(strange)} is none of the topics above: nothing was written`
        : `--yes says ${printable(strange)}, and not ${printable(names.join(', '))}: nothing was written`,
    );
  if (said.length > 0) return [...new Set(said)];
  const written: string[] = [];
  for (const name of names) {
    const answer = await terminal.ask(printable(`${purpose}, write ${name}${each ? ' (nothing: it stays)' : ''}: `));
    if (answer === undefined)
      throw new CommandLineError(
        `nobody is there to agree: give --yes ${each ? 'TOPIC, once for each topic that is to be deleted' : printable(name)}`,
      );
    if (answer.trim() === name) written.push(name);
    else if (!each) throw new CommandLineError('the name was not written: nothing was done');
  }
  return written;
}
