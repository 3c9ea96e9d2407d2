/** Code lenses with live figures of connected clusters. They show what is known: providing them asks nobody. */
import * as vscode from 'vscode';
import { sourceDocuments } from '../../sourceDocuments.js';
import type { StoreId } from '../../../protocol/queryPanel.js';
import { commandIds, settingKeys, settingsSection } from '../../contributions.js';
import { findFileInReports, toRange } from '../../places.js';
import type { WorkspaceAnalysis } from '../../workspaceAnalysis.js';
import type { ClusterStates, SeenApplication } from '../session/clusterStates.js';
import type { ClusterRegistry } from '../session/createClusters.js';
import { buildLenses, buildQueryLenses, type Lens, type QueryLens } from './lensTexts.js';
import { topologyKey } from './matching.js';

/** `watch`: figures are kept fresh while code with lenses is to be seen. */
export function registerClusterLenses(
  clusters: ClusterRegistry,
  states: ClusterStates,
  analysis: WorkspaceAnalysis,
  onDidChange: vscode.Event<void>,
  watch: (watched: boolean) => void,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const isOn = (): boolean => vscode.workspace.getConfiguration(settingsSection).get(settingKeys.clusterLenses) !== false;

  const lensesOf = (document: vscode.TextDocument): vscode.CodeLens[] => {
    const found = findFileInReports(analysis.reports, document.uri);
    if (found === undefined) return [];
    const { folder, report, file } = found;
    const queried = new Set<SeenApplication>();
    const seen = states.seen(clusters.connected).map((application) => {
      const { cluster, state } = application;
      return { application, keys: new Set(clusters.matched(cluster, state.summary.id).map(topologyKey)) };
    });
    const lenses = report.topologies.flatMap((topology) => {
      const key = topologyKey({ folder, topology });
      const applications = seen.flatMap(({ application, keys }) => (keys.has(key) ? [application] : []));
      for (const application of applications) queried.add(application);
      return buildLenses(file, topology, applications).flatMap(toCodeLenses);
    });
    return [...lenses, ...buildQueryLenses(file, report.storeQueries ?? [], [...queried]).map(toQueryLens)];
  };

  const attend = (): void => {
    const shown = vscode.window.visibleTextEditors.some(({ document }) => {
      const found = findFileInReports(analysis.reports, document.uri);
      if (found === undefined) return false;
      const { topologies, storeQueries = [] } = found.report;
      const made = topologies.flatMap(({ stores, repartitions }) => [...stores, ...repartitions]);
      return [...made, ...storeQueries].some(({ location }) => location.file === found.file);
    });
    watch(shown && isOn());
  };
  const refresh = (): void => {
    changed.fire();
    attend();
  };

  attend();
  return vscode.Disposable.from(
    changed,
    onDidChange(() => changed.fire()),
    analysis.onDidChangeReports(refresh),
    vscode.window.onDidChangeVisibleTextEditors(attend),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settingsSection}.${settingKeys.clusterLenses}`)) refresh();
    }),
    vscode.languages.registerCodeLensProvider(sourceDocuments, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: (document) => (isOn() ? lensesOf(document) : []),
    }),
  );
}

function toCodeLenses({ location, text, side, node, queryable }: Lens): vscode.CodeLens[] {
  const range = toRange(location);
  const show = {
    command: commandIds.showInClusters,
    title: text.replaceAll('$(', '$\u200b('),
    tooltip: 'Show in Clusters',
    arguments: [{ node }],
  };
  if (!queryable || node.kind !== 'store') return [new vscode.CodeLens(range, show)];
  const { cluster, application, store } = node;
  return [new vscode.CodeLens(range, show), toQueryLens({ location, of: side, cluster, application, store })];
}

function toQueryLens({ location, of, cluster, application, store }: QueryLens): vscode.CodeLens {
  const address: StoreId = { cluster, application, store };
  const title = of === undefined ? 'Query' : `Query ${of}`.replaceAll('$(', '$\u200b(');
  return new vscode.CodeLens(toRange(location), {
    command: commandIds.queryStore,
    title,
    tooltip: `Query the store ${store}`,
    arguments: [address],
  });
}
