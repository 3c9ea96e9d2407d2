/** Saves or copies what a panel shows. */
import * as vscode from 'vscode';
import { toDot } from '../../core/diagram/export/toDot.js';
import { toMermaid } from '../../core/diagram/export/toMermaid.js';
import { toSvg } from '../../core/diagram/export/toSvg.js';
import type { Scene } from '../../core/diagram/layout/scene.js';
import type { ShownTopology } from './topologySources.js';

interface Choice extends vscode.QuickPickItem {
  readonly extension: string | undefined;
  text(): string;
}

/** `scene` is the diagram as it is laid out already: that takes long where it is large. */
export async function exportTopology({ diagram, text }: ShownTopology, scene: Scene, folder: vscode.Uri | undefined): Promise<void> {
  const all = [
    { name: 'SVG', extension: 'svg', text: () => toSvg(scene) },
    { name: 'Mermaid', extension: 'mmd', text: () => toMermaid(diagram) },
    { name: 'DOT', extension: 'dot', text: () => toDot(diagram) },
    ...(text === null ? [] : [{ name: 'Description', extension: 'topology', text: () => text }]),
  ];
  const chosen = await vscode.window.showQuickPick<Choice>(
    [
      ...all.map((one) => ({ ...one, label: `$(save) Save ${one.name}…` })),
      ...all.map((one) => ({ ...one, extension: undefined, label: `$(copy) Copy ${one.name}` })),
    ],
    { title: 'Export Topology', placeHolder: diagram.title },
  );
  if (chosen === undefined) return;
  if (chosen.extension === undefined) {
    await vscode.env.clipboard.writeText(chosen.text());
    vscode.window.setStatusBarMessage('The topology was copied.', 3000);
    return;
  }
  const name = `${diagram.title.replace(/\.topology$/, '').replaceAll(/[^\w.-]+/g, '-')}.${chosen.extension}`;
  const target = await vscode.window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [chosen.extension]: [chosen.extension] },
  });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(chosen.text()));
}
