/** What a panel can show, and where it comes from: a topology of the analysis, a saved description, or what is deployed on a cluster. */
import path from 'node:path';
import * as vscode from 'vscode';
import { capitalised } from '../../base/capitalised.js';
import type { Diagram } from '../../core/diagram/diagram.js';
import { toReportedDiagram } from '../../core/diagram/reportedDiagram.js';
import type { TopologyComparison } from '../../core/names/compareNames.js';
import { sentenceOf } from '../../kafka/clusterError.js';
import type { PastState } from '../../platform/analysis/analysisMessages.js';
import { drawDeployed } from '../../present/cluster/drawDeployed.js';
import type { PanelSource } from '../../protocol/topologyPanel.js';
import type { Clusters } from '../cluster/session/clusters.js';
import { pickPastState } from '../pickPastState.js';
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
  /** Asks a person for another state of the code; undefined method: there is none for this source. Rejects with an Error that says why. */
  pickState?(): Promise<PastState | undefined>;
  /** What became of it since a state that was picked; undefined: the state is not kept any more, or the topology was not in it. */
  compareWith?(state: PastState): Promise<TopologyComparison | undefined>;
  readonly onDidChange: vscode.Event<void>;
  /** The document that a diagram's location is in. */
  toUri(file: string): vscode.Uri;
  /** As locations name it; undefined where no location can be in it. */
  toFile(uri: vscode.Uri): string | undefined;
}

/** Of the clusters that the person set up. */
export type DeployedTopologies = Pick<Clusters, 'connected' | 'readApplication' | 'onDidChange'>;

export function openSource(id: PanelSource, analysis: WorkspaceAnalysis, clusters: DeployedTopologies): TopologySource {
  switch (id.kind) {
    case 'file':
      return openFile(id, vscode.Uri.parse(id.uri), analysis);
    case 'analysis':
      return openAnalysed(id, analysis);
    case 'deployed':
      return openDeployed(id, clusters);
  }
}

/** As it is when the panel opens; a cluster that the person did not connect is not asked. */
function openDeployed(id: PanelSource & { readonly kind: 'deployed' }, clusters: DeployedTopologies): TopologySource {
  const { cluster, application } = id;
  return {
    id,
    async read() {
      if (!clusters.connected.includes(cluster)) return `${cluster} is not connected: connect it in the view "Clusters".`;
      const state = await clusters.readApplication(cluster, application, AbortSignal.timeout(longestWait));
      if (!state.ok) return `${cluster}: ${sentenceOf(state.error)}`;
      const drawn = drawDeployed(application, state.value.deployed);
      return typeof drawn === 'string' ? `${capitalised(drawn)}.` : drawn;
    },
    onDidChange: clusters.onDidChange,
    toUri: (file) => vscode.Uri.file(file),
    toFile: () => undefined,
  };
}

/** Milliseconds. */
const longestWait = 30_000;

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
    pickState: () => pickPastState(analysis, id.folder, 'Compare Topology With'),
    async compareWith(state) {
      const comparisons = await analysis.ask('compareNames', { folder: id.folder, state: state.id });
      return comparisons?.find(({ after }) => after?.id === id.id);
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
