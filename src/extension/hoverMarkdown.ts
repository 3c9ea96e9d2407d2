/** The text of a hover over an operator, in Markdown. */
import type { OperatorFacts } from '../core/features/operatorFacts.js';
import { durationWords, kafkaVersionWords, persistenceWords, plural, storeKindWords, topicWords } from '../core/features/words.js';
import type { GapReport, InternalTopicReport, StoreReport, TopologyReport } from '../core/report.js';
import { settingKeys, settingsSection } from './contributions.js';
import { codeSpan, plainText } from '../present/markdown.js';
import { changelogText } from '../present/code/nameTexts.js';

/** Ends a line without ending the paragraph. */
const newLine = '  \n';

const numbered = 'unnamed, numbered by position';

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
  if (store.changelog === null) return capital(changelogText(store));
  const topic = `Changelog topic ${topicText(store.changelog)}`;
  return store.changelog.reusesSourceTopic ? `${topic}, the source topic itself` : topic;
}

export function storeText(store: StoreReport): string {
  const traits = [
    ...(store.autoNamed ? [numbered] : []),
    storeKindWords[store.kind],
    persistenceWords[store.persistence],
    ...(store.windowSizeMs === null ? [] : [`window ${durationWords(store.windowSizeMs)}`]),
    ...(store.retentionMs === null ? [] : [`retention ${durationWords(store.retentionMs)}`]),
  ];
  const name = `**Store** ${nameText(store.name, store.pattern, store.alternatives)}`;
  return [name, changelogLine(store), capital(traits.join(' · '))].join(newLine);
}

export function topicParagraph(kind: string, topic: InternalTopicReport): string {
  const name = `**${kind}** ${topicText(topic)}`;
  return topic.autoNamed ? [name, capital(numbered)].join(newLine) : name;
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function foot(topology: TopologyReport): string {
  const lines = [plainText(kafkaVersionWords(topology))];
  if (topology.applicationId === null) {
    const setting = codeSpan(`${settingsSection}.${settingKeys.applicationId}`);
    lines.push(`The application id is not known here: set it in the code, in a configuration file or in ${setting}`);
  }
  return lines.join(newLine);
}

export function gapText(gap: GapReport, here: string): string {
  const { file, line } = gap.location;
  const place = file === here ? `line ${line}` : `${file.slice(file.lastIndexOf('/') + 1)}:${line}`;
  const help = gap.help === null ? '' : `; ${gap.help}`;
  return `Not determinable: ${plainText(`${gap.reason} (${place})${help}`)}`;
}

/** A helper method may be part of many topologies; a hover is not a list. */
const mostTopologies = 5;

/** Safe to show untrusted and without HTML: every name and reason is escaped. */
export function hoverMarkdown(facts: OperatorFacts): string {
  const several = facts.topologies.length > 1;
  const more = facts.topologies.length - mostTopologies;
  const paragraphs = facts.topologies
    .slice(0, mostTopologies)
    .flatMap(({ topology, stores, repartitions, otherInternalTopics, gaps }) => [
      ...(several ? [`In ${codeSpan(topology.entry.symbol)}:`] : []),
      ...stores.map(storeText),
      ...repartitions.map((topic) => topicParagraph('Repartition topic', topic)),
      ...otherInternalTopics.map((topic) => topicParagraph('Internal topic', topic)),
      ...gaps.map((gap) => gapText(gap, facts.location.file)),
      '---',
      foot(topology),
    ]);
  if (more > 0) paragraphs.push(`And in ${plural(more, 'more topology', 'more topologies')}.`);
  return paragraphs.join('\n\n');
}
