/** What Gradle and sbt scripts say, read as text: variables with a version as their value, and references to them. */

/** Comments become spaces; texts stay (a `//` in a URL is no comment). */
export function withoutComments(script: string): string {
  return script.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, text: string | undefined) => text ?? ' ',
  );
}

interface Assignment {
  readonly pattern: RegExp;
  /** The name is a key of its own: a dot in it is part of it. */
  readonly isKey: boolean;
}

const assignments: readonly Assignment[] = [
  // kafkaVersion = '3.9.1', val kafka: String = "…", ext.kafkaVersion = …
  { pattern: /([\w.]+)\s*(?::\s*String\s*)?=\s*["']([\w.+-]+)["']/g, isKey: false },
  // versions = [kafka: '3.9.1']
  { pattern: /(\w+)\s*:\s*["']([\w.+-]+)["']/g, isKey: false },
  // ext['kafka.version'] = '3.9.1', extra["kafkaVersion"] = …
  { pattern: /["']([\w.-]+)["']\s*\]\s*=\s*["']([\w.+-]+)["']/g, isKey: true },
  // set('kafkaVersion', "3.9.1")
  { pattern: /\bset\(\s*["']([\w.-]+)["']\s*,\s*["']([\w.+-]+)["']/g, isKey: true },
  // val kafkaVersion by extra("3.9.1")
  { pattern: /\bval\s+(\w+)\s+by\s+extra\(\s*["']([\w.+-]+)["']/g, isKey: false },
];

/** Names (the last part of dotted ones) whose every assignment in the script gives the same version. */
export function findVersions(script: string): Map<string, string> {
  const found = new Map<string, string>();
  const unsure = new Set<string>();
  for (const { pattern, isKey } of assignments) {
    for (const [, written, value] of script.matchAll(pattern)) {
      if (written === undefined || value === undefined || !/^\d/.test(value)) continue;
      const name = isKey ? written : lastPart(written);
      if (found.has(name) && found.get(name) !== value) unsure.add(name);
      found.set(name, value);
    }
  }
  for (const name of unsure) found.delete(name);
  return found;
}

/** `kafkaVersion` of `$kafkaVersion`, `${versions.kafkaVersion}`, `${property("kafkaVersion")}`, `rootProject.ext.kafkaVersion`. */
export function referencedName(reference: string): string {
  const bare = reference.replace(/^\$\{?|\}$/g, '').trim();
  return /["']([\w.-]+)["']/.exec(bare)?.[1] ?? lastPart(bare);
}

export function lastPart(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf('.') + 1);
}

/** The one value; undefined where there is none or several differ. */
export function onlyOne(values: readonly string[]): string | undefined {
  const distinct = new Set(values);
  return distinct.size === 1 ? values[0] : undefined;
}
