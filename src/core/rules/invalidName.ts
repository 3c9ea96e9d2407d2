import type { DiagnosticReport, InternalTopicReport } from '../report.js';
import { errorKind } from './libraryErrors.js';
import type { Rule } from './rule.js';

/** Source: org.apache.kafka.common.internals.Topic. */
const longest = 249;

export const invalidName: Rule = {
  id: 'invalid-name',
  summary: 'Kafka Streams does not accept the name of a store, an operator or a topic: the application would throw.',
  severity: 'error',
  check(topology) {
    const found = errorKind(topology.error) === 'invalid name' ? [toDiagnostic(topology.error!.message, topology.error!.location)] : [];
    // The topic is named when the application starts, with its id before it.
    const topics = [...topology.stores.flatMap(({ changelog }) => changelog ?? []), ...topology.repartitions].filter(isTooLong);
    return [
      ...found,
      ...topics.map(({ name, location }) =>
        toDiagnostic(`the topic ${name} has ${name!.length} characters, and Kafka takes ${longest} at most`, location),
      ),
    ];
  },
};

function isTooLong({ name, reusesSourceTopic }: InternalTopicReport): boolean {
  return name !== null && !reusesSourceTopic && name.length > longest;
}

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
