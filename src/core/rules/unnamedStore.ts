import { topicWords } from '../features/words.js';
import type { DiagnosticReport, StoreReport } from '../report.js';
import type { Rule } from './rule.js';
import { groupByCall, listed, numberedByPosition } from './rule.js';

type Stores = readonly [StoreReport, ...StoreReport[]];

export const unnamedStore: Rule = {
  id: 'unnamed-store',
  summary: 'A state store is unnamed: an edit to the topology can change its generated name, and orphan its state.',
  severity: 'warning',
  check(topology) {
    const unnamed = topology.stores.filter((store) => store.autoNamed && !store.global);
    return groupByCall(unnamed, restore).map((stores): DiagnosticReport => ({
      rule: unnamedStore.id,
      severity: restore(stores[0]) === 'changelog' ? 'warning' : 'info',
      message: messages[restore(stores[0])](stores),
      location: stores[0].location,
      related: [],
      fixes: [],
    }));
  },
};

/** Where the state comes back from after the store is lost: only a changelog of its own is named after the store. */
function restore({ changelog }: StoreReport): keyof typeof messages {
  if (changelog === null) return 'nothing';
  return changelog.reusesSourceTopic ? 'source' : 'changelog';
}

const unknown = 'a name that could not be determined';
const names = (stores: Stores): readonly string[] =>
  stores.map(({ name, pattern, alternatives }) => name ?? pattern ?? (alternatives.join(' or ') || unknown));
const topics = (stores: Stores): readonly string[] =>
  stores.map(({ changelog }) => (changelog === null ? unknown : (topicWords(changelog) ?? unknown)));
const made = (stores: Stores): string =>
  `${stores[0].operator}() makes ${stores.length === 1 ? 'an unnamed store' : `${stores.length} unnamed stores`}`;
const changelogTopics = (stores: Stores): string => (stores.length === 1 ? 'Its changelog topic' : 'Their changelog topics');

const messages = {
  changelog: (stores: Stores): string =>
    `${made(stores)}. ${changelogTopics(stores)} ${listed(topics(stores))} ${numberedByPosition(topics(stores), ' and orphans the state')}`,
  source: (stores: Stores): string =>
    `${made(stores)}. ${listed(names(stores))} ${numberedByPosition(names(stores), '')} ` +
    `No state is lost: the store restores from the source topic ${listed([...new Set(topics(stores))])}.`,
  nothing: (stores: Stores): string =>
    `${made(stores)}. ${listed(names(stores))} ${numberedByPosition(names(stores), '')}` +
    (stores.some(({ loggingEnabled }) => loggingEnabled === null) ? '' : ' There is no changelog topic.'),
} as const;
