/** One panel with the diagram of one topology: it follows the code, and the code's caret and the diagram lead to each other. */
import * as vscode from 'vscode';
import type { Scene } from '../../core/diagram/layout/scene.js';
import type { LayoutWorker } from '../../platform/layout/layoutWorker.js';
import type { ToPage } from '../../protocol/topologyPanel.js';
import { readFromPage } from '../../protocol/topologyPanel.js';
import { toRange } from '../places.js';
import { showPage } from '../showPage.js';
import { exportTopology } from './exportTopology.js';
import { nodesAt } from './nodesAt.js';
import { toPanelScene } from './toPanelScene.js';
import type { ShownTopology, TopologySource } from './topologySources.js';

export interface PanelParts {
  readonly source: TopologySource;
  readonly layout: LayoutWorker;
  /** The folder of the bundles. */
  readonly dist: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

export function runTopologyPanel(panel: vscode.WebviewPanel, { source, layout, dist, log }: PanelParts): void {
  let shown: ShownTopology | undefined;
  let drawn = '';
  let scene: Scene | undefined;

  const post = (message: ToPage): void => void panel.webview.postMessage(message);

  const postScene = (): void => {
    if (scene !== undefined) post({ type: 'scene', source: source.id, scene: toPanelScene(scene) });
  };

  /** An analysis that found the same leaves the page alone. */
  const refresh = async (): Promise<void> => {
    const read = await source.read();
    if (typeof read === 'string') {
      post({ type: 'notice', text: read });
      return;
    }
    post({ type: 'notice', text: null });
    const places = JSON.stringify(read.diagram);
    if (places === drawn) return;
    const outcome = await layout.layOut(read.diagram);
    if (outcome.kind === 'failed') {
      log.error(`The topology could not be laid out: ${outcome.message}`);
      post({ type: 'notice', text: `The topology could not be laid out: ${outcome.message}.` });
    }
    if (outcome.kind !== 'done') return;
    [shown, drawn, scene] = [read, places, outcome.scene];
    panel.title = read.diagram.title;
    postScene();
    if (vscode.window.activeTextEditor !== undefined) highlight(vscode.window.activeTextEditor);
  };

  const highlight = ({ document, selection }: vscode.TextEditor): void => {
    const file = source.toFile(document.uri);
    if (shown === undefined || file === undefined) return;
    const { line, character } = selection.active;
    post({ type: 'highlight', nodes: nodesAt(shown.diagram, file, line + 1, character + 1) });
  };

  const reveal = async (id: string): Promise<void> => {
    const location = shown?.diagram.nodes.find((node) => node.id === id)?.location;
    if (location === undefined || location === null) return;
    const uri = source.toUri(location.file);
    const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
    await vscode.window.showTextDocument(uri, { selection: toRange(location), viewColumn: open?.viewColumn ?? besides(panel) });
  };

  const receive = (message: unknown): void => {
    const read = readFromPage(message);
    switch (read?.type) {
      case 'ready':
        postScene();
        void refresh();
        break;
      case 'reveal':
        void reveal(read.node);
        break;
      case 'export':
        if (shown !== undefined && scene !== undefined) void exportTopology(shown, scene, vscode.workspace.workspaceFolders?.[0]?.uri);
        break;
      case undefined:
        log.warn('The page of the topology sent something that is no message.');
        break;
    }
  };

  const subscriptions = vscode.Disposable.from(
    panel.webview.onDidReceiveMessage(receive),
    source.onDidChange(() => void refresh()),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => highlight(textEditor)),
  );
  panel.onDidDispose(() => {
    subscriptions.dispose();
    layout.dispose();
  });
  showPage(panel, dist, { title: 'Topology', bundle: 'topologyPanel', hasToolkit: false });
}

/** The first group, unless the panel is there itself. */
function besides({ viewColumn }: vscode.WebviewPanel): vscode.ViewColumn {
  return viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
}
