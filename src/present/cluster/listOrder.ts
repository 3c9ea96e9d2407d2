/** Which stores and topics a list shows, and in which order. */
import type { ApplicationSummary, StoreState, TopicState } from '../../applications/model.js';

export const sortOrders = ['name', 'size', 'offsets', 'lag'] as const;
export type SortOrder = (typeof sortOrders)[number];

export interface ListOrder {
  /** undefined: as they come. */
  readonly sort: SortOrder | undefined;
  /** Part of a name, in any case; empty: all. */
  readonly filter: string;
}

export const isSortOrder = (text: string | undefined): text is SortOrder => sortOrders.some((one) => one === text);

/** Whether one of the names has the filter's text in it, in any case. */
export const holds = (filter: string, ...names: readonly string[]): boolean => {
  const wanted = filter.toLowerCase();
  return wanted === '' || names.some((name) => name.toLowerCase().includes(wanted));
};

/** An application stays where its id, or the name of a topic of its, holds the text. */
export function showsApplication({ id, changelogs, repartitions }: ApplicationSummary, filter: string): boolean {
  return holds(filter, id, ...changelogs, ...repartitions);
}

/** In a list of all applications: all of an application whose id holds the text; else what does itself. */
export function orderWithin({ id }: ApplicationSummary, order: ListOrder): ListOrder {
  return holds(order.filter, id) ? { ...order, filter: '' } : order;
}

export function orderStores(stores: readonly StoreState[], { sort, filter }: ListOrder): readonly StoreState[] {
  const shown = stores.filter(({ name, topic }) => holds(filter, name, ...(topic === null ? [] : [topic.name])));
  return inOrder(shown, sort, ({ topic }) => topic);
}

export function orderTopics(topics: readonly TopicState[], { sort, filter }: ListOrder): readonly TopicState[] {
  return inOrder(
    topics.filter(({ name }) => holds(filter, name)),
    sort,
    (topic) => topic,
  );
}

/** Largest first; what is not known last, then by name. `topicOf`: where the figures of a thing stand; null: it has none. */
export function inOrder<T extends { readonly name: string }>(
  things: readonly T[],
  sort: SortOrder | undefined,
  topicOf: (thing: T) => TopicState | null,
): readonly T[] {
  if (sort === undefined) return things;
  const figure = (thing: T): number => {
    const topic = topicOf(thing);
    if (topic === null || sort === 'name') return -1;
    const { bytes, offsetSpan, lag } = topic;
    return { size: bytes, offsets: offsetSpan, lag }[sort].value ?? -1;
  };
  return [...things].sort((a, b) => figure(b) - figure(a) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
