/** From the report's places to the editor's. */
import path from 'node:path';
import * as vscode from 'vscode';
import type { Location } from '../core/report.js';
import type { FolderReport } from '../platform/analysis/analysisMessages.js';

export function toRange(location: Omit<Location, 'file'>): vscode.Range {
  return new vscode.Range(location.line - 1, location.column - 1, location.endLine - 1, location.endColumn - 1);
}

export function toUri(folder: string, file: string): vscode.Uri {
  return vscode.Uri.file(path.join(folder, file));
}

export function toLocation(folder: string, location: Location): vscode.Location {
  return new vscode.Location(toUri(folder, location.file), toRange(location));
}

export interface FileInReport {
  readonly folder: string;
  readonly report: FolderReport['report'];
  /** As the report names it. */
  readonly file: string;
}

/** The report of the innermost folder that holds the document. */
export function findFileInReports(reports: readonly FolderReport[], uri: vscode.Uri): FileInReport | undefined {
  if (uri.scheme !== 'file') return undefined;
  let found: FileInReport | undefined;
  for (const { folder, report } of reports) {
    const name = path.relative(folder, uri.fsPath);
    if (name === '' || name.startsWith('..') || path.isAbsolute(name)) continue;
    const file = name.split(path.sep).join('/');
    if (found === undefined || file.length < found.file.length) found = { folder, report, file };
  }
  return found;
}
