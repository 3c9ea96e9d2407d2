/** Finds where the contents of stores lie, out of what was read of their applications. No vscode in here. */
import { fail, succeed } from '../../../base/result.js';
import type { ApplicationState } from '../../../applications/model.js';
import type { ApplicationAsk } from '../../../applications/readApplication.js';
import type { ClusterResult } from '../../../kafka/clusterError.js';
import type { ClusterSession } from '../../../platform/cluster/clusterService.js';
import { targetOfChangelog } from '../../../store/findStoreTarget.js';
import type { Clusters } from './clusters.js';
import type { MatchedTopology } from '../lenses/matching.js';
import { createSharedReads, type SharedReads } from './sharedReads.js';
import { toStoreTarget } from './storeTarget.js';

export interface StoreTargetParts {
  session(cluster: string): ClusterSession | undefined;
  ask(cluster: string, application: string): ApplicationAsk;
  matched(cluster: string, application: string): readonly MatchedTopology[];
  /** What the tree, lenses and the like have asked for. */
  known(cluster: string, application: string): ApplicationState | undefined;
}

export type StoreTargets = Pick<Clusters, 'readApplication' | 'findTarget'>;

/** Of one session, by application. */
interface Memory {
  readonly states: Map<string, ApplicationState>;
  readonly reads: SharedReads<ApplicationState>;
}

export function createStoreTargets({ session, ask, matched, known }: StoreTargetParts): StoreTargets {
  /** A cluster whose settings change has another session. */
  const memories = new WeakMap<ClusterSession, Memory>();
  const memoryOf = (asked: ClusterSession): Memory => {
    const memory = memories.get(asked) ?? { states: new Map(), reads: createSharedReads() };
    memories.set(asked, memory);
    return memory;
  };

  const targets: StoreTargets = {
    async readApplication(cluster, application, signal) {
      const asked = session(cluster);
      if (asked === undefined) return noCluster(cluster);
      const state = await asked.application(ask(cluster, application), { signal });
      if (!state.ok) return state;
      memoryOf(asked).states.set(application, state.value);
      return state;
    },
    async findTarget({ cluster, application, store, topic }, { signal, anew }) {
      const asked = session(cluster);
      if (asked === undefined) return noCluster(cluster);
      if (topic !== undefined) return succeed(targetOfChangelog(topic));
      // What a target says holds for as long as there is the store; one that is not found may be new.
      const { states, reads } = memoryOf(asked);
      const seen = anew ? [] : [known(cluster, application), states.get(application)];
      for (const state of seen) {
        const found = state && toStoreTarget(state, store, matched(cluster, application));
        if (found?.ok === true) return found;
      }
      const read = (wanted: AbortSignal): Promise<ClusterResult<ApplicationState>> => targets.readApplication(cluster, application, wanted);
      // A panel looks for its store while its first query does.
      const state = await (anew ? read(signal) : reads(application, read, signal));
      return state.ok ? toStoreTarget(state.value, store, matched(cluster, application)) : state;
    },
  };
  return targets;
}

const noCluster = (cluster: string): ClusterResult<never> =>
  fail({ kind: 'notFound', message: `There is no cluster ${cluster} in the settings.` });
