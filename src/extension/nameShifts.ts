/** The rule name-shift in the editor: what the edits since the lock file or git's HEAD move. */
import { statSync } from 'node:fs';
import * as vscode from 'vscode';
import { applySeverities, withoutSuppressed } from '../core/rules/severities.js';
import type { PastState } from '../platform/analysis/analysisMessages.js';
import { findCommit } from '../platform/git/gitRevision.js';
import type { DiagnosticReport } from '../core/report.js';
import { comparedStates, settingKeys, settingsSection } from './contributions.js';
import { lockFileOf, mayAskGit, readRevision, readSavedNames } from './pastStates.js';
import { readAnalysisOptions } from './settings.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

export interface NameShifts extends vscode.Disposable {
  /** By folder of the workspace; nothing where there is nothing to compare with. */
  readonly found: ReadonlyMap<string, readonly DiagnosticReport[]>;
  readonly onDidChange: vscode.Event<void>;
  /** What `found` of the folder compares with; undefined: there is nothing. */
  baselineOf(folder: string): PastState | undefined;
}

interface Kept {
  /** What the baseline was read from: a commit, or a file and its time of change. */
  readonly key: string;
  readonly baseline: Promise<PastState | undefined>;
}

interface Compared {
  readonly baseline: PastState;
  readonly shifts: readonly DiagnosticReport[];
}

export function createNameShifts(analysis: WorkspaceAnalysis, log: vscode.LogOutputChannel): NameShifts {
  const changed = new vscode.EventEmitter<void>();
  const kept = new Map<string, Kept>();
  let found = new Map<string, readonly DiagnosticReport[]>();
  let baselines = new Map<string, PastState>();
  let round = 0;

  /** What to compare with, read anew only where it is another. */
  const readBaseline = async (folder: string): Promise<PastState | undefined> => {
    const state = vscode.workspace.getConfiguration(settingsSection, vscode.Uri.file(folder)).get(settingKeys.compareWith);
    const lock = state === comparedStates.head || state === comparedStates.nothing ? undefined : lockFileOf(folder);
    const asksGit = lock === undefined && (state === comparedStates.automatic || state === comparedStates.head) && mayAskGit(folder);
    let key = 'nothing';
    let read = (): Promise<PastState | undefined> => Promise.resolve(undefined);
    if (lock !== undefined) {
      key = `${lock} ${statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0}`;
      read = () => readSavedNames(analysis, lock, folder);
    } else if (asksGit) {
      const commit = await findCommit(folder, 'HEAD').catch(() => undefined); // a repository without a commit
      if (commit === undefined) return undefined;
      key = commit;
      read = () => readRevision(analysis, folder, 'HEAD');
    }
    const known = kept.get(folder);
    if (known?.key === key) return known.baseline;
    const baseline = read().catch((error: unknown) => {
      log.warn(`Names cannot be compared in ${folder}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    });
    kept.set(folder, { key, baseline });
    return baseline;
  };

  /** undefined: there is nothing to compare with, or it cannot be read. */
  const compare = async (folder: string): Promise<Compared | undefined> => {
    const baseline = await readBaseline(folder);
    if (baseline === undefined) return undefined;
    const shifts = await analysis.ask('findShifts', { folder, state: baseline.id });
    if (shifts !== undefined) return { baseline, shifts };
    kept.delete(folder); // a thread that was started anew does not have it
    const again = await readBaseline(folder);
    return again && { baseline: again, shifts: (await analysis.ask('findShifts', { folder, state: again.id })) ?? [] };
  };

  const refresh = async (): Promise<void> => {
    const mine = ++round;
    const next = new Map<string, readonly DiagnosticReport[]>();
    const compared = new Map<string, PastState>();
    for (const { folder, report } of analysis.reports) {
      if (report.topologies.length === 0) continue;
      const result = await compare(folder).catch((error: unknown) => {
        log.warn(`Names cannot be compared in ${folder}: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
      });
      if (mine !== round) return;
      if (result === undefined) continue;
      compared.set(folder, result.baseline);
      const { severities } = readAnalysisOptions(vscode.workspace.getConfiguration(settingsSection, vscode.Uri.file(folder)));
      next.set(folder, withoutSuppressed(applySeverities(result.shifts, severities), report.suppressions));
    }
    found = next;
    baselines = compared;
    changed.fire();
  };

  const subscriptions = vscode.Disposable.from(
    changed,
    analysis.onDidChangeReports(() => void refresh()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void refresh()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(settingsSection)) return;
      kept.clear(); // settings change what a past state's names are
      void refresh();
    }),
  );

  return {
    get found() {
      return found;
    },
    onDidChange: changed.event,
    baselineOf: (folder) => baselines.get(folder),
    dispose: () => subscriptions.dispose(),
  };
}
