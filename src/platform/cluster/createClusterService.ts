/** The cluster service in the thread that it is made in: inside the worker, and in tests. */
import { succeed } from '../../base/result.js';
import type { FetchLags } from '../../applications/instanceLags.js';
import { createMovements, type Movements } from '../../applications/movements.js';
import { readApplication } from '../../applications/readApplication.js';
import { lookAt } from '../../applications/readOverview.js';
import { readStoreHolders } from '../../applications/storeHolders.js';
import type { Cluster } from '../../kafka/cluster.js';
import type { ConnectionSettings } from '../../kafka/connectionSettings.js';
import type { ConnectionWatch } from '../../kafka/unnamedBrokers.js';
import { carryOut, planChange } from '../../operate/change.js';
import { withWriter } from '../../operate/withWriter.js';
import type { Agent } from '../../live/agents/agent.js';
import { withAgents } from '../../live/agents/agentsOfGroup.js';
import type { GetFromInstance } from '../../live/client/askInstance.js';
import { askStore } from '../../live/store/askStore.js';
import { searchStore } from '../../store/search/searchStore.js';
import type { ClusterService, ClusterSession } from './clusterService.js';
import type { CreateSessionReader } from './createSessionReader.js';

export interface ServiceParts {
  openCluster(settings: ConnectionSettings, watch?: ConnectionWatch): Cluster;
  readonly createReader: CreateSessionReader;
  readonly fetchLags: FetchLags;
  /** Questions to instances of applications. */
  readonly getLive: GetFromInstance;
  /** Those that run on this machine. */
  findAgents(): readonly Agent[];
}

/** How long is waited for what passes by itself: a rebalance, a restore, an instance that comes back. */
const patienceMs = 10_000;

export function createClusterService(parts: ServiceParts): ClusterService {
  const sessions = new Set<ClusterSession>();
  return {
    open(settings, watch) {
      const session = createSession(parts, settings, watch);
      const closing: ClusterSession = {
        ...session,
        async close() {
          sessions.delete(closing);
          await session.close();
        },
      };
      sessions.add(closing);
      return closing;
    },
    async dispose() {
      await Promise.all([...sessions].map((session) => session.close()));
    },
  };
}

function createSession(
  { openCluster, createReader, fetchLags, getLive, findAgents }: ServiceParts,
  settings: ConnectionSettings,
  watch?: ConnectionWatch,
): ClusterSession {
  const cluster = openCluster(settings, watch);
  const reader = createReader(cluster, settings);
  const movements = new Map<string, Movements>();
  const movementsOf = (application: string): Movements => {
    const known = movements.get(application) ?? createMovements();
    movements.set(application, known);
    return known;
  };
  return {
    describe: (call) => cluster.describe(call),
    async overview(knownIds, call) {
      const look = await lookAt(cluster, knownIds, call);
      return look.ok ? succeed(look.value.overview) : look;
    },
    async application(ask, call) {
      const state = await readApplication(
        cluster,
        ask,
        { fetchLags, movements: movementsOf(ask.application), now: () => Date.now() },
        call,
      );
      return state.ok ? succeed({ ...state.value, instances: withAgents(state.value.instances, ask.application, findAgents()) }) : state;
    },
    holders: (ask, call) => readStoreHolders(cluster, ask, call),
    query: (query, call) => reader.query(query, call),
    search: (ask, onRows, call) => searchStore(reader, ask, call, async (rows) => onRows(rows)),
    live: (ask, onRows, call) =>
      askStore({ cluster, reader, get: getLive, agents: findAgents, patienceMs, now: () => Date.now() }, ask, call, async (rows) =>
        onRows(rows),
      ),
    follow: (query, onRows, call) => reader.follow(query, onRows, call),
    planChange: (ask, call) => planChange(cluster, ask, (line) => call?.onStep?.(line), call),
    carryOut: (plan, call) =>
      withWriter(settings, 'Mark it first, where its address stands.', (writer) =>
        carryOut(plan, { cluster, writer, progress: (line) => call?.onStep?.(line), signal: call?.signal }),
      ),
    async close() {
      await reader.close();
      await cluster.close();
    },
  };
}
