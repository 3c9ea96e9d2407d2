/**
 * What the editor's thread and the analysis worker say to each other: plain data, posted as structured clones.
 * Requests are handled in the order they were posted.
 */
import type { FixAsk } from '../../core/fixes/fixAsk.js';
import type { FixPlan } from '../../core/fixes/planFix.js';
import type { RuleSeverities } from '../../core/rules/severities.js';
import type { DescribedSubtopology } from '../../core/description/topologyText.js';
import type { Diagram } from '../../core/diagram/diagram.js';
import type { TopologyComparison } from '../../core/names/compareNames.js';
import type { DiagnosticReport, Report } from '../../core/report.js';
import type { DeploymentFiles } from '../../estimate/deployment/deployment.js';
import type { PlaceAsk, RenamePlan, StoreNameAt } from '../../core/storeNames/renameStore.js';

/** What the person's settings say. Each overrides what the project's files say; undefined says nothing. */
export interface AnalysisOptions {
  readonly kafkaVersion: string | undefined;
  readonly applicationId: string | undefined;
  readonly optimization: string | undefined;
  readonly includeTests: boolean;
  readonly severities: RuleSeverities;
}

/** A workspace folder: an absolute path of this machine. */
export interface AnalysisFolder {
  readonly path: string;
  readonly options: AnalysisOptions;
}

/** A report and the folder that its file names start from. */
export interface FolderReport {
  readonly folder: string;
  readonly report: Report;
}

export type WorkerRequest =
  | { readonly kind: 'folders'; readonly folders: readonly AnalysisFolder[] }
  /** The text of an open document goes before what the disk says; undefined: closed. */
  | { readonly kind: 'document'; readonly path: string; readonly text: string | undefined }
  /** Files were made, changed or deleted on disk. */
  | { readonly kind: 'changedOnDisk'; readonly paths: readonly string[] }
  /** Files and folders (absolute) that are not looked at, each with the reason; all that hold from now on. */
  | { readonly kind: 'leftOut'; readonly places: ReadonlyMap<string, string> }
  | { readonly kind: 'analyse'; readonly id: number }
  | { readonly kind: 'question'; readonly id: number; readonly question: Question };

/**
 * Names as they once were, which the worker keeps: a lock file may hold a hundred thousand, which the editor's thread must not copy after
 * every analysis.
 */
export interface PastState {
  readonly id: string;
  /** How people call it: `HEAD`, the lock file's name. */
  readonly called: string;
}

/** What is asked once and answered once, whatever is asked after it. `state` is of a `PastState`; only the newest few are kept. */
export interface Questions {
  /** undefined: the folder is not analysed, or the state is not kept any more. With a state: pins to its names. */
  readonly planFix: {
    readonly ask: { readonly folder: string; readonly fix: FixAsk; readonly state?: string };
    readonly answer: FixPlan | undefined;
  };
  /** undefined: the folder is not analysed. */
  readonly storeNameAt: { readonly ask: { readonly folder: string; readonly at: PlaceAsk }; readonly answer: StoreNameAt | undefined };
  readonly planRename: {
    readonly ask: { readonly folder: string; readonly at: PlaceAsk; readonly name: string };
    readonly answer: RenamePlan | undefined;
  };
  /** The names in a folder that is not of the workspace: its files are read for this one answer. */
  readonly readCode: { readonly ask: AnalysisFolder & { readonly called: string }; readonly answer: PastState };
  /** Of a lock file or a saved description; `folder` is the one of the workspace that it has to lie in, undefined where a person chose it. */
  readonly readNames: {
    readonly ask: { readonly file: string; readonly called: string; readonly folder: string | undefined };
    readonly answer: PastState;
  };
  /** What moved from a past state to the newest report of a folder; undefined: the state is not kept any more. */
  readonly findShifts: {
    readonly ask: { readonly folder: string; readonly state: string };
    readonly answer: readonly DiagnosticReport[] | undefined;
  };
  readonly compareNames: {
    readonly ask: { readonly folder: string; readonly state: string };
    readonly answer: readonly TopologyComparison[] | undefined;
  };
  /** What files of a folder say of how programs are deployed; they are named from the folder. */
  readonly findDeployments: { readonly ask: { readonly folder: string }; readonly answer: DeploymentFiles };
  /** Of the text of Topology#describe(); undefined: it is none. */
  readonly outline: { readonly ask: { readonly text: string }; readonly answer: readonly DescribedSubtopology[] | undefined };
  /** The same as a picture; `name` is its file's. */
  readonly drawDescription: { readonly ask: { readonly text: string; readonly name: string }; readonly answer: Diagram | undefined };
}

export type Question = {
  readonly [K in keyof Questions]: { readonly kind: K; readonly ask: Questions[K]['ask'] };
}[keyof Questions];

export type WorkerAnswer =
  | { readonly kind: 'answered'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'unanswered'; readonly id: number; readonly message: string }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly id: number; readonly reports: readonly FolderReport[]; readonly milliseconds: number }
  /** A newer request came in, or the analysis was cancelled. */
  | { readonly kind: 'stale'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/**
 * The worker's start data. The one number in `newest` is the id of the only analysis that anybody still waits for; plans that were asked for
 * up to the one in `cancelled` nobody waits for.
 */
export interface WorkerStart {
  readonly newest: Int32Array;
  readonly cancelled: Int32Array;
  /** Of createPulse. */
  readonly pulse: SharedArrayBuffer;
  /** The extension's: it stands in every report. */
  readonly version: string;
}
