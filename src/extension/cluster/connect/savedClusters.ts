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
  const { own } = written();
  const entries = listOf(own);
  const at = entries.findIndex((entry) => nameOf(entry) === setting.name);
  const [there] = at < 0 ? [setting] : readClusterSettings([entries[at]]).clusters;
  if (there === undefined || bindingOf(there) !== bindingOf(setting)) return false;
  await write(at < 0 ? [...entries, setting] : entries.with(at, setting), vscode.ConfigurationTarget.Global);
  return true;
}

export async function removeClusterSetting(name: string): Promise<void> {
  await change((entries) => entries.filter((entry) => nameOf(entry) !== name));
}

/** The settings that hold now are those of the innermost place that has any. */
async function change(edit: (entries: readonly unknown[]) => unknown[]): Promise<void> {
  const { own, ofWorkspace } = written();
  const target = ofWorkspace === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  await write(edit(listOf(ofWorkspace ?? own)), target);
}

/** What stands in the user's own settings, and in a workspace's that is trusted. */
function written(): { readonly own: unknown; readonly ofWorkspace: unknown } {
  const found = vscode.workspace.getConfiguration(settingsSection).inspect<unknown>(settingKeys.clusters);
  return { own: found?.globalValue, ofWorkspace: vscode.workspace.isTrusted ? found?.workspaceValue : undefined };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const write = async (entries: readonly unknown[], target: vscode.ConfigurationTarget): Promise<void> =>
  vscode.workspace.getConfiguration(settingsSection).update(settingKeys.clusters, entries, target);

function nameOf(entry: unknown): unknown {
  const name = typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : undefined;
  return typeof name === 'string' ? name.trim() : name;
}
