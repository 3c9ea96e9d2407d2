/** The command "Import Connection…": from a properties file of a Java client, or from the settings of the applications in the workspace. */
import path from 'node:path';
import * as vscode from 'vscode';
import { environmentVariable } from '../../../platform/environment.js';
import { type FoundConnection, findConnections } from '../../../platform/project/findConnections.js';
import { sentenceOf } from '../../../kafka/clusterError.js';
import { createWorkspaceFiles } from '../../../platform/files/workspaceFiles.js';
import { withoutSecrets } from '../../../kafka/settings/serviceAddress.js';
import { parseClientProperties } from '../../../kafka/settings/clientProperties.js';
import { noticeText } from '../../../present/markdown.js';
import { readSettingsFile } from '../../../platform/files/readRegularFile.js';
import { type EditParts, nameCluster } from './editCluster.js';
import { fromConnectionSettings } from './fromConnectionSettings.js';

const title = 'Import Connection';
const settingsFiles =
  '**/{application*.properties,application*.yml,application*.yaml,bootstrap.yml,bootstrap.yaml,microprofile-config*.properties,*.properties}';
const outputs = '**/{node_modules,target,build,out,bin,.gradle,.git}/**';
const mostFiles = 500;

interface ImportItem extends vscode.QuickPickItem {
  /** undefined: a file is to be selected. */
  readonly found?: FoundConnection;
}

export async function importCluster(parts: EditParts): Promise<string | undefined> {
  const found = await inWorkspace();
  const browse: ImportItem = { label: '$(folder-opened) Properties File of a Java Client…' };
  const items: ImportItem[] = found.map((one) => ({
    label: `$(file) ${withoutSecrets(one.bootstrap)}`,
    description: [one.origin, ...(one.profile === undefined ? [] : [`profile ${one.profile}`])].join(', '),
    detail: vscode.workspace.asRelativePath(one.file),
    found: one,
  }));
  const picked =
    items.length === 0
      ? browse
      : await vscode.window.showQuickPick([...items, browse], {
          title,
          placeHolder: 'Select where the connection is set',
          matchOnDetail: true,
        });
  if (picked === undefined) return undefined;
  const source = picked.found ?? (await selectFile());
  if (source === undefined) return undefined;
  const connection = await parseClientProperties(source.properties, [], {
    readFile: (file) => readSettingsFile(path.resolve(path.dirname(source.file), file), file),
    // A folder that nobody vouches for must not have our environment sent to an address of its choice.
    variable: (name) => (vscode.workspace.isTrusted ? environmentVariable(name) : undefined),
  });
  if (!connection.ok) {
    void vscode.window.showErrorMessage(noticeText(`${path.basename(source.file)}: ${sentenceOf(connection.error)}`));
    return undefined;
  }
  return nameCluster(parts, fromConnectionSettings(suggestedName(parts, connection.value.bootstrap[0] ?? ''), connection.value));
}

async function inWorkspace(): Promise<readonly FoundConnection[]> {
  if (!vscode.workspace.isTrusted) return [];
  const files = await vscode.workspace.findFiles(settingsFiles, outputs, mostFiles);
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
  return findConnections(
    files.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath),
    createWorkspaceFiles(folders),
    environmentVariable,
  );
}

async function selectFile(): Promise<Pick<FoundConnection, 'file' | 'properties'> | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: 'Import',
      filters: { 'Properties files': ['properties', 'conf', 'config'], 'All files': ['*'] },
    })) ?? [];
  if (uri === undefined) return undefined;
  const read = readSettingsFile(uri.fsPath, path.basename(uri.fsPath));
  if (read.ok) return { file: uri.fsPath, properties: Buffer.from(read.value).toString('utf8') };
  void vscode.window.showErrorMessage(noticeText(`The connection cannot be imported: ${read.error}.`));
  return undefined;
}

function suggestedName({ clusters }: EditParts, address: string): string {
  const host = address.replace(/:\d+$/, '');
  const name = ['localhost', '127.0.0.1', '[::1]'].includes(host) ? 'local' : host;
  if (!clusters.names.includes(name)) return name;
  for (let i = 2; ; i++) if (!clusters.names.includes(`${name} ${i}`)) return `${name} ${i}`;
}
