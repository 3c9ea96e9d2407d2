/** Quick fixes and commands that give names: planned by the worker, said in full, then applied as one edit. */
import * as vscode from 'vscode';
import { sourceDocuments } from './sourceDocuments.js';
import type { FixAsk } from '../core/fixes/fixAsk.js';
import { nameShift } from '../core/rules/nameShift.js';
import type { Report } from '../core/report.js';
import { suppressionLine } from '../core/rules/suppressions.js';
import type { FixPlan } from '../core/fixes/planFix.js';
import { category, commandIds } from './contributions.js';
import { fixTexts, keepPlacesTitle, pinTitle, wrongName, type FixTexts } from '../present/code/fixTexts.js';
import { deployedText, orphanedLines, orphanedTopics } from '../present/cluster/orphanedTopics.js';
import { lookAtDeployed, type AskedClusters } from './deployedLook.js';
import { createMenuPlans } from './menuPlans.js';
import type { NameShifts } from './nameShifts.js';
import { findFileInReports, toUri } from './places.js';
import { toWorkspaceEdit } from './toWorkspaceEdit.js';
import { withPatience } from './withPatience.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

/** What a quick fix, or an entry of a tree, gives to the command. */
export interface FixCall {
  readonly folder: string;
  readonly ask: FixAsk;
  /** Pin to the names of the state that name-shift compares with. */
  readonly keeps?: true;
}

const nameRules: ReadonlySet<string> = new Set(['unnamed-store', 'unnamed-repartition']);
const showEdits = 'Show Edits';
const showTopics = 'Show All Topics';
/** Texts as a fix would make them. */
const editedScheme = 'kafka-streams-edited';
/** The list of topics that a fix orphans. */
const listedScheme = 'kafka-streams-orphaned';

function ruleOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

export function registerFixes(analysis: WorkspaceAnalysis, shifts: NameShifts, clusters: AskedClusters): vscode.Disposable {
  const menuPlans = createMenuPlans(analysis);
  const placePlans = createMenuPlans(analysis);
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, _range, { diagnostics, triggerKind }) {
      const found = findFileInReports(analysis.reports, document.uri);
      if (found === undefined) return [];
      const mine = diagnostics.filter((one) => one.source === category && nameRules.has(ruleOf(one)));
      const { folder, file } = found;
      const isMenu = triggerKind === vscode.CodeActionTriggerKind.Invoke;
      const actions: vscode.CodeAction[] = [];
      for (const ofCall of byPlace(mine)) {
        const { line, character } = ofCall[0].range.start;
        const at = { file, line: line + 1, column: character + 1 };
        const pin: FixCall = { folder, ask: { mode: 'pin', at } };
        // The light bulb follows the caret: only what is about to be read is planned.
        const plan = isMenu ? await menuPlans(pin) : undefined;
        const { title, isPreferred } = pinTitle(plan);
        actions.push(quickFix(title, pin, ofCall, isPreferred));
        const keep: FixCall = { folder, ask: { ...pin.ask, keepsPlaces: true } };
        const kept = plan === undefined || plan.refused.length === 0 ? undefined : keepPlacesTitle(await placePlans(keep), plan);
        if (kept !== undefined) actions.push(quickFix(kept, keep, ofCall, false));
        actions.push(quickFix('Give it a name\u2026', { folder, ask: { mode: 'name', at } }, ofCall, false));
      }
      const [shift] = diagnostics.filter((one) => one.source === category && ruleOf(one) === nameShift.id);
      const baseline = shifts.baselineOf(folder);
      if (shift !== undefined && baseline !== undefined)
        actions.push(quickFix(`Keep the names of ${baseline.called}`, { folder, ask: { mode: 'pin' }, keeps: true }, [shift], true));
      const [first] = mine;
      if (first !== undefined)
        actions.push(quickFix('Pin all names in this file (nothing moves)', { folder, ask: { mode: 'pin', file } }, [first], false));
      for (const diagnostic of diagnostics.filter((one) => one.source === category)) actions.push(suppression(document, diagnostic));
      return actions;
    },
  };

  const run = async ({ folder, ask, keeps }: FixCall): Promise<void> => {
    try {
      const baseline = keeps === true ? shifts.baselineOf(folder) : undefined;
      const plan = await planned(analysis, folder, ask, baseline?.id);
      if (plan === undefined) throw new Error('the analysis was started anew meanwhile; try again');
      await offer(analysis, clusters, folder, ask, plan, baseline?.called);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return;
      const message = error instanceof Error ? error.message.split('\n')[0] : String(error);
      void vscode.window.showErrorMessage(`The fix could not be planned: ${message}`);
    }
  };

  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(sourceDocuments, provider, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    vscode.commands.registerCommand(commandIds.pinNames, async (given?: FixCall) => {
      const call = given ?? (await pickScope(analysis, 'pin'));
      if (call !== undefined) await run(call);
    }),
    vscode.commands.registerCommand(commandIds.giveNames, async (given?: FixCall) => {
      const call = given ?? (await pickScope(analysis, 'name'));
      if (call !== undefined) await run(call);
    }),
  );
}

