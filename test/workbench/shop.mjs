// The shop project: where its operators stand, and the edit that the checks make in the editor.

export const topology = 'src/main/java/shop/ShopTopology.java';
export const countLine = 'orders.groupByKey().count(';
export const aggregateLine = '.aggregate(() -> "",';
export const reduceLine = '.reduce((before, after)';

/** Naming the store of count(): what is typed behind `count(`, and the name that it gives. The editor closes the bracket. */
export const named = { typed: 'Materialized.as("orders-per-customer"', name: 'orders-per-customer' };

/** The source text as it is after the edit. */
export const withNamedStore = (source) => source.replace(`${countLine})`, `${countLine}${named.typed}))`);

/** The library's answer by the operator that made each part: numbers grow in the order of the calls, and reduce() has a name. */
export function operatorsOf({ stores, repartitions }) {
  const numbered = stores.filter(({ name }) => /-\d{10}$/.test(name)).sort((a, b) => a.name.slice(-10) - b.name.slice(-10));
  const reduce = stores.find(({ name }) => name === 'latest-order');
  const count = stores.find(({ name }) => name === named.name) ?? numbered[0];
  const aggregate = numbered.find((store) => store !== count);
  const [repartition, ...others] = repartitions;
  if (reduce === undefined || aggregate === undefined || others.length > 0) throw new Error('the shop project changed: see shop.mjs');
  return { count, aggregate, reduce, repartition };
}
