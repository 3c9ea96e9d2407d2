/** Which function answers which method of which object. */
import type { Value } from '../values/values.js';
import { aggregateStream, aggregateTable, groupStream, setEmitStrategy, windowStream } from './aggregations.js';
import type { DslCall } from './api.js';
import { addCogroup, aggregateCogroup, startCogroup, windowCogroup } from './cogroups.js';
import type { DslContext } from './context.js';
import type { Handle } from './handles.js';
import { topologyMethods } from './processorApi.js';
import { branchMethods, split } from './splitting.js';
import { joinStream } from './streamJoins.js';
import { streamMethods } from './streamOperators.js';
import { builderMethods } from './streamsBuilder.js';
import { joinTables } from './tableJoins.js';
import { tableMethods } from './tableOperators.js';

const handleTypes: ReadonlySet<string> = new Set<Handle['type']>([
  'StreamsBuilder',
  'KStream',
  'KTable',
  'GlobalKTable',
  'KGroupedStream',
  'TimeWindowedKStream',
  'SessionWindowedKStream',
  'CogroupedKStream',
  'TimeWindowedCogroupedKStream',
  'SessionWindowedCogroupedKStream',
  'KGroupedTable',
  'BranchedKStream',
  'Topology',
  'TopologyDescription',
  'KafkaStreams',
  'TopologyTestDriver',
]);

export function isHandleType(type: string): boolean {
  return handleTypes.has(type);
}

/** Methods that change nothing. */
export function isReading(method: string): boolean {
  return /^(?:queryableStoreName|describe|toString|equals|hashCode|getClass)$/.test(method);
}

/** undefined: no such method is known. */
export function callHandle(context: DslContext, handle: Handle, call: DslCall): Value | undefined {
  if (isReading(call.method) && call.method !== 'queryableStoreName' && call.method !== 'describe') {
    return {
      kind: 'unknown',
      reason: `${handle.type}.${call.method}() is not followed`,
      site: call.site,
      key: `${call.site.file}:${call.site.start}:${call.method}`,
      label: call.method,
    };
  }
  switch (handle.type) {
    case 'StreamsBuilder':
      return builderMethods[call.method]?.(context, handle, call);
    case 'KStream':
      switch (call.method) {
        case 'groupBy':
        case 'groupByKey':
          return groupStream(context, handle, call);
        case 'join':
        case 'leftJoin':
        case 'outerJoin':
          return joinStream(context, handle, call);
        case 'split':
          return split(context, handle, call);
        default:
          return Object.hasOwn(streamMethods, call.method) ? streamMethods[call.method]!(context, handle, call) : undefined;
      }
    case 'KTable':
      if (call.method === 'join' || call.method === 'leftJoin' || call.method === 'outerJoin') return joinTables(context, handle, call);
      return Object.hasOwn(tableMethods, call.method) ? tableMethods[call.method]!(context, handle, call) : undefined;
    case 'GlobalKTable':
      if (call.method !== 'queryableStoreName') return undefined;
      return handle.queryableName === null ? { kind: 'null' } : { kind: 'text', text: handle.queryableName };
    case 'KGroupedStream':
      if (call.method === 'windowedBy') return windowStream(handle, call);
      if (call.method === 'cogroup') return startCogroup(handle, call);
      return isAggregation(call.method) ? aggregateStream(context, handle, call) : undefined;
    case 'TimeWindowedKStream':
    case 'SessionWindowedKStream':
      if (call.method === 'emitStrategy') return setEmitStrategy(context, handle, call);
      return isAggregation(call.method) ? aggregateStream(context, handle, call) : undefined;
    case 'CogroupedKStream':
      if (call.method === 'cogroup') return addCogroup(handle, call);
      if (call.method === 'windowedBy') return windowCogroup(handle, call);
      return call.method === 'aggregate' ? aggregateCogroup(context, handle, call) : undefined;
    case 'TimeWindowedCogroupedKStream':
    case 'SessionWindowedCogroupedKStream':
      return call.method === 'aggregate' ? aggregateCogroup(context, handle, call) : undefined;
    case 'KGroupedTable':
      return isAggregation(call.method) ? aggregateTable(context, handle, call) : undefined;
    case 'BranchedKStream':
      return Object.hasOwn(branchMethods, call.method) ? branchMethods[call.method]!(context, handle, call) : undefined;
    case 'Topology':
      return Object.hasOwn(topologyMethods, call.method) ? topologyMethods[call.method]!(context, handle, call) : undefined;
    case 'KafkaStreams':
    case 'TopologyTestDriver':
    case 'TopologyDescription':
      return { kind: 'void' };
  }
}

function isAggregation(method: string): boolean {
  return method === 'count' || method === 'reduce' || method === 'aggregate';
}