/** The findings of each call: what one action does for its store and its topic is offered once. */
function byPlace(diagnostics: readonly vscode.Diagnostic[]): (readonly [vscode.Diagnostic, ...vscode.Diagnostic[]])[] {
  const places = new Map<string, [vscode.Diagnostic, ...vscode.Diagnostic[]]>();
  for (const one of diagnostics) {
    const { line, character } = one.range.start;
    const known = places.get(`${line}:${character}`);
    if (known === undefined) places.set(`${line}:${character}`, [one]);
    else known.push(one);
  }
  return [...places.values()];
}

function quickFix(title: string, call: FixCall, diagnostics: readonly vscode.Diagnostic[], isPreferred: boolean): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command: call.ask.mode === 'pin' ? commandIds.pinNames : commandIds.giveNames, title, arguments: [call] };
  action.diagnostics = [...diagnostics];
  action.isPreferred = isPreferred;
  return action;
}

/** For any rule: a comment above the line that the finding stands in. */
function suppression(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const rule = ruleOf(diagnostic);
  const action = new vscode.CodeAction(`Disable ${rule} for this line`, vscode.CodeActionKind.QuickFix);
  const { offset, newText } = suppressionLine(document.getText(), diagnostic.range.start.line + 1, rule);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.insert(document.uri, document.positionAt(offset), newText);
  action.diagnostics = [diagnostic];
  return action;
}

/** Of the palette: the active file, or a whole folder. */
async function pickScope(analysis: WorkspaceAnalysis, mode: FixAsk['mode']): Promise<FixCall | undefined> {
  interface ScopeItem extends vscode.QuickPickItem {
    readonly call: FixCall;
  }
  const document = vscode.window.activeTextEditor?.document;
  const active = document && findFileInReports(analysis.reports, document.uri);
  const items: ScopeItem[] = [];
  const all = (folder: string): ScopeItem => ({ label: 'All Topologies', description: folder, call: { folder, ask: { mode } } });
  for (const { folder, report } of analysis.reports) {
    const isActive = (file: string): boolean => folder === active?.folder && file === active.file;
    const files = placesOfNames(report);
    if (active !== undefined && files.some(isActive))
      items.unshift({ label: 'This File', description: active.file, call: { folder, ask: { mode, file: active.file } } });
    // Nothing to choose where all that the folder makes is made in this file.
    if (files.some((file) => !isActive(file))) items.push(all(folder));
  }
  const [first] = analysis.reports;
  if (items.length === 0 && first !== undefined) return all(first.folder).call;
  if (items.length === 1) return items[0]?.call;
  const picked = await vscode.window.showQuickPick(items, {
    title: mode === 'pin' ? 'Pin Names' : 'Give Names',
    placeHolder: 'Select what to name',
  });
  return picked?.call;
}

/** The files that make stores and topics. */
const placesOfNames = ({ topologies }: Report): string[] =>
  topologies.flatMap(({ stores, repartitions }) => [...stores, ...repartitions].map(({ location }) => location.file));

/** Of a large project it takes its time: where that is cancelled, it throws a CancellationError. */
async function planned(analysis: WorkspaceAnalysis, folder: string, ask: FixAsk, state?: string): Promise<FixPlan | undefined> {
  return withPatience('Analyzing the edited code', (signal) => analysis.planFix(folder, ask, { state, signal }));
}

