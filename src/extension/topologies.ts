/** The topologies of the workspace, each with the folder that it is in. No vscode in here. */
import type { TopologyReport } from '../core/report.js';
import type { FolderReport } from '../platform/analysis/analysisMessages.js';

export interface FolderTopology {
  readonly folder: string;
  readonly topology: TopologyReport;
}

export function allTopologies(reports: readonly FolderReport[]): FolderTopology[] {
  return reports.flatMap(({ folder, report }) => report.topologies.map((topology) => ({ folder, topology })));
}
