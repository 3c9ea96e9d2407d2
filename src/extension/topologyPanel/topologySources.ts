/** What a panel can show, and where it comes from: a topology of the analysis, or a saved description. */
import path from 'node:path';
import * as vscode from 'vscode';
import type { Diagram } from '../../core/diagram/diagram.js';
import { toReportedDiagram } from '../../core/diagram/reportedDiagram.js';
import type { PanelSource } from '../../protocol/topologyPanel.js';
import { findFileInReports, toUri } from '../places.js';
import type { WorkspaceAnalysis } from '../workspaceAnalysis.js';

export interface ShownTopology {
  readonly diagram: Diagram;
  /** The text of Topology#describe(), where it is known. */
  readonly text: string | null;
}

export interface TopologySource {
  readonly id: PanelSource;
  /** Why there is nothing to show, in words. */
  read(): Promise<ShownTopology | string>;
  readonly onDidChange: vscode.Event<void>;
  /** The document that a diagram's location is in. */
  toUri(file: string): vscode.Uri;
  /** As locations name it; undefined where no location can be in it. */
  toFile(uri: vscode.Uri): string | undefined;
}

export function openSource(id: PanelSource, analysis: WorkspaceAnalysis): TopologySource {
  return id.kind === 'file' ? openFile(id, vscode.Uri.parse(id.uri), analysis) : openAnalysed(id, analysis);
}

function openAnalysed(id: PanelSource & { readonly kind: 'analysis' }, analysis: WorkspaceAnalysis): TopologySource {
  return {
    id,
    read: () => {
      const report = analysis.reports.find(({ folder }) => folder === id.folder)?.report;
      const topology = report?.topologies.find((one) => one.id === id.id);
      if (topology !== undefined) return Promise.resolve({ diagram: toReportedDiagram(topology), text: topology.describe });
      if (analysis.busy && report === undefined) return Promise.resolve('The code is being analyzed…');
      return Promise.resolve(`${id.id.slice(id.id.indexOf('#') + 1)} is not found in the code as it is now.`);
    },
    onDidChange: analysis.onDidChangeReports,
    toUri: (file) => toUri(id.folder, file),
    toFile(uri) {
      const found = findFileInReports(analysis.reports, uri);
      return found?.folder === id.folder ? found.file : undefined;
    },
  };
}

function openFile(id: PanelSource, uri: vscode.Uri, analysis: WorkspaceAnalysis): TopologySource {
  const name = path.posix.basename(uri.path);
  return {
    id,
    async read() {
      try {
        const text = (await vscode.workspace.openTextDocument(uri)).getText();
        const diagram = await analysis.ask('drawDescription', { text, name });
        return diagram === undefined ? `${name} does not hold the text of Topology#describe().` : { diagram, text };
      } catch {
        return `${name} cannot be read.`;
      }
    },
    onDidChange: (listener, self, disposables) =>
      vscode.workspace.onDidChangeTextDocument(
        ({ document }) => {
          if (document.uri.toString() === uri.toString()) listener.call(self);
        },
        undefined,
        disposables,
      ),
    toUri: () => uri,
    toFile: (other) => (other.toString() === uri.toString() ? name : undefined),
  };
}
