/** Topic patterns: `Pattern.compile(…)` where a topic name could stand. */
import type { Value } from '../evaluate/values.js';
import type { DslContext } from './context.js';

/** The pattern's text; undefined where the value is no pattern. */
export function findPattern(context: DslContext, value: Value | undefined): string | undefined {
  if (value?.kind === 'native' && value.type === 'Pattern') return typeof value.state === 'string' ? value.state : undefined;
  if (value?.kind === 'unknown' && value.type?.name === 'Pattern') return context.host.toText(value);
  return undefined;
}
