/** Names as the library gives them, and as a fix says that they will be. */
import type { NameChange } from '../../src/core/report.js';
import type { OracleTopology } from '../support/oracleAnswer.js';

/** `store NAME`, `changelog TOPIC`, `repartition TOPIC`; a source topic is not made. */
export function libraryNames(answer: OracleTopology): string[] {
  return [
    ...answer.stores.filter((store) => store.unconnected !== true).map(({ name }) => `store ${name}`),
    ...answer.changelogTopics.filter((topic) => topic.isSourceTopic !== true).map(({ name }) => `changelog ${name}`),
    ...answer.repartitionTopics.map(({ name }) => `repartition ${name}`),
  ].sort();
}

/** Without global stores, which have no topic of their own: what a lock file, and so a state of before, has. */
export function lastingNames(answer: OracleTopology): string[] {
  const globals = new Set(answer.stores.filter((store) => store.global === true).map(({ name }) => `store ${name}`));
  return libraryNames(answer).filter((name) => !globals.has(name));
}

/** A part of a name that only a run knows (`${java.specification.version}`) is what the library's name has in its place. */
export function announcedNames(before: readonly string[], changes: readonly NameChange[], prefix: string): string[] {
  const names = [...before];
  const values = new Map<string, string>();
  const full = (kind: string, name: string): string => `${kind} ${kind === 'store' || name.startsWith(prefix) ? name : prefix + name}`;
  for (const { kind, before: old } of changes) {
    if (old === null) continue;
    const at = names.findIndex((name) => fits(full(kind, old), name, values));
    if (at < 0) names.push(`not there before: ${full(kind, old)}`);
    else names.splice(at, 1);
  }
  for (const { kind, after } of changes)
    if (after !== null) names.push(full(kind, after).replaceAll(hole, (text) => values.get(text) ?? text));
  return names.sort();
}

const hole = /\$\{[^}]*\}/g;

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Whether a name is what a pattern says; notes what its holes stand for. */
function fits(pattern: string, name: string, values: Map<string, string>): boolean {
  const holes = pattern.match(hole) ?? [];
  const found = new RegExp(`^${pattern.split(hole).map(literally).join('(.+)')}$`).exec(name);
  if (found === null) return false;
  for (const [i, text] of holes.entries()) values.set(text, found[i + 1] ?? text);
  return true;
}

/** undefined: they are. */
export function sameNames(expected: readonly string[], actual: readonly string[]): string | undefined {
  if (JSON.stringify(expected) === JSON.stringify(actual)) return undefined;
  const missing = expected.filter((name) => !actual.includes(name));
  const extra = actual.filter((name) => !expected.includes(name));
  return `expected and not there: ${missing.join(', ')}; there and not expected: ${extra.join(', ')}`;
}
