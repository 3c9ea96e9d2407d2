/** One set of properties out of several documents: only what is certain whichever profile runs. */
import { createPlaceholderFiller } from '../../base/placeholders.js';
import type { ConfigurationDocument } from './configurationFiles.js';
import { everyKey } from '../../base/everyKey.js';
import { perCharacter, type ProjectReading } from './projectReading.js';

export interface MergedProperties {
  readonly known: ReadonlyMap<string, string>;
  /** Keys that are set, but to what depends on a profile, a file or the environment. */
  readonly uncertain: ReadonlySet<string>;
}

/**
 * A key is known where every document that sets it agrees and its placeholders lead to known keys only. An environment variable may
 * say otherwise than a placeholder's default, so a default is not an answer.
 */
export function mergeProperties(documents: readonly ConfigurationDocument[], reading: ProjectReading): MergedProperties {
  const written = new Map<string, string>();
  const uncertain = new Set<string>();
  const always = new Set<string>();
  if (documents.some(({ isUnread }) => isUnread === true)) uncertain.add(everyKey);
  for (const { entries, profile } of documents) {
    for (const [key, value] of entries) {
      if (profile === undefined) always.add(key);
      const before = written.get(key);
      if (before !== undefined && before !== value) uncertain.add(key);
      written.set(key, value);
    }
  }
  for (const key of written.keys()) if (!always.has(key)) uncertain.add(key);

  const certain = new Map([...written].filter(([key, value]) => !uncertain.has(key) && !isFilledElsewhere(value)));
  const filler = createPlaceholderFiller({ find: (key) => certain.get(key), read: keyOf, keepsUnset: false });
  const known = new Map<string, string>();
  const unfilled: string[] = [];
  for (const key of written.keys()) {
    const value = filler.valueOf(key);
    reading.spend(1 + (value?.ok === true ? value.value.length : 0) * perCharacter);
    if (value?.ok === true && !value.value.includes('${')) known.set(key, value.value);
    else unfilled.push(key);
  }
  // Only now: what is uncertain must not depend on the order of keys.
  for (const key of unfilled) uncertain.add(key);
  return { known, uncertain };
}

/** Stands for a value that is there, but that only the running application knows. */
export const filledElsewhere = '#{}';

/** `@…@` is the build's, `#{…}` Spring's. */
const isFilledElsewhere = (value: string): boolean => /#\{|@[\w.-]+@/.test(value);

/** The key in `${key}` and `${key:default}`; a default with a placeholder in it is left alone. */
function keyOf(inside: string): { readonly name: string; readonly otherwise: undefined } | undefined {
  const colon = inside.indexOf(':');
  const name = colon < 0 ? inside : inside.slice(0, colon);
  return name === '' || /[{}]/.test(inside) ? undefined : { name: name.trim(), otherwise: undefined };
}
