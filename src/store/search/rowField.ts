/** Fields of rows, as people name them: `key`, `value.customer.name`, `value.items[0].sku`, `timestamp`, `window.start`, `partition`. */
import { fail, succeed, type Result } from '../../base/result.js';
import type { Json, QueryRow } from '../query.js';

export interface RowField {
  /** As it was written. */
  readonly text: string;
  /** It holds a time: ISO texts are compared as times. */
  readonly isTime: boolean;
  /** undefined: the row has no such field. */
  of(row: QueryRow): Json | undefined;
}

const roots: Readonly<Record<string, (row: QueryRow) => Json>> = {
  key: (row) => row.key,
  value: (row) => row.value,
  timestamp: (row) => row.timestamp,
  partition: (row) => row.partition,
  // Digits are a text where a number does not hold them: so are those of values.
  offset: ({ offset }) => (offset !== null && offset.length < 16 ? Number(offset) : offset),
  window: (row) => row.window,
};
const names = 'key, value, timestamp, partition, offset, window.start and window.end';

/** A step into a document: `.name`, `[0]`, `["any name"]`. */
const step = /^(?:\.(?<name>[\p{L}\p{N}_$-]+)|\[(?<index>\d{1,9})\]|\[(?<quote>"(?:[^"\\]|\\.)*")\])/u;
const longestPath = 100;

/** The error is a sentence that says what is wrong. */
export function parseRowField(text: string): Result<RowField, string> {
  const rootName = /^[a-z]+/.exec(text)?.[0] ?? '';
  const root = Object.hasOwn(roots, rootName) ? roots[rootName] : undefined;
  if (root === undefined) return fail(`"${text}" is no field of a row: fields begin with ${names}`);
  const path: (string | number)[] = [];
  for (let rest = text.slice(rootName.length); rest !== '';) {
    const found = step.exec(rest);
    const { name, index, quote } = found?.groups ?? {};
    if (found === null || path.length === longestPath) return fail(`"${text}" is no field: "${rest}" is no .name, [number] or ["name"]`);
    path.push(index === undefined ? (name ?? textOf(quote ?? '""')) : Number(index));
    rest = rest.slice(found[0].length);
  }
  return succeed({ text, isTime: isTime(rootName, path), of: (row) => path.reduce<Json | undefined>(stepInto, root(row)) });
}

const isTime = (root: string, path: readonly (string | number)[]): boolean =>
  root === 'timestamp' || (root === 'window' && (path[0] === 'start' || path[0] === 'end'));

/** Of a text in double quotes, with the escapes of JSON; others stand for what follows the backslash. */
export function textOf(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(/\\(u[\da-fA-F]{4}|.)/gs, (_, escape: string) => {
    if (escape.length === 5) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }[escape] ?? escape;
  });
}

function stepInto(value: Json | undefined, at: string | number): Json | undefined {
  if (Array.isArray(value)) return typeof at === 'number' ? (value as readonly Json[])[at] : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, at)) return undefined;
  return (value as { readonly [key: string]: Json })[at];
}
