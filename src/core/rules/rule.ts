import type { DiagnosticReport, Location, Severity, TopologyReport } from '../report.js';

/** A finding that the product knows: docs/rules/<id>.md explains it. */
export interface RuleInfo {
  readonly id: string;
  /** One sentence for settings and documentation. */
  readonly summary: string;
  /** `off`: reported only where somebody asks for it. */
  readonly severity: Severity | 'off';
}

/** A finding that one topology is enough for. */
export interface Rule extends RuleInfo {
  check(topology: TopologyReport): readonly DiagnosticReport[];
}

/**
 * What one call makes, together: a stream join makes up to three stores, and one name given to it names them all. In the order
 * of `made`; `kind` parts what one call makes further.
 */
export function groupByCall<T extends { readonly location: Location }>(
  made: readonly T[],
  kind: (one: T) => string = () => '',
): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of made) {
    const { file, line, column } = one.location;
    const key = `${file}:${line}:${column}:${kind(one)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

/** `is numbered by position: …` and what moves the number; `consequence` ends the sentence where the number is known. */
export function numberedByPosition(names: readonly string[], consequence: string): string {
  const [is, them] = names.length === 1 ? ['is', 'it'] : ['are', 'them'];
  if (names.some((one) => one.includes('??????????'))) return `${is} numbered by a position that could not be determined.`;
  return `${is} numbered by position: adding or removing an operator, or naming a store, before this call renames ${them}${consequence}.`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
