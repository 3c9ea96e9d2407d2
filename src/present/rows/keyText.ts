/** A row's key as text that can be copied and typed again: on a command line, and in the query panel. */
import { printable, safeJson } from '../../base/printable.js';
import type { Json } from '../../store/query.js';

/** Texts as they are, but in JSON's quotes where signs in them cannot be seen, or where they could be taken for something else. */
export function keyText(key: Json): string {
  if (typeof key !== 'string') return safeJson(key);
  const isPlain = key !== '' && key.trim() === key && !key.startsWith('"') && !/\\u[0-9a-f]{4}/.test(key) && printable(key) === key;
  return isPlain ? key : safeJson(key);
}
