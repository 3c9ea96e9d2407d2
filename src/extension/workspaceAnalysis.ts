/** Keeps the newest reports of the workspace: asks the worker again when documents, files, folders or settings change. */
import * as vscode from 'vscode';
import { sourceFiles } from '../core/languages/languageFacts.js';
import { sourceDocuments } from './sourceDocuments.js';
import { plural } from '../core/features/words.js';
import type { FixAsk } from '../core/fixes/fixAsk.js';
import type { FixPlan } from '../core/fixes/planFix.js';
import type { AnalysisFolder, FolderReport, PastState } from '../platform/analysis/analysisMessages.js';
import type { PlanOptions } from '../platform/analysis/analysisSession.js';
import type { AnalysisCall, AnalysisOutcome, AnalysisWorker } from '../platform/analysis/analysisWorker.js';
import { settingsSection } from './contributions.js';
import { readAnalysisOptions } from './settings.js';

export interface WorkspaceAnalysis extends vscode.Disposable {
  /** The newest complete reports; empty before the first. */
  readonly reports: readonly FolderReport[];
  readonly busy: boolean;
  /** The newest analysis failed: `reports` are of an earlier one. */
  readonly failed: boolean;
  readonly onDidChangeReports: vscode.Event<void>;
  readonly onDidChangeBusy: vscode.Event<void>;
  /** The reports once they speak of the documents' present text; undefined where the wait was cancelled. */
  settled(token: vscode.CancellationToken): Promise<readonly FolderReport[] | undefined>;
  /** Analyses at once, reading the files anew; its cancellation leaves the reports as they were. */
  analyseNow(call: AnalysisCall): Promise<AnalysisOutcome>;
  /**
   * Of the documents' present text; undefined: the folder is not analysed, or the state (of a `PastState`), whose names to pin to, is not
   * kept any more. Rejects where the analysis fails, or the signal ends it.
   */
  planFix(folder: string, ask: FixAsk, options?: PlanOptions): Promise<FixPlan | undefined>;
  /** Asks the worker; rejects where it fails at it, or ends before it answers. */
  readonly ask: AnalysisWorker['ask'];
  /** Reads the names of another state of a workspace folder's files, which lies in `path`, with the folder's settings. */
  readState(folder: string, path: string, called: string): Promise<PastState>;
}

/** Long enough to skip the words in the middle of typing, short enough to feel immediate. */
const typingDelay = 150;
/** Tools write many files in a row. */
const diskDelay = 400;

const projectFiles =
  '**/{pom.xml,build.gradle,build.gradle.kts,settings.gradle,settings.gradle.kts,gradle.properties,*.versions.toml,*.properties,application*.yml,application*.yaml,kslens.json,lombok.config}';

const isSource = (document: vscode.TextDocument): boolean => vscode.languages.match(sourceDocuments, document) > 0;

function currentFolders(): readonly AnalysisFolder[] {
  const onDisk = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return onDisk.map(({ uri }) => ({
    path: uri.fsPath,
    options: readAnalysisOptions(vscode.workspace.getConfiguration(settingsSection, uri)),
  }));
}

