/** From the tree to the code: "Go to Source", "Open Topology", "Show Deployed Topology" and "Match Application With Code…". */
import * as vscode from 'vscode';
import { commandIds } from '../../contributions.js';
import { toRange, toUri } from '../../places.js';
import { allTopologies, topologyItem } from '../../topologies.js';
import { untilSettled, type WorkspaceAnalysis } from '../../workspaceAnalysis.js';
import type { ClusterRegistry } from '../session/createClusters.js';
import type { ClusterStates } from '../session/clusterStates.js';
import type { ClustersView } from '../tree/clustersView.js';
import { type CommandTarget, nodeOf, offerMatch, pickApplication } from '../tree/clusterPick.js';
import { findStore, findTopicPlace, type MatchedTopology, type SourcePlace, topologyKey } from './matching.js';
import type { Matches } from './matches.js';
import type { TreeNode } from '../tree/treeNodes.js';

export function registerCodeCommands(
  clusters: ClusterRegistry,
  states: ClusterStates,
  analysis: WorkspaceAnalysis,
  matches: Matches,
  view: ClustersView,
): vscode.Disposable {
  const sayNoCode = async (cluster: string, application: string): Promise<void> => {
    const text =
      matches.get(cluster, application) === undefined
        ? `No topology of this workspace has the application id ${application}.`
        : `The code that ${application} was matched with does not make it.`;
    await offerMatch(text, { cluster, application });
  };

  const goToSource = async (target: CommandTarget): Promise<void> => {
    const node = nodeOf(target);
    if (node === undefined || (node.kind !== 'store' && node.kind !== 'topic')) return;
    await untilSettled(analysis);
    const { cluster, application } = node;
    const place = findPlace(node, clusters.matched(cluster, application));
    if (place === undefined) return sayNoCode(cluster, application);
    const { folder, location } = place;
    await vscode.window.showTextDocument(toUri(folder, location.file), { selection: toRange(location) });
  };

  const openTopology = async (target: CommandTarget): Promise<void> => {
    const node = nodeOf(target);
    if (node?.kind !== 'application') return;
    await untilSettled(analysis);
    const { cluster, application } = node;
    const found = clusters.matched(cluster, application);
    if (found.length === 0) return sayNoCode(cluster, application);
    const one = found.length === 1 ? found[0] : (await vscode.window.showQuickPick(toItems(found, []), { title: 'Open Topology' }))?.one;
    if (one === undefined) return;
    const source = { kind: 'analysis', folder: one.folder, id: one.topology.id };
    await vscode.commands.executeCommand(commandIds.showTopology, source);
  };

  const showDeployed = async (target: CommandTarget): Promise<void> => {
    const found = await pickApplication(clusters, states, target, 'Show Deployed Topology');
    if (found !== undefined) await vscode.commands.executeCommand(commandIds.showTopology, { kind: 'deployed', ...found });
  };

  const matchApplication = async (target: CommandTarget): Promise<void> => {
    const title = 'Match Application With Code';
    const found = await pickApplication(clusters, states, target, title);
    if (found === undefined) return;
    await untilSettled(analysis);
    const { cluster, application } = found;
    const all = allTopologies(analysis.reports);
    if (all.length === 0) {
      void vscode.window.showInformationMessage('No Kafka Streams topology was found in this workspace.');
      return;
    }
    const byId = '$(symbol-key) By Application ID';
    const matched = matches.get(cluster, application);
    const items = [
      { label: byId, description: `topologies whose application id is ${application}`, picked: matched === undefined, one: undefined },
      ...toItems(all, matched ?? []),
    ];
    const picked = await vscode.window.showQuickPick(items, {
      title: `${title}: ${application}`,
      placeHolder: 'Select the topologies that are this application',
      canPickMany: true,
      matchOnDescription: true,
    });
    if (picked === undefined) return;
    const keys = picked.flatMap(({ one }) => (one === undefined ? [] : [topologyKey(one)]));
    const isById = keys.length === 0 || picked.some(({ one }) => one === undefined);
    await matches.set(cluster, application, isById ? undefined : keys);
    await states.askApplication(cluster, application);
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.goToSource, goToSource),
    vscode.commands.registerCommand(commandIds.openTopology, openTopology),
    vscode.commands.registerCommand(commandIds.showDeployedTopology, showDeployed),
    vscode.commands.registerCommand(commandIds.showInClusters, async (target: CommandTarget) => {
      const node = nodeOf(target);
      if (node !== undefined) await view.reveal(node);
    }),
    vscode.commands.registerCommand(commandIds.matchApplication, matchApplication),
  );
}

function findPlace(node: TreeNode & { kind: 'store' | 'topic' }, matched: readonly MatchedTopology[]): SourcePlace | undefined {
  if (node.kind === 'topic') return findTopicPlace(matched, node.application, node.topic);
  const found = findStore(matched, node.store);
  return found === undefined ? undefined : { folder: found.folder, location: found.store.location };
}

interface TopologyItem extends vscode.QuickPickItem {
  readonly one: MatchedTopology;
}

function toItems(topologies: readonly MatchedTopology[], picked: readonly string[]): TopologyItem[] {
  return topologies.map((one) => ({ ...topologyItem(one), picked: picked.includes(topologyKey(one)) }));
}
