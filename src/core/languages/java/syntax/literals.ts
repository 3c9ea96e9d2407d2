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

/** undefined: not one UTF-16 code unit. */
export function toCharValue(literal: string): string | undefined {
  const value = literal.length >= 3 ? resolveEscapes(literal.slice(1, -1)) : undefined;
  return value?.length === 1 ? value : undefined;
}

export type NumberLiteral =
  | { readonly type: 'int' | 'float' | 'double'; readonly value: number }
  | { readonly type: 'long'; readonly value: bigint };

/** A literal of any radix (JLS §3.10.1, §3.10.2); undefined where it is not well-formed or too large. */
export function toNumberValue(literal: string): NumberLiteral | undefined {
  const text = literal.replaceAll('_', '').toLowerCase();
  const isHex = text.startsWith('0x');
  if (isHex ? text.includes('p') : /[.efd]/.test(text) && !text.startsWith('0b')) return toFloatingValue(text, isHex);
  const isLong = text.endsWith('l');
  const digits = isLong ? text.slice(0, -1) : text;
  const isDecimal = !/^0./.test(digits);
  const plain = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  if (!/^(?:0x[\da-f]+|0b[01]+|0o[0-7]+|0|[1-9]\d*)$/.test(plain) || plain.length > 70) return undefined;
  const value = BigInt(plain);
  const bits = isLong ? 64 : 32;
  // The largest decimal stands after a minus; others have all bits.
  if (value > (isDecimal ? 1n << BigInt(bits - 1) : (1n << BigInt(bits)) - 1n)) return undefined;
  if (isLong) return { type: 'long', value: isDecimal ? value : BigInt.asIntN(64, value) };
  return { type: 'int', value: isDecimal ? Number(value) : Number(BigInt.asIntN(32, value)) };
}

function toFloatingValue(text: string, isHex: boolean): NumberLiteral | undefined {
  const isFloat = text.endsWith('f');
  const digits = /[fd]$/.test(text) ? text.slice(0, -1) : text;
  const value = isHex ? ofHexDigits(digits) : Number(digits);
  if (value === undefined || !Number.isFinite(value)) return undefined;
  // A decimal is rounded once: by way of a double, one that is a tie of floats may be rounded otherwise.
  return isFloat ? { type: 'float', value: Math.fround(value) } : { type: 'double', value };
}

/** `0x1.8p1`; undefined where it is not well-formed, or has more digits than a double. */
function ofHexDigits(text: string): number | undefined {
  const match = /^0x([\da-f]{0,13})(?:\.([\da-f]{0,13}))?p([+-]?\d{1,5})$/.exec(text);
  if (match === null) return undefined;
  const [, whole = '', fraction = '', exponent] = match;
  const digits = whole + fraction;
  if (digits === '' || digits.length > 13) return undefined;
  return parseInt(digits, 16) * 2 ** (Number(exponent) - 4 * fraction.length);
}
