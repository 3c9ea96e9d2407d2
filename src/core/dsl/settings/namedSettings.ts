/** Named, Consumed, Produced, Printed, Grouped, Joined, TableJoined, Repartitioned, Branched. Which of them copy and which change themselves is the library's. */
import type { Value } from '../../evaluate/values.js';
import type { DslCall } from '../api.js';
import type { Branched, Consumed, Grouped, Joined, Named, Printed, Produced, Repartitioned, TableJoined } from '../settings.js';
import type { SettingsContext } from './settingValues.js';
import { change, copy, durationOf, makeOpaque, requireText, serdeOf, textOf, toValue, validateName } from './settingValues.js';

export type NamedSettings = Named | Consumed | Produced | Printed | Grouped | Joined | TableJoined | Repartitioned | Branched;

export function createNamed(context: SettingsContext, className: string, call: DslCall): Value | undefined {
  const { host } = context;
  const { args, method } = call;
  const [first, second, third] = args;
  switch (className) {
    case 'Named':
      if (method !== 'as') return undefined;
      return toValue({ type: 'Named', name: validated(requireText(context, first, "name can't be null")) });
    case 'Consumed': {
      const base: Consumed = { type: 'Consumed', name: undefined, keySerde: null, valueSerde: null };
      if (method === 'as') return toValue({ ...base, name: textOf(host, first) });
      if (method !== 'with') return undefined;
      return toValue(args.length >= 2 ? { ...base, keySerde: serdeOf(first), valueSerde: serdeOf(second) } : base);
    }
    case 'Produced':
      if (method === 'as') return toValue({ type: 'Produced', name: textOf(host, first) });
      return /^(?:with|keySerde|valueSerde|streamPartitioner)$/.test(method) ? toValue({ type: 'Produced', name: undefined }) : undefined;
    case 'Printed':
      return method === 'toSysOut' || method === 'toFile' ? toValue({ type: 'Printed', name: undefined }) : undefined;
    case 'Grouped':
    case 'Serialized': {
      const base: Grouped = { type: 'Grouped', name: undefined, keySerde: null, valueSerde: null };
      if (method === 'as') return toValue({ ...base, name: textOf(host, first) });
      if (method === 'keySerde') return toValue({ ...base, keySerde: serdeOf(first) });
      if (method === 'valueSerde') return toValue({ ...base, valueSerde: serdeOf(first) });
      if (method !== 'with') return undefined;
      if (args.length === 3) return toValue({ ...base, name: textOf(host, first), keySerde: serdeOf(second), valueSerde: serdeOf(third) });
      return toValue({ ...base, keySerde: serdeOf(first), valueSerde: serdeOf(second) });
    }
    case 'Joined': {
      const base: Joined = { type: 'Joined', name: undefined, graceMs: undefined, keySerde: null, valueSerde: null };
      if (method === 'as' || method === 'named') return toValue({ ...base, name: textOf(host, first) });
      if (method === 'keySerde') return toValue({ ...base, keySerde: serdeOf(first) });
      if (method === 'valueSerde') return toValue({ ...base, valueSerde: serdeOf(first) });
      if (method === 'otherValueSerde') return toValue(base);
      if (method !== 'with') return undefined;
      const name = args.length > 3 ? textOf(host, args[3]) : undefined;
      const grace = args[4] === undefined || args[4].kind === 'null' ? undefined : durationOf(args[4]);
      return toValue({ ...base, name, graceMs: grace, keySerde: serdeOf(first), valueSerde: serdeOf(second) });
    }
    case 'TableJoined':
      if (method === 'as') return toValue({ type: 'TableJoined', name: textOf(host, first) });
      return method === 'with' ? toValue({ type: 'TableJoined', name: undefined }) : undefined;
    case 'Repartitioned': {
      const base: Repartitioned = { type: 'Repartitioned', name: undefined, partitions: undefined };
      if (method === 'as') return toValue({ ...base, name: textOf(host, first) });
      if (method === 'numberOfPartitions') return toValue({ ...base, partitions: durationOf(first) });
      return method === 'with' || method === 'streamPartitioner' ? toValue(base) : undefined;
    }
    case 'Branched': {
      const base: Branched = { type: 'Branched', name: undefined, function: undefined, consumer: undefined };
      if (method === 'as') return toValue({ ...base, name: requireText(context, first, 'name cannot be null') });
      const name = second === undefined ? undefined : textOf(host, second);
      if (method === 'withFunction') return toValue({ ...base, name, function: first });
      return method === 'withConsumer' ? toValue({ ...base, name, consumer: first }) : undefined;
    }
    default:
      return undefined;
  }
}

