/** Shows one of the extension's pages in a panel. */
import * as vscode from 'vscode';
import { panelPage } from './panelPage.js';

export interface ShownPage {
  readonly title: string;
  /** Of its script and its style sheet. */
  readonly bundle: string;
  /** It has parts of the toolkit. */
  readonly hasToolkit: boolean;
  /** It paints pictures of what it was sent. */
  readonly hasPictures?: boolean;
}

/** `dist`: the folder of the bundles. */
export function showPage(
  { webview }: vscode.WebviewPanel,
  dist: vscode.Uri,
  { title, bundle, hasToolkit, hasPictures = false }: ShownPage,
): void {
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  const uri = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
  webview.html = panelPage({
    title,
    cspSource: webview.cspSource,
    script: uri(`${bundle}.js`),
    style: uri(`${bundle}.css`),
    nonce: crypto.randomUUID(),
    hasPictures,
    ...(hasToolkit ? { styleNonce: crypto.randomUUID() } : {}),
  });
}
