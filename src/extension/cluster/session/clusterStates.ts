/** What is known of each cluster and of the applications that somebody looked at. Asks only when it is told to; one cluster never waits for another. */
import { type ApplicationStatus, createStatusWatch, type StatusWatch } from '../../../applications/applicationStatus.js';
import type { ApplicationState, ClusterOverview } from '../../../applications/model.js';
import type { ApplicationAsk } from '../../../applications/readApplication.js';
import type { ClusterResult } from '../../../kafka/clusterError.js';
import type { ClusterSession } from '../../../platform/cluster/clusterService.js';
import { createLooks, type Look } from './looks.js';

export interface StateSources {
  session(cluster: string): ClusterSession | undefined;
  ask(cluster: string, application: string): ApplicationAsk;
  readonly knownIds: readonly string[];
  /** Those among the cluster's applications that somebody wants to know of without having opened them: the code in this window is theirs. */
  wanted(cluster: string, applications: readonly string[]): readonly string[];
  now(): number;
}

/** An application of which something is known. */
export interface SeenApplication {
  readonly cluster: string;
  readonly state: ApplicationState;
}

export interface ClusterStates {
  overview(cluster: string): Look<ClusterOverview>;
  application(cluster: string, application: string): Look<ApplicationState>;
  /** By all looks since the application was asked for first; undefined: it did not answer yet. */
  status(cluster: string, application: string): ApplicationStatus | undefined;
  /** What is known of the applications of these clusters. */
  seen(clusters: readonly string[]): SeenApplication[];
  askOverview(cluster: string): Promise<Look<ClusterOverview> | undefined>;
  askApplication(cluster: string, application: string): Promise<Look<ApplicationState> | undefined>;
  /** All that was asked for before, anew, and what is wanted. false: the cluster did not answer. */
  refresh(cluster: string): Promise<boolean>;
  /** Late answers are dropped. */
  forget(cluster: string): void;
  /** Called with the cluster whose state is another now; the answer ends the calls. */
  onDidChange(listener: (cluster: string) => void): () => void;
}

const keyOf = (cluster: string, application: string): string => JSON.stringify([cluster, application]);
const partsOf = (key: string): readonly [string, string] => JSON.parse(key) as [string, string];

export function createClusterStates(sources: StateSources): ClusterStates {
  const listeners = new Set<(cluster: string) => void>();
  const changed = (cluster: string): void => {
    for (const listener of listeners) listener(cluster);
  };
  const overviews = createLooks<ClusterOverview>(() => sources.now(), changed);
  const watched = new Map<string, Watched>();
  const applications = createLooks<ApplicationState>(
    () => sources.now(),
    (key) => {
      const next = nextWatched(watched.get(key), applications.get(key));
      if (next === undefined) watched.delete(key);
      else watched.set(key, next);
      changed(partsOf(key)[0]);
    },
  );

  const withSession = <T>(cluster: string, ask: (session: ClusterSession) => Promise<ClusterResult<T>>): Promise<ClusterResult<T>> => {
    const session = sources.session(cluster);
    if (session !== undefined) return ask(session);
    return Promise.resolve({ ok: false, error: { kind: 'notFound', message: `There is no cluster ${cluster} in the settings.` } });
  };
  /** Applications of the cluster that were asked for. */
  const opened = (cluster: string): string[] =>
    applications.keys.flatMap((key) => {
      const [of, application] = partsOf(key);
      return of === cluster ? [application] : [];
    });

  const states: ClusterStates = {
    overview: (cluster) => overviews.get(cluster),
    application: (cluster, application) => applications.get(keyOf(cluster, application)),
    status: (cluster, application) => watched.get(keyOf(cluster, application))?.status,
    seen: (clusters) =>
      clusters.flatMap((cluster) =>
        opened(cluster).flatMap((application) => {
          const { value } = states.application(cluster, application);
          return value === undefined ? [] : [{ cluster, state: value }];
        }),
      ),
    askOverview: (cluster) =>
      overviews.ask(cluster, (signal) => withSession(cluster, (session) => session.overview(sources.knownIds, { signal }))),
    askApplication: (cluster, application) =>
      applications.ask(keyOf(cluster, application), (signal) =>
        withSession(cluster, (session) => session.application(sources.ask(cluster, application), { signal })),
      ),
    async refresh(cluster) {
      const overview = await states.askOverview(cluster);
      // One failure is enough: the others would wait for the same broker.
      if (overview?.error !== undefined) return false;
      if (overview?.value === undefined) return true;
      const there = overview.value.applications.map(({ id }) => id);
      const gone = opened(cluster).filter((application) => !there.includes(application));
      for (const application of gone) applications.forget(keyOf(cluster, application));
      const asked = new Set([...opened(cluster), ...sources.wanted(cluster, there)]);
      const looks = await Promise.all([...asked].map((application) => states.askApplication(cluster, application)));
      return looks.every((look) => look?.error === undefined);
    },
    forget(cluster) {
      overviews.forget(cluster);
      for (const application of opened(cluster)) applications.forget(keyOf(cluster, application));
    },
    onDidChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return states;
}

interface Watched {
  readonly watch: StatusWatch;
  /** What `status` was made of. */
  readonly of: ApplicationState;
  readonly status: ApplicationStatus;
}

/** undefined: nothing is known of it any more. A look that failed changes nothing. */
function nextWatched(before: Watched | undefined, { value, at }: Look<ApplicationState>): Watched | undefined {
  if (value === undefined || at === undefined) return undefined;
  if (before?.of === value) return before;
  const watch = before?.watch ?? createStatusWatch();
  return { watch, of: value, status: watch.observe(value, at) };
}
