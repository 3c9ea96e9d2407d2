/** The states of a group in which tasks move: what is committed then says little. */
const rebalancing = new Set(['PreparingRebalance', 'CompletingRebalance', 'Assigning', 'Reconciling']);

export const isRebalancing = (state: string | null): boolean => state !== null && rebalancing.has(state);
