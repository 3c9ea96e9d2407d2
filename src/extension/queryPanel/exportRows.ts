/** "Export Rows": asks which rows, as what and where to, writes them, and opens the file by one click. */
import * as vscode from 'vscode';
import { type ClusterResult, sentenceOf } from '../../kafka/clusterError.js';
import { type ExportFile, openExportFile } from '../../platform/files/exportFile.js';
import type { RowFormat } from '../../present/rows/rowTexts.js';
import type { StoreId } from '../../protocol/queryPanel.js';
import { toSignal } from '../cluster/connect/testConnection.js';
import type { ExportAsk } from './queryRuns.js';
import { type Written, writeRows } from './writeRows.js';

const formats: Readonly<Record<RowFormat, string>> = {
  csv: 'for a spreadsheet',
  json: 'one document',
  ndjson: 'one document a row',
};
const inEnglish = (count: number): string => count.toLocaleString('en');

interface Wanted {
  readonly format: RowFormat;
  /** All that the query matches are read again. */
  readonly all: boolean;
}

export async function exportRows(id: StoreId, asked: ExportAsk, log: vscode.LogOutputChannel): Promise<void> {
  const wanted = await pickFormat(asked);
  if (wanted === undefined) return;
  const target = await pickFile(id, wanted, asked.isWhole);
  if (target === undefined) return;
  const written = await writeWithProgress(target, asked, wanted).catch((error: unknown) => {
    log.error(`Rows of ${id.store} could not be written: ${String(error)}`);
    return undefined;
  });
  if (written === undefined)
    void vscode.window.showErrorMessage(`The rows could not be written to ${target.fsPath}. "Kafka Streams: Show Log" says more.`);
  else if (written.ok) await sayWritten(target, written.value);
  else if (written.error.kind !== 'cancelled') void vscode.window.showErrorMessage(sentenceOf(written.error));
}

async function pickFormat({ rows, isWhole }: ExportAsk): Promise<Wanted | undefined> {
  const itemsOf = (all: boolean) =>
    (Object.keys(formats) as RowFormat[]).map((format) => ({
      label: format.toUpperCase(),
      description: formats[format],
      wanted: { format, all },
    }));
  const heading = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator, wanted: undefined });
  const shown = `${inEnglish(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}`;
  const items = isWhole
    ? itemsOf(false)
    : [
        heading('All that the query matches, read again'),
        ...itemsOf(true),
        heading(`The ${shown} of this page`),
        ...itemsOf(false).map((item) => ({ ...item, description: `${item.description}, only this page` })),
      ];
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Export Rows',
    placeHolder: isWhole ? `${shown}, as` : 'Which rows, as what',
  });
  return picked?.wanted;
}

/** Beside the file that is saved last, and never into a repository by itself: a person says where. */
async function pickFile({ application, store }: StoreId, { format, all }: Wanted, isWhole: boolean): Promise<vscode.Uri | undefined> {
  const part = all || isWhole ? '' : '-part';
  const name = `${`${application}-${store}`.replaceAll(/[^\w.-]+/g, '-')}${part}.${format}`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: 'Export Rows',
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [format.toUpperCase()]: [format] },
  });
}

async function writeWithProgress(target: vscode.Uri, asked: ExportAsk, wanted: Wanted): Promise<ClusterResult<Written>> {
  const options = { location: vscode.ProgressLocation.Notification, title: 'Exporting rows', cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const onRows = (count: number): void => progress.report({ message: `${inEnglish(count)} rows` });
    return writeRows(await openFile(target), asked, { ...wanted, onRows }, { signal: toSignal(token) });
  });
}

/** Where the editor alone can write, all goes at once. */
async function openFile(target: vscode.Uri): Promise<ExportFile> {
  if (target.scheme === 'file') return openExportFile(target.fsPath);
  const pieces: Buffer[] = [];
  return {
    write: (text) => Promise.resolve(void pieces.push(Buffer.from(text))),
    finish: () => Promise.resolve(vscode.workspace.fs.writeFile(target, Buffer.concat(pieces))),
    drop: () => Promise.resolve(),
  };
}

async function sayWritten(target: vscode.Uri, { rows, partial }: Written): Promise<void> {
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  const words = `${inEnglish(rows)} ${rows === 1 ? 'row was' : 'rows were'} written to ${name}.`;
  const say = partial === null ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const open = await say(partial === null ? words : `${words} ${partial}`, 'Open');
  if (open !== undefined) await vscode.commands.executeCommand('vscode.open', target);
}
