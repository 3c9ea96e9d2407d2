import { editDistance } from '../../base/editDistance.js';
import type { CodeFinding, CodeRule } from './codeRule.js';
import { findStoreQueries, knownStores } from './storeQueries.js';

/** Letters that a typing mistake changes, of a name of this length. */
const mistakes = (length: number): number => Math.min(4, Math.floor(length / 3));

export const storeQueryUnknown: CodeRule = {
  id: 'store-query-unknown',
  summary: 'The code asks for a store that no topology of the project has: it would throw an InvalidStateStoreException.',
  severity: 'warning',
  check(code) {
    const queries = findStoreQueries(code);
    const stores = queries.length === 0 ? undefined : knownStores(code);
    // Without any store, the topology is elsewhere.
    if (stores === undefined || stores.size === 0) return [];
    return queries.flatMap(({ name, file, span }): CodeFinding[] => {
      if (stores.has(name)) return [];
      const [nearest] = [...stores.keys()]
        .map((one) => ({ one, distance: editDistance(name.toLowerCase(), one.toLowerCase()) }))
        .sort((a, b) => a.distance - b.distance || (a.one < b.one ? -1 : 1));
      const hint = nearest !== undefined && nearest.distance <= mistakes(name.length) ? `: is ${nearest.one} meant?` : '.';
      return [{ severity: 'warning', message: `No topology of the project has a store ${name}${hint}`, at: { file, span } }];
    });
  },
};
