import { countBelow } from '../../base/countBelow.js';
import { everyKey } from '../../base/everyKey.js';
import { longestFilled, splitPlaceholders } from '../../base/placeholders.js';
import type { Run } from './run.js';

/** Properties from configuration files, looked up as Spring binds them: `changelog-enabled`, `changelogEnabled` and `CHANGELOG_ENABLED` are one key. */
export interface PropertyLookup {
  /** undefined: not there, or written twice with different values. */
  find(key: string): string | undefined;
  /** What code finds that names the key itself: `a.store-name` finds `a.storeName`, too; what is not in this form finds itself alone. */
  findNamed(key: string): string | undefined;
  /** What is set below the key, as it is written there, in the order of the files; undefined: something there is uncertain. */
  namesBelow(key: string): readonly string[] | undefined;
  /** Whether there is something below the key, or may be: an entry of a map, an element of a list. */
  hasBelow(key: string): boolean;
  /** Set by some configuration, but to what is not certain: a default in the code is no answer. */
  isUncertain(key: string): boolean;
}

export function createPropertyLookup(properties: Readonly<Record<string, string>>, uncertain: readonly string[]): PropertyLookup {
  let relaxed: Map<string, string | undefined> | undefined;
  let sorted: readonly string[] | undefined;
  const uniforms = new Map<string, string>();
  /** Objects of a configuration ask for the same keys each time that they are made. */
  const toUniform = (key: string): string => {
    let known = uniforms.get(key);
    if (known === undefined) uniforms.set(key, (known = key.toLowerCase().replace(/[-_]/g, '')));
    return known;
  };
  const vague = new Set(uncertain.map(toUniform));
  /** By their uniform keys; undefined: written twice with different values. */
  const uniform = (): Map<string, string | undefined> => {
    if (relaxed !== undefined) return relaxed;
    relaxed = new Map();
    for (const [name, value] of Object.entries(properties)) {
      const key = toUniform(name);
      relaxed.set(key, relaxed.has(key) && relaxed.get(key) !== value ? undefined : value);
    }
    return relaxed;
  };
  const found = new Map<string, string | undefined>();
  const below = new Map<string, readonly string[] | undefined>();
  const namesBelow = (key: string): readonly string[] | undefined => {
    const prefix = toUniform(key);
    const start = `${prefix}.`;
    if (vague.has(everyKey) || [...vague].some((name) => name.startsWith(start) || name.startsWith(`${prefix}[`))) return undefined;
    const dots = key.split('.').length;
    const names = Object.keys(properties).filter((name) => toUniform(name).startsWith(start));
    return names.map((name) => name.split('.').slice(dots).join('.'));
  };
  const lookup: PropertyLookup = {
    find(key) {
      if (!found.has(key)) found.set(key, Object.hasOwn(properties, key) ? properties[key] : uniform().get(toUniform(key)));
      return found.get(key);
    },
    findNamed: (key) => (Object.hasOwn(properties, key) || !/[A-Z_]/.test(key) ? lookup.find(key) : undefined),
    namesBelow(key) {
      if (!below.has(key)) below.set(key, namesBelow(key));
      return below.get(key);
    },
    hasBelow(key) {
      sorted ??= [...new Set([...vague, ...uniform().keys()])].sort();
      const start = toUniform(key);
      return hasWith(sorted, `${start}.`) || hasWith(sorted, `${start}[`);
    },
    isUncertain(key) {
      if (vague.has(everyKey) && lookup.find(key) === undefined) return true;
      return vague.has(toUniform(key)) || (lookup.find(key) === undefined && uniform().has(toUniform(key)));
    },
  };
  return lookup;
}

/** Whether one of the texts, which are in order, begins so. */
function hasWith(sorted: readonly string[], start: string): boolean {
  return sorted[countBelow(sorted.length, (i) => sorted[i]! < start)]?.startsWith(start) === true;
}

/** A text with all that it names filled in; else the key that nothing sets, where that is the reason. */
export type Filled = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'unset'; readonly key: string | undefined };

/** Defaults inside defaults. */
const deepestDefault = 10;

type Lookup = Pick<Run, 'namedProperty' | 'isUncertainProperty'>;

/** `pre-${orders.topic:default}`. What is set to something uncertain has no default. */
export function fillText(lookup: Lookup, text: string, depth = 0): Filled {
  if (text.includes('#{') || depth > deepestDefault) return { kind: 'unset', key: undefined };
  let filled = '';
  for (const part of splitPlaceholders(text)) {
    const value: Filled = typeof part === 'string' ? { kind: 'text', text: part } : fillPlaceholder(lookup, part.inside, depth);
    if (value.kind === 'unset') return value;
    filled += value.text;
    if (filled.length > longestFilled) return { kind: 'unset', key: undefined };
  }
  return { kind: 'text', text: filled };
}

function fillPlaceholder(lookup: Lookup, inside: string, depth: number): Filled {
  const colon = inside.indexOf(':');
  const key = (colon < 0 ? inside : inside.slice(0, colon)).trim();
  if (key.includes('${')) return { kind: 'unset', key: undefined };
  const known = lookup.namedProperty(key);
  if (known !== undefined) return { kind: 'text', text: known };
  return colon < 0 || lookup.isUncertainProperty(key) ? { kind: 'unset', key } : fillText(lookup, inside.slice(colon + 1), depth + 1);
}
