/** What the commands that write to a cluster share: it must be marked, and a person must write the names out. */
import { fail, type Result, succeed } from '../../base/result.js';
import { printable } from '../../base/printable.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { ConnectionSettings } from '../../kafka/connectionSettings.js';
import { openClusterWriter, type ClusterWriter } from '../../kafka/writing/clusterWriter.js';
import { toWritable, writableMark } from '../../kafka/writing/writableSettings.js';
import { interruptible } from '../interruptible.js';
import type { GivenOptions } from '../options.js';
import type { Terminal } from '../terminal.js';

export interface Connected {
  readonly settings: ConnectionSettings;
  /** The text of the connection file. */
  readonly properties: string;
}

/** Opens a writer for as long as `use` takes, which is ended by the first Ctrl+C. Fails where the cluster is not marked. */
export async function withWriter<T>(
  { settings, properties }: Connected,
  use: (writer: ClusterWriter, signal: AbortSignal) => Promise<ClusterResult<T>>,
): Promise<ClusterResult<T>> {
  const writable = toWritable(settings, properties);
  if (writable === undefined)
    return fail({
      kind: 'refused',
      message: 'This cluster is not marked as writable.',
      advice: `Write ${writableMark}=true into the file of --connection, if this program may change this cluster.`,
    });
  const writer = openClusterWriter(writable);
  try {
    return await interruptible((control) => use(writer, control.signal));
  } finally {
    await writer.close();
  }
}

/** Fails, in words, where nobody wrote the name. `what`: what is about to be done, as in `To copy, write the name …`. */
export async function confirmName(what: string, name: string, given: GivenOptions, terminal: Terminal): Promise<Result<void, string>> {
  const said = given.texts('yes');
  if (said.includes(name)) return succeed(undefined);
  if (said.length > 0) return fail(`--yes says ${printable(said.join(', '))}, and not ${printable(name)}: nothing was written`);
  const answer = await terminal.ask(printable(`${what}, write ${name}: `));
  if (answer === undefined) return fail(`nobody is there to agree: give --yes ${printable(name)}`);
  return answer.trim() === name ? succeed(undefined) : fail('the name was not written: nothing was done');
}
