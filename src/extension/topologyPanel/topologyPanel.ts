/** One panel with the diagram of one topology: it follows the code, and the code's caret and the diagram lead to each other. */
import * as vscode from 'vscode';
import type { Diagram } from '../../core/diagram/diagram.js';
import { arrangeDiagram, wholeDiagram, type Arrangement } from '../../core/diagram/arrangement.js';
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
  let arrangement: Arrangement = wholeDiagram;
  let shown: ShownTopology | undefined;
  let drawn: { readonly diagram: Diagram; readonly key: string; readonly scene: Scene } | undefined;

  const post = (message: ToPage): void => void panel.webview.postMessage(message);
  const pictures = createPictures(post);

  const postScene = (): void => {
    if (drawn !== undefined) post({ type: 'scene', source: source.id, scene: toPanelScene(drawn.scene) });
  };

  /** An analysis that found the same leaves the page alone. */
  const refresh = async (): Promise<void> => {
    const read = await source.read();
    if (typeof read === 'string') {
      post({ type: 'notice', text: read });
      return;
    }
    post({ type: 'notice', text: null });
    const diagram = arrangeDiagram(read.diagram, arrangement);
    const key = JSON.stringify(diagram);
    if (key === drawn?.key) return;
    const outcome = await layout.layOut(diagram);
    if (outcome.kind === 'failed') {
      log.error(`The topology could not be laid out: ${outcome.message}`);
      post({ type: 'notice', text: `The topology could not be laid out: ${outcome.message}.` });
    }
    if (outcome.kind !== 'done') return;
    shown = read;
    drawn = { diagram, key, scene: outcome.scene };
    panel.title = read.diagram.title;
    postScene();
    if (vscode.window.activeTextEditor !== undefined) highlight(vscode.window.activeTextEditor);
  };

  const highlight = ({ document, selection }: vscode.TextEditor): void => {
    const file = source.toFile(document.uri);
    if (drawn === undefined || file === undefined) return;
    const { line, character } = selection.active;
    post({ type: 'highlight', nodes: nodesAt(drawn.diagram, file, line + 1, character + 1) });
  };

  const receive = (message: unknown): void => {
    const read = readFromPage(message);
    switch (read?.type) {
      case 'ready':
        arrangement = read.arrangement;
        postScene();
        void refresh();
        break;
      case 'arrange':
        arrangement = read.arrangement;
        void refresh();
        break;
      case 'reveal':
        void reveal(panel, source, shown?.diagram, read);
        break;
      case 'export':
        if (shown !== undefined && drawn !== undefined)
          void exportTopology({ ...drawn, text: shown.text, paint: pictures.paint }, vscode.workspace.workspaceFolders?.[0]?.uri);
        break;
      case 'painted':
        pictures.painted(read.png);
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
    pictures.painted(null);
    layout.dispose();
  });
  showPage(panel, dist, { title: 'Topology', bundle: 'topologyPanel', hasToolkit: false, hasPictures: true });
}

interface Pictures {
  /** Bytes of a PNG; null: the page could not paint it. One at a time. */
  paint(svg: string): Promise<Uint8Array | null>;
  painted(png: string | null): void;
}

function createPictures(post: (message: ToPage) => void): Pictures {
  let asked: ((png: Uint8Array | null) => void) | undefined;
  const painted = (png: string | null): void => {
    asked?.(png === null ? null : Buffer.from(png, 'base64'));
    asked = undefined;
  };
  return {
    painted,
    paint(svg) {
      painted(null);
      return new Promise((settle) => {
        asked = settle;
        post({ type: 'paint', svg });
      });
    },
  };
}

interface Wanted {
  readonly node: string;
  readonly open: boolean;
}

/** Where an editor shows the file already, there, and the keyboard stays in the diagram unless it is to be opened: the layout stays as it is. */
async function reveal(
  panel: vscode.WebviewPanel,
  source: TopologySource,
  diagram: Diagram | undefined,
  { node, open }: Wanted,
): Promise<void> {
  const location = diagram?.nodes.find(({ id }) => id === node)?.location;
  if (location === undefined || location === null) return;
  const uri = source.toUri(location.file);
  const visible = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  if (visible === undefined && !open) return;
  const viewColumn = visible?.viewColumn ?? besides(panel);
  await vscode.window.showTextDocument(uri, { selection: toRange(location), viewColumn, preserveFocus: !open });
}

/** The first group, unless the panel is there itself. */
function besides({ viewColumn }: vscode.WebviewPanel): vscode.ViewColumn {
  return viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
}
