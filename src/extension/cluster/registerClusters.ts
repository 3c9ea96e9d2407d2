/** Wires all that the editor shows of clusters. */
import * as vscode from 'vscode';
import type { ClusterService } from '../../platform/cluster/clusterService.js';
import type { WorkspaceAnalysis } from '../workspaceAnalysis.js';
import { registerChangeCommands } from './change/changeCommands.js';
import { registerMarkCommands } from './change/markCommands.js';
import { registerReadonlyTexts } from './tree/readonlyTexts.js';
import { registerAskCommands } from './tree/askCommands.js';
import { createAskedInstances } from './session/askedInstances.js';
import { createClusterChanges } from './session/clusterChanges.js';
import type { Clusters } from './session/clusters.js';
import { createSecrets } from './connect/clusterSecrets.js';
import { registerClusterLenses } from './lenses/clusterLenses.js';
import { registerClusterTexts } from './tree/clusterTexts.js';
import { registerClustersView } from './tree/clustersView.js';
import { createClusterStates } from './session/clusterStates.js';
import { registerCodeCommands } from './lenses/codeCommands.js';
import { createConnectedClusters } from './session/connectedClusters.js';
import { registerConnectionCommands } from './connect/connectionCommands.js';
import { createClusters } from './session/createClusters.js';
import type { DiagnosedCluster } from '../../present/diagnosticsText.js';
import { createMatches } from './lenses/matches.js';
import { registerRestoreItem } from './tree/restoreItem.js';
import { createUnnamedBrokers } from './connect/unnamedBrokers.js';

export interface RegisteredClusters extends vscode.Disposable {
  readonly clusters: Clusters;
  /** What is known of each cluster of the settings, without its name. */
  diagnosed(): readonly DiagnosedCluster[];
}

export function registerClusters(
  context: Pick<vscode.ExtensionContext, 'secrets' | 'globalState' | 'workspaceState'>,
  service: ClusterService,
  analysis: WorkspaceAnalysis,
  log: vscode.LogOutputChannel,
): RegisteredClusters {
  const secrets = createSecrets(context.secrets);
  const connections = createConnectedClusters(context.globalState);
  const asked = createAskedInstances(context.globalState);
  const matches = createMatches(context.workspaceState);
  const clusters = createClusters({
    service,
    secrets,
    connections,
    asked,
    sayUnnamedBrokers: createUnnamedBrokers(context.globalState, log),
    matches,
    analysis,
    log,
    known: (cluster, application) => states.application(cluster, application).value,
  });
  const states = createClusterStates({
    session: (cluster) => clusters.session(cluster),
    ask: (cluster, application) => clusters.ask(cluster, application),
    get knownIds() {
      return clusters.knownIds;
    },
    wanted: (cluster, applications) => applications.filter((application) => clusters.matched(cluster, application).length > 0),
    now: () => Date.now(),
  });
  const changes = createClusterChanges(clusters, states);
  const { onDidChange } = changes;
  const view = registerClustersView(clusters, states, onDidChange, context.workspaceState);
  const texts = registerReadonlyTexts();
  const subscriptions = vscode.Disposable.from(
    clusters,
    changes,
    view,
    registerConnectionCommands({ clusters, view, secrets, log }),
    registerAskCommands(clusters, states),
    registerCodeCommands(clusters, states, analysis, matches, view),
    texts,
    registerClusterTexts(clusters, states, analysis, onDidChange, texts),
    registerChangeCommands({ clusters, states, analysis, texts }),
    registerMarkCommands(clusters),
    registerClusterLenses(clusters, states, analysis, onDidChange, (watched) => view.setWatched('lenses', watched)),
    registerRestoreItem(clusters, states, onDidChange, (watched) => view.setWatched('restore', watched)),
  );
  const diagnosed = (): DiagnosedCluster[] =>
    clusters.settings.map(({ name, security }) => {
      const { value, error } = states.overview(name);
      const connected = clusters.isConnected(name);
      return { security: security ?? 'PLAINTEXT', connected, applications: value?.applications.length, failure: error?.kind };
    });
  return { clusters, diagnosed, dispose: () => subscriptions.dispose() };
}
