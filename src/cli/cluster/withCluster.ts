/** What the cluster commands share: options to a connection, answers or one line that says why there is none. */
import path from 'node:path';
import { plural } from '../../core/features/words.js';
import type { TopologyReport } from '../../core/report.js';
import type { ApplicationState } from '../../applications/model.js';
import { createMovements } from '../../applications/movements.js';
import { readApplication, type ApplicationAsk } from '../../applications/readApplication.js';
import type { Cluster } from '../../kafka/cluster.js';
import { type ClusterResult, type Problem, sentenceOf } from '../../kafka/clusterError.js';
import type { ConnectionSettings } from '../../kafka/connectionSettings.js';
import { openCluster } from '../../kafka/openCluster.js';
import { splitAddresses } from '../../kafka/settings/addresses.js';
import { parseClientProperties } from '../../kafka/settings/clientProperties.js';
import { unnamedSentence } from '../../kafka/unnamedBrokers.js';
import { environmentVariable } from '../../platform/environment.js';
import { fetchLags } from '../../platform/cluster/fetchLags.js';
import { readSettingsFile } from '../../platform/files/readRegularFile.js';
import { CommandLineError } from '../commandLineError.js';
import type { GivenOptions } from '../options.js';
import { printable } from '../../base/printable.js';
import type { Terminal } from '../terminal.js';

/** The cluster is closed when `use` is done, which is given what `--connection` holds, too. Throws a CommandLineError where the cluster does not answer. */
export async function withCluster<T>(
  command: string,
  given: GivenOptions,
  terminal: Terminal,
  use: (cluster: Cluster, settings: ConnectionSettings, properties: string) => Promise<ClusterResult<T>>,
): Promise<T> {
  const { settings, properties } = await readSettings(command, given, terminal.cwd);
  const cluster = openCluster(settings, { onUnnamedBrokers: (addresses) => terminal.say(`kslens: ${unnamedSentence(addresses)}`) });
  try {
    terminal.progress('Asking the cluster');
    return valueOf(await use(cluster, settings, properties));
  } finally {
    await cluster.close();
  }
}

/** One look: nothing can be told from what moves. */
export const lookAtApplication = (...asked: Parameters<typeof createApplicationLooks>): Promise<ClusterResult<ApplicationState>> =>
  createApplicationLooks(...asked)();

/** Each call is a look, which knows what moved since those before it. Whom it asks beside the brokers is said on standard error before it does, once. */
export function createApplicationLooks(
  cluster: Cluster,
  application: string,
  given: GivenOptions,
  terminal: Terminal,
  topologies: readonly TopologyReport[] = [],
): () => Promise<ClusterResult<ApplicationState>> {
  const ask: ApplicationAsk = { application, topologies, knownIds: [], askAt: given.has('ask-instances') ? 'all' : [] };
  const movements = createMovements();
  const said = new Set<string>();
  const aboutToAsk = (addresses: readonly string[]): void => {
    const others = addresses.filter((address) => !said.has(address));
    for (const address of others) said.add(address);
    if (others.length > 0)
      terminal.say(
        `kslens: asking ${plural(others.length, 'instance', 'instances')} for lags (GET /iq/v1/lags and nothing else): ${others.join(', ')}`,
      );
  };
  return () => readApplication(cluster, ask, { fetchLags, aboutToAsk, movements, now: () => Date.now() });
}

function valueOf<T>(result: ClusterResult<T>): T {
  if (result.ok) return result.value;
  throw new CommandLineError(printable(sentenceOf(result.error)));
}

/** `properties`: the text that they were read from; empty where there is none. */
async function readSettings(
  command: string,
  given: GivenOptions,
  cwd: string,
): Promise<{ readonly settings: ConnectionSettings; readonly properties: string }> {
  const bootstrap = splitAddresses(given.text('bootstrap') ?? '');
  const file = given.text('connection');
  if (file === undefined) {
    if (bootstrap.length === 0)
      throw new CommandLineError(`${command} needs --bootstrap HOST:PORT, or --connection FILE that has bootstrap.servers`);
    return { settings: { bootstrap, tls: null, sasl: null, schemaRegistry: null }, properties: '' };
  }
  const at = path.resolve(cwd, file);
  const text = readSettingsFile(at, file);
  if (!text.ok) throw new CommandLineError(`--connection: ${text.error}`);
  const properties = Buffer.from(text.value).toString('utf8');
  const settings = valueOf(
    await parseClientProperties(properties, bootstrap, {
      readFile: (name) => readSettingsFile(path.resolve(path.dirname(at), name), name),
      variable: environmentVariable,
    }),
  );
  return { settings, properties };
}

/** On standard error: what is missing in the answer, and why. */
export function sayProblems(problems: readonly Problem[], terminal: Terminal): void {
  for (const { what, error } of problems) {
    const advice = error.advice === undefined ? '' : ` ${error.advice}`;
    terminal.say(printable(`kslens: not known: ${what}: ${error.message}${advice}`));
  }
}

/** As reports have them. */