export function callNamed(context: SettingsContext, object: NamedSettings, call: DslCall): Value {
  const { method, args } = call;
  const [first] = args;
  const name = method === 'withName' ? textOf(context.host, first) : undefined;
  switch (object.type) {
    case 'Named':
      return method === 'withName' ? copy(object, { name: validated(requireText(context, first, "name can't be null")) }) : makeOpaque(object, call);
    case 'Consumed':
      // Changed itself until 4.0; the difference shows only where one object is used twice.
      if (method === 'withName') return since(context, 4, 1) ? copy(object, { name }) : change(object, { name });
      if (method === 'withKeySerde') return since(context, 4, 1) ? copy(object, { keySerde: serdeOf(first) }) : change(object, { keySerde: serdeOf(first) });
      if (method === 'withValueSerde') return since(context, 4, 1) ? copy(object, { valueSerde: serdeOf(first) }) : change(object, { valueSerde: serdeOf(first) });
      return /^with(?:TimestampExtractor|OffsetResetPolicy)$/.test(method) ? toValue(object) : makeOpaque(object, call);
    case 'Produced':
    case 'Printed':
      if (method === 'withName') return change(object, { name });
      return /^with(?:KeySerde|ValueSerde|StreamPartitioner|Label|KeyValueMapper)$/.test(method) ? toValue(object) : makeOpaque(object, call);
    case 'Grouped':
      if (method === 'withName') return copy(object, { name });
      if (method === 'withKeySerde') return copy(object, { keySerde: serdeOf(first) });
      return method === 'withValueSerde' ? copy(object, { valueSerde: serdeOf(first) }) : makeOpaque(object, call);
    case 'Joined':
      if (method === 'withName') return copy(object, { name });
      if (method === 'withGracePeriod') return copy(object, { graceMs: first?.kind === 'null' ? undefined : durationOf(first) });
      if (method === 'withKeySerde') return copy(object, { keySerde: serdeOf(first) });
      if (method === 'withValueSerde' || method === 'withLeftValueSerde') return copy(object, { valueSerde: serdeOf(first) });
      return method === 'withOtherValueSerde' || method === 'withRightValueSerde' ? toValue({ ...object }) : makeOpaque(object, call);
    case 'TableJoined':
      if (method === 'withName') return copy(object, { name });
      return /^with(?:Other)?Partitioner$/.test(method) ? toValue({ ...object }) : makeOpaque(object, call);
    case 'Repartitioned':
      if (method === 'withName') return copy(object, { name });
      if (method === 'withNumberOfPartitions') return copy(object, { partitions: durationOf(first) });
      return /^with(?:KeySerde|ValueSerde|StreamPartitioner)$/.test(method) ? toValue({ ...object }) : makeOpaque(object, call);
    case 'Branched':
      return method === 'withName' ? copy(object, { name: requireText(context, first, 'name cannot be null') }) : makeOpaque(object, call);
  }
}

function validated(name: string): string {
  validateName(name);
  return name;
}

function since(context: SettingsContext, major: number, minor: number): boolean {
  const [a = 0, b = 0] = context.kafkaVersion.split('.').map(Number);
  return a > major || (a === major && b >= minor);
}

