/** The topologies of the workspace, each with the folder that it is in. No vscode in here. */
import type { TopologyReport } from '../core/report.js';
import type { FolderReport } from '../platform/analysis/analysisMessages.js';

export interface FolderTopology {
  readonly folder: string;
  readonly topology: TopologyReport;
}

/** In a list to pick one from. */
export const topologyItem = <T extends FolderTopology>(one: T) => ({
  label: one.topology.entry.symbol,
  description: `${one.topology.entry.file}:${one.topology.entry.line}`,
  one,
});

export function allTopologies(reports: readonly FolderReport[]): FolderTopology[] {
  return reports.flatMap(({ folder, report }) => report.topologies.map((topology) => ({ folder, topology })));
}
