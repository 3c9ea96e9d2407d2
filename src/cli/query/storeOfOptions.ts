/** Which store a command is about, and what code, cluster and options say of it. */
import type { TopologyReport } from '../../core/report.js';
import { printable } from '../../base/printable.js';
import { succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import { findStoreTarget, targetOfChangelog } from '../../store/findStoreTarget.js';
import { storeKinds, type StoreTarget } from '../../store/query.js';
import { analyzePaths } from '../analyzePaths.js';
import { CommandLineError } from '../commandLineError.js';
import type { GivenOptions } from '../options.js';
import { parseDuration } from '../units.js';
import type { Terminal } from '../terminal.js';

/** Reads code before anything is asked of a cluster. Throws a CommandLineError. */
export async function toTargetFinder(
  command: string,
  given: GivenOptions,
  terminal: Terminal,
): Promise<(cluster: Cluster) => Promise<ClusterResult<StoreTarget>>> {
  const place = toPlace(command, given);
  const topologies = 'topic' in place ? [] : await readTopologies(given, terminal, place.application);
  return async (cluster) => {
    const target = 'topic' in place ? succeed(targetOfChangelog(place.topic)) : await findTarget(cluster, place, topologies);
    return target.ok ? succeed(withChoice(target.value, given)) : target;
  };
}

type Place = { readonly topic: string } | { readonly application: string; readonly store: string };

function toPlace(command: string, given: GivenOptions): Place {
  const [topic, application, store] = [given.text('topic'), given.text('app'), given.text('store')];
  if (topic !== undefined) {
    if (application !== undefined || store !== undefined || given.text('source') !== undefined)
      throw new CommandLineError('--topic stands for --app and --store, and --source is for what they name');
    return { topic };
  }
  if (application === undefined || store === undefined)
    throw new CommandLineError(
      `${command} needs --app ID and --store NAME${command === 'query' ? ', or --topic NAME' : ''}; kslens apps, stores and topics list them`,
    );
  return { application, store };
}

async function readTopologies(given: GivenOptions, terminal: Terminal, application: string): Promise<readonly TopologyReport[]> {
  const source = given.text('source');
  if (source === undefined) return [];
  const nothing: GivenOptions = { paths: [source], text: () => undefined, texts: () => [], has: () => false };
  const { report } = await analyzePaths(nothing, terminal);
  const own = report.topologies.filter(({ applicationId }) => applicationId === application);
  return own.length > 0 ? own : report.topologies.filter(({ applicationId }) => applicationId === null);
}

async function findTarget(
  cluster: Cluster,
  { application, store }: { readonly application: string; readonly store: string },
  topologies: readonly TopologyReport[],
): Promise<ClusterResult<StoreTarget>> {
  const topics = await cluster.topics('all');
  if (!topics.ok) return topics;
  const found = findStoreTarget({ application, store, topics: topics.value.values.map(({ name }) => name), knownIds: [], topologies });
  if (!found.ok) {
    const { message, near } = found.error;
    const names = near.length === 0 ? '' : ` Its stores: ${near.slice(0, 8).join(', ')}${near.length > 8 ? ' …' : ''}`;
    throw new CommandLineError(printable(`${message}${names}`));
  }
  return found;
}

/** As the code and the cluster have it; null: no topic of the cluster is its changelog. */
export async function toTargetIfAny(
  cluster: Cluster,
  { application, store }: { readonly application: string; readonly store: string },
  given: GivenOptions,
  terminal: Terminal,
): Promise<StoreTarget | null> {
  const topologies = await readTopologies(given, terminal, application);
  const topics = await cluster.topics('all');
  const names = topics.ok ? topics.value.values.map(({ name }) => name) : [];
  const found = findStoreTarget({ application, store, topics: names, knownIds: [], topologies });
  return found.ok ? found.value : null;
}

function withChoice(target: StoreTarget, given: GivenOptions): StoreTarget {
  const kind = storeKinds.find((one) => one === given.text('kind'));
  const [keySerde, valueSerde, retention] = [given.text('key-serde'), given.text('value-serde'), given.text('retention')];
  return {
    ...target,
    ...(kind === undefined ? {} : { kind, kindOrigin: 'chosen' as const }),
    ...(retention === undefined ? {} : { retentionMs: parseDuration(retention) ?? null, retentionIsChosen: true }),
    ...(keySerde === undefined ? {} : { keySerde: { name: keySerde, origin: 'chosen' as const } }),
    ...(valueSerde === undefined ? {} : { valueSerde: { name: valueSerde, origin: 'chosen' as const } }),
  };
}
