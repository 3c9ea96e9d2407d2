/** What a Materialized, given or not, means for a store's name, and the stores made of it. Source: MaterializedInternal, *StoreMaterializer. */
import { isExact } from '../values/holes.js';
import type { Operator } from '../operators/operator.js';
import { TopologyError, type StoreSpec } from '../topology/model.js';
import type { Persistence, StoreKind } from '../topology/result.js';
import type { DslCall } from './api.js';
import { isPast } from './availability.js';
import type { DslContext } from './context.js';
import type { EmitStrategy, Materialized, Windows } from './settings.js';
import type { StreamsGraph } from './streamsGraph.js';
import { retentionOf, sizeOf } from './windows.js';

export interface Materialization {
  readonly store: string;
  readonly autoNamed: boolean;
  /** Named by the program, so that it can be queried; 'unknown' where that cannot be seen. */
  readonly named: boolean | 'unknown';
  readonly settings: Materialized | undefined;
  readonly keySerde: string | null;
  readonly valueSerde: string | null;
}

export interface Serdes {
  readonly keySerde: string | null;
  readonly valueSerde: string | null;
}

/** Resolves the store's name, drawing an index only where the Materialized has neither a name nor a supplier. */
export function materialize(
  context: DslContext,
  graph: StreamsGraph,
  given: Materialized | undefined,
  prefix: string,
  inherited: Serdes,
  call: DslCall,
): Materialization {
  const serdes = { keySerde: given?.keySerde ?? inherited.keySerde, valueSerde: given?.valueSerde ?? inherited.valueSerde };
  const name = givenStoreName(context, graph, given, call);
  if (name !== undefined)
    return { store: name, autoNamed: false, named: given?.opaque === undefined ? true : 'unknown', settings: given, ...serdes };
  const store = graph.drawStore(prefix);
  graph.recordImplicitStore(store, given?.logging !== false, call.site);
  return { store, autoNamed: true, named: false, settings: given, ...serdes };
}

/** The name or supplier's name of a Materialized. Where it is not known whether there is one, the numbers after it are lost. */
export function givenStoreName(
  context: DslContext,
  graph: StreamsGraph,
  given: Materialized | undefined,
  call: DslCall,
): string | undefined {
  if (given === undefined) return undefined;
  if (given.opaque !== undefined) {
    graph.lose(`whether the Materialized given to ${call.method}() has a name is not known: ${given.opaque}`, call.site);
    return context.hole(given, 'Materialized', given.opaque, call.site);
  }
  return given.supplier?.name ?? given.name;
}

/** Whether the operator draws an index for a Materialized without a name, and throws it away. */
export function wastesIndex({ draws }: Operator, graph: StreamsGraph): boolean {
  return draws.some(
    (draw) => draw.names === 'store' && draw.when === 'wasted' && (draw.until === undefined || !isPast(graph.version, draw.until)),
  );
}

export function isVersioned(given: Materialized | undefined): boolean {
  return given?.supplier?.family === 'versioned';
}

/** Kafka's order: what the call says, the TopologyConfig, the application's configuration, RocksDB. */
export function defaultPersistence(graph: StreamsGraph): Persistence {
  const { topologyConfig, application } = graph.settings;
  if (topologyConfig !== undefined) {
    const suppliers = graph.version.since('3.7') ? topologyConfig('dsl.store.suppliers.class') : undefined;
    if (suppliers !== undefined) return persistenceOfSuppliers(suppliers);
    const store = graph.version.since('3.2') ? topologyConfig('default.dsl.store') : undefined;
    if (store !== undefined) return !isExact(store) ? 'unknown' : store.toLowerCase() === 'in_memory' ? 'inMemory' : 'rocksdb';
  }
  return configuredSuppliers(graph, application) ?? 'rocksdb';
}

/** `dsl.store.suppliers.class` alone (3.7+), e.g. for the subscription store of foreign-key joins. */
export function configuredSuppliers(graph: StreamsGraph, setting: (key: string) => string | undefined): Persistence | undefined {
  const suppliers = graph.version.since('3.7') ? setting('dsl.store.suppliers.class') : undefined;
  return suppliers === undefined ? undefined : persistenceOfSuppliers(suppliers);
}

function persistenceOfSuppliers(className: string): Persistence {
  if (!isExact(className)) return 'unknown';
  if (className.endsWith('InMemoryDslStoreSuppliers')) return 'inMemory';
  return className.endsWith('RocksDBDslStoreSuppliers') ? 'rocksdb' : 'custom';
}

