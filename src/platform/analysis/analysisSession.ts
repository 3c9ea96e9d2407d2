/** What the analysis worker remembers between requests: the folders, what their files said, and the open documents. */
import path from 'node:path';
import type { AnalyseRequest, Analyser, ProjectSettings, Sources } from '../../core/analyser.js';
import type { FixAsk } from '../../core/fixes/fixAsk.js';
import type { FixPlan } from '../../core/fixes/planFix.js';
import { compareNames, type TopologyComparison } from '../../core/names/compareNames.js';
import { toTopologyNames, type TopologyNames } from '../../core/names/topologyNames.js';
import type { DiagnosticReport, Report } from '../../core/report.js';
import type { PlaceAsk, RenamePlan, StoreNameAt } from '../../core/storeNames/renameStore.js';
import { findNameShifts, type Baseline } from '../../core/rules/nameShift.js';
import type { AnalysisFolder, FolderReport, PastState } from './analysisMessages.js';
import { isWithin } from '../files/isWithin.js';
import { knowsFile, overlaySources } from '../files/overlaySources.js';
import type { Pulse } from '../threads/pulse.js';
import { createBeatingSignal } from '../threads/sharedSignal.js';
import type { SourceText } from '../files/sourceText.js';

/** A folder as it was read from the disk. */
export interface OpenProject {
  readonly sources: Sources;
  settingsFor(file: string): ProjectSettings;
  /** What the disk says now; undefined: no such file. */
  readAgain(file: string): SourceText | undefined;
  /** With what was left out on the disk. */
  complete(report: Report): Report;
}

export interface PlanOptions {
  /** Of a past state, whose names to pin to. */
  readonly state?: string | undefined;
  readonly signal?: AbortSignal;
}

export interface AnalysisSession {
  setFolders(folders: readonly AnalysisFolder[]): void;
  setDocument(file: string, text: string | undefined): void;
  changedOnDisk(files: readonly string[]): void;
  /** undefined where the signal was aborted on the way. */
  analyse(signal: AbortSignal, onProgress: (done: number, total: number) => void): readonly FolderReport[] | undefined;
  /** undefined: no such folder, or no such state. Files of the plan are named from the folder. Throws where the signal aborts. */
  planFix(folder: string, ask: FixAsk, options?: PlanOptions): FixPlan | undefined;
  /** undefined: no such folder. */
  storeNameAt(folder: string, at: PlaceAsk): StoreNameAt | undefined;
  planRename(folder: string, at: PlaceAsk, name: string): RenamePlan | undefined;
  /** Reads the folder from the disk, and keeps nothing but its names. */
  readCode(folder: AnalysisFolder, called: string): PastState;
  keepNames(called: string, names: readonly TopologyNames[]): PastState;
  /** From a past state to the newest report of a folder; undefined: there is no such state. */
  findShifts(folder: string, state: string): readonly DiagnosticReport[] | undefined;
  compareNames(folder: string, state: string): readonly TopologyComparison[] | undefined;
  /** Files (absolute) that are not looked at from now on, each with the reason. */
  leaveOut(places: ReadonlyMap<string, string>): void;
}

export interface SessionDependencies {
  readonly analyser: Analyser;
  openProject(folder: AnalysisFolder, leftOut: ReadonlyMap<string, string>): OpenProject;
  readonly pulse: Pulse;
}

interface Project {
  readonly folder: AnalysisFolder;
  readonly documents: Map<string, SourceText>;
  /** Files whose text changed on disk since the project was opened. */
  readonly changed: Map<string, SourceText>;
  /** undefined: to be read at the next analysis. */
  opened: OpenProject | undefined;
  /** The newest. */
  report: Report | undefined;
}

/** Past states that are kept: one a folder of the workspace, and those that commands asked for last. */
const mostStates = 16;

export function createAnalysisSession(dependencies: SessionDependencies): AnalysisSession {
  return new Session(dependencies);
}

class Session implements AnalysisSession {
  private projects: readonly Project[] = [];
  private leftOut: ReadonlyMap<string, string> = new Map();
  /** What the editor has open, by absolute path. */
  private readonly texts = new Map<string, string>();
  private readonly states = new Map<string, Baseline>();
  private readonly beating: AbortSignal;

  constructor(private readonly dependencies: SessionDependencies) {
    this.beating = createBeatingSignal(dependencies.pulse);
  }

  setFolders(folders: readonly AnalysisFolder[]): void {
    this.projects = folders.map((folder) => ({ folder, documents: new Map(), changed: new Map(), opened: undefined, report: undefined }));
    for (const [file, text] of this.texts) this.place(file, text);
  }

  setDocument(file: string, text: string | undefined): void {
    if (text !== undefined) {
      this.texts.set(file, text);
      this.place(file, text);
      return;
    }
    this.texts.delete(file);
    const at = this.locate(file);
    at?.project.documents.delete(at.name);
  }

  changedOnDisk(files: readonly string[]): void {
    for (const file of files) {
      const at = this.locate(file);
      const opened = at?.project.opened;
      if (at === undefined || opened === undefined) continue;
      const text = knowsFile(opened.sources, at.name) ? opened.readAgain(at.name) : undefined;
      // A new or deleted file or another kind of file can change what the project is.
      if (text === undefined) at.project.opened = undefined;
      else at.project.changed.set(at.name, text);
    }
  }

