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

export function announcedNames(before: readonly string[], changes: readonly NameChange[], prefix: string): string[] {
  const names = [...before];
  const full = (kind: string, name: string): string => `${kind} ${kind === 'store' || name.startsWith(prefix) ? name : prefix + name}`;
  for (const { kind, before: old } of changes) {
    if (old === null) continue;
    const at = names.indexOf(full(kind, old));
    if (at < 0) names.push(`not there before: ${full(kind, old)}`);
    else names.splice(at, 1);
  }
  for (const { kind, after } of changes) if (after !== null) names.push(full(kind, after));
  return names.sort();
}

/** undefined: they are. */
export function sameNames(expected: readonly string[], actual: readonly string[]): string | undefined {
  if (JSON.stringify(expected) === JSON.stringify(actual)) return undefined;
  const missing = expected.filter((name) => !actual.includes(name));
  const extra = actual.filter((name) => !expected.includes(name));
  return `expected and not there: ${missing.join(', ')}; there and not expected: ${extra.join(', ')}`;
}
