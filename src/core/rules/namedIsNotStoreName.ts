import type { DiagnosticReport, NodeReport, StoreReport } from '../report.js';
import { groupByCall, listed, type Rule } from './rule.js';

export const namedIsNotStoreName: Rule = {
  id: 'named-is-not-store-name',
  summary: 'An operator has a name, and its store has none: Named, Consumed and StreamJoined.withName name processors, not stores.',
  severity: 'warning',
  check({ stores, subtopologies }) {
    // One the library names ends in its number.
    const named = subtopologies.flatMap((one) => one.nodes).filter(({ name }) => name !== null && !/\d{10}$/.test(name));
    if (named.length === 0) return [];
    const unnamed = stores.filter((store) => store.autoNamed && !store.global && store.name !== null);
    return groupByCall(unnamed).flatMap((made): DiagnosticReport[] => {
      const names = [...new Set(named.filter((node) => isNodeOf(node, made)).map(({ name }) => name!))];
      if (names.length === 0) return [];
      const [is, has] = made.length === 1 ? ['its store is', 'has'] : ['its stores are', 'have'];
      return [
        {
          rule: namedIsNotStoreName.id,
          severity: 'warning',
          message: `${listed(names)} ${names.length === 1 ? 'names the operator' : 'name the operators'}, not what ${made[0].operator}() stores: ${is} ${listed(made.map(({ name }) => name!))}, which ${has} no name of ${made.length === 1 ? 'its' : 'their'} own.`,
          location: made[0].location,
          related: [],
          fixes: [],
        },
      ];
    });
  },
};

/** The operator that makes the stores. */
function isNodeOf({ location, stores }: NodeReport, made: readonly StoreReport[]): boolean {
  if (location === null) return false;
  return made.some((store) => {
    const { file, line, column } = store.location;
    return location.file === file && location.line === line && location.column === column && stores.includes(store.name ?? '');
  });
}