  analyse(signal: AbortSignal, onProgress: (done: number, total: number) => void): readonly FolderReport[] | undefined {
    const { analyser, pulse } = this.dependencies;
    const reports: FolderReport[] = [];
    for (const project of this.projects) {
      if (signal.aborted) return undefined;
      pulse.at(project.folder.path);
      const found = analyser.analyse({ ...this.requestFor(project), signal, onProgress });
      if (signal.aborted) return undefined;
      const report = project.opened?.complete(found) ?? found;
      project.report = report;
      reports.push({ folder: project.folder.path, report });
    }
    return reports;
  }

  storeNameAt(folder: string, at: PlaceAsk): StoreNameAt | undefined {
    const project = this.projectOf(folder);
    return project && this.dependencies.analyser.storeNameAt(this.requestFor(project), at);
  }

  planRename(folder: string, at: PlaceAsk, name: string): RenamePlan | undefined {
    const project = this.projectOf(folder);
    return project && this.dependencies.analyser.planRename(this.requestFor(project), at, name);
  }

  planFix(folder: string, ask: FixAsk, { state, signal }: PlanOptions = {}): FixPlan | undefined {
    const project = this.projectOf(folder);
    const past = state === undefined ? undefined : this.states.get(state);
    if (project === undefined || (state !== undefined && past === undefined)) return undefined;
    const request = { ...this.requestFor(project), ...(signal === undefined ? {} : { signal }) };
    return this.dependencies.analyser.planFix(request, past === undefined ? ask : { ...ask, to: past.names });
  }

  readCode(folder: AnalysisFolder, called: string): PastState {
    const opened = this.dependencies.openProject(folder, this.leftOut);
    const report = opened.complete(this.dependencies.analyser.analyse(this.askOf(folder, opened, opened.sources)));
    return this.keep({ called, names: toTopologyNames(report), report });
  }

  keepNames(called: string, names: readonly TopologyNames[]): PastState {
    return this.keep({ called, names, report: undefined });
  }

  findShifts(folder: string, state: string): readonly DiagnosticReport[] | undefined {
    const past = this.states.get(state);
    const report = this.reportOf(folder);
    return past === undefined ? undefined : report === undefined ? [] : findNameShifts(past, report);
  }

  compareNames(folder: string, state: string): readonly TopologyComparison[] | undefined {
    const past = this.states.get(state);
    const report = this.reportOf(folder);
    return past === undefined ? undefined : report === undefined ? [] : compareNames(past.names, toTopologyNames(report));
  }

  leaveOut(places: ReadonlyMap<string, string>): void {
    this.leftOut = places;
    for (const project of this.projects) project.opened = undefined;
  }

  private keep(state: Baseline): PastState {
    const [oldest] = this.states.keys();
    if (this.states.size >= mostStates && oldest !== undefined) this.states.delete(oldest);
    // Not a number: a thread that is started anew must not take an old one's state for its own.
    const id = crypto.randomUUID();
    this.states.set(id, state);
    return { id, called: state.called };
  }

  private projectOf(folder: string): Project | undefined {
    return this.projects.find((one) => one.folder.path === folder);
  }

  private reportOf(folder: string): Report | undefined {
    return this.projectOf(folder)?.report;
  }

  /** The innermost folder that holds the file, and the file's name in it: folders of a workspace may lie inside each other. */
  private locate(file: string): { readonly project: Project; readonly name: string } | undefined {
    let found: { readonly project: Project; readonly name: string } | undefined;
    for (const project of this.projects) {
      const name = path.relative(project.folder.path, file);
      if (name === '' || !isWithin(file, project.folder.path)) continue;
      if (found === undefined || name.length < found.name.length) found = { project, name };
    }
    return found === undefined ? undefined : { project: found.project, name: found.name.split(path.sep).join('/') };
  }

  private place(file: string, text: string): void {
    const at = this.locate(file);
    at?.project.documents.set(at.name, { text });
  }

  private requestFor(project: Project): AnalyseRequest {
    if (project.opened === undefined) {
      project.changed.clear();
      project.opened = this.dependencies.openProject(project.folder, this.leftOut);
    }
    const { opened } = project;
    return this.askOf(project.folder, opened, overlaySources(opened.sources, [project.documents, project.changed]));
  }

  /** Tells the pulse of each file that is looked at, and passes over those that are left out, also where the editor has their text. */
  private askOf({ path: folder, options }: AnalysisFolder, opened: OpenProject, sources: Sources): AnalyseRequest {
    const { pulse } = this.dependencies;
    const pathOf = (file: string): string => path.join(folder, file);
    /** The file whose topology is being followed: it is to blame for what other files cost it. */
    let followed: string | undefined;
    return {
      sources: {
        ...sources,
        read: (file) => {
          pulse.at(followed ?? pathOf(file));
          const reason = this.leftOut.get(pathOf(file));
          return reason === undefined ? sources.read(file) : { skipped: reason };
        },
      },
      settingsFor(file) {
        pulse.at(pathOf(file));
        const settings = opened.settingsFor(file);
        followed = pathOf(file);
        pulse.at(followed);
        return settings;
      },
      signal: this.beating,
      includeTests: options.includeTests,
      severities: options.severities,
    };
  }
}