async function offer(
  analysis: WorkspaceAnalysis,
  clusters: AskedClusters,
  folder: string,
  ask: FixAsk,
  first: FixPlan,
  keptFrom: string | undefined,
): Promise<void> {
  let plan = first;
  if (ask.mode === 'name' && ask.at !== undefined && plan.named[0] !== undefined) {
    const name = await vscode.window.showInputBox({
      title: `Name for ${plan.named[0].names.join(', ')}`,
      value: plan.named[0].given,
      prompt: 'Letters, digits, dots, hyphens and underscores',
      validateInput: wrongName,
    });
    if (name === undefined) return;
    plan = (await planned(analysis, folder, { ...ask, name })) ?? plan;
  }
  const orphaned = ask.mode === 'name' ? orphanedTopics(plan.changes) : [];
  const look = await lookAtDeployed(clusters, applicationsOf(analysis, folder), orphaned);
  const keep: FixAsk = { ...ask, keepsPlaces: true };
  const isPlainPin = ask.mode === 'pin' && ask.keepsPlaces !== true && keptFrom === undefined;
  const withPlaces = isPlainPin && plan.refused.length > 0 ? await planned(analysis, folder, keep) : undefined;
  const texts = fixTexts(ask.mode, plan, { keptFrom, deployed: deployedText(look, orphaned), withPlaces });
  if (texts === undefined) {
    void vscode.window.showInformationMessage('Every store and repartition topic has a name.');
    return;
  }
  const choice = await confirm(texts);
  if (choice === undefined) return;
  if (choice === texts.otherAction && withPlaces !== undefined) {
    await offer(analysis, clusters, folder, keep, withPlaces, undefined);
    return;
  }
  // As a whole or not at all: some of a pin's edits without the others would move names.
  if (choice === showEdits && !(await confirmShown(folder, plan, texts))) return;
  if (choice === showTopics && !(await confirmListed(orphanedLines(look, orphaned), texts))) return;
  if (await apply(folder, plan)) void vscode.window.showInformationMessage(texts.done);
}

/** Application ids of the folder's code. */
function applicationsOf(analysis: WorkspaceAnalysis, folder: string): string[] {
  const topologies = analysis.reports.find((one) => one.folder === folder)?.report.topologies ?? [];
  return [...new Set(topologies.flatMap(({ applicationId }) => applicationId ?? []))];
}

async function confirm({ message, detail, action, otherAction, loses }: FixTexts): Promise<string | undefined> {
  const others = otherAction === undefined ? [] : [otherAction];
  if (action === '') return vscode.window.showWarningMessage(message, { modal: true, detail }, ...others);
  // The first button is what Enter presses: it must lose nothing.
  return loses
    ? vscode.window.showWarningMessage(message, { modal: true, detail }, showTopics, action, showEdits)
    : vscode.window.showInformationMessage(message, { modal: true, detail }, action, showEdits, ...others);
}

/** Asks again beside the whole list, which a dialog has no room for. */
async function confirmListed(lines: readonly string[], { message, action }: FixTexts): Promise<boolean> {
  const uri = vscode.Uri.from({ scheme: listedScheme, path: '/Orphaned Topics', query: message });
  const provider = vscode.workspace.registerTextDocumentContentProvider(listedScheme, {
    provideTextDocumentContent: () => lines.join('\n'),
  });
  try {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    return (await vscode.window.showInformationMessage(message, action)) === action;
  } finally {
    provider.dispose();
    await closeTabs((tab) => tab.input instanceof vscode.TabInputText && tab.input.uri.scheme === listedScheme);
  }
}

async function closeTabs(isWanted: (tab: vscode.Tab) => boolean): Promise<void> {
  await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isWanted)));
}

/** The edits as a comparison beside each other; then asks again, without standing before it. */
async function confirmShown(folder: string, plan: FixPlan, { message, action }: FixTexts): Promise<boolean> {
  const shown = [...plan.files.keys()].map((file) => {
    const uri = toUri(folder, file);
    return [uri, uri, uri.with({ scheme: editedScheme })];
  });
  const texts = new Map([...plan.files].map(([file, { after }]) => [toUri(folder, file).path, after]));
  const provider = vscode.workspace.registerTextDocumentContentProvider(editedScheme, {
    provideTextDocumentContent: ({ path }) => texts.get(path) ?? '',
  });
  try {
    await vscode.commands.executeCommand('vscode.changes', message, shown);
    return (await vscode.window.showInformationMessage(message, action)) === action;
  } finally {
    provider.dispose();
    // What it compares is one text by now, or was not wanted.
    await closeTabs(({ label }) => label.startsWith(message));
  }
}

/** false: nothing was edited, and that was said. */
async function apply(folder: string, plan: FixPlan): Promise<boolean> {
  const edit = await toWorkspaceEdit(folder, plan.files);
  if (typeof edit === 'string') {
    void vscode.window.showWarningMessage(edit);
    return false;
  }
  const isApplied = await vscode.workspace.applyEdit(edit);
  if (!isApplied) void vscode.window.showErrorMessage('The editor did not take the edit: nothing was changed.');
  return isApplied;
}
