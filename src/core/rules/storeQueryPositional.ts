import type { CodeFinding, CodeRule } from './codeRule.js';
import { findStoreQueries } from './storeQueries.js';

const generated = /^(?:KSTREAM|KTABLE)-[A-Z-]+-\d{10}|-STATE-STORE-\d{10}$/;

export const storeQueryPositional: CodeRule = {
  id: 'store-query-positional',
  summary:
    'The code asks for a store by a generated name: an edit of the topology moves it, and the query finds nothing, or another store.',
  severity: 'warning',
  check: (code) =>
    findStoreQueries(code).flatMap(({ name, file, span }): CodeFinding[] =>
      generated.test(name)
        ? [
            {
              severity: 'warning',
              message: `${name} is a generated name: its number changes when an operator before it is added or removed. Name the store.`,
              at: { file, span },
            },
          ]
        : [],
    ),
};
