/** One panel with the diagram of one topology: it follows the code, and the code's caret and the diagram lead to each other. */
import * as vscode from 'vscode';
import type { Diagram } from '../../core/diagram/diagram.js';
import { arrangeDiagram, wholeDiagram, type Arrangement } from '../../core/diagram/arrangement.js';
import { markChanges } from '../../core/diagram/markChanges.js';
import type { Scene } from '../../core/diagram/layout/scene.js';
import type { PastState } from '../../platform/analysis/analysisMessages.js';
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

export function runTopologyPanel(panel: vscode.WebviewPanel, parts: PanelParts): void {
  new TopologyPanel(panel, parts).run();
}

interface Drawn {
  readonly diagram: Diagram;
  /** Of what it depends on. */
  readonly key: string;
  readonly scene: Scene;
}

class TopologyPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #parts: PanelParts;
  readonly #pictures: Pictures;
  #arrangement: Arrangement = wholeDiagram;
  /** What it is compared with. */
  #state: PastState | undefined;
  #shown: ShownTopology | undefined;
  #drawn: Drawn | undefined;

  constructor(panel: vscode.WebviewPanel, parts: PanelParts) {
    this.#panel = panel;
    this.#parts = parts;
    this.#pictures = createPictures((message) => this.#post(message));
  }

  run(): void {
    const { source, layout, dist } = this.#parts;
    const subscriptions = vscode.Disposable.from(
      this.#panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      source.onDidChange(() => void this.#refresh()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#highlight(textEditor)),
    );
    this.#panel.onDidDispose(() => {
      subscriptions.dispose();
      this.#pictures.painted(null);
      layout.dispose();
    });
    showPage(this.#panel, dist, { title: 'Topology', bundle: 'topologyPanel', hasToolkit: false, hasPictures: true });
  }

  #post(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }

  #postScene(): void {
    const { source } = this.#parts;
    const comparison = { possible: source.pickState !== undefined, called: this.#state?.called ?? null };
    if (this.#drawn !== undefined) this.#post({ type: 'scene', source: source.id, scene: toPanelScene(this.#drawn.scene), comparison });
  }

  /** An analysis that found the same leaves the page alone. */
  async #refresh(): Promise<void> {
    const { source, layout, log } = this.#parts;
    const read = await source.read();
    this.#post({ type: 'notice', text: typeof read === 'string' ? read : null });
    if (typeof read === 'string') return;
    const diagram = arrangeDiagram(await this.#compared(read.diagram), this.#arrangement);
    const key = JSON.stringify([diagram, this.#state?.called]);
    if (key === this.#drawn?.key) return;
    const outcome = await layout.layOut(diagram);
    if (outcome.kind === 'failed') {
      log.error(`The topology could not be laid out: ${outcome.message}`);
      this.#post({ type: 'notice', text: `The topology could not be laid out: ${outcome.message}.` });
    }
    if (outcome.kind !== 'done') return;
    this.#shown = read;
    this.#drawn = { diagram, key, scene: outcome.scene };
    this.#panel.title = read.diagram.title;
    this.#postScene();
    if (vscode.window.activeTextEditor !== undefined) this.#highlight(vscode.window.activeTextEditor);
  }

  /** Marked with what moved since the state that was picked, if one was. */
  async #compared(diagram: Diagram): Promise<Diagram> {
    const state = this.#state;
    if (state === undefined) return diagram;
    const comparison = await this.#parts.source.compareWith?.(state);
    if (comparison !== undefined) return markChanges(diagram, comparison, state.called);
    this.#post({ type: 'notice', text: `It cannot be compared with ${state.called} any more: choose again what to compare it with.` });
    this.#state = undefined;
    return diagram;
  }

  async #chooseState(): Promise<void> {
    try {
      this.#state = this.#state === undefined ? await this.#parts.source.pickState?.() : undefined;
      await this.#refresh();
    } catch (error) {
      this.#state = undefined;
      void vscode.window.showErrorMessage(`The topology cannot be compared: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #highlight({ document, selection }: vscode.TextEditor): void {
    const file = this.#parts.source.toFile(document.uri);
    if (this.#drawn === undefined || file === undefined) return;
    const { line, character } = selection.active;
    this.#post({ type: 'highlight', nodes: nodesAt(this.#drawn.diagram, file, line + 1, character + 1) });
  }

  #export(): void {
    if (this.#shown === undefined || this.#drawn === undefined) return;
    const { diagram, scene } = this.#drawn;
    const exported = { diagram, scene, text: this.#shown.text, paint: this.#pictures.paint };
    void exportTopology(exported, vscode.workspace.workspaceFolders?.[0]?.uri);
  }

  #receive(message: unknown): void {
    const read = readFromPage(message);
    switch (read?.type) {
      case 'ready':
        this.#arrangement = read.arrangement;
        this.#postScene();
        void this.#refresh();
        break;
      case 'arrange':
        this.#arrangement = read.arrangement;
        void this.#refresh();
        break;
      case 'reveal':
        void reveal(this.#panel, this.#parts.source, this.#shown?.diagram, read);
        break;
      case 'export':
        this.#export();
        break;
      case 'compare':
        void this.#chooseState();
        break;
      case 'painted':
        this.#pictures.painted(read.png);
        break;
      case undefined:
        this.#parts.log.warn('The page of the topology sent something that is no message.');
        break;
    }
  }
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
