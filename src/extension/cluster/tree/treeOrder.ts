/** Which stores and topics the tree shows, and in which order. */
import type { ApplicationState, ApplicationSummary, StoreState, TopicState } from '../../../applications/model.js';

export const sortOrders = ['name', 'size', 'offsets', 'lag'] as const;
export type SortOrder = (typeof sortOrders)[number];

export interface TreeOrder {
  readonly sort: SortOrder;
  /** Part of a name, in any case; empty: all. */
  readonly filter: string;
}

const holds = (filter: string, ...names: readonly string[]): boolean => {
  const wanted = filter.toLowerCase();
  return wanted === '' || names.some((name) => name.toLowerCase().includes(wanted));
};

/** An application stays where its id, or the name of a topic of its, holds the text. */
export function showsApplication({ id, changelogs, repartitions }: ApplicationSummary, filter: string): boolean {
  return holds(filter, id, ...changelogs, ...repartitions);
}

/** All of an application whose id holds the text; else what does itself. */
export function orderStores({ summary, stores }: ApplicationState, { sort, filter }: TreeOrder): StoreState[] {
  const shown = holds(filter, summary.id)
    ? stores
    : stores.filter(({ name, topic }) => holds(filter, name, ...(topic === null ? [] : [topic.name])));
  return inOrder(shown, sort, ({ topic }) => topic);
}

export function orderTopics({ summary }: ApplicationState, topics: readonly TopicState[], { sort, filter }: TreeOrder): TopicState[] {
  return inOrder(
    topics.filter(({ name }) => holds(filter, summary.id, name)),
    sort,
    (topic) => topic,
  );
}

/** Largest first; what is not known last, then by name. */
function inOrder<T extends { readonly name: string }>(
  things: readonly T[],
  sort: SortOrder,
  topicOf: (thing: T) => TopicState | null,
): T[] {
  const figure = (thing: T): number => {
    const topic = topicOf(thing);
    if (topic === null || sort === 'name') return -1;
    const { bytes, offsetSpan, lag } = topic;
    return { size: bytes, offsets: offsetSpan, lag }[sort].value ?? -1;
  };
  return [...things].sort((a, b) => figure(b) - figure(a) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
