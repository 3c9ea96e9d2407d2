import { topicWords } from '../features/words.js';
import type { DiagnosticReport, InternalTopicReport } from '../report.js';
import type { Rule } from './rule.js';
import { groupByCall, listed, numberedByPosition } from './rule.js';

export const unnamedRepartition: Rule = {
  id: 'unnamed-repartition',
  summary: 'A repartition topic is unnamed: an edit to the topology can change its generated name, and leave its records behind.',
  severity: 'warning',
  check(topology) {
    return groupByCall(topology.repartitions.filter((topic) => topic.autoNamed)).map((topics): DiagnosticReport => ({
      rule: unnamedRepartition.id,
      severity: 'warning',
      message: messageFor(topics),
      location: topics[0].location,
      related: [],
      fixes: [],
    }));
  },
};

function messageFor(topics: readonly [InternalTopicReport, ...InternalTopicReport[]]): string {
  const names = topics.map((topic) => topicWords(topic) ?? 'a name that could not be determined');
  const what = topics.length === 1 ? 'an unnamed repartition topic' : 'unnamed repartition topics';
  const why = numberedByPosition(names, '; records left under the old name are not processed');
  return `${topics[0].operator}() makes ${what}. ${listed(names)} ${why}`;
}
