/** How a serde does with samples, of which a few may take as long as all others together. */
import type { Result } from '../../base/result.js';
import type { Json } from '../query.js';
import type { Serde, SerdeInput } from './serde.js';
import { createValueBudget } from './valueBudget.js';

export interface TriedSample {
  readonly sample: SerdeInput;
  readonly decoded: Result<Json, string>;
}

/** Of all samples together: what comes after them tells little more. */
const mostItemsTried = 2_000_000;

/** In order; not all where the first ones hold very much, but never none of some. */
export function* trySamples(serde: Serde, samples: readonly SerdeInput[]): Generator<TriedSample> {
  let items = 0;
  for (const sample of samples) {
    if (items > mostItemsTried) return;
    const budget = createValueBudget();
    yield { sample, decoded: serde.decode(sample.bytes, sample.headers, budget) };
    items += budget.items;
  }
}
