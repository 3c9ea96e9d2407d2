/** The text of a hover over an operator, in Markdown. */
import type { OperatorFacts } from '../core/features/operatorFacts.js';
import { durationWords, kafkaVersionWords, persistenceWords, storeKindWords, topicWords } from '../core/features/words.js';
import type { InternalTopicReport, StoreReport, TopologyReport } from '../core/report.js';
import { settingKeys, settingsSection } from './contributions.js';
import { codeSpan, plainText } from './markdown.js';

const numbered = 'numbered by position';

/** The name, or what is known of it and that it is not all. */
function nameText(name: string | null, pattern: string | null, alternatives: readonly string[]): string {
  if (name !== null) return codeSpan(name);
  if (alternatives.length === 1) return `${codeSpan(alternatives[0]!)} (not in every case)`;
  if (alternatives.length > 0) return `one of ${alternatives.map(codeSpan).join(', ')}`;
  return pattern === null ? 'name not determinable' : `${codeSpan(pattern)} (not fully determinable)`;
}

function topicText(topic: InternalTopicReport): string {
  if (topic.name === null && topic.suffix !== null) return codeSpan(topicWords(topic) ?? '');
  return nameText(topic.name, topic.pattern, topic.alternatives);
}

function changelogLine(store: StoreReport): string {
  if (store.changelog !== null) {
    return store.changelog.reusesSourceTopic
      ? `- Changelog: ${topicText(store.changelog)}, the source topic itself`
      : `- Changelog: ${topicText(store.changelog)}`;
  }
  if (store.global) return '- No changelog: a global store restores from its source topic';
  if (store.unconnected) return '- No changelog: no processor is connected to this store';
  if (store.loggingEnabled === false) return '- No changelog: logging is disabled';
  return '- Changelog: not determinable';
}

function storeLines(store: StoreReport): readonly string[] {
  const lines = [
    `**Store** ${nameText(store.name, store.pattern, store.alternatives)}${store.autoNamed ? ` – ${numbered}` : ''}`,
    '',
    changelogLine(store),
    `- Kind: ${storeKindWords[store.kind]}, ${persistenceWords[store.persistence]}`,
  ];
  const times = [
    ...(store.windowSizeMs === null ? [] : [`window ${durationWords(store.windowSizeMs)}`]),
    ...(store.retentionMs === null ? [] : [`retention ${durationWords(store.retentionMs)}`]),
  ].join(', ');
  if (times !== '') lines.push(`- ${times[0]?.toUpperCase() ?? ''}${times.slice(1)}`);
  return [...lines, ''];
}

function topicLines(kind: string, topic: InternalTopicReport): readonly string[] {
  return [`**${kind}** ${topicText(topic)}${topic.autoNamed ? ` – ${numbered}` : ''}`, ''];
}

function foot(topology: TopologyReport): readonly string[] {
  const lines = [plainText(kafkaVersionWords(topology))];
  if (topology.applicationId === null) {
    const setting = codeSpan(`${settingsSection}.${settingKeys.applicationId}`);
    lines.push(`The application id is not known here: set it in the code, in a configuration file or in ${setting}`);
  }
  return ['---', '', lines.map((line) => `${line}.`).join('  \n')];
}

/** Safe to show untrusted and without HTML: every name and reason is escaped. */
export function hoverMarkdown(facts: OperatorFacts): string {
  const several = facts.topologies.length > 1;
  const parts = facts.topologies.map(({ topology, stores, repartitions, otherInternalTopics, gaps }) =>
    [
      ...(several ? [`In ${codeSpan(topology.entry.symbol)}:`, ''] : []),
      ...stores.flatMap(storeLines),
      ...repartitions.flatMap((topic) => topicLines('Repartition topic', topic)),
      ...otherInternalTopics.flatMap((topic) => topicLines('Internal topic', topic)),
      ...gaps.flatMap((gap) => [`Not determinable: ${plainText(gap.reason)} (line ${gap.location.line})`, '']),
      ...foot(topology),
    ].join('\n'),
  );
  return parts.join('\n\n');
}
