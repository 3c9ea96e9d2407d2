/** Findings of the newest reports in the Problems view and under the code. */
import * as vscode from 'vscode';
import type { DiagnosticReport, Severity } from '../core/report.js';
import type { FolderReport } from '../platform/analysis/analysisMessages.js';
import { category, settingsSection } from './contributions.js';
import { findingText } from './findingText.js';
import { toLocation, toRange, toUri } from './places.js';
import { readDiagnosticsEnabled } from './settings.js';
import type { NameShifts } from './nameShifts.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

function toDiagnostic(found: DiagnosticReport, { folder, report }: FolderReport, docs: vscode.Uri): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(found.location), findingText(found, report), severities[found.severity]);
  diagnostic.source = category;
  diagnostic.code = { value: found.rule, target: vscode.Uri.joinPath(docs, 'rules', `${found.rule}.md`) };
  if (found.related.length > 0) {
    diagnostic.relatedInformation = found.related.map(
      (place) => new vscode.DiagnosticRelatedInformation(toLocation(folder, place), 'Its name moves, too'),
    );
  }
  return diagnostic;
}

/** `docs` is the folder of the packed documentation: the rule's page opens without a network. */
export function registerDiagnostics(analysis: WorkspaceAnalysis, shifts: NameShifts, docs: vscode.Uri): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(settingsSection);

  const refresh = (): void => {
    const byFile = new Map<string, { readonly uri: vscode.Uri; readonly diagnostics: vscode.Diagnostic[] }>();
    for (const ofFolder of analysis.reports) {
      const { folder, report } = ofFolder;
      const enabled = readDiagnosticsEnabled(vscode.workspace.getConfiguration(settingsSection, vscode.Uri.file(folder)));
      if (!enabled) continue;
      for (const found of [...report.diagnostics, ...(shifts.found.get(folder) ?? [])]) {
        const uri = toUri(folder, found.location.file);
        const key = uri.toString();
        const entry = byFile.get(key) ?? { uri, diagnostics: [] };
        byFile.set(key, entry);
        entry.diagnostics.push(toDiagnostic(found, ofFolder, docs));
      }
    }
    collection.clear();
    collection.set([...byFile.values()].map(({ uri, diagnostics }) => [uri, diagnostics]));
  };

  return vscode.Disposable.from(
    collection,
    analysis.onDidChangeReports(refresh),
    shifts.onDidChange(refresh),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingsSection)) refresh();
    }),
  );
}
