/** Materialized, StreamJoined, Suppressed and their parts. */
import type { Value } from '../../evaluate/values.js';
import { TopologyError } from '../../topology/model.js';
import type { Persistence } from '../../topology/result.js';
import type { DslCall } from '../api.js';
import type { BufferConfig, Materialized, StoreSupplier, StreamJoined, Suppressed } from '../settings.js';
import type { SettingsContext } from './settingValues.js';
import { change, configOf, copy, durationOf, isTextLike, makeOpaque, serdeOf, textOf, toValue, validateName } from './settingValues.js';
import { toStoreSupplier } from './stores.js';

const noMaterialized: Materialized = {
  type: 'Materialized',
  name: undefined,
  supplier: undefined,
  storeType: undefined,
  logging: true,
  loggingConfig: {},
  caching: true,
  retentionMs: undefined,
  keySerde: null,
  valueSerde: null,
};

const noStreamJoined: StreamJoined = {
  type: 'StreamJoined',
  name: undefined,
  storeName: undefined,
  thisSupplier: undefined,
  otherSupplier: undefined,
  storeType: undefined,
  logging: true,
  loggingConfig: {},
  keySerde: null,
  valueSerde: null,
  otherValueSerde: null,
};

/** StoreType and DslStoreSuppliers come as a native value that says what they make. */
export function toDslSuppliers(persistence: Persistence): Value {
  return { kind: 'native', type: 'DslStoreSuppliers', state: persistence };
}

function dslSuppliersOf(value: Value | undefined): Persistence | undefined {
  if (value?.kind === 'native' && value.type === 'DslStoreSuppliers') return value.state as Persistence;
  if (value?.kind === 'unknown' && /^(?:Materialized\.)?StoreType$|DslStoreSuppliers$/.test(value.type?.name ?? '')) return 'unknown';
  return undefined;
}

export function createMaterialized(context: SettingsContext, call: DslCall): Value | undefined {
  const [first, second] = call.args;
  if (call.method === 'with') return toValue({ ...noMaterialized, keySerde: serdeOf(first), valueSerde: serdeOf(second) });
  if (call.method !== 'as' || first === undefined) return undefined;
  const storeType = dslSuppliersOf(first);
  if (storeType !== undefined) return toValue({ ...noMaterialized, storeType });
  if (first.kind === 'text' || isTextLike(first)) {
    const name = textOf(context.host, first)!;
    validateName(name);
    return toValue({ ...noMaterialized, name });
  }
  if (first.kind === 'null') throw new TopologyError('NullPointerException', "supplier can't be null");
  const supplier = toStoreSupplier(context, first, call.site);
  if (supplier !== undefined) {
    if (supplier.family === 'versioned') return toValue({ ...noMaterialized, supplier, caching: true });
    return toValue({ ...noMaterialized, supplier });
  }
  // A text, a supplier or a store type: only the last gives no name.
  const type = first.kind === 'unknown' ? (first.type?.name ?? '') : '';
  if (/Supplier$/.test(type) || (first.kind === 'unknown' && type === '')) {
    // Materialized.as(name) and as(supplier) both name the store; a DslStoreSuppliers would be known by its type in real code.
    return toValue({ ...noMaterialized, name: context.host.toText(first) });
  }
  return toValue({ ...noMaterialized, opaque: 'what is given to Materialized.as() is not known' });
}

export function callMaterialized(object: Materialized, call: DslCall): Value {
  const [first] = call.args;
  switch (call.method) {
    case 'withKeySerde':
      return change(object, { keySerde: serdeOf(first) });
    case 'withValueSerde':
      return change(object, { valueSerde: serdeOf(first) });
    case 'withLoggingEnabled':
      return change(object, { logging: true, loggingConfig: configOf(first) });
    case 'withLoggingDisabled':
      return change(object, { logging: false, loggingConfig: {} });
    case 'withCachingEnabled':
      return change(object, { caching: true });
    case 'withCachingDisabled':
      return change(object, { caching: false });
    case 'withRetention': {
      const retention = durationOf(first);
      if (retention !== null && retention < 0) throw new TopologyError('IllegalArgumentException', 'Retention must not be negative.');
      return change(object, { retentionMs: retention });
    }
    case 'withStoreType': {
      if (object.supplier !== undefined) throw new TopologyError('IllegalArgumentException', 'Cannot set store type when store supplier is pre-configured.');
      return change(object, { storeType: dslSuppliersOf(first) ?? 'unknown' });
    }
    default:
      return makeOpaque(object, call);
  }
}

