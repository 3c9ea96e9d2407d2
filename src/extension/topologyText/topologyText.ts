/** Saved Topology#describe() texts in the editor: outline and folding. */
import * as vscode from 'vscode';
import type { DescribedNode, DescribedSubtopology } from '../../core/description/topologyText.js';
import { topologyLanguage } from '../contributions.js';
import type { WorkspaceAnalysis } from '../workspaceAnalysis.js';

const kinds = { source: vscode.SymbolKind.Event, processor: vscode.SymbolKind.Function, sink: vscode.SymbolKind.Interface } as const;

/** Longer texts, in characters, are no description of anything that runs. */
const longestText = 4 * 1024 * 1024;

/** The worker reads the texts: a long one would hold up every other extension here. */
export function registerTopologyText(analysis: WorkspaceAnalysis): vscode.Disposable {
  const parse = async (document: vscode.TextDocument): Promise<readonly DescribedSubtopology[]> => {
    const { version } = document;
    const text = document.getText();
    const found = text.length > longestText ? undefined : await analysis.ask('outline', { text });
    // Of a text that changed meanwhile the editor asks again.
    return found === undefined || document.version !== version ? [] : found;
  };
  return vscode.Disposable.from(
    vscode.languages.registerDocumentSymbolProvider(topologyLanguage, {
      provideDocumentSymbols: async (document) => (await parse(document)).map((part) => toSymbol(document, part)),
    }),
    vscode.languages.registerFoldingRangeProvider(topologyLanguage, {
      provideFoldingRanges: async (document) => (await parse(document)).flatMap(toFolds),
    }),
  );
}

function toSymbol(document: vscode.TextDocument, { id, global, line, endLine, nodes }: DescribedSubtopology): vscode.DocumentSymbol {
  const title = `Sub-topology ${id}`;
  const whole = linesOf(document, line, endLine);
  const symbol = new vscode.DocumentSymbol(
    title,
    global ? 'global store' : '',
    vscode.SymbolKind.Module,
    whole,
    document.lineAt(line - 1).range,
  );
  symbol.children = nodes.map((node) => toNodeSymbol(document, node));
  return symbol;
}

function toNodeSymbol(document: vscode.TextDocument, node: DescribedNode): vscode.DocumentSymbol {
  const { name, type, line, column, endLine, topics, pattern, topic, stores } = node;
  const detail = [...topics, ...stores, pattern, topic].filter((part) => part !== undefined).join(', ');
  const start = new vscode.Position(line - 1, column - 1);
  return new vscode.DocumentSymbol(
    name,
    detail,
    kinds[type],
    linesOf(document, line, endLine),
    new vscode.Range(start, start.translate(0, name.length)),
  );
}

/** 1-based, both included. */
function linesOf(document: vscode.TextDocument, line: number, endLine: number): vscode.Range {
  return new vscode.Range(line - 1, 0, endLine - 1, document.lineAt(endLine - 1).text.length);
}

function toFolds({ line, endLine, nodes }: DescribedSubtopology): vscode.FoldingRange[] {
  return [{ line, endLine }, ...nodes]
    .filter((part) => part.endLine > part.line)
    .map((part) => new vscode.FoldingRange(part.line - 1, part.endLine - 1));
}
