/** How a statement ends (JLS §14.1), and the ways in which a run is left early. */
import type { Site } from '../../base/text.js';
import type { Value } from '../values/values.js';

export type Completion =
  | { readonly kind: 'normal' }
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'yield'; readonly value: Value }
  | { readonly kind: 'break' | 'continue'; readonly label: string | undefined };

export const normal: Completion = { kind: 'normal' };

/** The program threw. */
export class Thrown extends Error {
  constructor(
    readonly value: Value,
    readonly site: Site,
  ) {
    super('thrown');
  }
}

/** The program ended itself (System.exit). */
export class Ended extends Error {}

/** More than is followed, as `reason` says: what was found so far stands, counters are lost. */
export class OutOfBudget extends Error {
  constructor(
    readonly reason: string,
    readonly site: Site,
  ) {
    super('out of budget');
  }
}

/** The run is to start anew: something was supposed that turned out to be otherwise. */
export class Restart extends Error {
  constructor(
    readonly lessons: readonly string[],
    /** What the run took that is made anew. */
    readonly steps: number,
  ) {
    super('restart');
  }
}
