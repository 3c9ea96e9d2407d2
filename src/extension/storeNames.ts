/** Names of stores in code: their completion, all places of one, and another name for it. */
import * as vscode from 'vscode';
import { openStoreName, storeNameProposals } from '../core/features/storeNameCompletion.js';
import { storeKindWords } from '../core/features/words.js';
import type { PlaceAsk, RenamePlan, StoreNameAt } from '../core/storeNames/renameStore.js';
import { deployedText, orphanedTopics } from '../present/cluster/orphanedTopics.js';
import { wrongName } from '../present/code/fixTexts.js';
import { renameTexts } from '../present/code/renameTexts.js';
import { lookAtDeployed, type AskedClusters } from './deployedLook.js';
import { findFileInReports, toLocation, toRange } from './places.js';
import { sourceDocuments } from './sourceDocuments.js';
import { toWorkspaceEdit } from './toWorkspaceEdit.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

export function registerStoreNames(analysis: WorkspaceAnalysis, clusters: AskedClusters): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(sourceDocuments, completion(analysis), '"'),
    vscode.languages.registerReferenceProvider(sourceDocuments, references(analysis)),
    vscode.languages.registerRenameProvider(sourceDocuments, renaming(analysis, clusters)),
  );
}

function completion(analysis: WorkspaceAnalysis): vscode.CompletionItemProvider {
  return {
    provideCompletionItems(document, position) {
      const open = openStoreName(document.lineAt(position.line).text, position.character);
      // What is being typed is no code yet: the names are of the last analysis that there was.
      const found = open && findFileInReports(analysis.reports, document.uri);
      if (open === undefined || found === undefined) return undefined;
      const range = new vscode.Range(position.translate(0, -open.before), position.translate(0, open.after));
      return storeNameProposals(found.report).map(({ name, kind, operator }) => {
        const item = new vscode.CompletionItem({ label: name, description: storeKindWords[kind] }, vscode.CompletionItemKind.Value);
        item.detail = `${storeKindWords[kind]} store of ${operator}()`;
        item.range = range;
        return item;
      });
    },
  };
}

interface Asked {
  readonly folder: string;
  readonly at: PlaceAsk;
}

function askedAt(analysis: WorkspaceAnalysis, document: vscode.TextDocument, { line, character }: vscode.Position): Asked | undefined {
  const found = findFileInReports(analysis.reports, document.uri);
  return found && { folder: found.folder, at: { file: found.file, line: line + 1, column: character + 1 } };
}

async function nameAt(
  analysis: WorkspaceAnalysis,
  asked: Asked | undefined,
  token: vscode.CancellationToken,
): Promise<StoreNameAt | undefined> {
  if (asked === undefined) return undefined;
  // Then the worker has the text that the caret stands in.
  await analysis.settled(token);
  return token.isCancellationRequested ? undefined : analysis.ask('storeNameAt', asked);
}

function references(analysis: WorkspaceAnalysis): vscode.ReferenceProvider {
  return {
    async provideReferences(document, position, { includeDeclaration }, token) {
      const asked = askedAt(analysis, document, position);
      const found = await nameAt(analysis, asked, token);
      if (asked === undefined || found === undefined || 'refused' in found) return undefined;
      return [...(includeDeclaration ? found.made : []), ...found.used].map((place) => toLocation(asked.folder, place));
    },
  };
}

function renaming(analysis: WorkspaceAnalysis, clusters: AskedClusters): vscode.RenameProvider {
  return {
    async prepareRename(document, position, token) {
      const found = await nameAt(analysis, askedAt(analysis, document, position), token);
      // Another extension may know what stands here.
      if (found === undefined) throw new Error('No store is named here.');
      if ('refused' in found) throw new Error(found.refused);
      return { range: toRange(found.at), placeholder: found.name };
    },
    async provideRenameEdits(document, position, name, token) {
      const wrong = wrongName(name);
      if (wrong !== undefined) throw new Error(wrong);
      const asked = askedAt(analysis, document, position);
      await analysis.settled(token);
      if (token.isCancellationRequested) return undefined;
      const plan = asked && (await analysis.ask('planRename', { ...asked, name }));
      if (asked === undefined || plan === undefined) throw new Error('The folder is not analyzed.');
      if ('refused' in plan) throw new Error(plan.refused);
      if (!(await isAgreed(analysis, clusters, asked.folder, name, plan))) return new vscode.WorkspaceEdit();
      const edit = await toWorkspaceEdit(asked.folder, plan.files);
      if (typeof edit === 'string') throw new Error(edit);
      return edit;
    },
  };
}

type Plan = Exclude<RenamePlan, { readonly refused: string }>;

/** Renaming is easily undone in the code, and not on a cluster: what it leaves behind is read first. */
async function isAgreed(analysis: WorkspaceAnalysis, clusters: AskedClusters, folder: string, name: string, plan: Plan): Promise<boolean> {
  const orphaned = orphanedTopics(plan.changes);
  const topologies = analysis.reports.find((one) => one.folder === folder)?.report.topologies ?? [];
  const applications = [...new Set(topologies.flatMap(({ applicationId }) => applicationId ?? []))];
  const look = await lookAtDeployed(clusters, applications, orphaned);
  const { message, detail } = renameTexts(name, plan, deployedText(look, orphaned));
  const rename = 'Rename';
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, rename)) === rename;
}
