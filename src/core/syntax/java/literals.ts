/** Values of Java literals (JLS §3.10); Unicode escapes are resolved before. */

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  s: ' ',
  '0': '\0',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** undefined: an escape that Java does not have. */
function resolveEscapes(text: string): string | undefined {
  if (!text.includes('\\')) return text;
  let failed = false;
  const value = text.replace(/\\([0-3]?[0-7]{1,2}|\r\n|[\s\S])/g, (_, code: string) => {
    if (/^[0-7]+$/.test(code)) return String.fromCharCode(parseInt(code, 8));
    if (code === '\n' || code === '\r\n' || code === '\r') return '';
    const known = simple[code];
    if (known === undefined) failed = true;
    return known ?? '';
  });
  return failed ? undefined : value;
}

/** A string literal or text block with its quotes; undefined where it is not well-formed. */
export function toStringValue(literal: string): string | undefined {
  if (literal.startsWith('"""')) return toTextBlock(literal);
  if (literal.length < 2 || !literal.endsWith('"')) return undefined;
  return resolveEscapes(literal.slice(1, -1));
}

/** JLS §3.10.6: line ends become \n, incidental white space goes, then escapes are resolved. */
function toTextBlock(literal: string): string | undefined {
  const match = /^"""[ \t\f]*(?:\r\n|\r|\n)([\s\S]*)"""$/.exec(literal);
  if (match === null) return undefined;
  const lines = match[1]!.split(/\r\n|\r|\n/);
  const last = lines.length - 1;
  const significant = lines.filter((line, i) => i === last || line.trim() !== '');
  const indent = significant.reduce((least, line) => Math.min(least, /^[ \t\f]*/.exec(line)![0].length), Number.POSITIVE_INFINITY);
  const stripped = lines.map((line, i) => (line.trim() === '' && i !== last ? '' : withoutEnd(line.slice(Math.min(indent, line.length)))));
  return resolveEscapes(stripped.join('\n'));
}

/** Without white space at its end. */
function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && ' \t\f'.includes(line[end - 1]!)) end--;
  return line.slice(0, end);
}

export function toCharValue(literal: string): string | undefined {
  return literal.length >= 3 ? resolveEscapes(literal.slice(1, -1)) : undefined;
}

export function toNumberValue(literal: string): { readonly value: number; readonly integral: boolean } {
  const text = literal.replaceAll('_', '').toLowerCase();
  const isHex = text.startsWith('0x');
  if (!isHex && (/[.e]/.test(text) || /[fd]$/.test(text))) return { value: Number(text.replace(/[fd]$/, '')), integral: false };
  if (isHex && text.includes('p')) return { value: Number.NaN, integral: false };
  const digits = text.replace(/l$/, '');
  if (/^0[0-7]+$/.test(digits)) return { value: parseInt(digits, 8), integral: true };
  return { value: Number(digits), integral: true };
}
