/** One set of properties out of several documents: only what is certain whichever profile runs. */
import type { ConfigurationDocument } from './configurationFiles.js';

export interface MergedProperties {
  readonly known: ReadonlyMap<string, string>;
  /** Keys that are set, but to what depends on a profile, a file or the environment. */
  readonly uncertain: ReadonlySet<string>;
}

/**
 * A key is known where every document that sets it agrees and its placeholders lead to known keys only. An environment variable may
 * say otherwise than a placeholder's default, so a default is not an answer.
 */
export function mergeProperties(documents: readonly ConfigurationDocument[]): MergedProperties {
  const written = new Map<string, string>();
  const uncertain = new Set<string>();
  const always = new Set<string>();
  for (const { entries, profile } of documents) {
    for (const [key, value] of entries) {
      if (profile === undefined) always.add(key);
      const before = written.get(key);
      if (before !== undefined && before !== value) uncertain.add(key);
      written.set(key, value);
    }
  }
  for (const key of written.keys()) if (!always.has(key)) uncertain.add(key);

  const known = new Map<string, string>();
  const resolve = (key: string, depth: number): string | undefined => {
    const done = known.get(key);
    if (done !== undefined) return done;
    const value = written.get(key);
    if (value === undefined || uncertain.has(key) || depth > 20) return undefined;
    const resolved = expand(value, (inner) => resolve(inner, depth + 1));
    if (resolved === undefined) uncertain.add(key);
    else known.set(key, resolved);
    return resolved;
  };
  for (const key of written.keys()) resolve(key, 0);
  return { known, uncertain };
}

/** undefined where a placeholder is not known, or something else will fill the text in (`@…@` of the build, `#{…}` of Spring). */
function expand(value: string, lookUp: (key: string) => string | undefined): string | undefined {
  if (/#\{|@[\w.-]+@/.test(value)) return undefined;
  let known = true;
  const expanded = value.replace(/\$\{([^{}:]+)(?::[^{}]*)?\}/g, (_, key: string) => {
    const inner = lookUp(key.trim());
    if (inner === undefined) known = false;
    return inner ?? '';
  });
  return known && !expanded.includes('${') ? expanded : undefined;
}
