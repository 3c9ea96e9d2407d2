import type { DiagnosticReport, TopologyReport } from '../report.js';
import type { Rule } from './rule.js';
import { errorKind } from './libraryErrors.js';

export const buildError: Rule = {
  id: 'build-error',
  summary: 'Kafka Streams refuses the topology: the application would throw when it builds or starts it.',
  severity: 'error',
  check: (topology) => (errorKind(topology.error) === 'other' ? [toDiagnostic(topology)] : []),
};

const when: Readonly<Record<NonNullable<TopologyReport['error']>['phase'], string>> = {
  DSL: 'here',
  BUILD: 'at build()',
  REWRITE: 'when the application starts',
};

function toDiagnostic({ error }: TopologyReport): DiagnosticReport {
  const { phase, type, message, location } = error!;
  return {
    rule: buildError.id,
    severity: 'error',
    message: `Kafka Streams throws a ${type} ${when[phase]}: ${message.trim()}`,
    location,
    related: [],
    fixes: [],
  };
}
