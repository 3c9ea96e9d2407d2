/** Topic patterns: `Pattern.compile(…)` where a topic name could stand. */
import type { Value } from '../values/values.js';
import type { DslContext } from './context.js';

export interface TopicPattern {
  readonly pattern: string;
  /** Flags as java.util.regex has them; undefined: not known. */
  readonly flags: number | undefined;
}

/** undefined where the value is no pattern. */
export function findPattern(context: DslContext, value: Value | undefined): TopicPattern | undefined {
  if (value?.kind === 'native' && value.type === 'Pattern') return value.state;
  if (value?.kind === 'unknown' && value.type?.name === 'Pattern') return { pattern: context.host.toText(value), flags: undefined };
  return undefined;
}
