/** Which instances of an application a query goes to: those that its group names, and those that agents of this machine announce. */
import { printable } from '../../base/printable.js';
import { succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { Agent } from '../../live/agents/agent.js';
import { agentsOfGroup } from '../../live/agents/agentsOfGroup.js';
import { throughAgents } from '../../live/agents/throughAgents.js';
import { liveAddressText, ofApplicationServer, type LiveAddress } from '../../live/client/liveAddress.js';
import type { LiveAsk } from '../../live/client/queryApplication.js';
import { awaitServers } from '../../live/store/awaitServers.js';
import { CommandLineError } from '../commandLineError.js';

export type Seeds = Pick<LiveAsk, 'seeds' | 'reachedAt' | 'seedsAreAll'>;

export interface WhomToAsk {
  /** Agents of this machine. */
  readonly here: readonly Agent[];
  readonly patienceMs: number;
  say(line: string): void;
}

/** Or why there are none, as a sentence. */
export async function findInstances(
  cluster: Cluster,
  application: string,
  { here, patienceMs, say }: WhomToAsk,
): Promise<ClusterResult<Seeds | { readonly why: string }>> {
  const servers = await awaitServers(cluster, application, patienceMs);
  if (!servers.ok) return servers;
  const { agents, unsure, areAll } = agentsOfGroup(here, application, servers.value.clientIds);
  for (const { address } of unsure)
    say(
      `kslens: not asked: the agent at ${liveAddressText(address)}, as its client.id does not tell whether it is of this cluster; --url names it`,
    );
  if (servers.value.why !== null && agents.length === 0) return succeed({ why: servers.value.why });
  return succeed({ ...throughAgents(servers.value.servers.map(ofApplicationServer), agents), seedsAreAll: areAll });
}

/** Without a cluster, which might name others: those of the application. Throws a CommandLineError where there are none. */
export function agentsAlone(application: string | undefined, here: readonly Agent[]): Seeds & { readonly application: string } {
  const agents = here.filter(({ applicationId }) => applicationId === application);
  if (application !== undefined && agents.length > 0) return { application, ...throughAgents([], agents) };
  const whose =
    application === undefined ? 'or --app ID of one with the agent on this machine' : `no agent on this machine is of ${application}`;
  throw new CommandLineError(
    printable(`query needs --url URL of an instance, or --bootstrap HOST:PORT to find the instances by; ${whose}`),
  );
}

/** Whoever names an agent of this machine need not know its token. */
export const withAnnounced = (urls: readonly LiveAddress[], here: readonly Agent[]): readonly LiveAddress[] =>
  urls.map((url) => here.find(({ address }) => liveAddressText(address) === liveAddressText(url))?.address ?? url);
