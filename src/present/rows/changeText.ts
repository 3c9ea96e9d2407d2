/** What is other in a value than in the one before it, in one line. */
import { printable } from '../../base/printable.js';
import type { Json, QueryRow } from '../../store/query.js';

const mostDepth = 6;
const mostOfValue = 40;
const mostChanges = 40;

/** `before` undefined: none is known. Fields by their paths, `+` and `\u2212` for those that came and went. */
export function changeText(before: QueryRow | undefined, after: QueryRow): string {
  if (before === undefined) return 'the first that is known';
  if (after.tombstone) return before.tombstone ? 'deleted again' : 'deleted';
  if (before.tombstone) return 'added again';
  const changes: string[] = [];
  compare(before.value, after.value, '', 0, changes);
  if (changes.length === 0) return 'same value';
  const more = changes.length > mostChanges ? ', \u2026' : '';
  return changes.slice(0, mostChanges).join(', ') + more;
}

type Document = Readonly<Record<string, Json>>;
const isDocument = (value: Json): value is Document => typeof value === 'object' && value !== null && !Array.isArray(value);

function compare(before: Json, after: Json, path: string, depth: number, changes: string[]): void {
  if (changes.length > mostChanges || before === after) return;
  if (isDocument(before) && isDocument(after) && depth < mostDepth) {
    const nameOf = (name: string): string => (path === '' ? name : `${path}.${name}`);
    for (const [name, value] of Object.entries(after))
      if (Object.hasOwn(before, name)) compare(before[name] ?? null, value, nameOf(name), depth + 1, changes);
      else changes.push(`+ ${nameOf(name)} ${shortOf(value)}`);
    for (const name of Object.keys(before)) if (!Object.hasOwn(after, name)) changes.push(`\u2212 ${nameOf(name)}`);
    return;
  }
  const [one, other] = [textOf(before), textOf(after)];
  if (one !== other) changes.push(`${path === '' ? '' : `${path} `}${cut(one)} \u2192 ${cut(other)}`);
}

/** JavaScript's own recursion does not reach the end of what nests too deep. */
function textOf(value: Json): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'nested too deep';
  }
}

const cut = (text: string): string => printable(text.length > mostOfValue ? `${text.slice(0, mostOfValue)}\u2026` : text);
const shortOf = (value: Json): string => cut(textOf(value));
