/** Named, Consumed, Produced, Printed, Grouped, Joined, TableJoined, Repartitioned: names and serdes given to single operators. Source: the classes of that name in kstream. */
import type { Site } from '../../../base/text.js';
import type { DslObject, Value } from '../../values/values.js';
import type { TypeRef } from '../../form/form.js';
import type { DslCall } from '../api.js';
import type { Consumed, Grouped, Joined, Named, Printed, Produced, Repartitioned, TableJoined } from '../settings.js';
import { validateName } from './names.js';
import { countOf, durationOf, nameFrom, serdeName } from './readSettings.js';
import { change, fail, requireNonNull, toObject, toText, type SettingsClass, type SettingsContext } from './settingsContext.js';

interface Nameable extends DslObject {
  readonly opaque?: string;
  readonly name: string | undefined;
}

const noSerdes = { keySerde: null, valueSerde: null };

/** What is not known may be one, too. */
const isGiven = (partitioner: Value | undefined): boolean => partitioner !== undefined && partitioner.kind !== 'null';

/** A class whose `withName` gives all that matters of it, so that an object of unknown origin is known again afterwards. */
function nameable(object: Nameable, context: SettingsContext, value: Value | undefined, inPlace: boolean): Value {
  const name = nameFrom(context, value);
  const { opaque: _, ...rest } = object;
  const named: Nameable = { ...rest, name };
  if (!inPlace) return toObject(named);
  if (object.opaque !== undefined) delete (object as { opaque?: string }).opaque;
  return change(object, { name }, true);
}

function createNamed(context: SettingsContext, call: DslCall, requireName: boolean): Value {
  const value = call.args[0];
  if (requireName) requireNonNull(value, context.version.since('4.1') ? 'name cannot be null' : "name can't be null", call);
  const name = nameFrom(context, value);
  if (name !== undefined) validateName(context.version, name);
  return toObject({ type: 'Named', name } satisfies Named);
}

export const namedClass: SettingsClass = {
  names: ['Named'],
  callStatic: (context, _className, call) => (call.method === 'as' ? createNamed(context, call, true) : undefined),
  call: (context, _object, call) => (call.method === 'withName' ? createNamed(context, call, context.version.since('4.1')) : undefined),
  orphan: (_context, _type, reason) => ({ type: 'Named', name: undefined, opaque: reason }) as Named,
};

export const consumedClass: SettingsClass = {
  names: ['Consumed'],
  callStatic(context, _className, call) {
    const { args } = call;
    if (call.method === 'as') return toObject({ type: 'Consumed', name: nameFrom(context, args[0]), ...noSerdes } satisfies Consumed);
    if (call.method !== 'with') return undefined;
    const serdes = args.length >= 2 ? { keySerde: serdeName(args[0]), valueSerde: serdeName(args[1]) } : noSerdes;
    return toObject({ type: 'Consumed', name: undefined, ...serdes } satisfies Consumed);
  },
  call(context, object, call) {
    const consumed = object as Consumed;
    // Copies since 3.7.
    const inPlace = !context.version.since('3.7');
    switch (call.method) {
      case 'withName':
        return nameable(consumed, context, call.args[0], inPlace);
      case 'withKeySerde':
        return change(consumed, { keySerde: serdeName(call.args[0]) }, inPlace);
      case 'withValueSerde':
        return change(consumed, { valueSerde: serdeName(call.args[0]) }, inPlace);
      case 'withTimestampExtractor':
      case 'withOffsetResetPolicy':
        return change(consumed, {}, inPlace);
      default:
        return undefined;
    }
  },
  orphan: (_context, _type, reason) => ({ type: 'Consumed', name: undefined, ...noSerdes, opaque: reason }) as Consumed,
};

export const producedClass: SettingsClass = {
  names: ['Produced'],
  callStatic(context, _className, call) {
    const unnamed = ['with', 'keySerde', 'valueSerde', 'streamPartitioner'].includes(call.method);
    if (call.method !== 'as' && !unnamed) return undefined;
    return toObject({ type: 'Produced', name: unnamed ? undefined : nameFrom(context, call.args[0]) } satisfies Produced);
  },
  call(context, object, call) {
    if (call.method === 'withName') return nameable(object as Produced, context, call.args[0], true);
    return ['withKeySerde', 'withValueSerde', 'withStreamPartitioner'].includes(call.method) ? toObject(object) : undefined;
  },
  orphan: (_context, _type, reason) => ({ type: 'Produced', name: undefined, opaque: reason }) as Produced,
};

