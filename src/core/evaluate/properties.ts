/** Properties from configuration files, looked up as Spring binds them: `changelog-enabled`, `changelogEnabled` and `CHANGELOG_ENABLED` are one key. */
export interface PropertyLookup {
  /** undefined: not there, or written twice with different values. */
  find(key: string): string | undefined;
}

export function createPropertyLookup(properties: Readonly<Record<string, string>>): PropertyLookup {
  let relaxed: Map<string, string | undefined> | undefined;
  return {
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
  };
}

function toUniform(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, '');
}
