/** Which function answers which method of which object. */
import type { Value } from '../values/values.js';
import type { DslMethod } from '../operators/operator.js';
import { findMethod, isReceiver } from '../operators/operators.js';
import { aggregateStream, aggregateTable, setEmitStrategy, windowStream } from './aggregations.js';
import type { DslCall } from './api.js';
import { checkAvailable } from './availability.js';
import { addCogroup, aggregateCogroup, startCogroup, windowCogroup } from './cogroups.js';
import type { DslContext, Handler, Handlers } from './context.js';
import type {
  CogroupedKStream,
  GlobalKTable,
  Handle,
  KGroupedStream,
  KGroupedTable,
  Running,
  WindowedCogroupedKStream,
  WindowedKStream,
} from './handles.js';
import { topologyMethods } from './processorApi.js';
import { branchMethods } from './splitting.js';
import { streamMethods } from './streamMethods.js';
import { builderMethods } from './streamsBuilder.js';
import { tableMethods } from './tableOperators.js';

const runningTypes: ReadonlySet<string> = new Set<Running['type']>(['KafkaStreams', 'TopologyTestDriver', 'TopologyDescription']);

/** Nothing that these do changes a topology. */
export function isRunningType(type: string): type is Running['type'] {
  return runningTypes.has(type);
}

/** `method`: it has this one, too. */
export function isHandleType(type: string, method?: string): boolean {
  if (method !== undefined) return isReceiver(type) && findMethod(type, method) !== undefined;
  return isReceiver(type) || isRunningType(type);
}

/** What every object of Java's has. */
const ofObject: ReadonlySet<string> = new Set(['toString', 'equals', 'hashCode', 'getClass']);

/** It changes nothing. */
export function isReading({ type }: Handle, method: string): boolean {
  return ofObject.has(method) || (isReceiver(type) && findMethod(type, method)?.reads === true);
}

const globalTableMethods: Handlers<'GlobalKTable', GlobalKTable> = {
  queryableStoreName: (_context, { queryableName }) => (queryableName === null ? { kind: 'null' } : { kind: 'text', text: queryableName }),
};

const groupedMethods: Handlers<'KGroupedStream', KGroupedStream> = {
  count: aggregateStream,
  reduce: aggregateStream,
  aggregate: aggregateStream,
  windowedBy: windowStream,
  cogroup: startCogroup,
};

const windowedMethods: Handlers<'TimeWindowedKStream' | 'SessionWindowedKStream', WindowedKStream> = {
  count: aggregateStream,
  reduce: aggregateStream,
  aggregate: aggregateStream,
  emitStrategy: setEmitStrategy,
};

const cogroupedMethods: Handlers<'CogroupedKStream', CogroupedKStream> = {
  cogroup: addCogroup,
  aggregate: aggregateCogroup,
  windowedBy: windowCogroup,
};

const windowedCogroupedMethods: Handlers<'TimeWindowedCogroupedKStream' | 'SessionWindowedCogroupedKStream', WindowedCogroupedKStream> = {
  aggregate: aggregateCogroup,
};

const groupedTableMethods: Handlers<'KGroupedTable', KGroupedTable> = {
  count: aggregateTable,
  reduce: aggregateTable,
  aggregate: aggregateTable,
};

/** undefined: no such method is known. */
export function callHandle(context: DslContext, handle: Handle, call: DslCall): Value | undefined {
  if (ofObject.has(call.method)) {
    return {
      kind: 'unknown',
      reason: `${handle.type}.${call.method}() is not followed`,
      site: call.site,
      key: `${call.site.file}:${call.site.start}:${call.method}`,
      label: call.method,
    };
  }
  if (!isReceiver(handle.type)) return { kind: 'void' };
  const method = findMethod(handle.type, call.method);
  if (method === undefined) return undefined;
  checkAvailable(handle, method, call);
  return answer(context, handle, call, method);
}

function answer(context: DslContext, handle: Handle, call: DslCall, method: DslMethod): Value | undefined {
  const by = <H extends Handle>(handlers: Readonly<Record<string, Handler<H>>>, receiver: H): Value | undefined =>
    handlers[call.method]?.(context, receiver, call, method);
  switch (handle.type) {
    case 'StreamsBuilder':
      return by(builderMethods, handle);
    case 'KStream':
      return by(streamMethods, handle);
    case 'KTable':
      return by(tableMethods, handle);
    case 'GlobalKTable':
      return by(globalTableMethods, handle);
    case 'KGroupedStream':
      return by(groupedMethods, handle);
    case 'TimeWindowedKStream':
    case 'SessionWindowedKStream':
      return by(windowedMethods, handle);
    case 'CogroupedKStream':
      return by(cogroupedMethods, handle);
    case 'TimeWindowedCogroupedKStream':
    case 'SessionWindowedCogroupedKStream':
      return by(windowedCogroupedMethods, handle);
    case 'KGroupedTable':
      return by(groupedTableMethods, handle);
    case 'BranchedKStream':
      return by(branchMethods, handle);
    case 'Topology':
      return by(topologyMethods, handle);
    case 'KafkaStreams':
    case 'TopologyTestDriver':
    case 'TopologyDescription':
      return undefined;
  }
}
