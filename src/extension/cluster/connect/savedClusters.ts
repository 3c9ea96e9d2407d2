/** Writes entries of the setting `kafkaStreams.clusters` where they stand; what people wrote beside them stays as it is. */
import * as vscode from 'vscode';
import { settingKeys, settingsSection } from '../../contributions.js';
import { bindingOf, type ClusterSetting, readClusterSettings } from './clusterSetting.js';

/** `replaces`: the name of the entry that it takes the place of. */
export async function saveClusterSetting(setting: ClusterSetting, replaces: string | undefined): Promise<void> {
  await change((entries) => {
    const at = entries.findIndex((entry) => replaces !== undefined && nameOf(entry) === replaces);
    return at < 0 ? [...entries, setting] : entries.with(at, setting);
  });
}

/**
 * Writes the entry into the user's own settings, beside or instead of what stands there under its name. False: that is another cluster, and stays.
 */
export async function saveOwnClusterSetting(setting: ClusterSetting): Promise<boolean> {
  const configuration = vscode.workspace.getConfiguration(settingsSection);
  const found = configuration.inspect<unknown>(settingKeys.clusters)?.globalValue;
  const entries: readonly unknown[] = Array.isArray(found) ? found : [];
  const at = entries.findIndex((entry) => nameOf(entry) === setting.name);
  const [there] = at < 0 ? [setting] : readClusterSettings([entries[at]]).clusters;
  if (there === undefined || bindingOf(there) !== bindingOf(setting)) return false;
  const edited = at < 0 ? [...entries, setting] : entries.with(at, setting);
  await configuration.update(settingKeys.clusters, edited, vscode.ConfigurationTarget.Global);
  return true;
}

export async function removeClusterSetting(name: string): Promise<void> {
  await change((entries) => entries.filter((entry) => nameOf(entry) !== name));
}

/** The settings that hold now are those of the innermost place that has any. */
async function change(edit: (entries: readonly unknown[]) => unknown[]): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(settingsSection);
  const found = configuration.inspect<unknown>(settingKeys.clusters);
  const ofWorkspace = vscode.workspace.isTrusted ? found?.workspaceValue : undefined;
  const target = ofWorkspace === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  const entries = ofWorkspace ?? found?.globalValue;
  await configuration.update(settingKeys.clusters, edit(Array.isArray(entries) ? entries : []), target);
}

function nameOf(entry: unknown): unknown {
  const name = typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : undefined;
  return typeof name === 'string' ? name.trim() : name;
}
