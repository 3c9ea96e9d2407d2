/** `${name}` and `${name:default}` in configuration values, as Spring and MicroProfile read them. */

const deepest = 8;

/** A name is another key, or a variable of the environment as it is written or in capitals; what nothing resolves stays. */
export function resolvePlaceholders(
  text: string,
  entries: ReadonlyMap<string, string>,
  variable: (name: string) => string | undefined,
  depth = 0,
): string {
  if (depth > deepest) return text;
  return text.replaceAll(/\$\{((?:[^${}]|\$\{[^${}]*\})+)\}/g, (whole, inside: string) => {
    const colon = inside.indexOf(':');
    const name = colon < 0 ? inside : inside.slice(0, colon);
    const found = entries.get(name) ?? variable(name) ?? variable(name.replaceAll(/[^A-Za-z0-9]/g, '_').toUpperCase());
    const value = found ?? (colon < 0 ? undefined : inside.slice(colon + 1));
    return value === undefined ? whole : resolvePlaceholders(value, entries, variable, depth + 1);
  });
}