export function createWorkspaceAnalysis(worker: AnalysisWorker, log: vscode.LogOutputChannel): WorkspaceAnalysis {
  const reportsChanged = new vscode.EventEmitter<void>();
  const busyChanged = new vscode.EventEmitter<void>();
  const touched = new Set<vscode.TextDocument>();
  let reports: readonly FolderReport[] = [];
  let folders: readonly AnalysisFolder[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<AnalysisOutcome> | undefined;
  let failed = false;

  const sendTouched = (): void => {
    for (const document of touched) worker.setDocument(document.uri.fsPath, document.getText());
    touched.clear();
  };

  const isBusy = (): boolean => timer !== undefined || running !== undefined;

  const adopt = (outcome: AnalysisOutcome): void => {
    if (outcome.kind !== 'stale') failed = outcome.kind === 'failed';
    if (outcome.kind === 'done') {
      reports = outcome.reports;
      logReports(log, outcome.reports, outcome.milliseconds);
      reportsChanged.fire();
    } else if (outcome.kind === 'failed') {
      log.error(`The analysis failed: ${outcome.message}`);
    }
  };

  const run = async (call: AnalysisCall): Promise<AnalysisOutcome> => {
    clearTimeout(timer);
    timer = undefined;
    sendTouched();
    const mine = worker.analyse(call);
    running = mine;
    busyChanged.fire();
    const outcome = await mine;
    if (running === mine) running = undefined;
    adopt(outcome);
    busyChanged.fire();
    return outcome;
  };

  const schedule = (delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void run({}), delay);
  };

  /** The worker reads the folders anew after this. */
  const sendFolders = (): void => {
    folders = currentFolders();
    worker.setFolders(folders);
    schedule(0);
  };

  const onDisk = (uri: vscode.Uri): void => {
    worker.changedOnDisk([uri.fsPath]);
    schedule(diskDelay);
  };

  const watch = (pattern: string): readonly vscode.Disposable[] => {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    return [watcher, watcher.onDidCreate(onDisk), watcher.onDidChange(onDisk), watcher.onDidDelete(onDisk)];
  };

  for (const document of vscode.workspace.textDocuments.filter(isSource)) touched.add(document);
  sendFolders();

  const subscriptions = vscode.Disposable.from(
    reportsChanged,
    busyChanged,
    ...watch(sourceFiles),
    ...watch(projectFiles),
    vscode.workspace.onDidOpenTextDocument((document) => {
      // Its text is the disk's: nothing to analyse yet, but from now on its columns are the editor's.
      if (isSource(document)) touched.add(document);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!isSource(document) || contentChanges.length === 0) return;
      touched.add(document);
      schedule(typingDelay);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (!isSource(document)) return;
      touched.delete(document);
      worker.setDocument(document.uri.fsPath, undefined);
      schedule(typingDelay); // what was typed and not saved is gone
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(sendFolders),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(settingsSection)) return;
      if (JSON.stringify(currentFolders()) !== JSON.stringify(folders)) sendFolders();
    }),
  );

  return {
    get reports() {
      return reports;
    },
    get busy() {
      return isBusy();
    },
    get failed() {
      return failed;
    },
    onDidChangeReports: reportsChanged.event,
    onDidChangeBusy: busyChanged.event,
    async settled(token) {
      while (isBusy()) {
        if (token.isCancellationRequested) return undefined;
        await nextEvent(busyChanged.event, token);
      }
      return reports;
    },
    analyseNow(call) {
      sendFolders();
      return run(call);
    },
    planFix(folder, ask, { state, signal } = {}) {
      sendTouched();
      return worker.ask('planFix', { folder, fix: ask, ...(state === undefined ? {} : { state }) }, signal);
    },
    ask: worker.ask.bind(worker),
    readState(folder, path, called) {
      const known = folders.find((one) => one.path === folder);
      if (known === undefined) return Promise.reject(new Error(`${folder} is not in the workspace`));
      return worker.ask('readCode', { path, options: known.options, called });
    },
    dispose() {
      clearTimeout(timer);
      timer = undefined;
      subscriptions.dispose();
    },
  };
}

/** With progress, for commands that want the reports of what the documents say now. */
export async function untilSettled(analysis: WorkspaceAnalysis): Promise<void> {
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Analyzing Kafka Streams topologies' }, () =>
    analysis.settled(new vscode.CancellationTokenSource().token),
  );
}

function nextEvent(event: vscode.Event<void>, token: vscode.CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      listening.dispose();
      resolve();
    };
    const listening = vscode.Disposable.from(event(done), token.onCancellationRequested(done));
  });
}

function logReports(log: vscode.LogOutputChannel, reports: readonly FolderReport[], milliseconds: number): void {
  for (const { folder, report } of reports) {
    const { stats, topologies, skipped } = report;
    const found = plural(topologies.length, 'topology', 'topologies');
    log.info(`${folder}: ${found} in ${stats.filesParsed} of ${stats.filesSeen} files, ${Math.round(milliseconds)} ms in all`);
    for (const { file, reason } of skipped) log.info(`  skipped ${file}: ${reason}`);
    for (const topology of topologies) {
      for (const gap of topology.gaps) {
        log.info(`  ${topology.id}: ${gap.reason} (${gap.location.file}:${gap.location.line})`);
      }
    }
  }
}