export const printedClass: SettingsClass = {
  names: ['Printed'],
  callStatic(_context, _className, call) {
    if (call.method !== 'toSysOut' && call.method !== 'toFile') return undefined;
    if (call.method === 'toFile') {
      const path = call.args[0];
      requireNonNull(path, "filePath can't be null", call);
      if (path?.kind === 'text' && path.text.trim() === '')
        fail('TopologyException', "Invalid topology: filePath can't be an empty string", call);
    }
    return toObject({ type: 'Printed', name: undefined } satisfies Printed);
  },
  call(context, object, call) {
    if (call.method === 'withName') return nameable(object as Printed, context, call.args[0], true);
    if (call.method === 'withLabel') requireNonNull(call.args[0], "label can't be null", call);
    else if (call.method === 'withKeyValueMapper') requireNonNull(call.args[0], "mapper can't be null", call);
    else return undefined;
    return toObject(object);
  },
  orphan: (_context, _type, reason) => ({ type: 'Printed', name: undefined, opaque: reason }) as Printed,
};

export const groupedClass: SettingsClass = {
  // Serialized (until 2.8) is a Grouped that cannot have a name.
  names: ['Grouped', 'Serialized'],
  callStatic(context, className, call) {
    const { args } = call;
    const make = (fields: Partial<Grouped>): Value =>
      toObject({ type: 'Grouped', name: undefined, ...noSerdes, serialized: className === 'Serialized', ...fields } as Grouped);
    switch (call.method) {
      case 'as':
        return make({ name: nameFrom(context, args[0]) });
      case 'keySerde':
        return make({ keySerde: serdeName(args[0]) });
      case 'valueSerde':
        return make({ valueSerde: serdeName(args[0]) });
      case 'with':
        return args.length >= 3
          ? make({ name: nameFrom(context, args[0]), keySerde: serdeName(args[1]), valueSerde: serdeName(args[2]) })
          : make({ keySerde: serdeName(args[0]), valueSerde: serdeName(args[1]) });
      default:
        return undefined;
    }
  },
  call(context, object, call) {
    const grouped = object as Grouped & { readonly serialized?: boolean };
    // Serialized forgets the other serde.
    const kept = grouped.serialized === true ? noSerdes : {};
    switch (call.method) {
      case 'withName':
        return nameable(grouped, context, call.args[0], false);
      case 'withKeySerde':
        return change(grouped, { ...kept, keySerde: serdeName(call.args[0]) }, false);
      case 'withValueSerde':
        return change(grouped, { ...kept, valueSerde: serdeName(call.args[0]) }, false);
      default:
        return undefined;
    }
  },
  orphan(_context, type, reason) {
    // A Serialized of unknown origin has no name either.
    if (type.name === 'Serialized') return { type: 'Grouped', name: undefined, ...noSerdes, serialized: true } as Grouped;
    return { type: 'Grouped', name: undefined, ...noSerdes, opaque: reason } as Grouped;
  },
};

function createJoined(fields: Partial<Joined>): Joined {
  return { type: 'Joined', name: undefined, graceMs: undefined, otherValueSerde: null, ...noSerdes, ...fields };
}

