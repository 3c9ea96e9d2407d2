/** Read-only documents about clusters: plain lines, some of which lead to the source. They follow what is known while they are open. */
import * as vscode from 'vscode';
import { shortText } from '../../../base/printable.js';
import type { TextLine } from '../../../present/textLine.js';
import { toUri } from '../../places.js';

export interface ReadonlyTexts extends vscode.Disposable {
  /** `name` is the title of the tab; the same name is the same document. */
  open(name: string, build: () => readonly TextLine[]): Promise<void>;
  /** What the open documents were built from is another now. */
  refresh(): void;
}

const scheme = 'kafka-streams-cluster';

export function registerReadonlyTexts(): ReadonlyTexts {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const texts = new Map<string, { readonly build: () => readonly TextLine[]; shown: readonly TextLine[] }>();
  const subscriptions = vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent(uri) {
        const text = texts.get(uri.path);
        if (text === undefined) return 'Open it again from the view "Clusters".';
        text.shown = text.build();
        return text.shown.map((line) => line.text).join('\n');
      },
    }),
    vscode.languages.registerDocumentLinkProvider(
      { scheme },
      { provideDocumentLinks: ({ uri }) => (texts.get(uri.path)?.shown ?? []).flatMap(toLink) },
    ),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === scheme) texts.delete(uri.path);
    }),
  );
  return {
    async open(name, build) {
      const uri = vscode.Uri.from({ scheme, path: `/${shortText(name).replaceAll('/', '\u2215')}` });
      texts.set(uri.path, { build, shown: [] });
      changed.fire(uri);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    },
    refresh() {
      for (const { uri } of vscode.workspace.textDocuments) {
        const text = uri.scheme === scheme ? texts.get(uri.path) : undefined;
        // The same text again would lose the selection.
        if (text !== undefined && toText(text.build()) !== toText(text.shown)) changed.fire(uri);
      }
    },
    dispose: () => subscriptions.dispose(),
  };
}

const toText = (lines: readonly TextLine[]): string => lines.map(({ text }) => text).join('\n');

function toLink({ link }: TextLine, line: number): vscode.DocumentLink[] {
  if (link === undefined) return [];
  const target = toUri(link.folder, link.place.file).with({ fragment: `L${link.place.line}` });
  return [new vscode.DocumentLink(new vscode.Range(line, link.start, line, link.end), target)];
}
