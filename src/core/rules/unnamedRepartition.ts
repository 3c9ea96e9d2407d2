import type { DiagnosticReport, InternalTopicReport } from '../report.js';
import type { Rule } from './rule.js';
import { positionIn } from './rule.js';

export const unnamedRepartition: Rule = {
  id: 'unnamed-repartition',
  summary: 'A repartition topic has a generated, positional name: an edit to the topology can rename it and leave its records behind.',
  severity: 'warning',
  check(topology) {
    return topology.repartitions
      .filter((topic) => topic.autoNamed)
      .map((topic): DiagnosticReport => ({
        rule: unnamedRepartition.id,
        severity: unnamedRepartition.severity,
        message: messageFor(topic),
        location: topic.location,
        related: [],
        fixes: [],
      }));
  },
};

function messageFor(topic: InternalTopicReport): string {
  const name =
    topic.name ?? topic.pattern ?? (topic.suffix === null ? topic.alternatives.join(' or ') : `<application.id>-${topic.suffix}`);
  const number = positionIn(name);
  const why = number.startsWith('?')
    ? 'Its number is a position in the topology that could not be determined.'
    : `${number} is a position in the topology: adding, removing or naming an operator before it changes the name, and records still in the old topic are not processed.`;
  return `${topic.operator}() sends its records through a repartition topic without a name: ${name}. ${why}`;
}
