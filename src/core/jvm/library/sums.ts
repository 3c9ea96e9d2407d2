/** Sums and averages of the numbers in a stream. */
import { doubleValue, intValue, longOf, longValue } from '../../values/numbers.js';
import type { NumberValue, Value } from '../../values/values.js';
import type { Of } from './pipelines.js';

function numbersOf(items: readonly Value[]): readonly NumberValue[] | undefined {
  const numbers = items.filter((item) => item.kind === 'number');
  return numbers.length === items.length ? numbers : undefined;
}

/** Of ints and longs; sums of doubles depend on how they are rounded. */
export function sumOf(of: Of, items: readonly Value[]): Value | undefined {
  const numbers = numbersOf(items);
  if (numbers === undefined) return undefined;
  if (of === 'int') return intValue(numbers.reduce((sum, item) => (sum + Number(item.value)) | 0, 0));
  if (of === 'long') return longValue(numbers.reduce((sum, item) => sum + (longOf(item) ?? 0n), 0n));
  return numbers.length === 0 ? doubleValue(0) : numbers.length === 1 ? doubleValue(Number(numbers[0]!.value)) : undefined;
}

export function averageOf(items: readonly Value[]): Value | undefined {
  const sum = sumOf('long', items);
  const whole = items.every((item) => longOf(item) !== undefined);
  if (!whole || sum?.kind !== 'number' || !Number.isSafeInteger(Number(sum.value))) return undefined;
  return doubleValue(Number(sum.value) / items.length);
}
