import type { Run } from './run.js';

/** Properties from configuration files, looked up as Spring binds them: `changelog-enabled`, `changelogEnabled` and `CHANGELOG_ENABLED` are one key. */
export interface PropertyLookup {
  /** undefined: not there, or written twice with different values. */
  find(key: string): string | undefined;
  /** Set by some configuration, but to what is not certain: a default in the code is no answer. */
  isUncertain(key: string): boolean;
}

export function createPropertyLookup(properties: Readonly<Record<string, string>>, uncertain: readonly string[]): PropertyLookup {
  let relaxed: Map<string, string | undefined> | undefined;
  const vague = new Set(uncertain.map(toUniform));
  const lookup: PropertyLookup = {
    find(key) {
      if (Object.hasOwn(properties, key)) return properties[key];
      if (relaxed === undefined) {
        relaxed = new Map();
        for (const [name, value] of Object.entries(properties)) {
          const uniform = toUniform(name);
          relaxed.set(uniform, relaxed.has(uniform) && relaxed.get(uniform) !== value ? undefined : value);
        }
      }
      return relaxed.get(toUniform(key));
    },
    isUncertain(key) {
      return vague.has(toUniform(key)) || (lookup.find(key) === undefined && relaxed?.has(toUniform(key)) === true);
    },
  };
  return lookup;
}

function toUniform(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, '');
}

/** The value of `${key}`, `${key:default}` or a plain key as an annotation writes it; undefined where it is not known. */
export function writtenProperty(lookup: Pick<Run, 'property' | 'isUncertainProperty'>, written: string): string | undefined {
  const reference = toReference(written);
  if (reference === undefined) return undefined;
  const known = lookup.property(reference.key);
  if (known !== undefined || lookup.isUncertainProperty(reference.key)) return known;
  return reference.fallback === undefined || /[$#]\{/.test(reference.fallback) ? undefined : reference.fallback;
}

/** `${orders.topic:default}` → both; a plain key has no fallback; anything else, such as `a-${b}`, is no reference. */
export function toReference(written: string): { readonly key: string; readonly fallback: string | undefined } | undefined {
  const match = /^\$\{([^:{}]+)(?::([^{}]*))?\}$/.exec(written);
  if (match !== null) return { key: match[1]!, fallback: match[2] };
  return /^[\w.-]+$/.test(written) ? { key: written, fallback: undefined } : undefined;
}
