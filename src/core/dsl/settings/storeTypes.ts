/** Which stores the DSL makes by default: Materialized.StoreType (3.2+), DslStoreSuppliers and BuiltInDslStoreSuppliers (3.7+). */
import type { Value } from '../../values/values.js';
import type { Persistence } from '../../topology/result.js';
import { toObject, type DslStoreSuppliers, type SettingsClass } from './settingsContext.js';

const constants: Readonly<Record<string, Persistence>> = { ROCKS_DB: 'rocksdb', IN_MEMORY: 'inMemory' };
const builtIn: Readonly<Record<string, Persistence>> = { RocksDBDslStoreSuppliers: 'rocksdb', InMemoryDslStoreSuppliers: 'inMemory' };

function make(persistence: Persistence | undefined): Value | undefined {
  return persistence === undefined ? undefined : toObject({ type: 'DslStoreSuppliers', persistence } satisfies DslStoreSuppliers);
}

export const storeTypeClass: SettingsClass = {
  names: ['StoreType', 'BuiltInDslStoreSuppliers', 'DslStoreSuppliers', ...Object.keys(builtIn)],
  construct: (_context, className) => make(builtIn[className]),
  callStatic(_context, className, call) {
    const name = call.args[0];
    return className === 'StoreType' && call.method === 'valueOf' && name?.kind === 'text' ? make(constants[name.text]) : undefined;
  },
  call(_context, object, call) {
    if (call.method !== 'name' && call.method !== 'toString') return undefined;
    const name = Object.keys(constants).find((key) => constants[key] === (object as DslStoreSuppliers).persistence);
    return name === undefined ? undefined : { kind: 'text', text: name };
  },
  constant: (_context, className, field) =>
    className === 'StoreType' || className === 'BuiltInDslStoreSuppliers' ? make(constants[field]) : undefined,
  orphan: () => ({ type: 'DslStoreSuppliers', persistence: 'unknown' }) as DslStoreSuppliers,
};

/** What the suppliers make; undefined: none given. A class of the program's own makes its own. */
export function persistenceOf(value: Value | undefined): Persistence | undefined {
  if (value === undefined || value.kind === 'null') return undefined;
  if (value.kind === 'dsl' && value.object.type === 'DslStoreSuppliers') return (value.object as DslStoreSuppliers).persistence;
  return value.kind === 'object' ? 'custom' : 'unknown';
}
