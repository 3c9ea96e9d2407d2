/** A question to the running application about one of its stores, or to both application and changelog: whom to ask is found, within what was agreed. */
import { serverText } from '../../applications/applicationServer.js';
import { fail, succeed } from '../../base/result.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import type { StoreReader } from '../../store/createStoreReader.js';
import type { QueryRow, StoreOperation, StoreTarget } from '../../store/query.js';
import { searchReader } from '../../store/search/searchStore.js';
import { askingOnly, type GetFromInstance } from '../client/askInstance.js';
import { ofApplicationServer } from '../client/liveAddress.js';
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
  if (servers.value.why !== null)
    return fail({ kind: 'unavailable', message: servers.value.why, advice: target === null ? undefined : 'Its changelog can be read.' });
  const said = servers.value.servers.map(serverText);
  const notAsked = said.filter((address) => !agreed.includes(address));
  const liveAsk: LiveAsk = {
    seeds: servers.value.servers.filter((server) => agreed.includes(serverText(server))).map(ofApplicationServer),
    get: askingOnly(parts.get, agreed),
    patienceMs,
    now,
    onWait: ({ message }) => call.onWait?.(message),
  };
  const known = await knownOfStore(cluster, target, call);
  const query: LiveQuery = { ...ask, ...known, withBytes: true };
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
