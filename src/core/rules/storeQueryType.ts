import { storeKindWords } from '../features/words.js';
import type { StoreReport } from '../report.js';
import type { CodeFinding, CodeRule } from './codeRule.js';
import { accepted, findStoreQueries, knownStores } from './storeQueries.js';

const queryable: ReadonlySet<StoreReport['kind']> = new Set([
  ...(['keyValue', 'timestampedKeyValue', 'versionedKeyValue', 'window', 'timestampedWindow', 'session'] as const),
]);

const typeFor: Partial<Record<StoreReport['kind'], string>> = {
  keyValue: 'keyValueStore()',
  timestampedKeyValue: 'keyValueStore() or timestampedKeyValueStore()',
  window: 'windowStore()',
  timestampedWindow: 'windowStore() or timestampedWindowStore()',
  session: 'sessionStore()',
};

export const storeQueryType: CodeRule = {
  id: 'store-query-type',
  summary: 'The code asks for a store by a type that it is not of: it would throw an InvalidStateStoreException.',
  severity: 'warning',
  check(code) {
    const queries = findStoreQueries(code).filter(({ type }) => type !== undefined && Object.hasOwn(accepted, type));
    const stores = queries.length === 0 ? undefined : knownStores(code);
    if (stores === undefined) return [];
    return queries.flatMap(({ name, type = '', file, span }): CodeFinding[] => {
      const found = stores.get(name) ?? [];
      const [kind] = found.map((store) => store.kind);
      if (kind === undefined || !found.every((store) => isCertain(store) && accepted[type]?.includes(store.kind) === false)) return [];
      const right = typeFor[kind] === undefined ? 'it has no type there: query it with IQv2' : `its type is ${typeFor[kind]}`;
      return [
        {
          severity: 'warning',
          message: `The store ${name} is ${storeKindWords[kind]}, not what ${type}() gives: ${right}.`,
          at: { file, span },
        },
      ];
    });
  },
};

const isCertain = ({ kind, persistence }: StoreReport): boolean =>
  queryable.has(kind) && (persistence === 'rocksdb' || persistence === 'inMemory');
