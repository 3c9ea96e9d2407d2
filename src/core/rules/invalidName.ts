import type { DiagnosticReport } from '../report.js';
import { errorKind } from './libraryErrors.js';
import type { Rule } from './rule.js';

export const invalidName: Rule = {
  id: 'invalid-name',
  summary: 'Kafka Streams does not accept the name of a store, an operator or a topic: the application would throw.',
  severity: 'error',
  check: ({ error }) => (errorKind(error) === 'invalid name' ? [toDiagnostic(error!.message, error!.location)] : []),
};

function toDiagnostic(problem: string, location: DiagnosticReport['location']): DiagnosticReport {
  return {
    rule: invalidName.id,
    severity: 'error',
    message: `Kafka Streams refuses this name: ${problem.replace(/^Invalid topology: /, '').trim()}`,
    location,
    related: [],
    fixes: [],
  };
}
