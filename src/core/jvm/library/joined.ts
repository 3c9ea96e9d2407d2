import type { Site } from '../../../base/text.js';
import type { Run } from '../run.js';
import type { JoinerState, Value } from '../../values/values.js';

/** Texts of values one after the other, as concatenation, `join` and `joining` put them. What is made is spent. */
export function joined(
  run: Run,
  items: readonly Value[],
  [separator, prefix, suffix]: readonly [separator: string, prefix: string, suffix: string],
  site: Site,
): Value {
  run.spend(site, items.length);
  const texts = items.map((item) => run.toText(item));
  const length = texts.reduce((sum, text) => sum + text.length + separator.length, prefix.length + suffix.length);
  return run.made(length, () => prefix + texts.join(separator) + suffix, site);
}

/** What a StringJoiner has put together so far. */
export function joinerText(state: JoinerState): string {
  if (state.parts.length === 0 && state.empty !== undefined) return state.empty;
  return state.prefix + state.parts.join(state.separator) + state.suffix;
}
