/** The tree of a cluster, refreshed as while it is in sight: the overview, and each application with its figures. */
import type { ApplicationState } from '../../src/applications/model.js';
import type { ClusterResult } from '../../src/kafka/clusterError.js';
import { findTopologies } from '../../src/extension/cluster/lenses/matching.js';
import type { FolderReport } from '../../src/platform/analysis/analysisMessages.js';
import type { ClusterSession } from '../../src/platform/cluster/clusterService.js';
import { repeat, take, type Driving } from './driving.js';
import { applicationIds, type ApplicationId } from './stores.js';

export const lookAtApplication = (
  session: ClusterSession,
  application: ApplicationId,
  reports: readonly FolderReport[],
): Promise<ClusterResult<ApplicationState>> => {
  const topologies = findTopologies(reports, application, undefined).map(({ topology }) => topology);
  return session.application({ application, topologies, knownIds: applicationIds, askAt: 'all' });
};

export const look = (driving: Driving, session: ClusterSession, reports: readonly FolderReport[]): Promise<void> => {
  const { tally } = driving;
  return repeat(driving, [1000, 3000], async () => {
    const overview = await session.overview(applicationIds);
    if (!overview.ok) return take(tally, 'an overview', overview.error);
    tally.done('overviews');
    const found = overview.value.applications.map(({ id }) => id).filter((id) => applicationIds.some((one) => one === id));
    if (found.length !== applicationIds.length) tally.wrong(`the overview has ${found.join(' and ') || 'neither'} of the applications`);
    for (const application of applicationIds) {
      const state = await lookAtApplication(session, application, reports);
      if (!state.ok) take(tally, 'a look at an application', state.error);
      else tally.done('looks at an application');
    }
  });
};