function baseSpec(
  graph: StreamsGraph,
  m: Materialization,
  call: DslCall,
): Omit<StoreSpec, 'kind' | 'retentionMs' | 'windowSizeMs' | 'changelogPolicy'> {
  const { settings } = m;
  const opaque = settings?.opaque !== undefined;
  const persistence = opaque ? 'unknown' : (settings?.supplier?.persistence ?? settings?.storeType ?? defaultPersistence(graph));
  return {
    name: m.store,
    autoNamed: m.autoNamed,
    persistence,
    logging: opaque ? null : settings === undefined ? true : settings.logging,
    loggingConfig: settings?.loggingConfig ?? {},
    caching: opaque ? null : settings === undefined ? true : settings.caching,
    queryable: m.named === 'unknown' ? null : m.named,
    keySerde: m.keySerde,
    valueSerde: m.valueSerde,
    historyRetentionMs: settings?.supplier?.historyRetentionMs ?? null,
    operator: call.method,
    site: call.site,
  };
}

export function toKeyValueStore(graph: StreamsGraph, m: Materialization, call: DslCall): StoreSpec {
  const base = baseSpec(graph, m, call);
  const versioned = isVersioned(m.settings);
  const kind =
    m.settings?.opaque !== undefined || m.settings?.supplier?.family === 'unknown'
      ? 'unknown'
      : versioned
        ? 'versionedKeyValue'
        : 'timestampedKeyValue';
  return { ...base, kind, caching: versioned ? false : base.caching, retentionMs: null, windowSizeMs: null, changelogPolicy: 'compact' };
}

export function toWindowedStore(
  graph: StreamsGraph,
  m: Materialization,
  windows: Windows | undefined,
  emit: EmitStrategy | undefined,
  call: DslCall,
): StoreSpec {
  const base = baseSpec(graph, m, call);
  const windowKind = windows === undefined ? undefined : windows.type;
  const session = windowKind === 'SessionWindows';
  const byWindows = windows === undefined || windows.opaque !== undefined ? null : retentionOf(windows, graph.version);
  const supplier = m.settings?.supplier;
  const asked =
    m.settings?.opaque !== undefined ? null : (m.settings?.retentionMs ?? (m.settings?.retentionMs === null ? null : byWindows));
  const retentionMs = supplier !== undefined && !graph.version.since('3.7') ? supplier.retentionMs : asked;
  checkRetention(m, windows, graph);
  // On window close a session or sliding store is not cached.
  const uncached = emit !== undefined && (session || windowKind === 'SlidingWindows');
  const caching =
    uncached && emit.onWindowClose !== false && base.caching !== false ? (emit.onWindowClose === null ? null : false) : base.caching;
  return {
    ...base,
    kind: toWindowedKind(windows),
    caching,
    retentionMs,
    windowSizeMs: session || windows === undefined ? null : sizeOf(windows),
    changelogPolicy: 'compact,delete',
    ...(session || supplier !== undefined ? {} : timeFirst(emit, base.persistence)),
  };
}

function timeFirst(emit: EmitStrategy | undefined, persistence: StoreSpec['persistence']): Pick<StoreSpec, 'timeFirst'> {
  if (emit === undefined || emit.onWindowClose === false || persistence === 'inMemory') return {};
  return { timeFirst: emit.onWindowClose === true && persistence === 'rocksdb' ? true : null };
}

function toWindowedKind(windows: Windows | undefined): StoreKind {
  if (windows === undefined || (windows.opaque !== undefined && windows.type === 'Windows')) return 'unknown';
  return windows.type === 'SessionWindows' ? 'session' : 'timestampedWindow';
}

/** A retention given by the program must cover the window and its grace. */
function checkRetention(m: Materialization, windows: Windows | undefined, graph: StreamsGraph): void {
  const given = m.settings?.retentionMs;
  if (windows === undefined || typeof given !== 'number' || !graph.version.since('3.0')) return;
  const needed = retentionOf(windows, graph.version);
  if (needed === null || needed <= given) return;
  const size = sizeOf(windows);
  const grace = windows.type === 'SlidingWindows' ? needed - 2 * size! : needed - size!;
  const [what, rule, label] =
    windows.type === 'SessionWindows'
      ? ['session', 'the session inactivity gap plus the grace period', 'gap']
      : windows.type === 'SlidingWindows'
        ? ['window', '2 * time difference plus the grace period', 'time difference']
        : ['window', 'its window size plus the grace period', 'size'];
  throw new TopologyError(
    'IllegalArgumentException',
    `The retention period of the ${what} store ${m.store} must be no smaller than ${rule}. Got ${label}=[${size}], grace=[${grace}], retention=[${given}]`,
  );
}
