import type { DiagnosticReport, Severity, TopologyReport } from '../report.js';

/** One finding that the product knows: docs/rules/<id>.md explains it. */
export interface Rule {
  readonly id: string;
  /** One sentence for settings and documentation. */
  readonly summary: string;
  readonly severity: Severity;
  check(topology: TopologyReport): readonly DiagnosticReport[];
}

/** The number in a generated name, or `??????????`. */
export function positionIn(name: string): string {
  return /\d{10}|\?{10}/.exec(name)?.[0] ?? '';
}
