/** Calls of builders cost what they make. */
import type { Site } from '../../../base/text.js';
import type { Dsl } from '../../dsl/api.js';
import type { Value } from '../../values/values.js';

/** What one operation of a builder costs: what it makes is reported at length. */
const operationSteps = 60;
/** A name that is given to a builder is written many times into a report. */
const namedCharactersPerStep = 4;
/** What a topic pattern costs: a builder looks for the topics that it matches. */
const patternSteps = 5000;

const isPattern = (value: Value): boolean => value.kind === 'native' && value.type === 'Pattern';

/** Calls of builders cost what they make, and names what is written of them. */
export function metered(dsl: Dsl, spend: (site: Site, steps: number) => void): Dsl {
  return {
    ...dsl,
    get operations() {
      return dsl.operations;
    },
    call(receiver, call) {
      spend(call.site, Math.floor(lengthOf(call.args) / namedCharactersPerStep) + patternSteps * call.args.filter(isPattern).length);
      const before = dsl.operations;
      const value = dsl.call(receiver, call);
      if (dsl.operations !== before) spend(call.site, operationSteps);
      return value;
    },
  };
}

/** Of the texts among the values. */
function lengthOf(values: readonly Value[]): number {
  let length = 0;
  for (const value of values) {
    if (value.kind === 'text') length += value.text.length;
    else if (value.kind === 'list') length += value.items.length + lengthOf(value.items.filter(({ kind }) => kind === 'text'));
  }
  return length;
}
