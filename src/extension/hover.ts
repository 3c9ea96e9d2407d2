/** Hovers over operators: the stores and topics that they make. */
import * as vscode from 'vscode';
import { sourceDocuments } from './sourceDocuments.js';
import { findOperatorFacts } from '../core/features/operatorFacts.js';
import { hoverMarkdown } from './hoverMarkdown.js';
import { findFileInReports, toRange } from './places.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

export function registerHover(analysis: WorkspaceAnalysis): vscode.Disposable {
  return vscode.languages.registerHoverProvider(sourceDocuments, {
    async provideHover(document, position, token) {
      const reports = await analysis.settled(token);
      const at = reports && findFileInReports(reports, document.uri);
      if (at === undefined) return undefined;
      const facts = findOperatorFacts(at.report, at.file, { line: position.line + 1, column: position.character + 1 });
      return facts && new vscode.Hover(new vscode.MarkdownString(hoverMarkdown(facts)), toRange(facts.location));
    },
  });
}
