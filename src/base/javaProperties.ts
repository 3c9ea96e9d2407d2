/** Reads the text of a .properties file as java.util.Properties#load does. */

const escapes: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['f', '\f'],
]);

/** Later entries win. A malformed \uXXXX, for which Java throws, is left out. */
export function parseJavaProperties(text: string): Map<string, string> {
  const entries = new Map<string, string>();
  for (const line of logicalLines(text)) {
    const split = splitEntry(line);
    const key = unescape(split.key);
    const value = unescape(split.value);
    if (key !== undefined && value !== undefined) entries.set(key, value);
  }
  return entries;
}

/** Without comments and blank lines; continued lines joined, without the indent of what follows. */
function* logicalLines(text: string): Generator<string> {
  let pending: string | undefined;
  for (const natural of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const line = natural.replace(/^[ \t\f]+/, '');
    if (pending === undefined && (line === '' || line.startsWith('#') || line.startsWith('!'))) continue;
    const continued = endsInsideEscape(line);
    pending = (pending ?? '') + (continued ? line.slice(0, -1) : line);
    if (continued) continue;
    yield pending;
    pending = undefined;
  }
  if (pending !== undefined) yield pending;
}

/** An odd number of backslashes at its end: pairs are backslashes themselves. */
function endsInsideEscape(line: string): boolean {
  let end = line.length;
  while (line[end - 1] === '\\') end--;
  return (line.length - end) % 2 === 1;
}

function splitEntry(line: string): { readonly key: string; readonly value: string } {
  let end = 0;
  while (end < line.length && !'=: \t\f'.includes(line[end]!)) end += line[end] === '\\' ? 2 : 1;
  return { key: line.slice(0, end), value: line.slice(end).replace(/^[ \t\f]*(?:[=:][ \t\f]*)?/, '') };
}

function unescape(text: string): string | undefined {
  let malformed = false;
  const plain = text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, unicode: string | undefined, other: string | undefined) => {
    if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
    if (other === 'u') malformed = true;
    return escapes.get(other ?? '') ?? other ?? '';
  });
  return malformed ? undefined : plain;
}
