/** Branched: name of a branch, and what is done with it. Every method makes a copy. Source: kstream.Branched. */
import type { Value } from '../../values/values.js';
import type { Branched } from '../settings.js';
import { nameFrom } from './readSettings.js';
import { change, requireNonNull, toObject, type SettingsClass } from './settingsContext.js';

export const branchedClass: SettingsClass = {
  names: ['Branched'],
  callStatic(context, _className, call) {
    const [first, second] = call.args;
    const make = (fields: Partial<Branched>): Value =>
      toObject({ type: 'Branched', name: undefined, function: undefined, consumer: undefined, ...fields } satisfies Branched);
    switch (call.method) {
      case 'as':
        requireNonNull(first, 'name cannot be null', call);
        return make({ name: nameFrom(context, first) });
      case 'withFunction':
        requireNonNull(first, 'chain function cannot be null', call);
        return make({ function: first, name: nameFrom(context, second) });
      case 'withConsumer':
        requireNonNull(first, 'chain consumer cannot be null', call);
        return make({ consumer: first, name: nameFrom(context, second) });
      default:
        return undefined;
    }
  },
  call(context, object, call) {
    if (call.method !== 'withName') return undefined;
    if (context.version.since('2.8.1')) requireNonNull(call.args[0], 'name cannot be null', call);
    return change(object as Branched, { name: nameFrom(context, call.args[0]) }, false);
  },
  orphan: (_context, _type, reason) =>
    ({ type: 'Branched', name: undefined, function: undefined, consumer: undefined, opaque: reason }) as Branched,
};
