/** The stores of a windowed stream-stream join: one per side, and from 3.1 one that left and outer joins share. Source: KStreamImplJoin, StreamJoinedStoreFactory, OuterStreamJoinStoreFactory. */
import type { Operator, ProcessorDraw } from '../operators/operator.js';
import { TopologyError, type StoreSpec } from '../topology/model.js';
import type { Persistence } from '../topology/result.js';
import type { DslCall } from './api.js';
import type { DslContext } from './context.js';
import { defaultPersistence } from './materialization.js';
import type { StoreSupplier, StreamJoined, Windows } from './settings.js';
import type { StreamsGraph } from './streamsGraph.js';
import { retentionOf, sizeOf } from './windows.js';

/** The processor that joins one side, and the name that was generated for it. */
interface JoinSide {
  readonly draw: ProcessorDraw;
  readonly generated: string;
}

export interface JoinStoresRequest {
  readonly unmatched: Operator['unmatched'];
  readonly settings: StreamJoined | undefined;
  readonly windows: Windows | undefined;
  readonly thisSide: JoinSide;
  readonly otherSide: JoinSide;
  readonly call: DslCall;
  readonly keySerde: string | null;
  readonly thisSerde: string | null;
  readonly otherSerde: string | null;
}

export interface JoinStores {
  readonly left: StoreSpec;
  readonly right: StoreSpec;
  readonly shared: StoreSpec | undefined;
}

export function windowStores(context: DslContext, graph: StreamsGraph, request: JoinStoresRequest): JoinStores {
  const { settings, windows, call } = request;
  const { version } = graph;
  const size = windows === undefined ? null : sizeOf(windows);
  const retention = windows === undefined ? null : retentionOf(windows, version);
  checkSuppliers(settings, size, retention);
  const opaque = settings?.opaque;
  const base = opaque === undefined ? settings?.storeName : context.hole(settings!, 'StreamJoined', opaque, call.site);
  const defaults = version.since('3.7') ? defaultPersistence(graph) : 'rocksdb';

  const side = (supplier: StoreSupplier | undefined, { draw, generated }: JoinSide, valueSerde: string | null): StoreSpec => ({
    name: supplier?.name ?? `${base === undefined ? generated : base + draw.suffix}-store`,
    autoNamed: supplier === undefined && base === undefined,
    kind: 'joinWindow',
    persistence: opaque !== undefined ? 'unknown' : (supplier?.persistence ?? settings?.storeType ?? defaults),
    // The StreamJoined's logging is not for stores given as suppliers.
    logging: opaque !== undefined ? null : supplier !== undefined || settings === undefined ? true : settings.logging,
    loggingConfig: supplier === undefined ? (settings?.loggingConfig ?? {}) : {},
    caching: false,
    queryable: false,
    keySerde: settings?.keySerde ?? request.keySerde,
    valueSerde,
    retentionMs: supplier?.retentionMs ?? retention,
    historyRetentionMs: null,
    windowSizeMs: supplier?.windowSizeMs ?? size,
    changelogPolicy: version.since('3.1') && !(supplier !== undefined && version.since('4.3')) ? 'delete' : 'compact,delete',
    operator: call.method,
    site: call.site,
  });
  const left = side(settings?.thisSupplier, request.thisSide, settings?.valueSerde ?? request.thisSerde);
  const right = side(settings?.otherSupplier, request.otherSide, settings?.otherValueSerde ?? request.otherSerde);
  const sharedName = request.unmatched !== undefined && version.since('3.1') ? sharedStoreName(request, base) : undefined;
  if (base === undefined) {
    for (const store of [left, right]) graph.recordImplicitStore(store.name, store.logging !== false, call.site);
    // Counted whether or not the windows make it.
    if (sharedName !== undefined) graph.recordImplicitStore(sharedName, settings?.logging !== false, call.site);
  }
  return {
    left,
    right,
    shared: sharedName === undefined ? undefined : sharedStore(graph, request, sharedName, base === undefined, defaults),
  };
}

function sharedStoreName({ unmatched, settings, thisSide }: JoinStoresRequest, base: string | undefined): string {
  const suffix = unmatched === 'both' ? '-outer-shared-join' : '-left-shared-join';
  const given = settings?.thisSupplier?.name ?? base;
  const digits = thisSide.generated.slice(thisSide.draw.prefix.length);
  return `${given === undefined ? `KSTREAM-OUTERSHARED-${digits}` : given + suffix}-store`;
}

function sharedStore(
  graph: StreamsGraph,
  request: JoinStoresRequest,
  name: string,
  unnamed: boolean,
  defaults: Persistence,
): StoreSpec | undefined {
  const { settings, windows, call } = request;
  if (windows === undefined || windows.opaque !== undefined) {
    graph.gap('whether the join has a third store, shared by both sides, is not known: its windows are not known', call.site);
    return undefined;
  }
  if (!windows.spuriousResultFix) return undefined;
  const supplier = settings?.thisSupplier;
  const known = supplier?.persistence === 'inMemory' || supplier?.persistence === 'rocksdb' ? supplier.persistence : undefined;
  return {
    name,
    autoNamed: supplier === undefined && unnamed,
    kind: 'outerJoin',
    persistence: settings?.opaque !== undefined ? 'unknown' : (settings?.storeType ?? known ?? defaults),
    logging: settings?.opaque !== undefined ? null : settings === undefined ? true : settings.logging,
    loggingConfig: settings?.loggingConfig ?? {},
    caching: false,
    queryable: false,
    keySerde: null,
    valueSerde: null,
    retentionMs: null,
    historyRetentionMs: null,
    windowSizeMs: null,
    changelogPolicy: 'compact',
    operator: call.method,
    site: call.site,
  };
}

function checkSuppliers(settings: StreamJoined | undefined, size: number | null, retention: number | null): void {
  const suppliers = [settings?.thisSupplier, settings?.otherSupplier];
  const [left, right] = suppliers;
  if (left !== undefined && right !== undefined && left.name === right.name) {
    throw new TopologyError('StreamsException', 'Both StoreSuppliers have the same name.  StoreSuppliers must provide unique names');
  }
  for (const supplier of suppliers) {
    if (supplier === undefined || supplier.opaque !== undefined) continue;
    if (supplier.retainDuplicates === false) {
      throw new TopologyError('StreamsException', 'The StoreSupplier must set retainDuplicates=true, found retainDuplicates=false');
    }
    const { retentionMs, windowSizeMs } = supplier;
    if (size === null || retention === null || retentionMs === null || windowSizeMs === null) continue;
    if (retentionMs !== retention || windowSizeMs !== size) {
      throw new TopologyError(
        'StreamsException',
        'Window settings mismatch. WindowBytesStoreSupplier settings must match JoinWindows settings for the window size and retention period',
      );
    }
  }
}
