/** Saves or copies what a panel shows. */
import * as vscode from 'vscode';
import { toDot } from '../../core/diagram/export/toDot.js';
import { toMermaid } from '../../core/diagram/export/toMermaid.js';
import { toSvg } from '../../core/diagram/export/toSvg.js';
import type { Diagram } from '../../core/diagram/diagram.js';
import type { Scene } from '../../core/diagram/layout/scene.js';

interface Choice extends vscode.QuickPickItem {
  readonly form: Form;
  readonly isCopied: boolean;
}

interface Form {
  readonly name: string;
  readonly extension: string;
  /** null: a picture, which is no text. */
  readonly text: (() => string) | null;
}

/** What is seen of a topology. */
export interface ExportedTopology {
  readonly diagram: Diagram;
  /** The diagram as it is laid out already: that takes long where it is large. */
  readonly scene: Scene;
  /** The text of Topology#describe(), where it is known. */
  readonly text: string | null;
  paint(svg: string): Promise<Uint8Array | null>;
}

export async function exportTopology({ diagram, scene, text, paint }: ExportedTopology, folder: vscode.Uri | undefined): Promise<void> {
  const forms: readonly Form[] = [
    { name: 'SVG', extension: 'svg', text: () => toSvg(scene) },
    { name: 'PNG', extension: 'png', text: null },
    { name: 'Mermaid', extension: 'mmd', text: () => toMermaid(diagram) },
    { name: 'DOT', extension: 'dot', text: () => toDot(diagram) },
    ...(text === null ? [] : [{ name: 'Description', extension: 'topology', text: () => text }]),
  ];
  const chosen = await vscode.window.showQuickPick<Choice>(
    [
      ...forms.map((form) => ({ form, isCopied: false, label: `$(save) Save ${form.name}…` })),
      ...forms.flatMap((form) => (form.text === null ? [] : [{ form, isCopied: true, label: `$(copy) Copy ${form.name}` }])),
    ],
    { title: 'Export Topology', placeHolder: diagram.title },
  );
  if (chosen === undefined) return;
  const { form, isCopied } = chosen;
  if (isCopied) {
    await vscode.env.clipboard.writeText(form.text?.() ?? '');
    vscode.window.setStatusBarMessage('The topology was copied.', 3000);
    return;
  }
  const name = `${diagram.title.replace(/\.topology$/, '').replaceAll(/[^\w.-]+/g, '-')}.${form.extension}`;
  const target = await vscode.window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [form.extension]: [form.extension] },
  });
  if (target === undefined) return;
  const bytes = form.text === null ? await paint(toSvg(scene)) : new TextEncoder().encode(form.text());
  if (bytes === null) void vscode.window.showErrorMessage('The diagram could not be painted as a picture: save it as SVG instead.');
  else await vscode.workspace.fs.writeFile(target, bytes);
}
