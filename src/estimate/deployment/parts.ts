/** Reads what a YAML file may hold, whatever it holds. */

/** undefined: there is no such place. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[name];
  }
  return here;
}

export const listAt = (value: unknown, ...path: readonly string[]): readonly unknown[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
};

export const textAt = (value: unknown, ...path: readonly string[]): string | undefined => {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
};

/** A whole number from 0 on; null: none is there. */
export const countAt = (value: unknown, ...path: readonly string[]): number | null => {
  const found = at(value, ...path);
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : null;
};

/** Pairs of a map, or of a list of `{ name, value }` or `NAME=value`; null: set to what is not known here. */
export function variablesAt(value: unknown, ...path: readonly string[]): ReadonlyMap<string, string | null> {
  const found = at(value, ...path);
  if (Array.isArray(found)) return new Map(found.flatMap(variableOf));
  if (typeof found !== 'object' || found === null) return new Map();
  return new Map(Object.entries(found).map(([name, text]) => [name, plain(text)]));
}

function variableOf(item: unknown): [string, string | null][] {
  if (typeof item === 'string') {
    const equals = item.indexOf('=');
    return [equals < 0 ? [item, null] : [item.slice(0, equals), plain(item.slice(equals + 1))]];
  }
  const name = textAt(item, 'name');
  return name === undefined ? [] : [[name, plain(at(item, 'value'))]];
}

/** Kubernetes writes `$(NAME)`, Compose `${NAME}`: what these stand for is not known here. */
function plain(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && !/\$[({]/.test(value) ? value : null;
}

/** The words of a command, which is a text or a list. */
export const wordsAt = (value: unknown, ...path: readonly string[]): readonly string[] => {
  const found = at(value, ...path);
  const all = Array.isArray(found) ? found : [found];
  return all.filter((word): word is string => typeof word === 'string');
};

/** Of `k`, `m`, `g`, `t` in either case, or none: powers of 1024, as the JVM and Docker have them. */
export const unitBytes = (unit: string): number => 1024 ** ' kmgt'.indexOf(unit.toLowerCase() || ' ');

/** `registry.example/team/orders:1.2` is `orders`. */
export const imageName = (image: string | undefined): string | undefined => image?.split('/').at(-1)?.split(/[:@]/)[0];

export const named = (...names: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(names.filter((name) => name !== undefined && name !== ''))] as readonly string[];