export const joinedClass: SettingsClass = {
  names: ['Joined'],
  callStatic(context, _className, call) {
    const { args } = call;
    switch (call.method) {
      case 'as':
      case 'named':
        return toObject(createJoined({ name: nameFrom(context, args[0]) }));
      case 'keySerde':
        return toObject(createJoined({ keySerde: serdeName(args[0]) }));
      case 'valueSerde':
        return toObject(createJoined({ valueSerde: serdeName(args[0]) }));
      case 'otherValueSerde':
        return toObject(createJoined({ otherValueSerde: serdeName(args[0]) }));
      case 'with':
        return toObject(
          createJoined({
            keySerde: serdeName(args[0]),
            valueSerde: serdeName(args[1]),
            otherValueSerde: serdeName(args[2]),
            name: nameFrom(context, args[3]),
            graceMs: graceOf(args[4]),
          }),
        );
      default:
        return undefined;
    }
  },
  call(context, object, call) {
    const joined = object as Joined;
    const inPlace = !context.version.since('2.1');
    const value = call.args[0];
    switch (call.method) {
      case 'withName':
        // Whether there is a grace period stays unknown of a Joined of unknown origin; before 3.6 there is none.
        return context.version.since('3.6')
          ? change(joined, { name: nameFrom(context, value) }, inPlace)
          : nameable(joined, context, value, inPlace);
      case 'withKeySerde':
        return change(joined, { keySerde: serdeName(value) }, inPlace);
      case 'withValueSerde':
        return change(joined, { valueSerde: serdeName(value) }, inPlace);
      case 'withOtherValueSerde':
        return change(joined, { otherValueSerde: serdeName(value) }, inPlace);
      case 'withGracePeriod':
        return change(joined, { graceMs: graceOf(value) }, inPlace);
      case 'name':
        return joined.opaque === undefined ? toText(joined.name) : undefined;
      default:
        return undefined;
    }
  },
  orphan: (_context, _type, reason) => createJoined({ opaque: reason }),
};

/** null is no grace period for the library; what is not known is one of unknown length. */
function graceOf(value: Value | undefined): number | null | undefined {
  return value === undefined || value.kind === 'null' ? undefined : durationOf(value);
}

export const tableJoinedClass: SettingsClass = {
  names: ['TableJoined'],
  callStatic(context, _className, call) {
    if (call.method !== 'as' && call.method !== 'with') return undefined;
    if (call.method === 'as') return toObject({ type: 'TableJoined', name: nameFrom(context, call.args[0]) } satisfies TableJoined);
    const [response, subscription] = call.args;
    return toObject({
      type: 'TableJoined',
      name: undefined,
      responsePartitioner: isGiven(response),
      subscriptionPartitioner: isGiven(subscription),
    } satisfies TableJoined);
  },
  call(context, object, call) {
    if (call.method === 'withName') return nameable(object as TableJoined, context, call.args[0], false);
    const [given] = call.args;
    const joined = object as TableJoined;
    if (call.method === 'withPartitioner') return change(joined, { responsePartitioner: isGiven(given) }, false);
    return call.method === 'withOtherPartitioner' ? change(joined, { subscriptionPartitioner: isGiven(given) }, false) : undefined;
  },
  orphan: (_context, _type, reason) =>
    ({ type: 'TableJoined', name: undefined, responsePartitioner: true, subscriptionPartitioner: true, opaque: reason }) as TableJoined,
};

export const repartitionedClass: SettingsClass = {
  names: ['Repartitioned'],
  callStatic(context, _className, call) {
    const make = (fields: Partial<Repartitioned>): Value =>
      toObject({ type: 'Repartitioned', name: undefined, partitions: undefined, ...fields } satisfies Repartitioned);
    switch (call.method) {
      case 'as':
        return make({ name: nameFrom(context, call.args[0]) });
      case 'with':
        return make({});
      case 'streamPartitioner':
        return make({ ownPartitioner: isGiven(call.args[0]) });
      case 'numberOfPartitions':
        return make({ partitions: countOf(call.args[0]) });
      default:
        return undefined;
    }
  },
  call(context, object, call) {
    const repartitioned = object as Repartitioned;
    switch (call.method) {
      case 'withName':
        // Of unknown origin: it may fix a number of partitions.
        return nameable(
          repartitioned.opaque === undefined ? repartitioned : Object.assign({ ...repartitioned }, { partitions: null }),
          context,
          call.args[0],
          false,
        );
      case 'withNumberOfPartitions':
        return change(repartitioned, { partitions: countOf(call.args[0]) }, false);
      case 'withKeySerde':
      case 'withValueSerde':
        return change(repartitioned, {}, false);
      case 'withStreamPartitioner':
        return change(repartitioned, { ownPartitioner: isGiven(call.args[0]) }, false);
      default:
        return undefined;
    }
  },
  orphan: (_context: SettingsContext, _type: TypeRef, reason: string, _site: Site) =>
    ({ type: 'Repartitioned', name: undefined, partitions: undefined, ownPartitioner: true, opaque: reason }) as Repartitioned,
};