export function createStreamJoined(context: SettingsContext, call: DslCall): Value | undefined {
  const [first, second, third] = call.args;
  if (call.method === 'as') return toValue({ ...noStreamJoined, storeName: textOf(context.host, first) });
  if (call.method !== 'with') return undefined;
  if (call.args.length === 3) return toValue({ ...noStreamJoined, keySerde: serdeOf(first), valueSerde: serdeOf(second), otherValueSerde: serdeOf(third) });
  if (call.args.length === 1) return toValue({ ...noStreamJoined, storeType: dslSuppliersOf(first) ?? 'unknown' });
  return toValue({ ...noStreamJoined, thisSupplier: supplierOf(context, first, call), otherSupplier: supplierOf(context, second, call) });
}

function supplierOf(context: SettingsContext, value: Value | undefined, call: DslCall): StoreSupplier | undefined {
  if (value === undefined || value.kind === 'null') return undefined;
  return (
    toStoreSupplier(context, value, call.site) ?? {
      type: 'StoreSupplier',
      name: context.host.toText(value),
      family: 'window',
      kind: 'window',
      persistence: 'unknown',
      retentionMs: null,
      windowSizeMs: null,
      retainDuplicates: null,
      historyRetentionMs: null,
      lru: false,
    }
  );
}

export function callStreamJoined(context: SettingsContext, object: StreamJoined, call: DslCall): Value {
  const [first] = call.args;
  switch (call.method) {
    case 'withName':
      return copy(object, { name: textOf(context.host, first) });
    case 'withStoreName':
      return copy(object, { storeName: textOf(context.host, first) });
    case 'withKeySerde':
      return copy(object, { keySerde: serdeOf(first) });
    case 'withValueSerde':
      return copy(object, { valueSerde: serdeOf(first) });
    case 'withOtherValueSerde':
      return copy(object, { otherValueSerde: serdeOf(first) });
    case 'withThisStoreSupplier':
      return copy(object, { thisSupplier: supplierOf(context, first, call) });
    case 'withOtherStoreSupplier':
      return copy(object, { otherSupplier: supplierOf(context, first, call) });
    case 'withDslStoreSuppliers':
      return copy(object, { storeType: dslSuppliersOf(first) ?? 'unknown' });
    case 'withLoggingEnabled':
      return copy(object, { logging: true, loggingConfig: configOf(first) });
    case 'withLoggingDisabled':
      return copy(object, { logging: false, loggingConfig: {} });
    default:
      return makeOpaque(object, call);
  }
}

export function createSuppressed(className: string, call: DslCall): Value | undefined {
  if (className === 'BufferConfig') {
    return /^(?:maxRecords|maxBytes|unbounded)$/.test(call.method) ? toValue({ type: 'BufferConfig', logging: true, loggingConfig: {} }) : undefined;
  }
  if (call.method !== 'untilWindowCloses' && call.method !== 'untilTimeLimit') return undefined;
  const buffer = call.args.at(-1);
  const config = buffer?.kind === 'dsl' && buffer.object.type === 'BufferConfig' ? (buffer.object as BufferConfig) : undefined;
  const known: Suppressed = { type: 'Suppressed', name: undefined, logging: config === undefined || config.opaque !== undefined ? null : config.logging, loggingConfig: config?.loggingConfig ?? {} };
  return toValue(known);
}

export function callSuppressed(context: SettingsContext, object: Suppressed | BufferConfig, call: DslCall): Value {
  const [first] = call.args;
  if (object.type === 'Suppressed') return call.method === 'withName' ? copy(object, { name: textOf(context.host, first) }) : makeOpaque(object, call);
  if (call.method === 'withLoggingDisabled') return copy(object, { logging: false, loggingConfig: {} });
  if (call.method === 'withLoggingEnabled') return copy(object, { logging: true, loggingConfig: configOf(first) });
  if (/^(?:withMaxRecords|withMaxBytes|withNoBound|shutDownWhenFull|emitEarlyWhenFull)$/.test(call.method)) return toValue({ ...object });
  return makeOpaque(object, call);
}
