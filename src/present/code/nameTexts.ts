/** A store's and a topic's name in one line of plain text, or that it is not known. */
import { topicWords } from '../../core/features/words.js';
import type { InternalTopicReport, StoreReport } from '../../core/report.js';

const unknown = 'name not determinable';

export function storeNameText({ name, alternatives, pattern }: StoreReport): string {
  return name ?? (alternatives.length > 0 ? alternatives.join(' or ') : (pattern ?? unknown));
}

export function topicNameText(topic: InternalTopicReport): string {
  return topicWords(topic) ?? unknown;
}

/** The changelog topic's name, or why there is none. */
export function changelogText(store: StoreReport): string {
  const { changelog } = store;
  if (changelog !== null) {
    return changelog.reusesSourceTopic ? `${topicNameText(changelog)} (the source topic)` : topicNameText(changelog);
  }
  if (store.global) return 'no changelog topic: a global store restores from its source topic';
  if (store.unconnected) return 'no changelog topic: no processor is connected to this store';
  if (store.loggingEnabled === false) return 'no changelog topic: logging is disabled';
  return 'changelog topic not determinable';
}
