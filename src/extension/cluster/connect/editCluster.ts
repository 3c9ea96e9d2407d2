/** Adds, changes and removes clusters of the settings, with their secrets. Each resolves to the name that was saved; undefined: given up. */
import * as vscode from 'vscode';
import { type ClusterDraft, emptyDraft, fromDraft, toDraft } from './clusterDraft.js';
import type { Secrets } from './clusterSecrets.js';
import { bindingOf, type ClusterSetting } from './clusterSetting.js';
import { clusterSteps, nameStep, type StepsPort } from './clusterSteps.js';
import { type ClusterRegistry, isFile } from '../session/createClusters.js';
import { askInEditor } from './multiStepInput.js';
import { removeClusterSetting, saveClusterSetting } from './savedClusters.js';

export interface EditParts {
  readonly clusters: ClusterRegistry;
  readonly secrets: Secrets;
}

export async function addCluster(parts: EditParts): Promise<string | undefined> {
  const port = stepsPort(parts, undefined);
  const draft = await askInEditor('Add Cluster', emptyDraft, (entered) => clusterSteps(entered, port));
  return draft && save(parts, draft, undefined);
}

export async function editCluster(parts: EditParts, cluster: string): Promise<string | undefined> {
  const setting = parts.clusters.settings.find(({ name }) => name === cluster);
  if (setting === undefined) return undefined;
  const port = stepsPort(parts, cluster);
  // Secrets that were entered for other settings of this name are entered again.
  const start = toDraft(setting, (await parts.secrets.read(setting)) ?? {});
  const draft = await askInEditor(`Edit Cluster ${cluster}`, start, (entered) => clusterSteps(entered, port));
  return draft && save(parts, draft, cluster);
}

/** All is known but what to call it. */
export async function nameCluster(parts: EditParts, start: ClusterDraft): Promise<string | undefined> {
  const port = stepsPort(parts, undefined);
  const draft = await askInEditor(`Import Connection to ${start.bootstrap}`, start, () => [nameStep(port)]);
  return draft && save(parts, draft, undefined);
}

export async function removeCluster({ clusters, secrets }: EditParts, cluster: string): Promise<void> {
  const detail = 'Its settings and its secrets are deleted here. Nothing changes on the cluster.';
  const remove = 'Remove';
  if ((await vscode.window.showWarningMessage(`Remove the cluster ${cluster}?`, { modal: true, detail }, remove)) !== remove) return;
  await clusters.disconnect(cluster);
  await removeClusterSetting(cluster);
  await secrets.remove(cluster);
  await clusters.forgetAsked(cluster);
}

async function save({ clusters, secrets }: EditParts, draft: ClusterDraft, replaces: string | undefined): Promise<string> {
  const { setting: drawn, secrets: entered } = fromDraft(draft);
  const before = clusters.settings.find(({ name }) => name === replaces);
  // Another address is another cluster, which nobody marked.
  const setting: ClusterSetting = before?.writable === true && before.bootstrap === drawn.bootstrap ? { ...drawn, writable: true } : drawn;
  // First the secrets: the settings may be used as soon as they are there.
  await secrets.write(setting, entered);
  await saveClusterSetting(setting, replaces);
  if (replaces !== undefined && replaces !== setting.name) {
    await secrets.remove(replaces);
    await clusters.disconnect(replaces);
  }
  // Where the settings are the same, only the secrets can be others.
  if (before !== undefined && bindingOf(before) === bindingOf(setting)) clusters.reopen(setting.name);
  return setting.name;
}

function stepsPort({ clusters }: EditParts, edited: string | undefined): StepsPort {
  return {
    taken: clusters.names.filter((name) => name !== edited),
    isFile,
  };
}
