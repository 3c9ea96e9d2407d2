/** A question to the running application about one of its stores, or to both application and changelog: whom to ask is found, within what was agreed. */
import { fail, succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { StoreReader } from '../../store/createStoreReader.js';
import type { QueryRow, StoreOperation, StoreTarget } from '../../store/query.js';
import { searchReader } from '../../store/search/searchStore.js';
import type { Agent } from '../agents/agent.js';
import { agentsOfGroup } from '../agents/agentsOfGroup.js';
import { throughAgents } from '../agents/throughAgents.js';
import { askingOnly, type GetFromInstance } from '../client/askInstance.js';
import { liveAddressText, ofApplicationServer, type LiveAddress } from '../client/liveAddress.js';
import type { LiveQuery } from '../client/liveResult.js';
import { queryApplication, type LiveAsk } from '../client/queryApplication.js';
import { queryBoth } from '../compare/queryBoth.js';
import { awaitServers } from './awaitServers.js';
import type { LiveRows, LiveStoreAnswer, LiveStoreCall } from './liveRows.js';
import { knownOfStore } from './knownOfStore.js';

export interface LiveStoreAsk {
  readonly application: string;
  readonly store: string;
  readonly via: 'application' | 'both';
  /** null: no topic backs the store. */
  readonly target: StoreTarget | null;
  readonly operation: StoreOperation;
  readonly asOf: number | null;
  readonly limit: number;
  /** `next` of the page before; null: from the start. */
  readonly cursor: string | null;
  readonly takesStale: boolean;
  /** Addresses (host:port) that a person agreed to ask; no other is asked. */
  readonly agreed: readonly string[];
  /** null: rows as they come, a page of them. */
  readonly search: { readonly text: string; readonly sort: string; readonly skip: number } | null;
}

export interface LiveStoreParts {
  readonly cluster: Cluster;
  readonly get: GetFromInstance;
  /** Those that run on this machine. */
  agents(): readonly Agent[];
  /** Of changelogs. */
  readonly reader: Pick<StoreReader, 'query'>;
  readonly patienceMs: number;
  now(): number;
}

type Take = (rows: readonly QueryRow[]) => Promise<void>;

export async function askStore(
  parts: LiveStoreParts,
  ask: LiveStoreAsk,
  call: LiveStoreCall,
  take: Take,
): Promise<ClusterResult<LiveStoreAnswer>> {
  const { cluster, patienceMs, now } = parts;
  const { application, agreed, target, search } = ask;
  const servers = await awaitServers(cluster, application, patienceMs, call);
  if (!servers.ok) return servers;
  const { agents, areAll } = agentsOfGroup(parts.agents(), application, servers.value.clientIds);
  if (servers.value.why !== null && agents.length === 0)
    return fail({ kind: 'unavailable', message: servers.value.why, advice: target === null ? undefined : 'Its changelog can be read.' });
  const isAgreed = (address: LiveAddress): boolean => agreed.includes(liveAddressText(address));
  const asked = agents.filter((agent) => isAgreed(agent.address));
  const through = throughAgents(servers.value.servers.map(ofApplicationServer), asked);
  const known = [...through.seeds, ...agents.map(({ address }) => address)];
  const notAsked = [...new Set(known.filter((address) => !isAgreed(address)).map(liveAddressText))];
  const liveAsk: LiveAsk = {
    seeds: through.seeds.filter(isAgreed),
    reachedAt: through.reachedAt,
    seedsAreAll: areAll && asked.length === agents.length,
    get: askingOnly(parts.get, agreed),
    patienceMs,
    now,
    onWait: ({ message }) => call.onWait?.(message),
  };
  const query: LiveQuery = { ...ask, ...(await knownOfStore(cluster, target, call)), withBytes: true };
  const reader = {
    query: (asked: LiveQuery, _: LiveStoreCall, takeRows: Take): Promise<ClusterResult<LiveRows>> => {
      if (ask.via === 'both' && target !== null) return queryBoth(asked, { target, ask: liveAsk, reader: parts.reader }, call, takeRows);
      return queryAlone(asked, liveAsk, call, takeRows);
    },
  };
  if (search === null) {
    const answer = await reader.query(query, call, take);
    return answer.ok ? succeed({ ...answer.value, notAsked, found: null }) : answer;
  }
  const found = await searchReader(reader, { query: { ...query, cursor: null }, ...search }, call, take);
  if (!found.ok) return found;
  const { matched, looked, ...rest } = found.value;
  return succeed({ ...rest, notAsked, found: { matched, looked } });
}

async function queryAlone(query: LiveQuery, ask: LiveAsk, call: LiveStoreCall, take: Take): Promise<ClusterResult<LiveRows>> {
  const live = await queryApplication(query, ask, call, take);
  const { complete, next, warnings } = live;
  return succeed({ live, changelog: null, differences: null, complete, next, warnings });
}
